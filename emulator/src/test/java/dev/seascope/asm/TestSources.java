package dev.seascope.asm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// Sources to assemble, with the bytes that GNU as and ld make of them.
///
/// `dialect.s` goes through the source language, `spellings.s` through ways to write instructions, `boot.s` is a guest
/// as people write it, and the others are what `gcc -S -O2 -ffreestanding -fno-pic` makes of freestanding C;
/// `gcc-neon.s` is `neon.c` with `-O3 -fno-math-errno -mno-outline-atomics`.
final class TestSources {
    private static final List<String> NAMES = List.of("dialect", "spellings", "boot", "gcc-call", "gcc-chase",
            "gcc-fp", "gcc-int", "gcc-mem", "gcc-mmio", "gcc-neon", "gcc-runtime", "gcc-sieve", "gcc-smc", "gcc-svc",
            "gcc-sys");

    private TestSources() {}

    static List<String> names() {
        return NAMES;
    }

    static String text(String name) {
        return new String(bytes(name + ".s"), StandardCharsets.UTF_8);
    }

    /// What GNU as and ld made of it.
    static byte[] expected(String name) {
        return HexFormat.of().parseHex(
                new String(bytes(name + ".hex"), StandardCharsets.US_ASCII).replaceAll("\\s", ""));
    }

    static byte[] bytes(String file) {
        try (InputStream in = TestSources.class.getResourceAsStream("gnu/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
