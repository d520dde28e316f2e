package dev.seascope.arch.a64.base;

/// What integer instructions compute. All functions are of their operand values only; the names are those of the
/// instructions, or of the functions of the Arm ARM's pseudocode (J1.1).
final class Arithmetic {
    private static final long LOW_WORD = 0xffff_ffffL;
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

    static long extr(long n, long m, long lsb) {
        return lsb == 0 ? m : m >>> lsb | n << (64 - lsb);
    }

    static long extrWord(long n, long m, long lsb) {
        return (n << 32 | (m & 0xffff_ffffL)) >>> lsb;
    }

    static long adc(long n, long m, long carry) {
        return n + m + carry;
    }

    static long madd(long n, long m, long a) {
        return a + n * m;
    }

    static long msub(long n, long m, long a) {
        return a - n * m;
    }

    static long smaddl(long n, long m, long a) {
        return a + (long) (int) n * (int) m;
    }

    static long smsubl(long n, long m, long a) {
        return a - (long) (int) n * (int) m;
    }

    static long umaddl(long n, long m, long a) {
        return a + (n & LOW_WORD) * (m & LOW_WORD);
    }

    static long umsubl(long n, long m, long a) {
        return a - (n & LOW_WORD) * (m & LOW_WORD);
    }

    static long smulh(long n, long m) {
        return Math.multiplyHigh(n, m);
    }

    static long umulh(long n, long m) {
        return Math.unsignedMultiplyHigh(n, m);
    }

    /// Division by zero gives zero; the most negative number by -1 gives itself.
    static long sdiv(long n, long m) {
        return m == 0 ? 0 : n / m;
    }

    static long sdivWord(long n, long m) {
        return (int) m == 0 ? 0 : (int) n / (int) m;
    }

    static long udiv(long n, long m) {
        return m == 0 ? 0 : Long.divideUnsigned(n, m);
    }

    static long udivWord(long n, long m) {
        return (int) m == 0 ? 0 : (n & LOW_WORD) / (m & LOW_WORD);
    }

    static long lslv(long n, long m) {
        return n << m;
    }

    static long lslvWord(long n, long m) {
        return n << (m & 31);
    }

    static long lsrv(long n, long m) {
        return n >>> m;
    }

    static long lsrvWord(long n, long m) {
        return (n & LOW_WORD) >>> (m & 31);
    }

    static long asrv(long n, long m) {
        return n >> m;
    }

    static long asrvWord(long n, long m) {
        return (int) n >> m;
    }

    static long rorv(long n, long m) {
        return Long.rotateRight(n, (int) m);
    }

    static long rorvWord(long n, long m) {
        return Integer.rotateRight((int) n, (int) m);
    }

    static long rbit(long n) {
        return Long.reverse(n);
    }

    static long rbitWord(long n) {
        return Integer.reverse((int) n);
    }

    static long rev(long n) {
        return Long.reverseBytes(n);
    }

    static long revWord(long n) {
        return Integer.reverseBytes((int) n);
    }

    static long rev16(long n) {
        return (n >>> 8 & 0x00ff_00ff_00ff_00ffL) | (n & 0x00ff_00ff_00ff_00ffL) << 8;
    }

    static long rev32(long n) {
        return Long.rotateLeft(Long.reverseBytes(n), 32);
    }

    static long clz(long n) {
        return Long.numberOfLeadingZeros(n);
    }

    static long clzWord(long n) {
        return Integer.numberOfLeadingZeros((int) n);
    }

    /// How many bits after the sign are like it.
    static long cls(long n) {
        return Long.numberOfLeadingZeros(n ^ n >> 1) - 1L;
    }

    static long clsWord(long n) {
        int word = (int) n;
        return Integer.numberOfLeadingZeros(word ^ word >> 1) - 1L;
    }

    static long umax(long n, long m) {
        return Long.compareUnsigned(n, m) >= 0 ? n : m;
    }

    static long umin(long n, long m) {
        return Long.compareUnsigned(n, m) <= 0 ? n : m;
    }

    static long inc(long n) {
        return n + 1;
    }

    static long neg(long n) {
        return -n;
    }

    static int adcFlags(long n, long m, long carry) {
        return flags(n, m, n + m + carry);
    }

    static int addFlags(long n, long m) {
        return flags(n, m, n + m);
    }

    private static int flags(long n, long m, long sum) {
        int carry = (int) (((n & m) | ((n | m) & ~sum)) >>> 63);
        int overflow = (int) (((n ^ sum) & (m ^ sum)) >>> 63);
        return negativeZero(sum) | carry << 1 | overflow;
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
