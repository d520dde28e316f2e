package dev.seascope.arch.a64.fp;

/// Conversions between formats, to and from integers and fixed point, and rounding to integral values.
///
/// Source: Arm ARM, the pseudocode functions named at each method.
public final class FpConvert {
    private FpConvert() {}

    /// FPConvert with FPCR's rounding.
    public static long convert(FloatFormat from, FloatFormat to, long value, FpState p) {
        return convert(from, to, value, RoundingMode.of(p.fpcr), p);
    }

    /// FPConvert, including Arm's alternative half precision (FPCR.AHP).
    public static long convert(FloatFormat from, FloatFormat to, long value, RoundingMode mode, FpState p) {
        boolean alternativeFrom = from == FloatFormat.HALF && (p.fpcr & Fp.AHP) != 0;
        boolean alternativeTo = to == FloatFormat.HALF && (p.fpcr & Fp.AHP) != 0;
        // FZ16 does not apply to conversions; FZ does, to single and double operands.
        long a = from == FloatFormat.HALF ? value : Fp.flushInput(from, value, p);
        boolean negative = from.negative(a);
        if (!alternativeFrom && from.isNaN(a)) {
            return convertNaN(from, to, a, alternativeTo, p);
        }
        if (!alternativeFrom && from.isInfinity(a)) {
            if (alternativeTo) {
                p.fpsr |= Fp.IOC;
                return to.zero(negative) | (to.signBit() - 1);
            }
            return to.infinity(negative);
        }
        if ((a & ~from.signBit()) == 0) {
            return to.zero(negative);
        }
        int exponent = Fp.exponent(from, a);
        long significand = Fp.significand(from, a);
        return to == FloatFormat.HALF
                ? Fp.roundUnflushed(to, negative, exponent, significand, mode, alternativeTo, p)
                : Fp.round(to, negative, exponent, significand, mode, p);
    }

    private static long convertNaN(FloatFormat from, FloatFormat to, long nan, boolean alternativeTo, FpState p) {
        if (from.isSignaling(nan) || alternativeTo) {
            p.fpsr |= Fp.IOC;
        }
        if (alternativeTo) {
            return to.zero(from.negative(nan));
        }
        if ((p.fpcr & Fp.DN) != 0) {
            return to.defaultNaN();
        }
        int grow = to.fractionBits() - from.fractionBits();
        long payload = grow >= 0 ? from.fraction(nan) << grow : from.fraction(nan) >>> -grow;
        return to.infinity(from.negative(nan)) | to.quietBit() | payload;
    }

    /// FPRoundInt: to an integral value in the same format.
    ///
    /// @param exact raise Inexact when the value changes (FRINTX)
    public static long roundToIntegral(FloatFormat format, long value, RoundingMode mode, boolean exact,
            FpState p) {
        long a = Fp.flushInput(format, value, p);
        if (format.isNaN(a)) {
            return Fp.processNaN(format, a, p);
        }
        if (format.isInfinity(a) || (a & ~format.signBit()) == 0) {
            return a;
        }
        int exponent = Fp.exponent(format, a);
        if (exponent >= format.fractionBits()) {
            return a;
        }
        boolean negative = format.negative(a);
        long significand = Fp.significand(format, a);
        long kept = exponent < 0 ? 0 : significand >>> (63 - exponent);
        long rest = exponent < -1 ? 1 : significand << (exponent + 1);
        if (exact && rest != 0) {
            p.fpsr |= Fp.IXC;
        }
        if (Fp.roundsUp(mode, negative, kept, rest)) {
            kept++;
        }
        if (kept == 0) {
            return format.zero(negative);
        }
        int top = 63 - Long.numberOfLeadingZeros(kept);
        long fraction = (kept << (format.fractionBits() - top)) & format.fractionMask();
        return format.number(negative, top - format.minExponent() + 1, fraction);
    }

    /// FPRoundIntN (FRINT32X, FRINT32Z, FRINT64X, FRINT64Z): to an integral value that fits a signed integer of
    /// `intBits` bits; anything else becomes the most negative one and raises Invalid Operation.
    public static long roundToIntegralWithin(FloatFormat format, long value, RoundingMode mode, int intBits,
            FpState p) {
        long a = Fp.flushInput(format, value, p);
        long outOfRange = format.number(true, intBits - 1 - format.minExponent() + 1, 0);
        if (format.isNaN(a) || format.isInfinity(a)) {
            p.fpsr |= Fp.IOC;
            return outOfRange;
        }
        int before = p.fpsr;
        long rounded = roundToIntegral(format, a, mode, true, p);
        int exponent = (rounded & ~format.signBit()) == 0 ? Integer.MIN_VALUE : Fp.exponent(format, rounded);
        if (exponent >= intBits - 1 && rounded != outOfRange) {
            p.fpsr = before | Fp.IOC;
            return outOfRange;
        }
        return rounded;
    }

