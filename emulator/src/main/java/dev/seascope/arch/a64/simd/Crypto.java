package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// What the cryptographic instructions compute: rounds of AES (FIPS 197), SHA-1 and SHA-256 (FIPS 180-4), and the
/// product of polynomials. The 16 bytes or four words of a register are an array, lowest first.
final class Crypto {
    private static final int[] S_BOX = substitution();
    private static final int[] INVERSE_S_BOX = inverse(S_BOX);

    private Crypto() {}

    // AES

    /// The product in GF(2^8) by AES's polynomial.
    private static int multiply(int a, int b) {
        int product = 0;
        int power = a;
        for (int bit = 0; bit < 8; bit++) {
            product ^= (b >> bit & 1) != 0 ? power : 0;
            power = power << 1 ^ ((power & 0x80) != 0 ? 0x11b : 0);
        }
        return product & 0xff;
    }

    /// The inverse in the field (0 for 0), then an affine map.
    private static int[] substitution() {
        int[] box = new int[256];
        for (int a = 0; a < 256; a++) {
            int inverse = 0;
            while (a != 0 && multiply(a, inverse) != 1) {
                inverse++;
            }
            int repeated = inverse << 8 | inverse;
            box[a] = (inverse ^ repeated >> 7 ^ repeated >> 6 ^ repeated >> 5 ^ repeated >> 4 ^ 0x63) & 0xff;
        }
        return box;
    }

    private static int[] inverse(int[] box) {
        int[] inverse = new int[256];
        for (int i = 0; i < 256; i++) {
            inverse[box[i]] = i;
        }
        return inverse;
    }

    private static int[] bytes(long[] v, int register) {
        int[] bytes = new int[16];
        for (int i = 0; i < 16; i++) {
            bytes[i] = (int) LaneShapes.unsigned(v, register, 8, i);
        }
        return bytes;
    }

    private static void setBytes(long[] v, int register, int[] bytes) {
        for (int i = 0; i < 16; i++) {
            Moves.set(v, register, 8, i, bytes[i]);
        }
    }

    /// AESE and AESD: add the round key, permute the bytes (ShiftRows), substitute them (SubBytes).
    static Effect aesRound(boolean encrypt) {
        int[] box = encrypt ? S_BOX : INVERSE_S_BOX;
        int step = encrypt ? 5 : 13;
        return two((v, d, n) -> {
            int[] state = bytes(v, d);
            int[] key = bytes(v, n);
            int[] result = new int[16];
            for (int i = 0; i < 16; i++) {
                int from = step * i % 16;
                result[i] = box[state[from] ^ key[from]];
            }
            setBytes(v, d, result);
        });
    }

    /// AESMC and AESIMC: multiply each column by a fixed polynomial (MixColumns).
    static Effect aesMixColumns(int... row) {
        return two((v, d, n) -> {
            int[] state = bytes(v, n);
            int[] result = new int[16];
            for (int i = 0; i < 16; i++) {
                for (int j = 0; j < 4; j++) {
                    result[i] ^= multiply(state[(i & ~3) + j], row[(j - i) & 3]);
                }
            }
            setBytes(v, d, result);
        });
    }

    /// PMULL on doublewords: the 128-bit product of polynomials.
    ///
    /// @param half which doubleword of the sources
    static Effect polynomial(int half) {
        return three((v, d, n, m) -> {
            long a = v[n + half];
            long b = v[m + half];
            long low = 0;
            long high = 0;
            for (int i = 0; i < 64; i++) {
                if ((b >>> i & 1) != 0) {
                    low ^= a << i;
                    high ^= i == 0 ? 0 : a >>> (64 - i);
                }
            }
            v[d] = low;
            v[d + 1] = high;
        });
    }

    // SHA-1

    private static int[] words(long[] v, int register) {
        return new int[] {
            (int) v[register], (int) (v[register] >>> 32), (int) v[register + 1], (int) (v[register + 1] >>> 32)
        };
    }

    private static void setWords(long[] v, int register, int[] w) {
        v[register] = (w[0] & 0xffff_ffffL) | (long) w[1] << 32;
        v[register + 1] = (w[2] & 0xffff_ffffL) | (long) w[3] << 32;
    }

    @FunctionalInterface
    interface Mix {
        int of(int x, int y, int z);
    }

    static int choose(int x, int y, int z) {
        return (x & (y ^ z)) ^ z;
    }

    static int majority(int x, int y, int z) {
        return (x & y) | ((x | y) & z);
    }

    static int parity(int x, int y, int z) {
        return x ^ y ^ z;
    }

