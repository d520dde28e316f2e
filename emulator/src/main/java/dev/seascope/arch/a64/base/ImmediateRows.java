package dev.seascope.arch.a64.base;

import static dev.seascope.arch.a64.base.Results.result;
import static dev.seascope.arch.a64.base.Results.resultAndFlags;

import dev.seascope.arch.a64.BitmaskImmediate;
import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import java.util.List;

/// Data processing, immediate (Arm ARM, C4.1.92 and on).
public final class ImmediateRows {
    /// The mask of logical instructions.
    private static final Variants MASKS = new Variants("sf", "<R", "<mask>")
            .is("1", "<X", "<bitmask64:N:immr:imms>")
            .is("0", "<W", "<bitmask32:immr:imms>");

    /// The constant of `MOV` when it is one of move wide.
    private static final Variants WIDE = new Variants("sf", "<R", "<wide>", "<inverted>")
            .is("1", "<X", "<wide64:hw:imm16>", "<inverted64:hw:imm16>")
            .is("0", "<W", "<wide32:hw:imm16>", "<inverted32:hw:imm16>");

    private ImmediateRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        pcRelative(rows);
        addSubtract(rows);
        moveWide(rows);
        logical(rows);
        return rows.list();
    }

    private static void pcRelative(Rows rows) {
        rows
                .row("0 immlo:2 10000 immhi:19 Rd:5", "ADR <Xd>, <byte:immhi:immlo>", address(-1))
                .row("1 immlo:2 10000 immhi:19 Rd:5", "ADRP <Xd>, <page:immhi:immlo>", address(-4096));
    }

    private static void addSubtract(Rows rows) {
        rows
                .bothWidths("sf 0 0 100010 sh:1 imm12:12 Rn:5 Rd:5",
                        "ADD <Rd|SP>, <Rn|SP>, #<imm12>{, LSL #<dec:sh*12>}", result(Arithmetic::add))
                .alias("sh=0 imm12=0* Rd=11111", "MOV <Rd|SP>, <Rn|SP>")
                .alias("sh=0 imm12=0* Rn=11111", "MOV <Rd|SP>, <Rn|SP>")
                .synonym("sh=1", "ADD <Rd|SP>, <Rn|SP>, #<imm12*4096>")
                .bothWidths("sf 0 1 100010 sh:1 imm12:12 Rn:5 Rd:5",
                        "ADDS <Rd>, <Rn|SP>, #<imm12>{, LSL #<dec:sh*12>}",
                        resultAndFlags(Arithmetic::add, Arithmetic::addFlags))
                .alias("Rd=11111", "CMN <Rn|SP>, #<imm12>{, LSL #<dec:sh*12>}")
                .synonym("sh=1", "ADDS <Rd>, <Rn|SP>, #<imm12*4096>")
                .synonym("sh=1 Rd=11111", "CMN <Rn|SP>, #<imm12*4096>")
                .bothWidths("sf 1 0 100010 sh:1 imm12:12 Rn:5 Rd:5",
                        "SUB <Rd|SP>, <Rn|SP>, #<imm12>{, LSL #<dec:sh*12>}", result(Arithmetic::sub))
                .synonym("sh=1", "SUB <Rd|SP>, <Rn|SP>, #<imm12*4096>")
                .bothWidths("sf 1 1 100010 sh:1 imm12:12 Rn:5 Rd:5",
                        "SUBS <Rd>, <Rn|SP>, #<imm12>{, LSL #<dec:sh*12>}",
                        resultAndFlags(Arithmetic::sub, Arithmetic::subFlags))
                .alias("Rd=11111", "CMP <Rn|SP>, #<imm12>{, LSL #<dec:sh*12>}")
                .synonym("sh=1", "SUBS <Rd>, <Rn|SP>, #<imm12*4096>")
                .synonym("sh=1 Rd=11111", "CMP <Rn|SP>, #<imm12*4096>");
    }

    private static void logical(Rows rows) {
        rows
                .each(MASKS, "sf 00 100100 N:1/0 immr:6 imms:6 Rn:5 Rd:5",
                        "AND <Rd|SP>, <Rn>, #<mask>", result(Arithmetic::and))
                .each(MASKS, "sf 01 100100 N:1/0 immr:6 imms:6 Rn:5 Rd:5",
                        "ORR <Rd|SP>, <Rn>, #<mask>", result(Arithmetic::orr))
                .alias("Rn=11111", "MOV <Rd|SP>, #<mask>", word -> !isWide(word))
                .each(MASKS, "sf 10 100100 N:1/0 immr:6 imms:6 Rn:5 Rd:5",
                        "EOR <Rd|SP>, <Rn>, #<mask>", result(Arithmetic::eor))
                .each(MASKS, "sf 11 100100 N:1/0 immr:6 imms:6 Rn:5 Rd:5",
                        "ANDS <Rd>, <Rn>, #<mask>", resultAndFlags(Arithmetic::and, Arithmetic::andFlags))
                .alias("Rd=11111", "TST <Rn>, #<mask>");
    }

    private static void moveWide(Rows rows) {
        rows
                .each(WIDE, "sf 10 100101 hw:2/1 imm16:16 Rd:5", "MOVZ <Rd>, #<imm16>{, LSL #<dec:hw*16>}",
                        result(Arithmetic::same))
                .alias("", "MOV <Rd>, #<wide>")
                .each(WIDE, "sf 00 100101 hw:2/1 imm16:16 Rd:5", "MOVN <Rd>, #<imm16>{, LSL #<dec:hw*16>}",
                        result(Arithmetic::not))
                .alias("", "MOV <Rd>, #<inverted>")
                .each(WIDE, "sf 11 100101 hw:2/1 imm16:16 Rd:5", "MOVK <Rd>, #<imm16>{, LSL #<dec:hw*16>}",
                        keep());
    }

    /// Whether a constant in `MOV` needs only a wide immediate (`MoveWidePreferred` of the Arm ARM).
    private static boolean isWide(int word) {
        int width = word < 0 ? 64 : 32;
        long mask = BitmaskImmediate.decode(word >>> 10 & 0x1fff, width);
        return isHalfword(mask) || isHalfword(~mask & -1L >>> (64 - width));
    }

    private static boolean isHalfword(long value) {
        int lowest = Long.numberOfTrailingZeros(value) & ~15;
        return value >>> lowest <= 0xffff;
    }

    private static Effect keep() {
        return (row, word) -> {
            int shift = (int) row.operands().get(2).decode(word);
            long constant = row.operands().get(1).decode(word) << shift;
            return new Keep(Results.destination(row, word), ~(0xffffL << shift)
                    & (Results.isWide(row) ? -1 : 0xffff_ffffL), constant);
        };
    }

    /// MOVK: the register keeps all but 16 bits.
    private static final class Keep extends Instruction {
        private final int d;
        private final long kept;
        private final long constant;

        Keep(int d, long kept, long constant) {
            this.d = d;
            this.kept = kept;
            this.constant = constant;
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = (p.x[d] & kept) | constant;
        }
    }

    /// The instruction's address, cut by a mask, plus an offset.
    private static Effect address(long mask) {
        return (row, word) -> new Instruction() {
            private final int d = Results.destination(row, word);
            private final long offset = row.operands().get(1).decode(word);

            @Override
            public void execute(Processor p) {
                p.x[d] = (p.pc & mask) + offset;
            }
        };
    }
}
