package dev.seascope.arch.a64.fp;

/// What every floating-point operation shares: the bits of FPCR and FPSR, reading operands, choosing NaNs, rounding.
///
/// A finite non-zero number is taken apart into a significand, 64 bits with the top bit set and the lowest bit "sticky"
/// (set when anything below it was cut off), and an exponent: the value is `significand / 2^63 * 2^exponent`. Sixty-four
/// bits are eleven more than a double has, so rounding from there is exact.
///
/// Source: Arm ARM pseudocode of shared/functions/float; written anew.
final class Fp {
    // FPCR
    static final int AHP = 1 << 26;
    static final int DN = 1 << 25;
    static final int FZ = 1 << 24;
    static final int FZ16 = 1 << 19;
    // FPSR, cumulative
    static final int IOC = 1;
    static final int DZC = 1 << 1;
    static final int OFC = 1 << 2;
    static final int UFC = 1 << 3;
    static final int IXC = 1 << 4;
    static final int IDC = 1 << 7;

    private Fp() {}

    /// Whether denormals of this format are flushed to zero.
    static boolean flushes(FloatFormat format, int fpcr) {
        return (fpcr & (format == FloatFormat.HALF ? FZ16 : FZ)) != 0;
    }

    /// `value`, or the zero of its sign when it is denormal and denormals are flushed; that raises Input Denormal except
    /// for half precision.
    static long flushInput(FloatFormat format, long value, FpState p) {
        if (format.biased(value) == 0 && format.fraction(value) != 0 && flushes(format, p.fpcr)) {
            if (format != FloatFormat.HALF) {
                p.fpsr |= IDC;
            }
            return format.zero(format.negative(value));
        }
        return value;
    }

    /// The significand of a finite non-zero number.
    static long significand(FloatFormat format, long value) {
        long fraction = format.fraction(value);
        if (format.biased(value) == 0) {
            return fraction << Long.numberOfLeadingZeros(fraction);
        }
        return (fraction | format.fractionMask() + 1) << (63 - format.fractionBits());
    }

    /// The exponent of a finite non-zero number.
    static int exponent(FloatFormat format, long value) {
        int biased = format.biased(value);
        if (biased == 0) {
            int below = Long.numberOfLeadingZeros(format.fraction(value)) - (63 - format.fractionBits());
            return format.minExponent() - below;
        }
        return biased + format.minExponent() - 1;
    }

    /// `value` shifted right, with a sticky lowest bit.
    static long shiftRightSticky(long value, int by) {
        if (by == 0) {
            return value;
        }
        if (by >= Long.SIZE) {
            return value == 0 ? 0 : 1;
        }
        return (value >>> by) | (value << (Long.SIZE - by) == 0 ? 0 : 1);
    }

    /// A NaN operand as result: made quiet, or the default NaN if FPCR.DN says so. Signaling raises Invalid Operation.
    static long processNaN(FloatFormat format, long nan, FpState p) {
        if (format.isSignaling(nan)) {
            p.fpsr |= IOC;
        }
        return (p.fpcr & DN) != 0 ? format.defaultNaN() : nan | format.quietBit();
    }

    /// The NaN result of two operands of which at least one is a NaN: signaling before quiet, first before second.
    static long processNaNs(FloatFormat format, long a, long b, FpState p) {
        if (format.isSignaling(a)) {
            return processNaN(format, a, p);
        }
        if (format.isSignaling(b)) {
            return processNaN(format, b, p);
        }
        return processNaN(format, format.isNaN(a) ? a : b, p);
    }

    /// Invalid Operation: the default NaN.
    static long invalid(FloatFormat format, FpState p) {
        p.fpsr |= IOC;
        return format.defaultNaN();
    }

    /// Round `significand / 2^63 * 2^exponent` by FPCR.
    static long round(FloatFormat format, boolean negative, int exponent, long significand, FpState p) {
        return round(format, negative, exponent, significand, RoundingMode.of(p.fpcr), p);
    }

    /// Round to the format.
    ///
    /// @param significand top bit set, lowest bit sticky
    static long round(FloatFormat format, boolean negative, int exponent, long significand, RoundingMode mode,
            FpState p) {
        if (flushes(format, p.fpcr) && exponent < format.minExponent()) {
            p.fpsr |= UFC;
            return format.zero(negative);
        }
        return roundUnflushed(format, negative, exponent, significand, mode, false, p);
    }

    /// Round without flushing results.
    ///
    /// @param alternative the format is Arm's alternative half precision, without infinities and NaNs
    static long roundUnflushed(FloatFormat format, boolean negative, int exponent, long significand,
            RoundingMode mode, boolean alternative, FpState p) {
        int dropped = 63 - format.fractionBits();
        int biased = exponent - format.minExponent() + 1;
        long exact = significand;
        if (biased <= 0) {
            exact = shiftRightSticky(significand, 1 - biased);
            biased = 0;
        }
        long kept = exact >>> dropped;
        long rest = exact << (Long.SIZE - dropped); // top bit is one half
        boolean inexact = rest != 0;
        if (biased == 0 && inexact) {
            p.fpsr |= UFC;
        }
        if (roundsUp(mode, negative, kept, rest)) {
            kept++;
        }
        if (mode == RoundingMode.ODD && inexact) {
            kept |= 1;
        }
        long implicit = format.fractionMask() + 1;
        if (biased == 0 && kept == implicit) {
            biased = 1;
        } else if (kept == implicit << 1) {
            biased++;
            kept >>>= 1;
        }
        if (alternative ? biased > format.maxBiased() : biased >= format.maxBiased()) {
            if (alternative) {
                p.fpsr |= IOC;
                return format.zero(negative) | (format.signBit() - 1);
            }
            p.fpsr |= OFC | IXC;
            return overflowsToInfinity(mode, negative) ? format.infinity(negative) : format.maxNormal(negative);
        }
        if (inexact) {
            p.fpsr |= IXC;
        }
        return format.number(negative, biased, kept & format.fractionMask());
    }

    /// Whether a magnitude `kept` with remainder `rest` (as a fraction of 2^64) is rounded away from zero.
    static boolean roundsUp(RoundingMode mode, boolean negative, long kept, long rest) {
        return switch (mode) {
            case TIE_EVEN -> rest < 0 && (rest != Long.MIN_VALUE || (kept & 1) != 0);
            case TIE_AWAY -> rest < 0;
            case PLUS_INFINITY -> rest != 0 && !negative;
            case MINUS_INFINITY -> rest != 0 && negative;
            case ZERO, ODD -> false;
        };
    }

    private static boolean overflowsToInfinity(RoundingMode mode, boolean negative) {
        return switch (mode) {
            case TIE_EVEN, TIE_AWAY -> true;
            case PLUS_INFINITY -> !negative;
            case MINUS_INFINITY -> negative;
            case ZERO, ODD -> false;
        };
    }
}
