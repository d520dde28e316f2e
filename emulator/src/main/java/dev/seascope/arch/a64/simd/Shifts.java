package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.fp.FpState;

/// Shifts of elements, by an immediate or by an element. Elements are extended as in [Integers]. A right shift that
/// rounds adds half of the last bit before it drops the rest.
final class Shifts {
    private Shifts() {}

    static long right(long n, long amount) {
        return n >> Math.min(amount, 63);
    }

    static long rightUnsigned(long n, long amount) {
        return amount > 63 ? 0 : n >>> amount;
    }

    static long roundingRight(long n, long amount) {
        return amount > 63 ? 0 : (n >> amount) + (n >> (amount - 1) & 1);
    }

    static long roundingRightUnsigned(long n, long amount) {
        if (amount > 63) {
            return amount == 64 ? n >>> 63 : 0;
        }
        return (n >>> amount) + (n >>> (amount - 1) & 1);
    }

    static long left(long n, long amount) {
        return amount > 63 ? 0 : n << amount;
    }

    /// SLI: what the shift leaves free stays as it was.
    static long insertLeft(long d, long n, long amount) {
        return n << amount | (d & ~(-1L << amount));
    }

    /// SRI.
    static long insertRight(int bits, long d, long n, long amount) {
        long field = rightUnsigned(LaneShapes.mask(bits), amount);
        return rightUnsigned(n, amount) | (d & ~field);
    }

    static long saturatingLeft(int bits, long n, long amount, FpState p) {
        if (n != 0 && (amount > 63 || n << amount >> amount != n)) {
            return Integers.saturated(n < 0 ? Long.MIN_VALUE >> (64 - bits) : LaneShapes.mask(bits - 1), p);
        }
        return Integers.saturateSigned(bits, left(n, amount), p);
    }

    static long saturatingLeftUnsigned(int bits, long n, long amount, FpState p) {
        boolean over = n != 0 && (amount >= bits || (n >>> (bits - amount) != 0 && amount > 0));
        return over ? Integers.saturated(-1, p) : left(n, amount);
    }

    /// SQSHLU: from a signed element to an unsigned one.
    static long saturatingLeftToUnsigned(int bits, long n, long amount, FpState p) {
        return n < 0 ? Integers.saturated(0, p) : saturatingLeftUnsigned(bits, n, amount, p);
    }

    // By an element: its lowest byte is the amount, negative to the right

    static long by(long n, long m) {
        int amount = (byte) m;
        return amount >= 0 ? left(n, amount) : right(n, -amount);
    }

    static long byUnsigned(long n, long m) {
        int amount = (byte) m;
        return amount >= 0 ? left(n, amount) : rightUnsigned(n, -amount);
    }

    static long roundingBy(long n, long m) {
        int amount = (byte) m;
        return amount >= 0 ? left(n, amount) : roundingRight(n, -amount);
    }

    static long roundingByUnsigned(long n, long m) {
        int amount = (byte) m;
        return amount >= 0 ? left(n, amount) : roundingRightUnsigned(n, -amount);
    }

    static long saturatingBy(int bits, long n, long m, FpState p) {
        int amount = (byte) m;
        return amount >= 0 ? saturatingLeft(bits, n, amount, p) : right(n, -amount);
    }

    static long saturatingByUnsigned(int bits, long n, long m, FpState p) {
        int amount = (byte) m;
        return amount >= 0 ? saturatingLeftUnsigned(bits, n, amount, p) : rightUnsigned(n, -amount);
    }

    static long saturatingRoundingBy(int bits, long n, long m, FpState p) {
        int amount = (byte) m;
        return amount >= 0 ? saturatingLeft(bits, n, amount, p) : roundingRight(n, -amount);
    }

    static long saturatingRoundingByUnsigned(int bits, long n, long m, FpState p) {
        int amount = (byte) m;
        return amount >= 0 ? saturatingLeftUnsigned(bits, n, amount, p) : roundingRightUnsigned(n, -amount);
    }
}
