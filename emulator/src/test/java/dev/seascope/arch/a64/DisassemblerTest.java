package dev.seascope.arch.a64;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.SystemRegisters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Compares with the text of the GNU disassembler, and knows which words no processor decodes.
class DisassemblerTest {
    private static final long ADDRESS = 0x4008_0ff0L;
    private static final Pattern RELATIVE = Pattern.compile("(?<=[ #])\\.([+-]\\d+)");
    private static final Pattern SYSTEM_REGISTER = Pattern.compile("msr (\\w+), |mrs \\w+, (\\w+)");
    /// GNU drops a register that the operation does not use.
    private static final Set<String> LOSSY = Set.of("tlbi vmalls12e1is");
    /// A processor of Armv8.0 with CRC32 and the cryptographic extension.
    private static final Set<Feature> ARMV8_0 = Set.of(Feature.FP, Feature.ADV_SIMD, Feature.CRC32, Feature.AES,
            Feature.PMULL, Feature.SHA1, Feature.SHA256);

    @TestFactory
    List<DynamicTest> textIsThatOfTheGnuDisassembler() throws IOException {
        return tests("disasm", line -> {
            String[] fields = line.split("\t", -1);
            int word = Integer.parseUnsignedInt(fields[0], 16);
            String expected = withAddresses(fields[1]);
            String actual = Disassembler.text(word, ADDRESS);
            boolean same = actual.equals(expected) || isUnknownRegister(expected) || LOSSY.contains(expected);
            return same ? "" : "%s is %s, not %s".formatted(fields[0], actual, expected);
        });
    }

    @TestFactory
    List<DynamicTest> undefinedWordsAreNotDecoded() throws IOException {
        return tests("undef", line -> {
            String[] fields = line.split("\t", -1);
            int word = Integer.parseUnsignedInt(fields[0], 16);
            Set<Feature> features = fields[1].equals("later") ? ARMV8_0 : A64.ALL_FEATURES;
            return A64.decode(word, features)
                    .filter(row -> !row.mnemonic().equals("udf"))
                    .map(row -> fields[0] + " is decoded as " + row.text(word, ADDRESS))
                    .orElse("");
        });
    }

    private interface Check {
        /// What is wrong, or nothing.
        String apply(String line);
    }

    private static List<DynamicTest> tests(String name, Check check) throws IOException {
        var tests = new ArrayList<DynamicTest>();
        var files = VectorFiles.lines(name);
        List<String> whole = VectorFiles.whole(name);
        if (!whole.isEmpty()) {
            files.put("whole", whole);
        }
        files.forEach((file, lines) -> tests.add(DynamicTest.dynamicTest(
                "%s, %d lines".formatted(file, lines.size()),
                () -> assertThat(lines.stream().map(check::apply).filter(text -> !text.isEmpty()).limit(20))
                        .isEmpty())));
        return tests;
    }

    /// The files have targets relative to the instruction, or to its page.
    private static String withAddresses(String text) {
        long base = text.startsWith("adrp") ? ADDRESS & -4096 : ADDRESS;
        Matcher relative = RELATIVE.matcher(text);
        return relative.replaceFirst(match -> "0x%x".formatted(base + Long.parseLong(match.group(1))));
    }

    /// Whether it is no register (`op0` 0 is not one's), or our tables and those of GNU, which are of other versions of
    /// the architecture, have different registers.
    private static boolean isUnknownRegister(String text) {
        Matcher matcher = SYSTEM_REGISTER.matcher(text);
        if (!matcher.lookingAt()) {
            return false;
        }
        String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return name.startsWith("s0_") || SystemRegisters.encoding(name)
                .stream()
                .allMatch(encoding -> !SystemRegisters.name(encoding, false).toLowerCase(Locale.ROOT).equals(name));
    }
}
