package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.VectorOperand;

/// Instructions that move between SIMD and general-purpose registers or insert single elements.
final class Moves {
    private Moves() {}

    /// DUP (general): the low part of a register in all elements.
    static Effect duplicate() {
        return (row, word) -> {
            VectorOperand vector = (VectorOperand) row.operands().getFirst();
            int bits = vector.elementBits();
            int d = 2 * (int) vector.decode(word);
            int n = slot(row, 1, word);
            boolean whole = vector.lanes() * bits == 128;
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    long value = Replicate.to64(p.x[n] & LaneShapes.mask(bits), bits);
                    p.v[d] = value;
                    p.v[d + 1] = whole ? value : 0;
                }
            };
        };
    }

    /// UMOV and SMOV: an element to a general-purpose register.
    static Effect toGeneral(boolean signed) {
        return (row, word) -> {
            boolean wide = ((Operand.Register) row.operands().getFirst()).wide();
            long mask = wide ? -1 : 0xffff_ffffL;
            int d = destination(row, word);
            VectorOperand.Element element = (VectorOperand.Element) row.operands().get(1);
            long value = element.decode(word);
            int n = 2 * VectorOperand.Element.register(value);
            int index = VectorOperand.Element.index(value);
            int bits = element.elementBits();
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    long read = signed
                            ? LaneShapes.signed(p.v, n, bits, index)
                            : LaneShapes.unsigned(p.v, n, bits, index);
                    p.x[d] = read & mask;
                }
            };
        };
    }

    /// INS (general).
    static Effect insertGeneral() {
        return (row, word) -> {
            VectorOperand.Element element = (VectorOperand.Element) row.operands().getFirst();
            long value = element.decode(word);
            int d = 2 * VectorOperand.Element.register(value);
            int index = VectorOperand.Element.index(value);
            int bits = element.elementBits();
            int n = slot(row, 1, word);
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    set(p.v, d, bits, index, p.x[n]);
                }
            };
        };
    }

    /// INS (element).
    static Effect insertElement() {
        return (row, word) -> {
            VectorOperand.Element element = (VectorOperand.Element) row.operands().getFirst();
            long to = element.decode(word);
            long from = row.operands().get(1).decode(word);
            int d = 2 * VectorOperand.Element.register(to);
            int n = 2 * VectorOperand.Element.register(from);
            int bits = element.elementBits();
            return new Instruction() {
                private final int index = VectorOperand.Element.index(to);
                private final int fromIndex = VectorOperand.Element.index(from);

                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    set(p.v, d, bits, index, LaneShapes.unsigned(p.v, n, bits, fromIndex));
                }
            };
        };
    }

    /// FMOV to a general-purpose register, of the low part or, with an index, of an element.
    static Effect bitsToGeneral() {
        return (row, word) -> {
            int d = destination(row, word);
            VectorOperand source = (VectorOperand) row.operands().get(1);
            int bits = source.elementBits();
            long value = source.decode(word);
            int n = 2 * VectorOperand.Element.register(value);
            int index = VectorOperand.Element.index(value);
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    p.x[d] = LaneShapes.unsigned(p.v, n, bits, index);
                }
            };
        };
    }

    /// FMOV from a general-purpose register to the low part, the rest becoming zero.
    static Effect bitsFromGeneral() {
        return (row, word) -> {
            VectorOperand.Scalar scalar = (VectorOperand.Scalar) row.operands().getFirst();
            int d = 2 * (int) scalar.decode(word);
            int bits = scalar.elementBits();
            int n = slot(row, 1, word);
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    p.v[d] = p.x[n] & LaneShapes.mask(bits);
                    p.v[d + 1] = 0;
                }
            };
        };
    }

    /// Change one element.
    ///
    /// @param register twice the register's number
    static void set(long[] v, int register, int bits, int lane, long value) {
        int at = lane * bits;
        int half = register + (at >> 6);
        long field = LaneShapes.mask(bits) << at;
        v[half] = (v[half] & ~field) | (value << at & field);
    }

    private static int slot(InstructionSpec row, int operand, int word) {
        return (int) row.operands().get(operand).decode(word);
    }

    /// The slot that the first operand, a general-purpose register, is written to.
    static int destination(InstructionSpec row, int word) {
        int slot = slot(row, 0, word);
        return slot == Processor.ZR ? Processor.SINK : slot;
    }
}
