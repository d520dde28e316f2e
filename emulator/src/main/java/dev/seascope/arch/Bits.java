package dev.seascope.arch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A named, contiguous run of bits in a register or an instruction word.
///
/// @param name the manual's name, or empty
/// @param msb the topmost bit, 0 to 63
/// @param lsb the lowest bit
public record Bits(String name, int msb, int lsb) {
    private static final Pattern NOTATION = Pattern.compile("(\\w*)\\[(\\d+)(?::(\\d+))?]");

    /// Checks the range.
    ///
    /// @throws IllegalArgumentException if it is empty or leaves 63:0
    public Bits {
        if (lsb < 0 || msb < lsb || msb > 63) {
            throw new IllegalArgumentException("not a bit range: %s[%d:%d]".formatted(name, msb, lsb));
        }
    }

    /// Parse the notation of the Arm ARM: `EC[31:26]`, `IL[25]`.
    ///
    /// @throws IllegalArgumentException if `notation` is something else
    public static Bits of(String notation) {
        Matcher matcher = NOTATION.matcher(notation);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a bit range: " + notation);
        }
        int msb = Integer.parseInt(matcher.group(2));
        return new Bits(matcher.group(1), msb, matcher.group(3) == null ? msb : Integer.parseInt(matcher.group(3)));
    }

    /// How many bits, 1 to 64.
    public int width() {
        return msb - lsb + 1;
    }

    /// Whether `value` can be stored in these bits.
    public boolean fits(long value) {
        return (value & ~ones()) == 0;
    }

    /// These bits of `word`, moved to bit 0.
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
        return (word & ~mask()) | (value << lsb);
    }

    /// A word with exactly these bits set.
    public long mask() {
        return ones() << lsb;
    }

    /// The range alone as the manual writes it: `[12:11]`, `[10]`.
    public String range() {
        return msb == lsb ? "[" + msb + "]" : "[" + msb + ":" + lsb + "]";
    }

    private long ones() {
        return -1L >>> (Long.SIZE - width());
    }

    /// Name and range: `SET[12:11]`.
    @Override
    public String toString() {
        return name + range();
    }
}
