package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.VectorOperand;

/// SDOT and UDOT: the sum of the products of four bytes each is added to a word.
final class DotProduct extends Instruction {
    private final boolean signed;
    private final int lanes;
    private final int d;
    private final int n;
    private final int m;
    /// The word of Vm that goes with all words of Vn, or -1 if each has its own.
    private final int index;

    private DotProduct(boolean signed, InstructionSpec row, int word) {
        this.signed = signed;
        lanes = ((VectorOperand) row.operands().getFirst()).lanes();
        d = 2 * (int) row.operands().get(0).decode(word);
        n = 2 * (int) row.operands().get(1).decode(word);
        Operand third = row.operands().get(2);
        long value = third.decode(word);
        boolean element = third instanceof VectorOperand.Element;
        m = 2 * (element ? VectorOperand.Element.register(value) : (int) value);
        index = element ? VectorOperand.Element.index(value) : -1;
    }

    static Effect signed() {
        return (row, word) -> new DotProduct(true, row, word);
    }

    static Effect unsigned() {
        return (row, word) -> new DotProduct(false, row, word);
    }

    @Override
    public void execute(Processor p) {
        p.checkFpAccess();
        long[] result = new long[2];
        for (int i = 0; i < lanes; i++) {
            long sum = LaneShapes.unsigned(p.v, d, 32, i);
            for (int j = 0; j < 4; j++) {
                sum += element(p, n, 4 * i + j) * element(p, m, 4 * (index < 0 ? i : index) + j);
            }
            result[i / 2] |= (sum & 0xffff_ffffL) << (32 * (i % 2));
        }
        p.v[d] = result[0];
        p.v[d + 1] = result[1];
    }

    private long element(Processor p, int register, int lane) {
        return signed ? LaneShapes.signed(p.v, register, 8, lane) : LaneShapes.unsigned(p.v, register, 8, lane);
    }
}
