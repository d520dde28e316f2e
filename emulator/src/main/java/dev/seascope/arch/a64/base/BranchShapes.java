package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Conditions;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;

/// Shapes of branch instructions, see [Shape]; the constant is the offset in bytes from the branch.
final class BranchShapes {
    private static final int LINK = 30;

    private BranchShapes() {}

    /// Some bits of a register. Not private: a shape is defined as a class outside this one.
    static long mask(int lowest, int bits) {
        return -1L >>> (Long.SIZE - bits) << lowest;
    }

    /// B.
    static final class Always extends Shape {
        private final long offset;

        Always() {
            this(0);
        }

        private Always(long offset) {
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Always(constant);
        }

        @Override
        public void execute(Processor p) {
            p.nextPc = p.pc + offset;
        }
    }

    /// BL.
    static final class AlwaysLink extends Shape {
        private final long offset;

        AlwaysLink() {
            this(0);
        }

        private AlwaysLink(long offset) {
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new AlwaysLink(constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[LINK] = p.pc + 4;
            p.nextPc = p.pc + offset;
        }
    }

    /// `B.cond`; `d` is the mask of the condition, see [Conditions#mask].
    static final class Conditional extends Shape {
        private final int mask;
        private final long offset;

        Conditional() {
            this(0, 0);
        }

        private Conditional(int mask, long offset) {
            this.mask = mask;
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Conditional(d, constant);
        }

        @Override
        public void execute(Processor p) {
            if (Conditions.hold(mask, p.nzcv)) {
                p.nextPc = p.pc + offset;
            }
        }
    }

    /// CBZ and TBZ: branch if some bits of register `d` are all zero, `m` of them from bit `n` on.
    static final class IfZero extends Shape {
        private final int t;
        private final long mask;
        private final long offset;

        IfZero() {
            this(0, 0, 0);
        }

        private IfZero(int t, long mask, long offset) {
            this.t = t;
            this.mask = mask;
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new IfZero(d, mask(n, m), constant);
        }

        @Override
        public void execute(Processor p) {
            if ((p.x[t] & mask) == 0) {
                p.nextPc = p.pc + offset;
            }
        }
    }

    /// CBNZ and TBNZ, likewise.
    static final class IfNotZero extends Shape {
        private final int t;
        private final long mask;
        private final long offset;

        IfNotZero() {
            this(0, 0, 0);
        }

        private IfNotZero(int t, long mask, long offset) {
            this.t = t;
            this.mask = mask;
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new IfNotZero(d, mask(n, m), constant);
        }

        @Override
        public void execute(Processor p) {
            if ((p.x[t] & mask) != 0) {
                p.nextPc = p.pc + offset;
            }
        }
    }

    /// BR and RET.
    static final class ToRegister extends Shape {
        private final int n;

        ToRegister() {
            this(0);
        }

        private ToRegister(int n) {
            this.n = n;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new ToRegister(n);
        }

        @Override
        public void execute(Processor p) {
            p.nextPc = p.x[n];
        }
    }

    /// BLR.
    static final class ToRegisterLink extends Shape {
        private final int n;

        ToRegisterLink() {
            this(0);
        }

        private ToRegisterLink(int n) {
            this.n = n;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new ToRegisterLink(n);
        }

        @Override
        public void execute(Processor p) {
            long target = p.x[n];
            p.x[LINK] = p.pc + 4;
            p.nextPc = target;
        }
    }
}