    /// FPToFixed: to a two's complement or unsigned number of `intBits` bits with `fractionBits` of them below the
    /// point, saturating. The result is zero-extended from `intBits`.
    public static long toFixed(FloatFormat format, long value, int intBits, int fractionBits, boolean unsigned,
            RoundingMode mode, FpState p) {
        long a = Fp.flushInput(format, value, p);
        if (format.isNaN(a)) {
            p.fpsr |= Fp.IOC;
            return 0;
        }
        boolean negative = format.negative(a);
        if (format.isInfinity(a)) {
            p.fpsr |= Fp.IOC;
            return saturated(intBits, unsigned, negative);
        }
        if ((a & ~format.signBit()) == 0) {
            return 0;
        }
        int exponent = Fp.exponent(format, a) + fractionBits;
        if (exponent >= intBits) {
            p.fpsr |= Fp.IOC;
            return saturated(intBits, unsigned, negative);
        }
        long significand = Fp.significand(format, a);
        long kept = exponent < 0 ? 0 : significand >>> (63 - exponent);
        long rest = exponent < -1 ? 1 : exponent == 63 ? 0 : significand << (exponent + 1);
        boolean carry = false;
        if (Fp.roundsUp(mode, negative, kept, rest)) {
            kept++;
            carry = kept == 0;
        }
        if (!fits(kept, carry, negative, intBits, unsigned)) {
            p.fpsr |= Fp.IOC;
            return saturated(intBits, unsigned, negative);
        }
        if (rest != 0) {
            p.fpsr |= Fp.IXC;
        }
        return (negative ? -kept : kept) & mask(intBits);
    }

    private static boolean fits(long magnitude, boolean carry, boolean negative, int intBits, boolean unsigned) {
        if (carry) {
            return false;
        }
        if (unsigned) {
            return negative ? magnitude == 0 : Long.compareUnsigned(magnitude, mask(intBits)) <= 0;
        }
        long limit = 1L << (intBits - 1);
        return Long.compareUnsigned(magnitude, negative ? limit : limit - 1) <= 0;
    }

    private static long saturated(int intBits, boolean unsigned, boolean negative) {
        if (unsigned) {
            return negative ? 0 : mask(intBits);
        }
        long limit = 1L << (intBits - 1);
        return negative ? limit : limit - 1;
    }

    private static long mask(int bits) {
        return -1L >>> (Long.SIZE - bits);
    }

    /// FixedToFP: from a two's complement or unsigned number of `intBits` bits with `fractionBits` of them below the
    /// point.
    public static long fromFixed(FloatFormat format, long value, int intBits, int fractionBits, boolean unsigned,
            RoundingMode mode, FpState p) {
        int unused = Long.SIZE - intBits;
        long number = unsigned ? (value << unused) >>> unused : (value << unused) >> unused;
        if (number == 0) {
            return 0;
        }
        boolean negative = !unsigned && number < 0;
        long magnitude = negative ? -number : number;
        int shift = Long.numberOfLeadingZeros(magnitude);
        return Fp.round(format, negative, 63 - shift - fractionBits, magnitude << shift, mode, p);
    }

    /// FPToFixedJS: the low 32 bits of a double as an ECMAScript integer.
    ///
    /// @return the number in bits 31:0, and in bit 32 whether the conversion was exact (PSTATE.Z)
    public static long toJavaScriptInteger(long value, FpState p) {
        FloatFormat format = FloatFormat.DOUBLE;
        long a = Fp.flushInput(format, value, p);
        long exact = 1L << 32;
        if (format.isNaN(a) || format.isInfinity(a)) {
            p.fpsr |= Fp.IOC;
            return 0;
        }
        if ((a & ~format.signBit()) == 0) {
            return value == 0 ? exact : 0; // neither minus zero nor a flushed denormal is exact
        }
        boolean negative = format.negative(a);
        int exponent = Fp.exponent(format, a);
        long significand = Fp.significand(format, a);
        long low;
        boolean inexact = false;
        if (exponent < 0) {
            low = 0;
            inexact = true;
        } else if (exponent <= 63) {
            low = significand >>> (63 - exponent);
            inexact = exponent < 63 && significand << (exponent + 1) != 0;
        } else {
            low = exponent - 63 >= 64 ? 0 : significand << (exponent - 63);
        }
        boolean outOfRange = exponent > 31 || (exponent == 31 && !(negative && low == 0x8000_0000L));
        if (outOfRange) {
            p.fpsr |= Fp.IOC;
            exact = 0;
        } else if (inexact) {
            p.fpsr |= Fp.IXC;
            exact = 0;
        }
        return ((negative ? -low : low) & 0xffff_ffffL) | exact;
    }
}
