package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;
import java.lang.invoke.MethodHandles;

/// Shapes of instructions that compute the elements of a SIMD register one by one, see [Shape]. A scalar is a vector of
/// one element.
final class LaneShapes {
    private LaneShapes() {}

    /// Elements of a register.
    ///
    /// @param bits of an element
    /// @param start the first one
    record Part(int bits, int start) {}

    /// Where the second source comes from.
    enum Second { VECTOR, ELEMENT, CONSTANT }

    /// @param lanes how many elements are computed
    /// @param signed whether sources are extended with their sign
    /// @param readsD whether the function looks at the destination
    record Parts(Lane f, int lanes, Part d, Part n, Part m, Second second, boolean signed, boolean readsD) {}

    /// An element, zero-extended.
    ///
    /// @param register twice the register's number
    static long unsigned(long[] v, int register, int bits, int lane) {
        int at = lane * bits;
        long word = v[register + (at >> 6)];
        return bits == 64 ? word : word >>> at & (1L << bits) - 1;
    }

    /// An element, sign-extended.
    static long signed(long[] v, int register, int bits, int lane) {
        int at = lane * bits;
        return v[register + (at >> 6)] << (64 - bits - (at & 63)) >> (64 - bits);
    }

    /// The bits of an element that exist.
    static long mask(int bits) {
        return -1L >>> (64 - bits);
    }

    /// `Vd[i] = f(Vd[i], Vn[i], Vm[i])`.
    static final class Elementwise extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final Lane F = PARTS.f();
        private static final int LANES = PARTS.lanes();
        private static final int BITS_D = PARTS.d().bits();
        private static final int BITS_N = PARTS.n().bits();
        private static final int BITS_M = PARTS.m().bits();
        private static final int START_D = PARTS.d().start();
        private static final int START_N = PARTS.n().start();
        private static final int START_M = PARTS.m().start();
        private static final Second SECOND = PARTS.second();
        private static final boolean SIGNED = PARTS.signed();
        private static final boolean READS_D = PARTS.readsD();

        private final int d;
        private final int n;
        private final int m;
        private final long constant;

        Elementwise() {
            this(0, 0, 0, 0);
        }

        private Elementwise(int d, int n, int m, long constant) {
            this.d = 2 * d;
            this.n = 2 * n;
            this.m = 2 * m;
            this.constant = constant;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Elementwise(d, n, m, constant);
        }

        private static long element(long[] v, int register, int bits, int lane) {
            return SIGNED ? signed(v, register, bits, lane) : unsigned(v, register, bits, lane);
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long[] v = p.v;
            long same = SECOND == Second.ELEMENT ? element(v, m, BITS_M, (int) constant) : constant;
            long low = START_D > 0 ? v[d] : 0;
            long high = 0;
            for (int i = 0; i < LANES; i++) {
                long result = F.apply(
                                BITS_D,
                                READS_D ? element(v, d, BITS_D, START_D + i) : 0,
                                element(v, n, BITS_N, START_N + i),
                                SECOND == Second.VECTOR ? element(v, m, BITS_M, START_M + i) : same,
                                p)
                        & mask(BITS_D);
                int at = (START_D + i) * BITS_D;
                if (at < 64) {
                    low |= result << at;
                } else {
                    high |= result << at;
                }
            }
            v[d] = low;
            v[d + 1] = high;
        }
    }

    /// `Vd[i] = f(x[2i], x[2i + 1])` where x is the elements of Vn, then those of Vm.
    static final class Pairwise extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final Lane F = PARTS.f();
        private static final int LANES = PARTS.lanes();
        private static final int BITS = PARTS.d().bits();
        private static final boolean SIGNED = PARTS.signed();

        private final int d;
        private final int n;
        private final int m;

        Pairwise() {
            this(0, 0, 0);
        }

        private Pairwise(int d, int n, int m) {
            this.d = 2 * d;
            this.n = 2 * n;
            this.m = 2 * m;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Pairwise(d, n, m);
        }

        private static long element(long[] v, int register, int lane) {
            return SIGNED ? signed(v, register, BITS, lane) : unsigned(v, register, BITS, lane);
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long[] v = p.v;
            long low = 0;
            long high = 0;
            for (int i = 0; i < LANES; i++) {
                int source = 2 * i < LANES ? n : m;
                int lane = 2 * i < LANES ? 2 * i : 2 * i - LANES;
                long result = F.apply(BITS, 0, element(v, source, lane), element(v, source, lane + 1), p) & mask(BITS);
                int at = i * BITS;
                if (at < 64) {
                    low |= result << at;
                } else {
                    high |= result << at;
                }
            }
            v[d] = low;
            v[d + 1] = high;
        }
    }

    /// `Vd[i] = f(Vd[i], Vn[2i], Vn[2i + 1])`, elements twice as long as the source's.
    static final class PairwiseLong extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final Lane F = PARTS.f();
        private static final int LANES = PARTS.lanes();
        private static final int BITS_D = PARTS.d().bits();
        private static final int BITS_N = PARTS.n().bits();
        private static final boolean SIGNED = PARTS.signed();

        private final int d;
        private final int n;

        PairwiseLong() {
            this(0, 0);
        }

        private PairwiseLong(int d, int n) {
            this.d = 2 * d;
            this.n = 2 * n;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new PairwiseLong(d, n);
        }

        private static long element(long[] v, int register, int lane) {
            return SIGNED ? signed(v, register, BITS_N, lane) : unsigned(v, register, BITS_N, lane);
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long[] v = p.v;
            long low = 0;
            long high = 0;
            for (int i = 0; i < LANES; i++) {
                long result = F.apply(
                                BITS_D,
                                unsigned(v, d, BITS_D, i),
                                element(v, n, 2 * i),
                                element(v, n, 2 * i + 1),
                                p)
                        & mask(BITS_D);
                int at = i * BITS_D;
                if (at < 64) {
                    low |= result << at;
                } else {
                    high |= result << at;
                }
            }
            v[d] = low;
            v[d + 1] = high;
        }
    }

    /// One element from all of Vn, as the tree `f(f(x[0], x[1]), f(x[2], x[3]))`: the order matters for NaNs.
    static final class Across extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final Lane F = PARTS.f();
        private static final int LANES = PARTS.n().start();
        private static final int BITS_D = PARTS.d().bits();
        private static final int BITS_N = PARTS.n().bits();
        private static final boolean SIGNED = PARTS.signed();

        private final int d;
        private final int n;

        Across() {
            this(0, 0);
        }

        private Across(int d, int n) {
            this.d = 2 * d;
            this.n = 2 * n;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Across(d, n);
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long[] v = p.v;
            long[] x = new long[LANES];
            for (int i = 0; i < LANES; i++) {
                x[i] = SIGNED ? signed(v, n, BITS_N, i) : unsigned(v, n, BITS_N, i);
            }
            for (int count = LANES; count > 1; count /= 2) {
                for (int i = 0; i < count / 2; i++) {
                    x[i] = F.apply(BITS_D, 0, x[2 * i], x[2 * i + 1], p);
                }
            }
            v[d] = x[0] & mask(BITS_D);
            v[d + 1] = 0;
        }
    }
}
