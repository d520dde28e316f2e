package dev.seascope.arch.a64.fp;

/// The estimates of reciprocals and reciprocal square roots, which the architecture defines to the bit.
///
/// Source: Arm ARM, FPRecipEstimate, FPRSqrtEstimate, FPRecpX, UnsignedRecipEstimate, UnsignedRSqrtEstimate.
public final class FpEstimate {
    private FpEstimate() {}

    /// Reciprocal of a number in 256..511 that stands for 0.5 to 1, as 256..511 that stands for 1 to 2.
    private static int reciprocalTable(int a) {
        int doubled = 2 * a + 1;
        int b = (1 << 19) / doubled;
        return (b + 1) / 2;
    }

    /// Reciprocal square root of a number in 128..511 that stands for 0.25 to 1, as 256..511.
    private static int squareRootTable(int a) {
        int scaled = a < 256 ? 2 * a + 1 : 2 * ((a & ~1) + 1);
        int b = 512;
        while ((long) scaled * (b + 1) * (b + 1) < 1L << 28) {
            b++;
        }
        return (b + 1) / 2;
    }

    /// FPRecipEstimate, for FRECPE.
    public static long reciprocal(FloatFormat format, long x, FpState p) {
        long a = Fp.flushInput(format, x, p);
        if (format.isNaN(a)) {
            return Fp.processNaN(format, a, p);
        }
        boolean negative = format.negative(a);
        if (format.isInfinity(a)) {
            return format.zero(negative);
        }
        if ((a & ~format.signBit()) == 0) {
            p.fpsr |= Fp.DZC;
            return format.infinity(negative);
        }
        int exponent = Fp.exponent(format, a);
        if (exponent < format.minExponent() - 2) {
            // |a| < 2^(minExponent - 2): the reciprocal overflows.
            p.fpsr |= Fp.OFC | Fp.IXC;
            boolean infinity = switch (RoundingMode.of(p.fpcr)) {
                case TIE_EVEN, TIE_AWAY -> true;
                case PLUS_INFINITY -> !negative;
                case MINUS_INFINITY -> negative;
                case ZERO, ODD -> false;
            };
            return infinity ? format.infinity(negative) : format.maxNormal(negative);
        }
        // A reciprocal that would be denormal is flushed when denormals are.
        if (Fp.flushes(format, p.fpcr) && exponent >= -format.minExponent()) {
            p.fpsr |= Fp.UFC;
            return format.zero(negative);
        }
        long significand = Fp.significand(format, a);
        int scaled = (int) (significand >>> 55); // 256..511
        int estimate = reciprocalTable(scaled);
        int resultExponent = -1 - exponent; // the estimate stands for 1 to 2, twice the reciprocal of 1 to 2
        long fraction = (long) (estimate & 0xff) << (format.fractionBits() - 8);
        int biased = resultExponent - format.minExponent() + 1;
        if (biased <= 0) {
            long denormal = (fraction | (format.fractionMask() + 1)) >>> (1 - biased);
            return format.number(negative, 0, denormal);
        }
        return format.number(negative, biased, fraction);
    }

    /// FPRSqrtEstimate, for FRSQRTE.
    public static long reciprocalSquareRoot(FloatFormat format, long x, FpState p) {
        long a = Fp.flushInput(format, x, p);
        if (format.isNaN(a)) {
            return Fp.processNaN(format, a, p);
        }
        boolean negative = format.negative(a);
        if ((a & ~format.signBit()) == 0) {
            p.fpsr |= Fp.DZC;
            return format.infinity(negative);
        }
        if (negative) {
            return Fp.invalid(format, p);
        }
        if (format.isInfinity(a)) {
            return format.zero(false);
        }
        int exponent = Fp.exponent(format, a);
        long significand = Fp.significand(format, a);
        // a = m * 2^(2k) with m in 0.25..1
        boolean even = (exponent & 1) == 0;
        int scaled = even ? (int) (significand >>> 56) : (int) (significand >>> 55);
        int half = (even ? exponent + 2 : exponent + 1) / 2;
        int estimate = squareRootTable(scaled);
        int biased = -half - format.minExponent() + 1;
        return format.number(false, biased, (long) (estimate & 0xff) << (format.fractionBits() - 8));
    }

    /// FPRecpX: the exponent turned round, for FRECPX.
    public static long reciprocalExponent(FloatFormat format, long x, FpState p) {
        if (format.isNaN(x)) {
            return Fp.processNaN(format, Fp.flushInput(format, x, p), p);
        }
        long a = Fp.flushInput(format, x, p);
        int biased = format.biased(x);
        int turned = biased == 0 ? format.maxBiased() - 1 : format.maxBiased() - biased;
        return format.number(format.negative(a), turned, 0);
    }

    /// UnsignedRecipEstimate, for URECPE.
    public static int unsignedReciprocal(int a) {
        if (a >= 0) {
            return -1;
        }
        return reciprocalTable(a >>> 23) << 23;
    }

    /// UnsignedRSqrtEstimate, for URSQRTE.
    public static int unsignedReciprocalSquareRoot(int a) {
        if (a >>> 30 == 0) {
            return -1;
        }
        return squareRootTable(a >>> 23) << 23;
    }
}
