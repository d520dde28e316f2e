package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Computation;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// Classes of instructions whose immediates say all there is to know but the registers.
final class ConstantShapes {
    private ConstantShapes() {}

    /// `Rd = constant`.
    static final class Constant extends Instruction implements Computation {
        private final int d;
        private final long value;

        Constant(int d, long value) {
            this.d = d;
            this.value = value;
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = value;
        }
    }

    /// `Rd = Rd & kept | constant`: MOVK.
    static final class Keep extends Instruction implements Computation {
        private final int d;
        private final int source;
        private final long kept;
        private final long constant;

        Keep(int d, int source, long kept, long constant) {
            this.d = d;
            this.source = source;
            this.kept = kept;
            this.constant = constant;
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = (p.x[source] & kept) | constant;
        }
    }

    /// `Rd = (pc & mask) + offset`: ADR and ADRP.
    static final class Address extends Instruction {
        private final int d;
        private final long mask;
        private final long offset;

        Address(int d, long mask, long offset) {
            this.d = d;
            this.mask = mask;
            this.offset = offset;
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = (p.pc & mask) + offset;
        }
    }

    /// A field moved, the rest zero: UBFM. Shifting left and then right does all its forms.
    static final class UnsignedField extends Instruction implements Computation {
        private final int d;
        private final int n;
        private final int left;
        private final int right;

        UnsignedField(int d, int n, int left, int right) {
            this.d = d;
            this.n = n;
            this.left = left;
            this.right = right;
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = p.x[n] << left >>> right;
        }
    }

    /// A field moved with its sign: SBFM.
    static final class SignedField extends Instruction implements Computation {
        private final int d;
        private final int n;
        private final int left;
        private final int right;
        private final long mask;

        SignedField(int d, int n, int left, int right, long mask) {
            this.d = d;
            this.n = n;
            this.left = left;
            this.right = right;
            this.mask = mask;
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = p.x[n] << left >> right & mask;
        }
    }

    /// A field moved into a register that keeps its other bits: BFM.
    static final class InsertedField extends Instruction implements Computation {
        private final int d;
        private final int source;
        private final int n;
        private final int left;
        private final int right;
        private final long kept;

        InsertedField(int d, int source, int n, int left, int right, long kept) {
            this.d = d;
            this.source = source;
            this.n = n;
            this.left = left;
            this.right = right;
            this.kept = kept;
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = (p.x[source] & kept) | p.x[n] << left >>> right;
        }
    }
}
