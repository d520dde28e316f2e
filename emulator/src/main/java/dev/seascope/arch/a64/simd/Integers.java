package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.fp.FpState;

/// What SIMD instructions compute for integer elements. Inputs are sign-extended for signed operations and
/// zero-extended for the others; only the low bits of a result count. `bits` is the size of the destination's element.
final class Integers {
    /// FPSR.QC: something saturated.
    private static final int QC = 1 << 27;

    private Integers() {}

    static long truth(boolean holds) {
        return holds ? -1 : 0;
    }

    // Addition and subtraction

    static long halvingAdd(long n, long m) {
        return (n + m) >> 1;
    }

    static long roundingHalvingAdd(long n, long m) {
        return (n + m + 1) >> 1;
    }

    static long halvingSubtract(long n, long m) {
        return (n - m) >> 1;
    }

    static long absoluteDifference(long n, long m) {
        return Math.abs(n - m);
    }

    static long unsignedMaximum(long n, long m) {
        return Long.compareUnsigned(n, m) >= 0 ? n : m;
    }

    static long unsignedMinimum(long n, long m) {
        return Long.compareUnsigned(n, m) <= 0 ? n : m;
    }

    /// The high half of a sum of elements twice as long.
    static long addHigh(int bits, long n, long m) {
        return (n + m) >>> bits;
    }

    static long roundingAddHigh(int bits, long n, long m) {
        return (n + m + (1L << (bits - 1))) >>> bits;
    }

    static long subtractHigh(int bits, long n, long m) {
        return (n - m) >>> bits;
    }

    static long roundingSubtractHigh(int bits, long n, long m) {
        return (n - m + (1L << (bits - 1))) >>> bits;
    }

    // Comparison

    static long equal(long n, long m) {
        return truth(n == m);
    }

    static long greater(long n, long m) {
        return truth(n > m);
    }

    static long greaterOrEqual(long n, long m) {
        return truth(n >= m);
    }

    static long higher(long n, long m) {
        return truth(Long.compareUnsigned(n, m) > 0);
    }

    static long higherOrSame(long n, long m) {
        return truth(Long.compareUnsigned(n, m) >= 0);
    }

    static long lessOrEqual(long n, long m) {
        return truth(n <= m);
    }

    static long less(long n, long m) {
        return truth(n < m);
    }

    static long test(long n, long m) {
        return truth((n & m) != 0);
    }

    // Saturation

    static long saturateSigned(int bits, long value, FpState p) {
        long most = Long.MAX_VALUE >>> (64 - bits);
        long result = Math.clamp(value, ~most, most);
        if (result != value) {
            p.fpsr |= QC;
        }
        return result;
    }

    static long saturateUnsigned(int bits, long value, FpState p) {
        long most = bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
        long result = Math.clamp(value, 0, most);
        if (result != value) {
            p.fpsr |= QC;
        }
        return result;
    }

    static long saturated(long value, FpState p) {
        p.fpsr |= QC;
        return value;
    }

    static long signedAdd(int bits, long n, long m, FpState p) {
        long sum = n + m;
        if (((n ^ sum) & (m ^ sum)) < 0) {
            return saturated(n < 0 ? Long.MIN_VALUE : Long.MAX_VALUE, p);
        }
        return saturateSigned(bits, sum, p);
    }

    static long signedSubtract(int bits, long n, long m, FpState p) {
        long difference = n - m;
        if (((n ^ m) & (n ^ difference)) < 0) {
            return saturated(n < 0 ? Long.MIN_VALUE : Long.MAX_VALUE, p);
        }
        return saturateSigned(bits, difference, p);
    }

    static long unsignedAdd(int bits, long n, long m, FpState p) {
        long sum = n + m;
        boolean over = bits == 64 ? Long.compareUnsigned(sum, n) < 0 : sum >>> bits != 0;
        return over ? saturated(-1, p) : sum;
    }

    static long unsignedSubtract(int bits, long n, long m, FpState p) {
        return Long.compareUnsigned(n, m) < 0 ? saturated(0, p) : n - m;
    }

