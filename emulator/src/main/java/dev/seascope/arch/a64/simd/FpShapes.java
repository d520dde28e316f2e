package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Conditions;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;
import dev.seascope.arch.a64.fp.FloatFormat;
import java.lang.invoke.MethodHandles;

/// Shapes and classes of scalar floating-point instructions that are not like those of vectors. Registers are given as
/// twice their numbers.
final class FpShapes {
    private FpShapes() {}

    record FusedParts(Lane.FpTernary f, FloatFormat format) {}

    /// `Vd = f(Va, Vn, Vm)`; the constant is `a`.
    static final class Fused extends Shape {
        private static final FusedParts PARTS = data(MethodHandles.lookup(), FusedParts.class);
        private static final Lane.FpTernary F = PARTS.f();
        private static final FloatFormat FORMAT = PARTS.format();
        private static final long MASK = LaneShapes.mask(FORMAT.bits());

        private final int d;
        private final int n;
        private final int m;
        private final int a;

        Fused() {
            this(0, 0, 0, 0);
        }

        private Fused(int d, int n, int m, int a) {
            this.d = d;
            this.n = n;
            this.m = m;
            this.a = a;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Fused(d, n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long[] v = p.v;
            v[d] = F.apply(FORMAT, v[a] & MASK, v[n] & MASK, v[m] & MASK, p);
            v[d + 1] = 0;
        }
    }

    /// FCMP and FCMPE, with zero if `m` is negative.
    static final class Compare extends Instruction {
        private final FloatFormat format;
        private final int n;
        private final int m;
        private final boolean signalQuiet;

        Compare(FloatFormat format, int n, int m, boolean signalQuiet) {
            this.format = format;
            this.n = n;
            this.m = m;
            this.signalQuiet = signalQuiet;
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long mask = LaneShapes.mask(format.bits());
            p.nzcv = HostFp.compare(format, p.v[n] & mask, m < 0 ? 0 : p.v[m] & mask, signalQuiet, p);
        }
    }

    /// FCCMP and FCCMPE.
    static final class ConditionalCompare extends Instruction {
        private final Instruction compare;
        private final int condition;
        private final int otherwise;

        ConditionalCompare(Instruction compare, int condition, int otherwise) {
            this.compare = compare;
            this.condition = condition;
            this.otherwise = otherwise;
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            if (Conditions.hold(condition, p.nzcv)) {
                compare.execute(p);
            } else {
                p.nzcv = otherwise;
            }
        }
    }

    /// FCSEL.
    static final class Select extends Instruction {
        private final int d;
        private final int n;
        private final int m;
        private final int condition;
        private final long mask;

        Select(int d, int n, int m, int condition, int bits) {
            this.d = d;
            this.n = n;
            this.m = m;
            this.condition = condition;
            this.mask = LaneShapes.mask(bits);
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            p.v[d] = p.v[Conditions.hold(condition, p.nzcv) ? n : m] & mask;
            p.v[d + 1] = 0;
        }
    }

    /// FMOV of an immediate.
    static final class Constant extends Instruction {
        private final int d;
        private final long value;

        Constant(int d, long value) {
            this.d = d;
            this.value = value;
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            p.v[d] = value;
            p.v[d + 1] = 0;
        }
    }

    /// What a number becomes in a general-purpose register, or the reverse.
    @FunctionalInterface
    interface Conversion {
        long apply(long value, Processor p);
    }

    /// `Rd = f(Vn)`.
    static final class ToGeneral extends Instruction {
        private final int d;
        private final int n;
        private final long mask;
        private final Conversion f;

        ToGeneral(int d, int n, int bits, Conversion f) {
            this.d = d;
            this.n = n;
            this.mask = LaneShapes.mask(bits);
            this.f = f;
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            p.x[d] = f.apply(p.v[n] & mask, p);
        }
    }

    /// `Vd = f(Rn)`.
    static final class FromGeneral extends Instruction {
        private final int d;
        private final int n;
        private final Conversion f;

        FromGeneral(int d, int n, Conversion f) {
            this.d = d;
            this.n = n;
            this.f = f;
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            p.v[d] = f.apply(p.x[n], p);
            p.v[d + 1] = 0;
        }
    }
}
