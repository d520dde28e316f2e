package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GnuComparisonTest {
    private static final long BASE = 0x4008_0000L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.seascope.asm.TestSources#names")
    void aSourceBecomesTheBytesThatGnuAsMadeOfIt(String name) {
        Assembly assembly = Assembler.assemble(name + ".s", TestSources.text(name), BASE);

        assertThat(assembly.errors()).isEmpty();
        assertSame(assembly.image(), TestSources.expected(name));
    }

    @ParameterizedTest
    @MethodSource("dev.seascope.asm.TestSources#names")
    void theStoredBytesAreThoseOfTheInstalledGnuAs(String name) throws IOException {
        GnuTools.require("as");

        assertSame(TestSources.expected(name), GnuTools.image(folder, TestSources.text(name)));
    }

    @Test
    void theSampleGuestsBecomeTheBytesThatGnuAsMakesOfThem() throws IOException {
        GnuTools.require("as");
        Path samples = Path.of("../sample-guests/src/main/resources/dev/seascope/guests/samples");
        assumeTrue(Files.isDirectory(samples));
        try (Stream<Path> files = Files.list(samples)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".s")).sorted().toList()) {
                String text = Files.readString(file);

                Assembly assembly = Assembler.assemble(file.getFileName().toString(), text, BASE);

                assertThat(assembly.errors()).isEmpty();
                assertSame(assembly.image(), GnuTools.image(folder, text));
            }
        }
    }

    @Test
    void compiledCBecomesTheBytesThatGnuAsMakesOfIt() throws IOException {
        GnuTools.require("gcc");
        GnuTools.require("as");
        Path sources = Path.of("../../shared/guests");
        assumeTrue(Files.isDirectory(sources));
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".c")).sorted().toList()) {
                GnuTools.run(folder, "gcc", "-S", "-O2", "-ffreestanding", "-nostdlib", "-fno-pic",
                        "-fno-stack-protector", file.toAbsolutePath().toString(), "-o", "compiled.s");
                String text = stubbed(Files.readString(folder.resolve("compiled.s")));

                Assembly assembly = Assembler.assemble(file.getFileName().toString(), text, BASE);

                assertThat(assembly.errors()).as(file.toString()).isEmpty();
                assertSame(assembly.image(), GnuTools.image(folder, text));
            }
        }
    }

    /// Floating point, vectors, atomics, tables and the constants that a compiler keeps beside code.
    @ParameterizedTest
    @ValueSource(strings = {"-O1 -g -fno-pic", "-O2 -fno-pic", "-Os -fno-pic -mcmodel=large",
        "-O3 -fno-pic -mcmodel=tiny -march=armv8.2-a+fp16+dotprod+crypto"})
    void compiledVectorCodeBecomesTheBytesThatGnuAsMakesOfIt(String options) throws IOException {
        GnuTools.require("gcc");
        GnuTools.require("as");
        Files.write(folder.resolve("neon.c"), TestSources.bytes("neon.c"));
        GnuTools.run(folder, "gcc", Stream.concat(
                        Stream.of("-S", "-ffreestanding", "-fno-stack-protector", "neon.c", "-o", "compiled.s"),
                        Stream.of(options.split(" ", -1)))
                .toArray(String[]::new));
        String text = stubbed(Files.readString(folder.resolve("compiled.s")));

        Assembly assembly = Assembler.assemble("neon.s", text, BASE);

        assertThat(assembly.errors()).isEmpty();
        assertSame(assembly.image(), GnuTools.image(folder, text));
    }

    /// With a place for each symbol that another file would define.
    private String stubbed(String text) throws IOException {
        Files.writeString(folder.resolve("alone.s"), text);
        GnuTools.run(folder, "as", "alone.s", "-o", "alone.o");
        var stubs = new StringBuilder(text).append("\t.data\n");
        GnuTools.run(folder, "nm", "-u", "alone.o").lines().map(line -> line.replace(" U ", "").strip())
                .forEach(symbol -> stubs.append("\t.align 4\n").append(symbol).append(":\t.xword 0\n"));
        return stubs.toString();
    }

    /// By lines of 16 bytes with their addresses, so that a difference says where it is.
    private static void assertSame(byte[] actual, byte[] expected) {
        assertThat(dump(actual)).isEqualTo(dump(expected));
    }

    private static String dump(byte[] bytes) {
        var text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 16) {
            text.append("%x: ".formatted(BASE + i))
                    .append(HexFormat.ofDelimiter(" ").formatHex(bytes, i, Math.min(bytes.length, i + 16)))
                    .append('\n');
        }
        return text.toString();
    }
}
