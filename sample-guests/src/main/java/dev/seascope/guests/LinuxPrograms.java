package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembler;
import dev.seascope.asm.Assembly;
import dev.seascope.asm.Options;
import dev.seascope.asm.Source;
import dev.seascope.asm.elf.ElfWriter;
import dev.seascope.vmm.linux.CpioArchive;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Programs for a Linux guest that has nothing else: each is assembled here, from source, into an initial file system
/// in which it is `/init`.
public final class LinuxPrograms {
    /// Says that user space is reached and switches the machine off.
    public static final String HELLO = "hello";
    /// Touches what nothing backs, case by case, and says what came of it.
    public static final String ABORTS = "aborts";
    /// Where the cases of [#ABORTS] touch: 16 bytes apart from this guest physical address on.
    public static final long HOLE = 0x0b00_0000L;
    /// The page that [#ABORTS] takes for memory which may be poisoned, outside of what Linux knows as RAM.
    public static final long MEMORY = 0x0c00_0000L;

    private static final String FOLDER = "linux/";
    private static final long BASE = 0x40_0000L;

    private LinuxPrograms() {}

    /// The names of the programs.
    public static List<String> names() {
        return List.of(HELLO, ABORTS);
    }

    /// The initial file system with a program in it: a cpio archive.
    ///
    /// @throws IllegalArgumentException if there is no such program
    public static Bytes initrd(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("no program '%s' for Linux; known: %s".formatted(name,
                    String.join(", ", names())));
        }
        return Bytes.copyOf(new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1)
                .characterDevice("dev/mem", 1, 1).program("init", program(name)).bytes());
    }

    private static byte[] program(String name) {
        try {
            String file = name + ".s";
            Options options = Options.DEFAULT.withFiles((_, included) ->
                    new Options.Files.Included(included, Bytes.copyOf(read(included))));
            String text = new String(read(file), StandardCharsets.UTF_8);
            Assembly assembly = Assembler.assemble(List.of(Source.of(file, text, BASE)), options);
            if (!assembly.errors().isEmpty()) {
                throw new IllegalStateException("a program for Linux is broken: " + assembly.errors().getFirst());
            }
            return ElfWriter.executable(assembly, "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String file) throws IOException {
        try (@Nullable InputStream in = LinuxPrograms.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            return in.readAllBytes();
        }
    }
}
