package dev.seascope.arch.a64.fp;

/// Addition, multiplication, division, square root and their fused and stepping forms. Every method reads FPCR and
/// accumulates into FPSR of the processor it is given, and touches nothing else of it.
///
/// Source: Arm ARM, the pseudocode functions named at each method.
public final class FpArithmetic {
    private FpArithmetic() {}

    /// FPAdd.
    public static long add(FloatFormat format, long a, long b, FpState p) {
        return sum(format, Fp.flushInput(format, a, p), Fp.flushInput(format, b, p), p);
    }

    /// FPSub: like addition of the negated operand, except that a NaN keeps its sign.
    public static long subtract(FloatFormat format, long a, long b, FpState p) {
        long second = Fp.flushInput(format, b, p);
        return sum(format, Fp.flushInput(format, a, p), format.isNaN(second) ? second : negate(format, second), p);
    }

    /// FPNeg.
    public static long negate(FloatFormat format, long a) {
        return a ^ format.signBit();
    }

    /// FPAbs.
    public static long absolute(FloatFormat format, long a) {
        return a & ~format.signBit();
    }

    private static long sum(FloatFormat format, long a, long b, FpState p) {
        if (format.isNaN(a) || format.isNaN(b)) {
            return Fp.processNaNs(format, a, b, p);
        }
        boolean negativeA = format.negative(a);
        boolean negativeB = format.negative(b);
        if (format.isInfinity(a) || format.isInfinity(b)) {
            if (format.isInfinity(a) && format.isInfinity(b) && negativeA != negativeB) {
                return Fp.invalid(format, p);
            }
            return format.isInfinity(a) ? a : b;
        }
        if (isZero(format, a) && isZero(format, b)) {
            return negativeA == negativeB ? a : exactZero(format, p);
        }
        if (isZero(format, a) || isZero(format, b)) {
            long other = isZero(format, a) ? b : a;
            return Fp.round(format, format.negative(other), Fp.exponent(format, other),
                    Fp.significand(format, other), p);
        }
        return sumWide(format, negativeA, Fp.exponent(format, a), Fp.significand(format, a), 0,
                negativeB, Fp.exponent(format, b), Fp.significand(format, b), 0, p);
    }

    /// A sum that is exactly zero of operands that are not both of one sign.
    private static long exactZero(FloatFormat format, FpState p) {
        return format.zero(RoundingMode.of(p.fpcr) == RoundingMode.MINUS_INFINITY);
    }

    private static boolean isZero(FloatFormat format, long value) {
        return (value & ~format.signBit()) == 0;
    }

    /// Sum of two finite non-zero numbers with 128-bit significands whose top bits are set. All bits of the larger
    /// operand count; of the smaller one, what falls below bit 0 is sticky, which is exact because at least one spare
    /// bit separates it from the result's rounding position.
    private static long sumWide(FloatFormat format, boolean negativeA, int exponentA, long highA, long lowA,
            boolean negativeB, int exponentB, long highB, long lowB, FpState p) {
        boolean swap = exponentA < exponentB
                || (exponentA == exponentB && (Long.compareUnsigned(highA, highB) < 0
                        || (highA == highB && Long.compareUnsigned(lowA, lowB) < 0)));
        boolean negative = swap ? negativeB : negativeA;
        int exponent = Math.max(exponentA, exponentB) + 1; // one bit of headroom for the carry
        int distance = Math.abs(exponentA - exponentB) + 1;
        long bigHigh = (swap ? highB : highA) >>> 1;
        long bigLow = (swap ? highB : highA) << 63 | (swap ? lowB : lowA) >>> 1;
        if (((swap ? lowB : lowA) & 1) != 0) {
            bigLow |= 1;
        }
        long smallHigh = swap ? highA : highB;
        long smallLow = swap ? lowA : lowB;
        if (distance >= 128) {
            smallLow = 1;
            smallHigh = 0;
        } else if (distance >= 64) {
            boolean lost = smallLow != 0 || smallHigh << 1 << (127 - distance) != 0;
            smallLow = (distance == 64 ? smallHigh : smallHigh >>> (distance - 64)) | (lost ? 1 : 0);
            smallHigh = 0;
        } else {
            boolean lost = smallLow << (64 - distance) != 0;
            smallLow = smallLow >>> distance | smallHigh << (64 - distance) | (lost ? 1 : 0);
            smallHigh >>>= distance;
        }
        long high;
        long low;
        if (negativeA == negativeB) {
            low = bigLow + smallLow;
            high = bigHigh + smallHigh + (Long.compareUnsigned(low, bigLow) < 0 ? 1 : 0);
        } else {
            low = bigLow - smallLow;
            high = bigHigh - smallHigh - (Long.compareUnsigned(bigLow, smallLow) < 0 ? 1 : 0);
        }
        if (high == 0 && low == 0) {
            return exactZero(format, p);
        }
        int shift = high != 0 ? Long.numberOfLeadingZeros(high) : 64 + Long.numberOfLeadingZeros(low);
        long top = shift == 0 ? high
                : shift < 64 ? high << shift | low >>> (64 - shift) : low << (shift - 64);
        long rest = shift < 64 ? low << shift : 0;
        return Fp.round(format, negative, exponent - shift, top | (rest == 0 ? 0 : 1), p);
    }

