package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.fp.FloatFormat;
import dev.seascope.arch.a64.fp.FpArithmetic;
import dev.seascope.arch.a64.fp.FpCompare;
import dev.seascope.arch.a64.fp.FpConvert;
import dev.seascope.arch.a64.fp.FpState;
import dev.seascope.arch.a64.fp.RoundingMode;

/// The floating-point operations that programs do most, on the host where it gives the same result and the same
/// flags, and by `arch.a64.fp` otherwise.
///
/// Both are IEEE 754. They differ in what is told about an operation and in the treatment of NaNs and denormals. So the
/// host is taken when FPCR asks for rounding to nearest without flushing, FPSR.IXC is set already, and the result is a
/// normal number, or a zero that is exact: then no other flag can change. A result of the least normal magnitude may
/// have been rounded up to it, which Arm tells as Underflow because it looks before rounding; so it is left out.
final class HostFp {
    private static final int RMODE = 3 << 22;
    private static final int FZ = 1 << 24;
    private static final int IXC = 1 << 4;

    private HostFp() {}

    private static boolean isUsable(FpState p) {
        return (p.fpcr & (RMODE | FZ)) == 0 && (p.fpsr & IXC) != 0;
    }

    private static boolean isPlain(double result) {
        double magnitude = Math.abs(result);
        return magnitude > Double.MIN_NORMAL && magnitude <= Double.MAX_VALUE;
    }

    private static boolean isPlain(float result) {
        float magnitude = Math.abs(result);
        return magnitude > Float.MIN_NORMAL && magnitude <= Float.MAX_VALUE;
    }

    private static double number(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static float single(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static long bits(double number) {
        return Double.doubleToRawLongBits(number);
    }

    private static long bits(float number) {
        return Float.floatToRawIntBits(number) & 0xffff_ffffL;
    }

    static long add(FloatFormat format, long n, long m, FpState p) {
        if (isUsable(p)) {
            if (format == FloatFormat.DOUBLE) {
                double result = number(n) + number(m);
                if (isPlain(result) || result == 0) {
                    return bits(result);
                }
            } else if (format == FloatFormat.SINGLE) {
                float result = single(n) + single(m);
                if (isPlain(result) || result == 0) {
                    return bits(result);
                }
            }
        }
        return FpArithmetic.add(format, n, m, p);
    }

    static long subtract(FloatFormat format, long n, long m, FpState p) {
        if (isUsable(p)) {
            if (format == FloatFormat.DOUBLE) {
                double result = number(n) - number(m);
                if (isPlain(result) || result == 0) {
                    return bits(result);
                }
            } else if (format == FloatFormat.SINGLE) {
                float result = single(n) - single(m);
                if (isPlain(result) || result == 0) {
                    return bits(result);
                }
            }
        }
        return FpArithmetic.subtract(format, n, m, p);
    }

    static long multiply(FloatFormat format, long n, long m, FpState p) {
        if (isUsable(p)) {
            if (format == FloatFormat.DOUBLE) {
                double result = number(n) * number(m);
                if (isPlain(result) || (result == 0 && (number(n) == 0 || number(m) == 0))) {
                    return bits(result);
                }
            } else if (format == FloatFormat.SINGLE) {
                float result = single(n) * single(m);
                if (isPlain(result) || (result == 0 && (single(n) == 0 || single(m) == 0))) {
                    return bits(result);
                }
            }
        }
        return FpArithmetic.multiply(format, n, m, p);
    }

    static long divide(FloatFormat format, long n, long m, FpState p) {
        if (isUsable(p)) {
            if (format == FloatFormat.DOUBLE) {
                double result = number(n) / number(m);
                if (isPlain(result) || (result == 0 && number(n) == 0)) {
                    return bits(result);
                }
            } else if (format == FloatFormat.SINGLE) {
                float result = single(n) / single(m);
                if (isPlain(result) || (result == 0 && single(n) == 0)) {
                    return bits(result);
                }
            }
        }
        return FpArithmetic.divide(format, n, m, p);
    }

    static long squareRoot(FloatFormat format, long n, FpState p) {
        if (isUsable(p)) {
            if (format == FloatFormat.DOUBLE) {
                double result = Math.sqrt(number(n));
                if (isPlain(result)) {
                    return bits(result);
                }
            } else if (format == FloatFormat.SINGLE) {
                // Rounding the root of a float twice, to double and to float, is as good as once
                float result = (float) Math.sqrt(single(n));
                if (isPlain(result)) {
                    return bits(result);
                }
            }
        }
        return FpArithmetic.squareRoot(format, n, p);
    }

    static long multiplyAdd(FloatFormat format, long a, long n, long m, FpState p) {
        if (isUsable(p)) {
            if (format == FloatFormat.DOUBLE) {
                double result = Math.fma(number(n), number(m), number(a));
                if (isPlain(result)) {
                    return bits(result);
                }
            } else if (format == FloatFormat.SINGLE) {
                float result = Math.fma(single(n), single(m), single(a));
                if (isPlain(result)) {
                    return bits(result);
                }
            }
        }
        return FpArithmetic.multiplyAdd(format, a, n, m, p);
    }

    /// The flags of FCMP. A comparison of numbers tells nothing.
    static int compare(FloatFormat format, long n, long m, boolean signalQuiet, FpState p) {
        if ((p.fpcr & FZ) == 0 && format != FloatFormat.HALF) {
            double a = format == FloatFormat.DOUBLE ? number(n) : single(n);
            double b = format == FloatFormat.DOUBLE ? number(m) : single(m);
            if (a < b) {
                return FpCompare.LESS;
            }
            if (a > b) {
                return FpCompare.GREATER;
            }
            if (a == b) {
                return FpCompare.EQUAL;
            }
        }
        return FpCompare.compare(format, n, m, signalQuiet, p);
    }

    /// From one format to another.
    static long convert(FloatFormat from, FloatFormat to, long n, FpState p) {
        if (isUsable(p)) {
            if (from == FloatFormat.SINGLE && to == FloatFormat.DOUBLE && isPlain(single(n))) {
                return bits((double) single(n));
            }
            if (from == FloatFormat.DOUBLE && to == FloatFormat.SINGLE && isPlain((float) number(n))) {
                return bits((float) number(n));
            }
        }
        return FpConvert.convert(from, to, n, p);
    }

    /// From a signed integer.
    static long fromSigned(FloatFormat format, long n, int integerBits, FpState p) {
        if (isUsable(p) && format != FloatFormat.HALF) {
            long number = integerBits == 64 ? n : (int) n;
            return format == FloatFormat.DOUBLE ? bits((double) number) : bits((float) number);
        }
        return FpConvert.fromFixed(format, n, integerBits, 0, false, RoundingMode.of(p.fpcr), p);
    }

    /// To a signed integer, towards zero.
    static long toSigned(FloatFormat format, long n, int integerBits, FpState p) {
        if (isUsable(p) && format != FloatFormat.HALF) {
            double number = format == FloatFormat.DOUBLE ? number(n) : single(n);
            double limit = integerBits == 64 ? 0x1p63 : 0x1p31;
            if (Math.abs(number) < limit) {
                return (long) number & LaneShapes.mask(integerBits);
            }
        }
        return FpConvert.toFixed(format, n, integerBits, 0, false, RoundingMode.ZERO, p);
    }
}
