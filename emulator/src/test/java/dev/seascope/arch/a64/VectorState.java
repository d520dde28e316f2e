package dev.seascope.arch.a64;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What vectors say of a processor and its memory: EL0 with a window of code, a window of data and nothing else.
public final class VectorState {
    /// Where the window of code begins. What the vector does not put there is BRK.
    public static final long CODE = 0x1000_0000L;
    /// Its size.
    public static final int CODE_BYTES = 0x1_0000;
    /// Where vectors are put, and where they begin.
    public static final long START = CODE + 0x8000;
    /// Where the window of data begins.
    public static final long DATA = 0x2000_0000L;
    /// Its size.
    public static final int DATA_BYTES = 0x1000;
    /// Ends a vector: PC is here after it.
    public static final int BRK = 0xd420_0000;
    private static final byte[] BACKGROUND = new byte[DATA_BYTES];

    static {
        for (int i = 0; i < DATA_BYTES; i++) {
            BACKGROUND[i] = (byte) (i * 7 + (i >> 8) * 13 + 3);
        }
    }

    /// X0 to X30.
    public final long[] x = new long[31];
    /// The low half of V0, its high half, and so on.
    public final long[] v = new long[64];
    /// The window of data.
    public final byte[] data = BACKGROUND.clone();
    public long sp = DATA + 0x800;
    public long pc = START;
    /// PSTATE.NZCV, N in bit 3.
    public long nzcv;
    public long fpcr;
    public long fpsr;
    /// `TPIDR_EL0`.
    public long tpidr;

    /// The state that vectors tell their differences to.
    public VectorState() {
        for (int n = 0; n < x.length; n++) {
            x[n] = 0x0101_0101_0101_0101L * (n + 1);
        }
        for (int n = 0; n < 32; n++) {
            v[2 * n] = 0x0101_0101_0101_0101L * (0x80 + n);
            v[2 * n + 1] = 0x0101_0101_0101_0101L * (0xc0 + n);
        }
    }

    /// Change what `key=hex` pairs between blanks name; `-` is none.
    void apply(String changes) {
        if (changes.equals("-")) {
            return;
        }
        for (String pair : changes.split(" ", -1)) {
            int equals = pair.indexOf('=');
            set(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    private void set(String key, String digits) {
        long value = new BigInteger(digits, 16).longValue();
        switch (key) {
            case "pc" -> pc = value;
            case "sp" -> sp = value;
            case "nzcv" -> nzcv = value;
            case "fpcr" -> fpcr = value;
            case "fpsr" -> fpsr = value;
            case "tpidr" -> tpidr = value;
            default -> {
                int number = Integer.parseInt(key.substring(1), key.charAt(0) == 'm' ? 16 : 10);
                switch (key.charAt(0)) {
                    case 'x' -> x[number] = value;
                    case 'v' -> {
                        v[2 * number] = value;
                        v[2 * number + 1] = new BigInteger(digits, 16).shiftRight(64).longValue();
                    }
                    default -> {
                        for (int i = 0; i < digits.length() / 2; i++) {
                            data[number + i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
                        }
                    }
                }
            }
        }
    }

    /// How `actual` differs from this, or nothing.
    List<String> differences(VectorState actual) {
        var found = new ArrayList<String>();
        compare("pc", pc, actual.pc, found);
        compare("sp", sp, actual.sp, found);
        compare("nzcv", nzcv, actual.nzcv, found);
        compare("fpcr", fpcr, actual.fpcr, found);
        compare("fpsr", fpsr, actual.fpsr, found);
        compare("tpidr", tpidr, actual.tpidr, found);
        for (int n = 0; n < x.length; n++) {
            compare("x" + n, x[n], actual.x[n], found);
        }
        for (int n = 0; n < v.length; n++) {
            compare("v" + n / 2 + (n % 2 == 0 ? "low" : "high"), v[n], actual.v[n], found);
        }
        int differs = Arrays.mismatch(data, actual.data);
        if (differs >= 0) {
            compare("m%03x".formatted(differs), data[differs] & 0xff, actual.data[differs] & 0xff, found);
        }
        return found;
    }

    private static void compare(String what, long expected, long actual, List<String> found) {
        if (expected != actual) {
            found.add("%s is %x, not %x".formatted(what, actual, expected));
        }
    }
}
