package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.VectorOperand;

/// TBL and TBX: each byte of Vm is an index into a table of one to four registers. An index beyond it gives zero, or
/// keeps the byte.
final class TableLookup extends Instruction {
    private final boolean keeps;
    private final int lanes;
    private final int d;
    private final int n;
    private final int count;
    private final int m;

    private TableLookup(boolean keeps, InstructionSpec row, int word) {
        this.keeps = keeps;
        VectorOperand first = (VectorOperand) row.operands().getFirst();
        VectorOperand.Registers table = (VectorOperand.Registers) row.operands().get(1);
        lanes = first.lanes();
        d = 2 * (int) first.decode(word);
        n = (int) table.decode(word);
        count = table.count();
        m = 2 * (int) row.operands().get(2).decode(word);
    }

    static Effect effect(boolean keeps) {
        return (row, word) -> new TableLookup(keeps, row, word);
    }

    @Override
    public void execute(Processor p) {
        p.checkFpAccess();
        long[] result = new long[2];
        for (int i = 0; i < lanes; i++) {
            int index = (int) LaneShapes.unsigned(p.v, m, 8, i);
            long value = index < 16 * count
                    ? LaneShapes.unsigned(p.v, 2 * ((n + index / 16) % 32), 8, index % 16)
                    : keeps ? LaneShapes.unsigned(p.v, d, 8, i) : 0;
            result[i / 8] |= value << (8 * (i % 8));
        }
        p.v[d] = result[0];
        p.v[d + 1] = result[1];
    }
}
