package dev.seascope.asm;

import dev.seascope.arch.Bytes;
import java.io.IOException;

/// What bounds an assembly, and what it may read.
///
/// @param files where `.include` and `.incbin` find files
/// @param maxStatements how many statements macros and repetitions may grow the source to
/// @param maxBytes how many bytes of content all sections together may have, and how many bytes from its base on a
///     source may take; zeros at its end (`.bss`) do not count
public record Options(Files files, int maxStatements, long maxBytes) {
    /// No files; half a million statements; 64 MiB.
    public static final Options DEFAULT = new Options(Files.NONE, 500_000, 64 << 20);

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
        /// @param from the file that includes it, as messages call it
        /// @param name as the source says it
        /// @throws IOException with a message for the user, if it cannot or may not be read
        Included read(String from, String name) throws IOException;

        /// A file that has been read.
        ///
        /// @param name what messages call it, and what the files it includes are found by
        record Included(String name, Bytes content) {}
    }
}
