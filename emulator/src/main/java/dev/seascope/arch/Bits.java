package dev.seascope.arch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A named, contiguous run of bits in a register or an instruction word.
public record Bits(String name, int msb, int lsb) {
    private static final Pattern NOTATION = Pattern.compile("(\\w*)\\[(\\d+)(?::(\\d+))?]");

    public Bits {
        if (lsb < 0 || msb < lsb || msb > 63) {
            throw new IllegalArgumentException("not a bit range: %s[%d:%d]".formatted(name, msb, lsb));
        }
    }

    /// Parse the notation of the Arm ARM: `EC[31:26]`, `IL[25]`.
    public static Bits of(String notation) {
        Matcher matcher = NOTATION.matcher(notation);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a bit range: " + notation);
        }
        int msb = Integer.parseInt(matcher.group(2));
        return new Bits(matcher.group(1), msb, matcher.group(3) == null ? msb : Integer.parseInt(matcher.group(3)));
    }

    public int width() {
        return msb - lsb + 1;
    }

    public boolean fits(long value) {
        return (value & ~ones()) == 0;
    }

    public long get(long word) {
        return (word >>> lsb) & ones();
    }

    /// Return `word` with these bits replaced by `value`.
    ///
    /// @throws IllegalArgumentException if `value` is too wide
    public long set(long word, long value) {
        if (!fits(value)) {
            throw new IllegalArgumentException("%#x does not fit in %s".formatted(value, this));
        }
        return (word & ~(ones() << lsb)) | (value << lsb);
    }

    private long ones() {
        return -1L >>> (Long.SIZE - width());
    }

    @Override
    public String toString() {
        return msb == lsb ? "%s[%d]".formatted(name, msb) : "%s[%d:%d]".formatted(name, msb, lsb);
    }
}
