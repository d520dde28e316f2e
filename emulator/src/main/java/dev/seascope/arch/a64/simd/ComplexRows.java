package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.VectorOperand;
import dev.seascope.arch.a64.fp.FloatFormat;
import dev.seascope.arch.a64.fp.FpArithmetic;
import java.util.List;

/// Operations on complex numbers (FEAT_FCMA), which are pairs of elements, real part first: the part of Advanced SIMD
/// three same extra and of vector by indexed element that does them (Arm ARM, C4.1.96).
public final class ComplexRows {
    private static final Variants VECTORS = new Variants("Q size", ".T>")
            .is("0 10", ".2S>").is("1 10", ".4S>").is("1 11", ".2D>");
    private static final Variants HALVES = new Variants("Q size", ".T>").is("0 01", ".4H>").is("1 01", ".8H>");

    private ComplexRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        three(rows.with(Feature.ADV_SIMD, Feature.FCMA), VECTORS);
        three(rows.with(Feature.ADV_SIMD, Feature.FCMA, Feature.FP16), HALVES);
        Effect multiply = (row, word) -> new Multiply(row, word, word >>> 13 & 3);
        rows
                .row("0 0 1 01111 01 L:1 Rm:5 0 rot:2 1 0 0 Rn:5 Rd:5",
                        "FCMLA <Vd.4H>, <Vn.4H>, <Vm.H[L]>, #<dec:rot*90>", multiply)
                .row("0 1 1 01111 01 L:1 Rm:5 0 rot:2 1 H:1 0 Rn:5 Rd:5",
                        "FCMLA <Vd.8H>, <Vn.8H>, <Vm.H[H:L]>, #<dec:rot*90>", multiply)
                .with(Feature.ADV_SIMD, Feature.FCMA)
                .row("0 1 1 01111 10 0 Rm:5 0 rot:2 1 H:1 0 Rn:5 Rd:5",
                        "FCMLA <Vd.4S>, <Vn.4S>, <Vm.S[H]>, #<dec:rot*90>", multiply);
        return rows.list();
    }

    private static void three(Rows rows, Variants variants) {
        rows
                .each(variants, "0 Q 1 01110 size 0 Rm:5 1 10 rot:2 1 Rn:5 Rd:5",
                        "FCMLA <Vd.T>, <Vn.T>, <Vm.T>, #<dec:rot*90>",
                        (row, word) -> new Multiply(row, word, word >>> 11 & 3))
                .each(variants, "0 Q 1 01110 size 0 Rm:5 1 11 rot:1 0 1 Rn:5 Rd:5",
                        "FCADD <Vd.T>, <Vn.T>, <Vm.T>, #<dec:rot*180+90>",
                        (row, word) -> new Add(row, word, (word >>> 12 & 1) != 0));
    }

    /// Sources and destination of a complex operation.
    private abstract static class Complex extends Instruction {
        final int d;
        final int n;
        final int m;
        final int bits;
        final FloatFormat format;
        private final int lanes;

        Complex(InstructionSpec row, int word) {
            VectorOperand vector = (VectorOperand) row.operands().getFirst();
            bits = vector.elementBits();
            lanes = vector.lanes();
            format = Lane.format(bits);
            d = 2 * (word & 31);
            n = 2 * (word >>> 5 & 31);
            m = 2 * (word >>> 16 & 31);
        }

        /// Element `lane` of the result, a real part if even.
        abstract long element(Processor p, int lane);

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long[] result = new long[2];
            for (int i = 0; i < lanes; i++) {
                int at = i * bits;
                result[at >> 6] |= element(p, i) << at;
            }
            p.v[d] = result[0];
            p.v[d + 1] = result[1];
        }
    }

    /// FCADD: the sum with a number turned by 90 or 270 degrees.
    private static final class Add extends Complex {
        private final boolean turnedBack;

        Add(InstructionSpec row, int word, boolean turnedBack) {
            super(row, word);
            this.turnedBack = turnedBack;
        }

        @Override
        long element(Processor p, int lane) {
            long other = LaneShapes.unsigned(p.v, m, bits, lane ^ 1);
            boolean negative = (lane % 2 == 0) != turnedBack;
            return FpArithmetic.add(format, LaneShapes.unsigned(p.v, n, bits, lane),
                    negative ? FpArithmetic.negate(format, other) : other, p);
        }
    }

    /// FCMLA: one of the two halves of a complex product is added, by the angle its real or imaginary part times
    /// the other number turned.
    private static final class Multiply extends Complex {
        private final int quarters;
        /// The pair of Vm that goes with all pairs of Vn, or -1 if each has its own.
        private final int index;

        Multiply(InstructionSpec row, int word, int quarters) {
            super(row, word);
            this.quarters = quarters;
            Operand third = row.operands().get(2);
            this.index = third instanceof VectorOperand.Element element
                    ? VectorOperand.Element.index(element.decode(word))
                    : -1;
        }

        @Override
        long element(Processor p, int lane) {
            boolean imaginary = (quarters & 1) != 0;
            int pair = lane & ~1;
            long factor = LaneShapes.unsigned(p.v, n, bits, imaginary ? pair + 1 : pair);
            int from = (index < 0 ? pair : 2 * index) + (lane + quarters & 1);
            long other = LaneShapes.unsigned(p.v, m, bits, from);
            boolean negative = switch (quarters) {
                case 0 -> false;
                case 1 -> lane % 2 == 0;
                case 2 -> true;
                default -> lane % 2 != 0;
            };
            return FpArithmetic.multiplyAdd(format, LaneShapes.unsigned(p.v, d, bits, lane), factor,
                    negative ? FpArithmetic.negate(format, other) : other, p);
        }
    }
}