    /// SHA1C, SHA1M, SHA1P: four rounds.
    static Effect sha1Rounds(Mix mix) {
        return three((v, d, n, m) -> {
            int[] x = words(v, d);
            int e = (int) v[n];
            int[] w = words(v, m);
            for (int i = 0; i < 4; i++) {
                int t = Integer.rotateLeft(x[0], 5) + mix.of(x[1], x[2], x[3]) + e + w[i];
                e = x[3];
                x[3] = x[2];
                x[2] = Integer.rotateLeft(x[1], 30);
                x[1] = x[0];
                x[0] = t;
            }
            setWords(v, d, x);
        });
    }

    /// SHA1H.
    static Effect sha1Rotate() {
        return two((v, d, n) -> {
            v[d] = Integer.rotateLeft((int) v[n], 30) & 0xffff_ffffL;
            v[d + 1] = 0;
        });
    }

    /// SHA1SU0.
    static Effect sha1Schedule0() {
        return three((v, d, n, m) -> {
            long low = v[d + 1] ^ v[d] ^ v[m];
            long high = v[n] ^ v[d + 1] ^ v[m + 1];
            v[d] = low;
            v[d + 1] = high;
        });
    }

    /// SHA1SU1.
    static Effect sha1Schedule1() {
        return two((v, d, n) -> {
            int[] x = words(v, d);
            int[] y = words(v, n);
            int[] t = {x[0] ^ y[1], x[1] ^ y[2], x[2] ^ y[3], x[3]};
            int first = Integer.rotateLeft(t[0], 1);
            setWords(v, d, new int[] {
                first, Integer.rotateLeft(t[1], 1), Integer.rotateLeft(t[2], 1),
                Integer.rotateLeft(t[3], 1) ^ Integer.rotateLeft(t[0], 2)
            });
        });
    }

    // SHA-256

    /// SHA256H and SHA256H2: four rounds; one gives the first half of the state, the other the second.
    static Effect sha256Rounds(boolean first) {
        return three((v, d, n, m) -> {
            int[] x = words(v, first ? d : n);
            int[] y = words(v, first ? n : d);
            int[] w = words(v, m);
            for (int i = 0; i < 4; i++) {
                int t = y[3] + bigSigma(y[0], 6, 11, 25) + choose(y[0], y[1], y[2]) + w[i];
                int next = t + bigSigma(x[0], 2, 13, 22) + majority(x[0], x[1], x[2]);
                int into = t + x[3];
                x = new int[] {next, x[0], x[1], x[2]};
                y = new int[] {into, y[0], y[1], y[2]};
            }
            setWords(v, d, first ? x : y);
        });
    }

    private static int bigSigma(int x, int a, int b, int c) {
        return Integer.rotateRight(x, a) ^ Integer.rotateRight(x, b) ^ Integer.rotateRight(x, c);
    }

    private static int smallSigma(int x, int a, int b, int shift) {
        return Integer.rotateRight(x, a) ^ Integer.rotateRight(x, b) ^ x >>> shift;
    }

    /// SHA256SU0.
    static Effect sha256Schedule0() {
        return two((v, d, n) -> {
            int[] x = words(v, d);
            int[] next = {x[1], x[2], x[3], (int) v[n]};
            for (int i = 0; i < 4; i++) {
                x[i] += smallSigma(next[i], 7, 18, 3);
            }
            setWords(v, d, x);
        });
    }

    /// SHA256SU1.
    static Effect sha256Schedule1() {
        return three((v, d, n, m) -> {
            int[] x = words(v, d);
            int[] y = words(v, n);
            int[] z = words(v, m);
            int[] addend = {y[1], y[2], y[3], z[0]};
            int[] result = new int[4];
            for (int i = 0; i < 4; i++) {
                int recent = i < 2 ? z[i + 2] : result[i - 2];
                result[i] = smallSigma(recent, 17, 19, 10) + x[i] + addend[i];
            }
            setWords(v, d, result);
        });
    }

    // Binding: registers are given as twice their numbers

    @FunctionalInterface
    private interface Two {
        void run(long[] v, int d, int n);
    }

    @FunctionalInterface
    private interface Three {
        void run(long[] v, int d, int n, int m);
    }

    private static Effect two(Two action) {
        return (row, word) -> {
            int d = 2 * (int) row.operands().get(0).decode(word);
            int n = 2 * (int) row.operands().get(1).decode(word);
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    action.run(p.v, d, n);
                }
            };
        };
    }

    private static Effect three(Three action) {
        return (row, word) -> {
            int d = 2 * (int) row.operands().get(0).decode(word);
            int n = 2 * (int) row.operands().get(1).decode(word);
            int m = 2 * (int) row.operands().get(2).decode(word);
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    action.run(p.v, d, n, m);
                }
            };
        };
    }
}
