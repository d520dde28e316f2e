package dev.seascope.asm;

import java.io.IOException;

/// What bounds an assembly, and what it may read.
///
/// @param files where `.include` and `.incbin` find files
/// @param maxStatements how many statements macros and repetitions may grow the source to
/// @param maxBytes how many bytes of content all sections together may have; `.bss` and its like do not count
public record Options(Files files, int maxStatements, long maxBytes) {
    /// No files; two million statements; 64 MiB.
    public static final Options DEFAULT = new Options(Files.NONE, 2_000_000, 64 << 20);

    /// The same, reading included files from `files`.
    public Options withFiles(Files newFiles) {
        return new Options(newFiles, maxStatements, maxBytes);
    }

    /// Finds included files.
    @FunctionalInterface
    public interface Files {
        /// Refuses all.
        Files NONE = (from, name) -> {
            throw new IOException("there is no folder to include files from");
        };

        /// The content of a file.
        ///
        /// @param from the file that includes it
        /// @param name as the source says it
        /// @throws IOException with a message for the user, if it cannot or may not be read
        byte[] read(String from, String name) throws IOException;
    }
}
