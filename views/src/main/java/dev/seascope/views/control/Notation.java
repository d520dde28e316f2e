package dev.seascope.views.control;

/// How numbers are written everywhere: as the kernel prints them, in lower-case hexadecimal; counts of instructions in
/// groups of three, never rounded.
public final class Notation {
    private static final char THIN_SPACE = '\u2009';

    private Notation() {}

    /// `0x97c0c710`: no leading zeros.
    public static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /// `0x08000000`: at least eight digits, sixteen when the value needs more. For addresses and syndromes.
    public static String address(long value) {
        return "0x" + digits(value, value >>> 32 == 0 ? 8 : 16);
    }

    /// `0000000097c0c710`: without prefix.
    ///
    /// @param count digits wanted; more are written when the value needs them
    public static String digits(long value, int count) {
        String hex = Long.toHexString(value);
        return "0".repeat(Math.max(0, count - hex.length())) + hex;
    }

    /// How many of the `count` digits of `value` are leading zeros; the last digit never counts.
    public static int leadingZeros(long value, int count) {
        return Math.max(0, count - Long.toHexString(value).length());
    }

    /// `1 257` with a thin space.
    public static String grouped(long count) {
        String digits = Long.toUnsignedString(count);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                out.append(THIN_SPACE);
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }
}
