package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Computation;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;
import java.lang.invoke.MethodHandles;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Shapes of instructions that compute a general-purpose register from others, see [Shape].
final class RegisterShapes {
    private static final long LOW_WORD = 0xffff_ffffL;

    private RegisterShapes() {}

    /// Which bits of a result reach the register.
    static long mask(boolean wide) {
        return wide ? -1 : LOW_WORD;
    }

    /// How far inputs are shifted for [Flags].
    static int flagsShift(boolean wide) {
        return wide ? 0 : 32;
    }

    record UnaryParts(LongUnaryOperator f, boolean wide) {}

    /// `Rd = f(Rn)`.
    static final class Unary extends Shape implements Computation {
        private static final UnaryParts PARTS = data(MethodHandles.lookup(), UnaryParts.class);
        private static final LongUnaryOperator F = PARTS.f();
        private static final long MASK = mask(PARTS.wide());

        private final int d;
        private final int n;

        Unary() {
            this(0, 0);
        }

        private Unary(int d, int n) {
            this.d = d;
            this.n = n;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Unary(d, n);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = F.applyAsLong(p.x[n]) & MASK;
        }
    }

    /// @param modifier of the last register, if the shape has one
    record BinaryParts(LongBinaryOperator f, LongBinaryOperator modifier, Flags flags, boolean wide) {
        boolean setsFlags() {
            return !flags.equals(Flags.NONE);
        }
    }

    /// `Rd = f(Rn, Rm)`, with flags if there are any.
    static final class Binary extends Shape implements Computation {
        private static final BinaryParts PARTS = data(MethodHandles.lookup(), BinaryParts.class);
        private static final LongBinaryOperator F = PARTS.f();
        private static final Flags FLAGS = PARTS.flags();
        private static final boolean SETS_FLAGS = PARTS.setsFlags();
        private static final long MASK = mask(PARTS.wide());
        private static final int SHIFT = flagsShift(PARTS.wide());

        private final int d;
        private final int n;
        private final int m;

        Binary() {
            this(0, 0, 0);
        }

        private Binary(int d, int n, int m) {
            this.d = d;
            this.n = n;
            this.m = m;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Binary(d, n, m);
        }

        @Override
        public void execute(Processor p) {
            long a = p.x[n];
            long b = p.x[m];
            p.x[d] = F.applyAsLong(a, b) & MASK;
            if (SETS_FLAGS) {
                p.nzcv = FLAGS.nzcv(a << SHIFT, b << SHIFT);
            }
        }
    }

    /// `Rd = f(Rn, constant)`, with flags if there are any.
    static final class BinaryConstant extends Shape implements Computation {
        private static final BinaryParts PARTS = data(MethodHandles.lookup(), BinaryParts.class);
        private static final LongBinaryOperator F = PARTS.f();
        private static final Flags FLAGS = PARTS.flags();
        private static final boolean SETS_FLAGS = PARTS.setsFlags();
        private static final long MASK = mask(PARTS.wide());
        private static final int SHIFT = flagsShift(PARTS.wide());

        private final int d;
        private final int n;
        private final long constant;

        BinaryConstant() {
            this(0, 0, 0);
        }

        private BinaryConstant(int d, int n, long constant) {
            this.d = d;
            this.n = n;
            this.constant = constant;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new BinaryConstant(d, n, constant);
        }

        @Override
        public void execute(Processor p) {
            long a = p.x[n];
            p.x[d] = F.applyAsLong(a, constant) & MASK;
            if (SETS_FLAGS) {
                p.nzcv = FLAGS.nzcv(a << SHIFT, constant << SHIFT);
            }
        }
    }

    /// `Rd = f(Rn, modifier(Rm, constant))`, with flags if there are any.
    static final class BinaryModified extends Shape implements Computation {
        private static final BinaryParts PARTS = data(MethodHandles.lookup(), BinaryParts.class);
        private static final LongBinaryOperator F = PARTS.f();
        private static final LongBinaryOperator MODIFIER = PARTS.modifier();
        private static final Flags FLAGS = PARTS.flags();
        private static final boolean SETS_FLAGS = PARTS.setsFlags();
        private static final long MASK = mask(PARTS.wide());
        private static final int SHIFT = flagsShift(PARTS.wide());

        private final int d;
        private final int n;
        private final int m;
        private final int amount;

        BinaryModified() {
            this(0, 0, 0, 0);
        }

        private BinaryModified(int d, int n, int m, int amount) {
            this.d = d;
            this.n = n;
            this.m = m;
            this.amount = amount;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new BinaryModified(d, n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            long a = p.x[n];
            long b = MODIFIER.applyAsLong(p.x[m], amount);
            p.x[d] = F.applyAsLong(a, b) & MASK;
            if (SETS_FLAGS) {
                p.nzcv = FLAGS.nzcv(a << SHIFT, b << SHIFT);
            }
        }
    }

    /// A function of three values.
    @FunctionalInterface
    interface Ternary {
        long apply(long n, long m, long a);
    }

    record TernaryParts(Ternary f, boolean wide) {}

    /// `Rd = f(Rn, Rm, Ra)`.
    static final class ThreeSources extends Shape implements Computation {
        private static final TernaryParts PARTS = data(MethodHandles.lookup(), TernaryParts.class);
        private static final Ternary F = PARTS.f();
        private static final long MASK = mask(PARTS.wide());

        private final int d;
        private final int n;
        private final int m;
        private final int a;

        ThreeSources() {
            this(0, 0, 0, 0);
        }

        private ThreeSources(int d, int n, int m, int a) {
            this.d = d;
            this.n = n;
            this.m = m;
            this.a = a;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new ThreeSources(d, n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = F.apply(p.x[n], p.x[m], p.x[a]) & MASK;
        }
    }

    /// `Rd = f(Rn, Rm, constant)`.
    static final class TwoSourcesConstant extends Shape implements Computation {
        private static final TernaryParts PARTS = data(MethodHandles.lookup(), TernaryParts.class);
        private static final Ternary F = PARTS.f();
        private static final long MASK = mask(PARTS.wide());

        private final int d;
        private final int n;
        private final int m;
        private final long constant;

        TwoSourcesConstant() {
            this(0, 0, 0, 0);
        }

        private TwoSourcesConstant(int d, int n, int m, long constant) {
            this.d = d;
            this.n = n;
            this.m = m;
            this.constant = constant;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new TwoSourcesConstant(d, n, m, constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = F.apply(p.x[n], p.x[m], constant) & MASK;
        }
    }
}
