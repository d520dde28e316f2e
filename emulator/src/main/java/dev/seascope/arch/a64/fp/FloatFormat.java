package dev.seascope.arch.a64.fp;

/// An IEEE 754 binary format. Values travel as `long`s whose low [#bits] bits are the encoding; bits above are zero.
///
/// Source: Arm ARM, A1.5 "Floating-point support".
public enum FloatFormat {
    /// binary16.
    HALF(16, 5),
    /// binary32.
    SINGLE(32, 8),
    /// binary64.
    DOUBLE(64, 11);

    private final int bits;
    private final int exponentBits;

    FloatFormat(int bits, int exponentBits) {
        this.bits = bits;
        this.exponentBits = exponentBits;
    }

    /// Width of the encoding.
    public int bits() {
        return bits;
    }

    /// Width of the fraction field.
    public int fractionBits() {
        return bits - 1 - exponentBits;
    }

    /// The largest biased exponent: infinities and NaNs.
    public int maxBiased() {
        return (1 << exponentBits) - 1;
    }

    /// Exponent of the smallest normal number.
    public int minExponent() {
        return 2 - (1 << (exponentBits - 1));
    }

    /// The fraction field of `value`.
    public long fraction(long value) {
        return value & fractionMask();
    }

    /// Ones in the fraction field.
    public long fractionMask() {
        return (1L << fractionBits()) - 1;
    }

    /// The biased exponent of `value`.
    public int biased(long value) {
        return (int) (value >>> fractionBits()) & maxBiased();
    }

    /// The sign bit, in place.
    public long signBit() {
        return 1L << (bits - 1);
    }

    /// Whether the sign bit is set.
    public boolean negative(long value) {
        return (value & signBit()) != 0;
    }

    /// A zero.
    public long zero(boolean negative) {
        return negative ? signBit() : 0;
    }

    /// An infinity.
    public long infinity(boolean negative) {
        return zero(negative) | (long) maxBiased() << fractionBits();
    }

    /// The finite number of largest magnitude.
    public long maxNormal(boolean negative) {
        return infinity(negative) - 1;
    }

    /// The default NaN: positive, quiet, no payload.
    public long defaultNaN() {
        return infinity(false) | quietBit();
    }

    /// The top bit of the fraction, which makes a NaN quiet.
    public long quietBit() {
        return 1L << (fractionBits() - 1);
    }

    /// A number with this sign, biased exponent 0 to [#maxBiased] and fraction.
    public long number(boolean negative, int biased, long fraction) {
        return zero(negative) | (long) biased << fractionBits() | fraction;
    }

    /// Whether `value` is a NaN.
    public boolean isNaN(long value) {
        return biased(value) == maxBiased() && fraction(value) != 0;
    }

    /// Whether `value` is a signaling NaN.
    public boolean isSignaling(long value) {
        return isNaN(value) && (value & quietBit()) == 0;
    }

    /// Whether `value` is an infinity.
    public boolean isInfinity(long value) {
        return biased(value) == maxBiased() && fraction(value) == 0;
    }
}