    /// FPMul.
    public static long multiply(FloatFormat format, long a, long b, FpState p) {
        return multiply(format, a, b, false, p);
    }

    /// FPMulX: zero times infinity is two.
    public static long multiplyExtended(FloatFormat format, long a, long b, FpState p) {
        return multiply(format, a, b, true, p);
    }

    private static long multiply(FloatFormat format, long x, long y, boolean extended, FpState p) {
        long a = Fp.flushInput(format, x, p);
        long b = Fp.flushInput(format, y, p);
        if (format.isNaN(a) || format.isNaN(b)) {
            return Fp.processNaNs(format, a, b, p);
        }
        boolean negative = format.negative(a) != format.negative(b);
        boolean infinite = format.isInfinity(a) || format.isInfinity(b);
        if (isZero(format, a) || isZero(format, b)) {
            if (!infinite) {
                return format.zero(negative);
            }
            return extended ? two(format, negative) : Fp.invalid(format, p);
        }
        if (infinite) {
            return format.infinity(negative);
        }
        long sa = Fp.significand(format, a);
        long sb = Fp.significand(format, b);
        long high = Math.unsignedMultiplyHigh(sa, sb);
        long low = sa * sb;
        int exponent = Fp.exponent(format, a) + Fp.exponent(format, b) + 1;
        if (high >= 0) {
            high = high << 1 | low >>> 63;
            low <<= 1;
            exponent--;
        }
        return Fp.round(format, negative, exponent, high | (low == 0 ? 0 : 1), p);
    }

    static long two(FloatFormat format, boolean negative) {
        return format.number(negative, 2 - format.minExponent(), 0);
    }

    /// FPDiv.
    public static long divide(FloatFormat format, long x, long y, FpState p) {
        long a = Fp.flushInput(format, x, p);
        long b = Fp.flushInput(format, y, p);
        if (format.isNaN(a) || format.isNaN(b)) {
            return Fp.processNaNs(format, a, b, p);
        }
        boolean negative = format.negative(a) != format.negative(b);
        if (format.isInfinity(a)) {
            return format.isInfinity(b) ? Fp.invalid(format, p) : format.infinity(negative);
        }
        if (isZero(format, b)) {
            if (isZero(format, a)) {
                return Fp.invalid(format, p);
            }
            p.fpsr |= Fp.DZC;
            return format.infinity(negative);
        }
        if (isZero(format, a) || format.isInfinity(b)) {
            return format.zero(negative);
        }
        long dividend = Fp.significand(format, a);
        long divisor = Fp.significand(format, b);
        int exponent = Fp.exponent(format, a) - Fp.exponent(format, b);
        // Both have their top bit set, so the quotient is in (1/2, 2); halve the dividend when it would reach 1.
        boolean halved = Long.compareUnsigned(dividend, divisor) >= 0;
        long high = halved ? dividend >>> 1 : dividend;
        long low = halved ? dividend << 63 : 0;
        long quotient = 0;
        long remainder = high;
        for (int i = 0; i < 64; i++) {
            boolean carry = remainder < 0;
            remainder = remainder << 1 | low >>> 63;
            low <<= 1;
            quotient <<= 1;
            if (carry || Long.compareUnsigned(remainder, divisor) >= 0) {
                remainder -= divisor;
                quotient |= 1;
            }
        }
        int shift = Long.numberOfLeadingZeros(quotient);
        return Fp.round(format, negative, exponent - (halved ? 0 : 1) - shift,
                quotient << shift | (remainder == 0 ? 0 : 1), p);
    }

    /// FPSqrt.
    public static long squareRoot(FloatFormat format, long x, FpState p) {
        long a = Fp.flushInput(format, x, p);
        if (format.isNaN(a)) {
            return Fp.processNaN(format, a, p);
        }
        if (isZero(format, a)) {
            return a;
        }
        if (format.negative(a)) {
            return Fp.invalid(format, p);
        }
        if (format.isInfinity(a)) {
            return a;
        }
        int exponent = Fp.exponent(format, a);
        long significand = Fp.significand(format, a);
        // Bring the radicand to 128 bits with an even exponent: value = (high:low) / 2^126 * 2^(even).
        boolean odd = (exponent & 1) != 0;
        long high = odd ? significand : significand >>> 1;
        long low = odd ? 0 : significand << 63;
        int even = odd ? exponent - 1 : exponent;
        long root = 0;
        long remainderHigh = 0;
        long remainderLow = 0;
        for (int i = 0; i < 64; i++) {
            // remainder = remainder * 4 + the next two bits of the radicand
            remainderHigh = remainderHigh << 2 | remainderLow >>> 62;
            remainderLow = remainderLow << 2 | high >>> 62;
            high = high << 2 | low >>> 62;
            low <<= 2;
            long trialHigh = root >>> 62;
            long trialLow = root << 2 | 1;
            boolean fits = Long.compareUnsigned(remainderHigh, trialHigh) > 0
                    || (remainderHigh == trialHigh && Long.compareUnsigned(remainderLow, trialLow) >= 0);
            root <<= 1;
            if (fits) {
                boolean borrow = Long.compareUnsigned(remainderLow, trialLow) < 0;
                remainderLow -= trialLow;
                remainderHigh -= trialHigh + (borrow ? 1 : 0);
                root |= 1;
            }
        }
        boolean exact = remainderHigh == 0 && remainderLow == 0;
        int shift = Long.numberOfLeadingZeros(root);
        return Fp.round(format, false, (even >> 1) - shift, root << shift | (exact ? 0 : 1), p);
    }

