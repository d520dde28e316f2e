package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.fp.FloatFormat;
import dev.seascope.arch.a64.fp.FpArithmetic;
import dev.seascope.arch.a64.fp.FpCompare;
import dev.seascope.arch.a64.fp.FpConvert;
import dev.seascope.arch.a64.fp.FpState;
import dev.seascope.arch.a64.fp.RoundingMode;

/// Floating-point operations that instructions put together from those of `arch.a64.fp`.
final class FpOperations {
    private FpOperations() {}

    /// FMLS and FMSUB: `a - n * m`, rounded once.
    static long multiplySubtract(FloatFormat format, long a, long n, long m, FpState p) {
        return HostFp.multiplyAdd(format, a, FpArithmetic.negate(format, n), m, p);
    }

    /// FNMADD: `-a - n * m`.
    static long negatedMultiplyAdd(FloatFormat format, long a, long n, long m, FpState p) {
        return multiplySubtract(format, FpArithmetic.negate(format, a), n, m, p);
    }

    /// FNMSUB: `-a + n * m`.
    static long negatedMultiplySubtract(FloatFormat format, long a, long n, long m, FpState p) {
        return HostFp.multiplyAdd(format, FpArithmetic.negate(format, a), n, m, p);
    }

    /// FNMUL: the product with the other sign.
    static long negatedMultiply(FloatFormat format, long n, long m, FpState p) {
        return FpArithmetic.negate(format, HostFp.multiply(format, n, m, p));
    }

    static long absolute(FloatFormat format, long n, FpState p) {
        return FpArithmetic.absolute(format, n);
    }

    static long negate(FloatFormat format, long n, FpState p) {
        return FpArithmetic.negate(format, n);
    }

    static long absoluteDifference(FloatFormat format, long n, long m, FpState p) {
        return FpArithmetic.absolute(format, HostFp.subtract(format, n, m, p));
    }

    static boolean absoluteGreaterOrEqual(FloatFormat format, long n, long m, FpState p) {
        return FpCompare.greaterOrEqual(
                format, FpArithmetic.absolute(format, n), FpArithmetic.absolute(format, m), p);
    }

    static boolean absoluteGreater(FloatFormat format, long n, long m, FpState p) {
        return FpCompare.greater(format, FpArithmetic.absolute(format, n), FpArithmetic.absolute(format, m), p);
    }

    static boolean lessOrEqual(FloatFormat format, long n, long m, FpState p) {
        return FpCompare.greaterOrEqual(format, m, n, p);
    }

    static boolean less(FloatFormat format, long n, long m, FpState p) {
        return FpCompare.greater(format, m, n, p);
    }

    /// FCVT and the rest of conversions to an integer of the element's size, in this rounding mode.
    static Lane toInteger(boolean unsigned, RoundingMode mode) {
        return (bits, _, n, _, p) -> FpConvert.toFixed(Lane.format(bits), n, bits, 0, unsigned, mode, p);
    }

    /// SCVTF and UCVTF from an integer of the element's size.
    static Lane fromInteger(boolean unsigned) {
        return (bits, _, n, _, p) ->
                FpConvert.fromFixed(Lane.format(bits), n, bits, 0, unsigned, RoundingMode.of(p.fpcr), p);
    }

    /// FRINT in this rounding mode.
    static Lane toIntegral(RoundingMode mode) {
        return (bits, _, n, _, p) -> FpConvert.roundToIntegral(Lane.format(bits), n, mode, false, p);
    }

    /// FRINTI, or FRINTX if it tells of inexact results: in FPCR's rounding mode.
    static Lane toIntegral(boolean exact) {
        return (bits, _, n, _, p) ->
                FpConvert.roundToIntegral(Lane.format(bits), n, RoundingMode.of(p.fpcr), exact, p);
    }

    /// FRINT32 and FRINT64 towards zero.
    static Lane toIntegralWithin(int integerBits) {
        return (bits, _, n, _, p) ->
                FpConvert.roundToIntegralWithin(Lane.format(bits), n, RoundingMode.ZERO, integerBits, p);
    }

    /// FRINT32 and FRINT64 in FPCR's rounding mode.
    static Lane toIntegralWithinExact(int integerBits) {
        return (bits, _, n, _, p) ->
                FpConvert.roundToIntegralWithin(Lane.format(bits), n, RoundingMode.of(p.fpcr), integerBits, p);
    }
}
