package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Computation;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;
import java.lang.invoke.MethodHandles;

/// Shapes of instructions whose immediates say all there is to know but the registers, see [Shape].
final class ConstantShapes {
    private ConstantShapes() {}

    /// The constant of an [InsertedField]: how far to shift left and then right. Not in its class, which is never
    /// initialised but as a hidden one.
    static long shifts(int left, int right) {
        return left | (long) right << 6;
    }

    /// @param mask the bits of the destination that exist
    record FieldParts(long mask) {}

    /// `Rd = constant`.
    static final class Constant extends Shape implements Computation {
        private final int d;
        private final long value;

        Constant() {
            this(0, 0);
        }

        private Constant(int d, long value) {
            this.d = d;
            this.value = value;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Constant(d, constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = value;
        }
    }

    /// MOVK: `Rd = constant` in the halfword that begins at bit `m`, the rest as in register `n`.
    static final class Keep extends Shape implements Computation {
        private static final long MASK = data(MethodHandles.lookup(), FieldParts.class).mask();

        private final int d;
        private final int source;
        private final long kept;
        private final long constant;

        Keep() {
            this(0, 0, 0, 0);
        }

        private Keep(int d, int source, long kept, long constant) {
            this.d = d;
            this.source = source;
            this.kept = kept;
            this.constant = constant;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Keep(d, n, ~(0xffffL << m) & MASK, constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = (p.x[source] & kept) | constant;
        }
    }

    /// ADR and ADRP: `Rd = pc + constant`, the low `m` bits of the address zero.
    static final class Address extends Shape {
        private final int d;
        private final long mask;
        private final long offset;

        Address() {
            this(0, 0, 0);
        }

        private Address(int d, long mask, long offset) {
            this.d = d;
            this.mask = mask;
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Address(d, -1L << m, constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = (p.pc & mask) + offset;
        }
    }

    /// UBFM: a field moved, the rest zero. Shifting left by `m` and then right by the constant does all its forms.
    static final class UnsignedField extends Shape implements Computation {
        private final int d;
        private final int n;
        private final int left;
        private final int right;

        UnsignedField() {
            this(0, 0, 0, 0);
        }

        private UnsignedField(int d, int n, int left, int right) {
            this.d = d;
            this.n = n;
            this.left = left;
            this.right = right;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new UnsignedField(d, n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = p.x[n] << left >>> right;
        }
    }

    /// SBFM: a field moved with its sign, likewise.
    static final class SignedField extends Shape implements Computation {
        private static final long MASK = data(MethodHandles.lookup(), FieldParts.class).mask();

        private final int d;
        private final int n;
        private final int left;
        private final int right;

        SignedField() {
            this(0, 0, 0, 0);
        }

        private SignedField(int d, int n, int left, int right) {
            this.d = d;
            this.n = n;
            this.left = left;
            this.right = right;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new SignedField(d, n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = p.x[n] << left >> right & MASK;
        }
    }

    /// BFM: a field moved into a register that keeps its other bits; `m` is the register again as a source, the constant
    /// [#shifts].
    static final class InsertedField extends Shape implements Computation {
        private static final long MASK = data(MethodHandles.lookup(), FieldParts.class).mask();

        private final int d;
        private final int source;
        private final int n;
        private final int left;
        private final int right;

        InsertedField() {
            this(0, 0, 0, 0, 0);
        }

        private InsertedField(int d, int source, int n, int left, int right) {
            this.d = d;
            this.source = source;
            this.n = n;
            this.left = left;
            this.right = right;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new InsertedField(d, m, n, (int) constant & 63, (int) constant >>> 6);
        }

        @Override
        public void execute(Processor p) {
            long kept = MASK & ~(-1L << left >>> right);
            p.x[d] = (p.x[source] & kept) | p.x[n] << left >>> right;
        }
    }
}