    /// FPMulAdd: `addend + a * b`, rounded once.
    public static long multiplyAdd(FloatFormat format, long addend, long a, long b, FpState p) {
        return fused(format, Fp.flushInput(format, addend, p), Fp.flushInput(format, a, p),
                Fp.flushInput(format, b, p), 0, p);
    }

    /// `addend + a * b` of flushed operands, the exact sum scaled by `2^scale` before it is rounded.
    private static long fused(FloatFormat format, long addend, long a, long b, int scale, FpState p) {
        boolean infiniteProduct = format.isInfinity(a) || format.isInfinity(b);
        boolean zeroProduct = isZero(format, a) || isZero(format, b);
        boolean invalidProduct = infiniteProduct && zeroProduct;
        if (format.isNaN(addend) || format.isNaN(a) || format.isNaN(b)) {
            if (invalidProduct && format.isNaN(addend) && !format.isSignaling(addend)) {
                return Fp.invalid(format, p);
            }
            return processNaNs3(format, addend, a, b, p);
        }
        if (invalidProduct) {
            return Fp.invalid(format, p);
        }
        boolean negative = format.negative(a) != format.negative(b);
        if (format.isInfinity(addend)) {
            return infiniteProduct && format.negative(addend) != negative ? Fp.invalid(format, p) : addend;
        }
        if (infiniteProduct) {
            return format.infinity(negative);
        }
        if (zeroProduct) {
            if (isZero(format, addend)) {
                return format.negative(addend) == negative ? format.zero(negative) : exactZero(format, p);
            }
            return Fp.round(format, format.negative(addend), Fp.exponent(format, addend) + scale,
                    Fp.significand(format, addend), p);
        }
        long sa = Fp.significand(format, a);
        long sb = Fp.significand(format, b);
        long high = Math.unsignedMultiplyHigh(sa, sb);
        long low = sa * sb;
        int exponent = Fp.exponent(format, a) + Fp.exponent(format, b) + 1;
        if (high >= 0) {
            high = high << 1 | low >>> 63;
            low <<= 1;
            exponent--;
        }
        if (isZero(format, addend)) {
            return Fp.round(format, negative, exponent + scale, high | (low == 0 ? 0 : 1), p);
        }
        return sumWide(format, negative, exponent + scale, high, low, format.negative(addend),
                Fp.exponent(format, addend) + scale, Fp.significand(format, addend), 0, p);
    }

    private static long processNaNs3(FloatFormat format, long a, long b, long c, FpState p) {
        if (format.isSignaling(a)) {
            return Fp.processNaN(format, a, p);
        }
        if (format.isSignaling(b) || format.isSignaling(c)) {
            return Fp.processNaNs(format, b, c, p);
        }
        return format.isNaN(a) ? Fp.processNaN(format, a, p) : Fp.processNaNs(format, b, c, p);
    }

    /// FPRecipStepFused: `2 - a * b`, for FRECPS.
    public static long reciprocalStep(FloatFormat format, long a, long b, FpState p) {
        return step(format, a, b, two(format, false), 0, p);
    }

    /// FPRSqrtStepFused: `(3 - a * b) / 2`, for FRSQRTS.
    public static long reciprocalSquareRootStep(FloatFormat format, long a, long b, FpState p) {
        long three = two(format, false) | format.quietBit();
        return step(format, a, b, three, -1, p);
    }

    private static long step(FloatFormat format, long x, long y, long constant, int scale, FpState p) {
        long a = negate(format, x);
        long flushedA = Fp.flushInput(format, a, p);
        long b = Fp.flushInput(format, y, p);
        if (format.isNaN(flushedA) || format.isNaN(b)) {
            return Fp.processNaNs(format, flushedA, b, p);
        }
        boolean infinite = format.isInfinity(flushedA) || format.isInfinity(b);
        if (infinite && (isZero(format, flushedA) || isZero(format, b))) {
            return scale == 0 ? constant : oneAndAHalf(format);
        }
        return fused(format, constant, flushedA, b, scale, p);
    }

    private static long oneAndAHalf(FloatFormat format) {
        return format.number(false, 1 - format.minExponent(), format.quietBit());
    }
}
