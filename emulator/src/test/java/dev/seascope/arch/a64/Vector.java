package dev.seascope.arch.a64;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One line of a file of vectors: instructions, the state before and the state after, as another emulator has it.
///
/// The fields between tabs: id, class, flags, how it was checked, the words, the state before, what changed, the text.
///
/// @param before `key=hex` pairs; what it does not name has the background value of [VectorProcessor]
/// @param after the same; what it does not name is as before
record Vector(String id, String kind, List<Integer> words, String before, String after, String text) {
    static Vector parse(String line) {
        String[] fields = line.split("\t", -1);
        List<Integer> words = Arrays.stream(fields[4].split(",", -1))
                .map(word -> Integer.parseUnsignedInt(word, 16))
                .toList();
        return new Vector(fields[0], fields[1], words, fields[5], fields[6], fields[7]);
    }

    /// What differs from the state after, or nothing.
    List<String> check() {
        var actual = new VectorProcessor();
        apply(before, actual);
        var expected = new VectorProcessor();
        apply(before, expected);
        apply(after, expected);
        for (int i = 0; i < words.size(); i++) {
            actual.code(VectorProcessor.START + 4L * i, words.get(i));
        }
        try {
            actual.run();
        } catch (RuntimeException e) {
            return List.of(e.toString());
        }
        return differences(expected, actual);
    }

    private static void apply(String state, VectorProcessor p) {
        if (state.equals("-")) {
            return;
        }
        for (String pair : state.split(" ", -1)) {
            int equals = pair.indexOf('=');
            String key = pair.substring(0, equals);
            String value = pair.substring(equals + 1);
            switch (key) {
                case "pc" -> p.pc = hex(value);
                case "sp" -> p.x[Processor.SP] = hex(value);
                case "nzcv" -> p.nzcv = (int) hex(value);
                case "fpcr" -> p.fpcr = (int) hex(value);
                case "fpsr" -> p.fpsr = (int) hex(value);
                case "tpidr" -> p.tpidr = hex(value);
                default -> indexed(key, value, p);
            }
        }
    }

    private static void indexed(String key, String value, VectorProcessor p) {
        switch (key.charAt(0)) {
            case 'x' -> p.x[Integer.parseInt(key.substring(1))] = hex(value);
            case 'v' -> {
                int n = Integer.parseInt(key.substring(1));
                var number = new BigInteger(value, 16);
                p.v[2 * n] = number.longValue();
                p.v[2 * n + 1] = number.shiftRight(64).longValue();
            }
            default -> {
                int offset = Integer.parseInt(key.substring(1), 16);
                for (int i = 0; i < value.length(); i += 2) {
                    p.data[offset + i / 2] = (byte) Integer.parseInt(value.substring(i, i + 2), 16);
                }
            }
        }
    }

    private static long hex(String value) {
        return Long.parseUnsignedLong(value, 16);
    }

    private static List<String> differences(VectorProcessor expected, VectorProcessor actual) {
        var found = new ArrayList<String>();
        compare("pc", expected.pc, actual.pc, found);
        compare("nzcv", expected.nzcv, actual.nzcv, found);
        compare("fpcr", expected.fpcr, actual.fpcr, found);
        compare("fpsr", expected.fpsr, actual.fpsr, found);
        compare("tpidr", expected.tpidr, actual.tpidr, found);
        for (int n = 0; n <= Processor.ZR; n++) {
            compare("x" + n, expected.x[n], actual.x[n], found);
        }
        for (int n = 0; n < 64; n++) {
            compare("v" + n / 2 + (n % 2 == 0 ? "low" : "high"), expected.v[n], actual.v[n], found);
        }
        for (int i = 0; i < expected.data.length; i++) {
            compare("m%03x".formatted(i), expected.data[i], actual.data[i], found);
        }
        return found;
    }

    private static void compare(String what, long expected, long actual, List<String> found) {
        if (expected != actual) {
            found.add("%s is %x, not %x".formatted(what, actual, expected));
        }
    }
}
