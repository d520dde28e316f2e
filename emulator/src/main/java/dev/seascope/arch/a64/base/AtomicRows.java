package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import java.util.List;
import java.util.function.LongBinaryOperator;

/// Atomic memory operations and compare and swap (Arm ARM, C4.1.94; FEAT_LSE).
public final class AtomicRows {
    /// Acquire and release, and the size. Operations without acquire have a form that stores only.
    private static final Variants FORMS = forms();

    /// @param opc `o3:opc`
    /// @param f of the old value and the register, both extended as the operation needs
    private record Operation(String opc, String name, LongBinaryOperator f, boolean signed) {}

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("0 000", "ADD", Arithmetic::add, false),
            new Operation("0 001", "CLR", Arithmetic::bic, false),
            new Operation("0 010", "EOR", Arithmetic::eor, false),
            new Operation("0 011", "SET", Arithmetic::orr, false),
            new Operation("0 100", "SMAX", Math::max, true),
            new Operation("0 101", "SMIN", Math::min, true),
            new Operation("0 110", "UMAX", Arithmetic::umax, false),
            new Operation("0 111", "UMIN", Arithmetic::umin, false));

    private AtomicRows() {}

    private static Variants forms() {
        var order = new Variants("A R", "<order>", "<store>")
                .is("0 0", "", "").is("0 1", "L", "").is("1 0", "A", Rows.ABSENT).is("1 1", "AL", Rows.ABSENT);
        var size = new Variants("size", "<size>", "<R")
                .is("00", "B", "<W").is("01", "H", "<W").is("10", "", "<W").is("11", "", "<X");
        return order.and(size);
    }

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.LSE);
        for (Operation operation : OPERATIONS) {
            rows
                    .each(FORMS, "size 111 0 00 A R 1 Rs:5 " + operation.opc() + " 00 Rn:5 Rt:5",
                            "LD" + operation.name() + "<order><size> <Rs>, <Rt>, [<Xn|SP>]",
                            (row, word) -> new Update(row, word, operation.f(), operation.signed()))
                    .alias("Rt=11111", "<store>ST" + operation.name() + "<order><size> <Rs>, [<Xn|SP>]");
        }
        rows.each(FORMS, "size 111 0 00 A R 1 Rs:5 1 000 00 Rn:5 Rt:5", "SWP<order><size> <Rs>, <Rt>, [<Xn|SP>]",
                (row, word) -> new Update(row, word, (_, register) -> register, false));
        rows.each(FORMS, "size 001000 1 A 1 Rs:5 R 11111 Rn:5 Rt:5", "CAS<order><size> <Rs>, <Rt>, [<Xn|SP>]",
                CompareAndSwap::new);
        rows.each(
                        new Variants("A R", "<order>").is("0 0", "").is("0 1", "L").is("1 0", "A").is("1 1", "AL")
                                .and(new Variants("sz", "<R").is("0", "<W").is("1", "<X")),
                        "0 sz 001000 0 A 1 Rs:5 R 11111 Rn:5 Rt:5",
                        "CASP<order> <Rs>, <Rs+1>, <Rt>, <Rt+1>, [<Xn|SP>]", CompareAndSwapPair::new)
                .where(word -> (word & 1) == 0 && (word >>> 16 & 1) == 0);
        return rows.list();
    }

    private static int size(int word) {
        return word >>> 30;
    }

    private static int kind(boolean ordered) {
        return Processor.ATOMIC | (ordered ? Processor.ORDERED : 0);
    }

    /// Memory becomes `f(memory, Rs)`, the old value goes to `Rt`.
    private static final class Update extends Instruction {
        private final int s;
        private final int t;
        private final int n;
        private final int sizeLog2;
        private final int unused;
        private final int loadKind;
        private final int storeKind;
        private final LongBinaryOperator f;
        private final boolean signed;

        Update(InstructionSpec row, int word, LongBinaryOperator f, boolean signed) {
            this.s = Results.source(row, 0, word);
            this.t = Results.destination(row, 1, word);
            this.n = Results.source(row, 2, word);
            this.sizeLog2 = size(word);
            this.unused = Long.SIZE - (Byte.SIZE << sizeLog2);
            this.loadKind = kind((word >>> 23 & 1) != 0);
            this.storeKind = kind((word >>> 22 & 1) != 0);
            this.f = f;
            this.signed = signed;
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n);
            long old = p.load(address, sizeLog2, loadKind);
            p.store(address, sizeLog2, f.applyAsLong(extended(old), extended(p.x[s])), storeKind);
            p.x[t] = old;
        }

        private long extended(long value) {
            return signed ? value << unused >> unused : value << unused >>> unused;
        }
    }

    /// If memory is `Rs`, it becomes `Rt`; the old value goes to `Rs`.
    private static final class CompareAndSwap extends Instruction {
        private final int s;
        private final int sResult;
        private final int t;
        private final int n;
        private final int sizeLog2;
        private final int unused;
        private final int loadKind;
        private final int storeKind;

        CompareAndSwap(InstructionSpec row, int word) {
            this.s = Results.source(row, 0, word);
            this.sResult = Results.destination(row, word);
            this.t = Results.source(row, 1, word);
            this.n = Results.source(row, 2, word);
            this.sizeLog2 = size(word);
            this.unused = Long.SIZE - (Byte.SIZE << sizeLog2);
            this.loadKind = kind((word >>> 22 & 1) != 0);
            this.storeKind = kind((word >>> 15 & 1) != 0);
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n);
            long old = p.load(address, sizeLog2, loadKind);
            if (old == p.x[s] << unused >>> unused) {
                p.store(address, sizeLog2, p.x[t], storeKind);
            }
            p.x[sResult] = old;
        }
    }

    /// The same for two registers, which may be the zero register only as the second of a pair.
    private static final class CompareAndSwapPair extends Instruction {
        private final int[] slots;
        private final int n;
        private final int sizeLog2;
        private final int unused;
        private final int loadKind;
        private final int storeKind;

        CompareAndSwapPair(InstructionSpec row, int word) {
            this.slots = new int[] {
                Results.source(row, 0, word), Results.source(row, 1, word),
                Results.source(row, 2, word), Results.source(row, 3, word),
                Results.destination(row, 1, word)
            };
            this.n = Results.source(row, 4, word);
            this.sizeLog2 = 2 + (word >>> 30 & 1);
            this.unused = Long.SIZE - (Byte.SIZE << sizeLog2);
            this.loadKind = kind((word >>> 22 & 1) != 0);
            this.storeKind = kind((word >>> 15 & 1) != 0);
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n);
            long next = address + (1L << sizeLog2);
            OrderedShapes.checkAligned(p, address, 2 << sizeLog2, true);
            long first = p.load(address, sizeLog2, loadKind);
            long second = p.load(next, sizeLog2, loadKind);
            if (first == p.x[slots[0]] << unused >>> unused && second == p.x[slots[1]] << unused >>> unused) {
                p.store(address, sizeLog2, p.x[slots[2]], storeKind);
                p.store(next, sizeLog2, p.x[slots[3]], storeKind);
            }
            p.x[slots[0]] = first;
            p.x[slots[4]] = second;
        }
    }
}
