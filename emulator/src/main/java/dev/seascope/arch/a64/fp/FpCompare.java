package dev.seascope.arch.a64.fp;

/// Comparison, maximum and minimum.
///
/// Source: Arm ARM, the pseudocode functions named at each method.
public final class FpCompare {
    /// `NZCV` when the first operand is less.
    public static final int LESS = 0b1000;
    /// `NZCV` when the operands are equal.
    public static final int EQUAL = 0b0110;
    /// `NZCV` when the first operand is greater.
    public static final int GREATER = 0b0010;
    /// `NZCV` when an operand is a NaN.
    public static final int UNORDERED = 0b0011;

    private FpCompare() {}

    /// FPCompare: `N:Z:C:V`, N in bit 3.
    ///
    /// @param signalQuiet whether quiet NaNs raise Invalid Operation too (FCMPE)
    public static int compare(FloatFormat format, long a, long b, boolean signalQuiet, FpState p) {
        return order(format, Fp.flushInput(format, a, p), Fp.flushInput(format, b, p), signalQuiet, p);
    }

    private static int order(FloatFormat format, long a, long b, boolean signalQuiet, FpState p) {
        if (format.isNaN(a) || format.isNaN(b)) {
            if (signalQuiet || format.isSignaling(a) || format.isSignaling(b)) {
                p.fpsr |= Fp.IOC;
            }
            return UNORDERED;
        }
        int order = Long.compare(ordinal(format, a), ordinal(format, b));
        return order < 0 ? LESS : order == 0 ? EQUAL : GREATER;
    }

    /// A number whose order is that of the values; both zeros are 0.
    private static long ordinal(FloatFormat format, long value) {
        long magnitude = value & ~format.signBit();
        return format.negative(value) ? -magnitude : magnitude;
    }

    /// FPCompareEQ.
    public static boolean equal(FloatFormat format, long a, long b, FpState p) {
        return compare(format, a, b, false, p) == EQUAL;
    }

    /// FPCompareGE.
    public static boolean greaterOrEqual(FloatFormat format, long a, long b, FpState p) {
        int order = compare(format, a, b, true, p);
        return order == GREATER || order == EQUAL;
    }

    /// FPCompareGT.
    public static boolean greater(FloatFormat format, long a, long b, FpState p) {
        return compare(format, a, b, true, p) == GREATER;
    }

    /// FPMax.
    public static long maximum(FloatFormat format, long a, long b, FpState p) {
        return extreme(format, Fp.flushInput(format, a, p), Fp.flushInput(format, b, p), true, p);
    }

    /// FPMin.
    public static long minimum(FloatFormat format, long a, long b, FpState p) {
        return extreme(format, Fp.flushInput(format, a, p), Fp.flushInput(format, b, p), false, p);
    }

    /// FPMaxNum: a quiet NaN loses against a number.
    public static long maximumNumber(FloatFormat format, long a, long b, FpState p) {
        return numberExtreme(format, a, b, true, p);
    }

    /// FPMinNum.
    public static long minimumNumber(FloatFormat format, long a, long b, FpState p) {
        return numberExtreme(format, a, b, false, p);
    }

    private static long numberExtreme(FloatFormat format, long a, long b, boolean maximum, FpState p) {
        boolean quietA = format.isNaN(a) && !format.isSignaling(a);
        boolean quietB = format.isNaN(b) && !format.isSignaling(b);
        long first = a;
        long second = b;
        if (quietA && !quietB) {
            first = format.infinity(maximum);
        } else if (quietB && !quietA) {
            second = format.infinity(maximum);
        }
        return extreme(format, Fp.flushInput(format, first, p), Fp.flushInput(format, second, p), maximum, p);
    }

    private static long extreme(FloatFormat format, long a, long b, boolean maximum, FpState p) {
        if (format.isNaN(a) || format.isNaN(b)) {
            return Fp.processNaNs(format, a, b, p);
        }
        long first = ordinal(format, a);
        long second = ordinal(format, b);
        if (first == second) {
            // Equal values, or zeros of either sign: the maximum is negative only if both are.
            return maximum ? a & b : a | b;
        }
        return maximum == first > second ? a : b;
    }
}
