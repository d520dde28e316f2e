package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.VectorOperand;

/// Instructions that move elements without changing them: each element of Vd is one of those of Vn and Vm.
final class Permute extends Instruction {
    /// Where an element comes from.
    @FunctionalInterface
    interface Source {
        /// The number of the element, counting through Vn and then Vm.
        ///
        /// @param lanes of one register
        int of(int lanes, int lane);
    }

    private final int d;
    private final int n;
    private final int m;
    private final int bits;
    private final int[] sources;

    /// @param total bits that Vd gets; those above become zero
    private Permute(int d, int n, int m, int bits, int total, Source source) {
        this.d = 2 * d;
        this.n = 2 * n;
        this.m = 2 * m;
        this.bits = bits;
        int lanes = total / bits;
        sources = new int[lanes];
        for (int i = 0; i < lanes; i++) {
            sources[i] = source.of(lanes, i);
        }
    }

    /// Two source vectors.
    static Effect of(Source source) {
        return (row, word) -> {
            VectorOperand first = (VectorOperand) row.operands().getFirst();
            return new Permute((int) first.decode(word), (int) row.operands().get(1).decode(word),
                    (int) row.operands().get(2).decode(word), first.elementBits(),
                    first.lanes() * first.elementBits(), source);
        };
    }

    /// EXT: bytes from both sources as if they were one register, from an offset on.
    static Effect extract() {
        return (row, word) -> {
            VectorOperand first = (VectorOperand) row.operands().getFirst();
            int offset = (int) row.operands().get(3).decode(word);
            return new Permute((int) first.decode(word), (int) row.operands().get(1).decode(word),
                    (int) row.operands().get(2).decode(word), 8, 8 * first.lanes(), (_, lane) -> lane + offset);
        };
    }

    /// REV16, REV32, REV64: elements in reverse order within containers of this many bits.
    static Effect reverse(int container) {
        return (row, word) -> {
            VectorOperand first = (VectorOperand) row.operands().getFirst();
            int last = container / first.elementBits() - 1;
            int n = (int) row.operands().get(1).decode(word);
            return new Permute((int) first.decode(word), n, n, first.elementBits(),
                    first.lanes() * first.elementBits(), (_, lane) -> lane ^ last);
        };
    }

    /// DUP (element): one element to all.
    static Effect duplicate() {
        return (row, word) -> {
            VectorOperand first = (VectorOperand) row.operands().getFirst();
            long element = row.operands().get(1).decode(word);
            int n = VectorOperand.Element.register(element);
            int index = VectorOperand.Element.index(element);
            return new Duplicate(2 * (int) first.decode(word), 2 * n, first.elementBits(), first.lanes(), index);
        };
    }

    @Override
    public void execute(Processor p) {
        p.checkFpAccess();
        long low = 0;
        long high = 0;
        int lanes = sources.length;
        for (int i = 0; i < lanes; i++) {
            int source = sources[i];
            long element = source < lanes
                    ? LaneShapes.unsigned(p.v, n, bits, source)
                    : LaneShapes.unsigned(p.v, m, bits, source - lanes);
            int at = i * bits;
            if (at < 64) {
                low |= element << at;
            } else {
                high |= element << at;
            }
        }
        p.v[d] = low;
        p.v[d + 1] = high;
    }

    private static final class Duplicate extends Instruction {
        private final int d;
        private final int n;
        private final int bits;
        private final int lanes;
        private final int index;

        Duplicate(int d, int n, int bits, int lanes, int index) {
            this.d = d;
            this.n = n;
            this.bits = bits;
            this.lanes = lanes;
            this.index = index;
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long element = LaneShapes.unsigned(p.v, n, bits, index);
            long low = Replicate.upTo(element, bits, Math.min(64, bits * lanes));
            p.v[d] = low;
            p.v[d + 1] = bits * lanes == 128 ? low : 0;
        }
    }
}