    private static long signExtend(int bits, long value) {
        return value << (64 - bits) >> (64 - bits);
    }

    /// SUQADD: a signed destination and an unsigned source, both given zero-extended.
    static long signedAddUnsigned(int bits, long d, long n, FpState p) {
        long signed = signExtend(bits, d);
        long sum = signed + n;
        long most = LaneShapes.mask(bits - 1);
        boolean over = bits == 64 ? sum < signed : sum > most;
        return over ? saturated(most, p) : sum;
    }

    /// USQADD: an unsigned destination and a signed source, both given zero-extended.
    static long unsignedAddSigned(int bits, long d, long n, FpState p) {
        long signed = signExtend(bits, n);
        if (bits < 64) {
            return saturateUnsigned(bits, d + signed, p);
        }
        long sum = d + signed;
        if (signed < 0) {
            return Long.compareUnsigned(sum, d) > 0 ? saturated(0, p) : sum;
        }
        return Long.compareUnsigned(sum, d) < 0 ? saturated(-1, p) : sum;
    }

    static long signedAbsolute(int bits, long n, FpState p) {
        return n == Long.MIN_VALUE ? saturated(Long.MAX_VALUE, p) : saturateSigned(bits, Math.abs(n), p);
    }

    static long signedNegate(int bits, long n, FpState p) {
        return n == Long.MIN_VALUE ? saturated(Long.MAX_VALUE, p) : saturateSigned(bits, -n, p);
    }

    static long signedToUnsigned(int bits, long n, FpState p) {
        return saturateUnsigned(bits, n, p);
    }

    static long unsignedNarrow(int bits, long n, FpState p) {
        boolean over = n >>> bits != 0;
        return over ? saturated(-1, p) : n;
    }

    // Multiplication

    /// SQDMULH: the high half of the doubled product.
    static long doublingHigh(int bits, long n, long m, FpState p) {
        return saturateSigned(bits, (n * m) >> (bits - 1), p);
    }

    static long roundingDoublingHigh(int bits, long n, long m, FpState p) {
        return saturateSigned(bits, (n * m + (1L << (bits - 2))) >> (bits - 1), p);
    }

    static long roundingDoublingHighAdd(int bits, long d, long n, long m, FpState p) {
        return saturateSigned(bits, ((d << (bits - 1)) + n * m + (1L << (bits - 2))) >> (bits - 1), p);
    }

    static long roundingDoublingHighSubtract(int bits, long d, long n, long m, FpState p) {
        return saturateSigned(bits, ((d << (bits - 1)) - n * m + (1L << (bits - 2))) >> (bits - 1), p);
    }

    /// SQDMULL: the doubled product; only the square of the most negative number is too large.
    static long doublingLong(int bits, long n, long m, FpState p) {
        long product = n * m;
        return product == 1L << (bits - 2) ? saturated(Long.MAX_VALUE >>> (64 - bits), p) : 2 * product;
    }

    static long doublingLongAdd(int bits, long d, long n, long m, FpState p) {
        return signedAdd(bits, d, doublingLong(bits, n, m, p), p);
    }

    static long doublingLongSubtract(int bits, long d, long n, long m, FpState p) {
        return signedSubtract(bits, d, doublingLong(bits, n, m, p), p);
    }

    /// The product of polynomials over {0, 1}, its low 64 bits.
    static long polynomial(long n, long m) {
        long product = 0;
        long rest = m;
        for (int i = 0; rest != 0; i++) {
            product ^= -(rest & 1) & n << i;
            rest >>>= 1;
        }
        return product;
    }

    // Counting

    static long leadingSigns(int bits, long n) {
        return Long.numberOfLeadingZeros(n ^ n >> 1) - 1L - (64 - bits);
    }

    static long leadingZeros(int bits, long n) {
        return (long) Long.numberOfLeadingZeros(n) - (64 - bits);
    }

    static long reverseBits(int bits, long n) {
        return Long.reverse(n) >>> (64 - bits);
    }
}
