package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.base.LoadStoreRows.Single;
import java.util.List;

/// Loads and stores that are exclusive, ordered (acquire, release) or of 64 bytes (Arm ARM, C4.1.94).
public final class OrderedRows {
    /// Exclusive, and with acquire or release.
    private static final int EXCLUSIVE_ORDERED = Processor.EXCLUSIVE | Processor.ORDERED;

    private OrderedRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        for (Single single : LoadStoreRows.SINGLES) {
            if (!single.access().signed()) {
                exclusive(rows, single);
                ordered(rows, single);
            }
            orderedOffset(rows, single);
        }
        pairs(rows);
        sixtyFourBytes(rows);
        return rows.list();
    }

    private static void exclusive(Rows rows, Single single) {
        Access access = single.access();
        if (access.store()) {
            String operands = ", [<Xn|SP>{, #<=0>}]";
            rows
                    .row(single.size() + " 001000 0 0 0 Rs:5 0 11111 Rn:5 Rt:5",
                            status(single.start("X")) + operands, store(access, Processor.EXCLUSIVE))
                    .row(single.size() + " 001000 0 0 0 Rs:5 1 11111 Rn:5 Rt:5",
                            status(single.start("LX")) + operands, store(access, EXCLUSIVE_ORDERED));
        } else {
            rows
                    .row(single.size() + " 001000 0 1 0 11111 0 11111 Rn:5 Rt:5",
                            single.start("X") + ", [<Xn|SP>{, #<=0>}]", load(access, Processor.EXCLUSIVE))
                    .row(single.size() + " 001000 0 1 0 11111 1 11111 Rn:5 Rt:5",
                            single.start("AX") + ", [<Xn|SP>{, #<=0>}]", load(access, EXCLUSIVE_ORDERED));
        }
    }

    /// Put the status register in front of the operands.
    private static String status(String start) {
        return start.replace(" ", " <Ws>, ");
    }

    private static void ordered(Rows rows, Single single) {
        Effect effect = single.access().as(Processor.ORDERED).offset();
        String operands = ", [<Xn|SP>{, #<=0>}]";
        String code = single.size() + " 001000 1 " + (single.access().store() ? "0" : "1") + " 0 11111 ";
        rows
                .row(code + "1 11111 Rn:5 Rt:5", single.start(single.access().store() ? "L" : "A") + operands, effect)
                .with(Feature.LOR)
                .row(code + "0 11111 Rn:5 Rt:5", single.start(single.access().store() ? "LL" : "LA") + operands, effect)
                .with();
        if (!single.access().store()) {
            rows
                    .with(Feature.LRCPC)
                    .row(single.size() + " 111 0 00 1 0 1 11111 1 100 00 Rn:5 Rt:5", single.start("AP") + operands,
                            effect)
                    .with();
        }
    }

    /// Load-acquire and store-release with an offset (FEAT_LRCPC2).
    private static void orderedOffset(Rows rows, Single single) {
        rows
                .with(Feature.LRCPC2)
                .row(single.size() + " 011001 " + single.opc() + " 0 imm9:9 00 Rn:5 Rt:5",
                        single.start(single.access().store() ? "LU" : "APU") + ", [<Xn|SP>{, #<signed:imm9>}]",
                        single.access().as(Processor.ORDERED).offset())
                .with();
    }

    private static void pairs(Rows rows) {
        for (String width : List.of("W", "X")) {
            String size = width.equals("W") ? "10" : "11";
            int sizeLog2 = width.equals("W") ? 2 : 3;
            String load = " <%st>, <%st2>, [<Xn|SP>{, #<=0>}]".formatted(width, width);
            String store = " <Ws>, <%st>, <%st2>, [<Xn|SP>{, #<=0>}]".formatted(width, width);
            rows
                    .row(size + " 001000 0 0 1 Rs:5 0 Rt2:5 Rn:5 Rt:5", "STXP" + store,
                            storePair(sizeLog2, Processor.EXCLUSIVE))
                    .row(size + " 001000 0 0 1 Rs:5 1 Rt2:5 Rn:5 Rt:5", "STLXP" + store,
                            storePair(sizeLog2, EXCLUSIVE_ORDERED))
                    .row(size + " 001000 0 1 1 11111 0 Rt2:5 Rn:5 Rt:5", "LDXP" + load,
                            loadPair(sizeLog2, Processor.EXCLUSIVE))
                    .row(size + " 001000 0 1 1 11111 1 Rt2:5 Rn:5 Rt:5", "LDAXP" + load,
                            loadPair(sizeLog2, EXCLUSIVE_ORDERED));
        }
    }

    private static void sixtyFourBytes(Rows rows) {
        rows
                .with(Feature.LS64)
                .row("11 111 0 00 0 0 1 11111 1 101 00 Rn:5 Rt:5", "LD64B <Xt>, [<Xn|SP>{, #<=0>}]",
                        new SixtyFourBytes(
                                (row, word) -> new OrderedShapes.Load64Bytes(word & 31, Results.source(row, 1, word))))
                .where(OrderedRows::isStartOfEight)
                .row("11 111 0 00 0 0 1 11111 1 001 00 Rn:5 Rt:5", "ST64B <Xt>, [<Xn|SP>{, #<=0>}]",
                        new SixtyFourBytes(
                                (row, word) -> new OrderedShapes.Store64Bytes(word & 31, Results.source(row, 1, word))))
                .where(OrderedRows::isStartOfEight)
                // No memory here supports these two, which the status says: all ones
                .with(Feature.LS64_V)
                .row("11 111 0 00 0 0 1 Rs:5 1 011 00 Rn:5 Rt:5", "ST64BV <Xs>, <Xt>, [<Xn|SP>]",
                        (row, word) -> new OrderedShapes.Refused64Bytes(Results.destination(row, word), 0))
                .where(OrderedRows::isStartOfEight)
                .with(Feature.LS64_ACCDATA)
                .row("11 111 0 00 0 0 1 Rs:5 1 010 00 Rn:5 Rt:5", "ST64BV0 <Xs>, <Xt>, [<Xn|SP>]",
                        (row, word) -> new OrderedShapes.Refused64Bytes(Results.destination(row, word), 1))
                .where(OrderedRows::isStartOfEight)
                .with();
    }

    /// An abort of these reports the access even at EL1, and that it is one of 64 bytes.
    private record SixtyFourBytes(Effect effect) implements Effect {
        /// ISV, SAS of a doubleword, SF, and LST for LD64B and ST64B.
        private static final int SYNDROME = 1 << 24 | 3 << 22 | 1 << 15 | 2 << 11;

        @Override
        public Instruction bind(InstructionSpec row, int word) {
            return effect.bind(row, word);
        }

        @Override
        public int accessSyndrome(int word) {
            return SYNDROME | (word & 31) << 16;
        }
    }

    /// Eight registers start at an even number and end before X30.
    private static boolean isStartOfEight(int word) {
        return (word & 1) == 0 && (word & 31) <= 22;
    }

    private static Effect load(Access access, int kind) {
        return (row, word) -> new OrderedShapes.LoadExclusive(
                Results.destination(row, word), Results.source(row, 1, word), access.sizeLog2(), kind);
    }

    private static Effect store(Access access, int kind) {
        return (row, word) -> new OrderedShapes.StoreExclusive(
                Results.destination(row, word), Results.source(row, 1, word), Results.source(row, 2, word),
                access.sizeLog2(), kind);
    }

    private static Effect loadPair(int sizeLog2, int kind) {
        return (row, word) -> new OrderedShapes.LoadExclusivePair(
                Results.destination(row, word), Results.destination(row, 1, word), Results.source(row, 2, word),
                sizeLog2, kind);
    }

    private static Effect storePair(int sizeLog2, int kind) {
        return (row, word) -> new OrderedShapes.StoreExclusivePair(
                Results.destination(row, word), Results.source(row, 1, word), Results.source(row, 2, word),
                Results.source(row, 3, word), sizeLog2, kind);
    }
}
