package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Conditions;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// The classes of branch instructions; offsets are in bytes from the branch.
final class BranchShapes {
    private static final int LINK = 30;

    private BranchShapes() {}

    static final class Always extends Instruction {
        private final long offset;

        Always(long offset) {
            this.offset = offset;
        }

        @Override
        public void execute(Processor p) {
            p.nextPc = p.pc + offset;
        }
    }

    static final class AlwaysLink extends Instruction {
        private final long offset;

        AlwaysLink(long offset) {
            this.offset = offset;
        }

        @Override
        public void execute(Processor p) {
            p.x[LINK] = p.pc + 4;
            p.nextPc = p.pc + offset;
        }
    }

    static final class Conditional extends Instruction {
        private final int mask;
        private final long offset;

        Conditional(int mask, long offset) {
            this.mask = mask;
            this.offset = offset;
        }

        @Override
        public void execute(Processor p) {
            if (Conditions.hold(mask, p.nzcv)) {
                p.nextPc = p.pc + offset;
            }
        }
    }

    /// CBZ and TBZ: branch if some bits of a register are all zero.
    static final class IfZero extends Instruction {
        private final int t;
        private final long mask;
        private final long offset;

        IfZero(int t, long mask, long offset) {
            this.t = t;
            this.mask = mask;
            this.offset = offset;
        }

        @Override
        public void execute(Processor p) {
            if ((p.x[t] & mask) == 0) {
                p.nextPc = p.pc + offset;
            }
        }
    }

    /// CBNZ and TBNZ.
    static final class IfNotZero extends Instruction {
        private final int t;
        private final long mask;
        private final long offset;

        IfNotZero(int t, long mask, long offset) {
            this.t = t;
            this.mask = mask;
            this.offset = offset;
        }

        @Override
        public void execute(Processor p) {
            if ((p.x[t] & mask) != 0) {
                p.nextPc = p.pc + offset;
            }
        }
    }

    /// BR and RET.
    static final class ToRegister extends Instruction {
        private final int n;

        ToRegister(int n) {
            this.n = n;
        }

        @Override
        public void execute(Processor p) {
            p.nextPc = p.x[n];
        }
    }

    static final class ToRegisterLink extends Instruction {
        private final int n;

        ToRegisterLink(int n) {
            this.n = n;
        }

        @Override
        public void execute(Processor p) {
            long target = p.x[n];
            p.x[LINK] = p.pc + 4;
            p.nextPc = target;
        }
    }
}
