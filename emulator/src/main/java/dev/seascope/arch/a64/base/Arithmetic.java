package dev.seascope.arch.a64.base;

/// What integer instructions compute. All functions are of their operand values only; the names are those of the
/// instructions, or of the functions of the Arm ARM's pseudocode (J1.1).
final class Arithmetic {
    private static final int Z = 4;
    private static final int C = 2;

    private Arithmetic() {}

    static long same(long n) {
        return n;
    }

    static long not(long n) {
        return ~n;
    }

    static long signExtendByte(long n) {
        return (byte) n;
    }

    static long signExtendByteToWord(long n) {
        return (byte) n & 0xffff_ffffL;
    }

    static long signExtendHalfword(long n) {
        return (short) n;
    }

    static long signExtendHalfwordToWord(long n) {
        return (short) n & 0xffff_ffffL;
    }

    static long signExtendWord(long n) {
        return (int) n;
    }

    static long add(long n, long m) {
        return n + m;
    }

    static long sub(long n, long m) {
        return n - m;
    }

    static long and(long n, long m) {
        return n & m;
    }

    static long orr(long n, long m) {
        return n | m;
    }

    static long eor(long n, long m) {
        return n ^ m;
    }

    static long bic(long n, long m) {
        return n & ~m;
    }

    static long orn(long n, long m) {
        return n | ~m;
    }

    static long eon(long n, long m) {
        return n ^ ~m;
    }

    static int addFlags(long n, long m) {
        long result = n + m;
        int carry = (int) (((n & m) | ((n | m) & ~result)) >>> 63);
        int overflow = (int) (((n ^ result) & (m ^ result)) >>> 63);
        return negativeZero(result) | carry << 1 | overflow;
    }

    static int subFlags(long n, long m) {
        long result = n - m;
        int overflow = (int) (((n ^ m) & (n ^ result)) >>> 63);
        return negativeZero(result) | (Long.compareUnsigned(n, m) >= 0 ? C : 0) | overflow;
    }

    static int andFlags(long n, long m) {
        return negativeZero(n & m);
    }

    static int bicFlags(long n, long m) {
        return negativeZero(n & ~m);
    }

    private static int negativeZero(long result) {
        return (int) (result >>> 63) << 3 | (result == 0 ? Z : 0);
    }
}
