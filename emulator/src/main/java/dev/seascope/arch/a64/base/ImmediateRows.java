package dev.seascope.arch.a64.base;

import static dev.seascope.arch.a64.base.Results.result;
import static dev.seascope.arch.a64.base.Results.resultAndFlags;
import static dev.seascope.arch.a64.base.Results.ternary;

import dev.seascope.arch.a64.BitmaskImmediate;
import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Shape;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.base.ConstantShapes.FieldParts;
import dev.seascope.arch.a64.base.ConstantShapes.InsertedField;
import dev.seascope.arch.a64.base.ConstantShapes.SignedField;
import dev.seascope.arch.a64.base.ConstantShapes.UnsignedField;
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

    /// Positions and widths of bit fields, by the names of the aliases that have them.
    private static final Variants FIELDS = new Variants("sf N", "<R", "<lsl>", "<lsb>", "<insert>", "<extract>",
                    "<64>", "<32>")
            .is("1 1", "<X", "<lsl64:immr:imms>", "<lsb64:immr>", "<insert64:immr:imms>", "<extract64:immr:imms>",
                    "", Rows.ABSENT)
            .is("0 0", "<W", "<lsl32:immr:imms>", "<lsb32:immr>", "<insert32:immr:imms>", "<extract32:immr:imms>",
                    Rows.ABSENT, "");

    private ImmediateRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        pcRelative(rows);
        addSubtract(rows);
        moveWide(rows);
        logical(rows);
        bitfield(rows);
        extract(rows);
        return rows.list();
    }

    private static void pcRelative(Rows rows) {
        rows
                .row("0 immlo:2 10000 immhi:19 Rd:5", "ADR <Xd>, <byte:immhi:immlo>", address(0))
                .row("1 immlo:2 10000 immhi:19 Rd:5", "ADRP <Xd>, <page:immhi:immlo>", address(12));
    }

    private static void addSubtract(Rows rows) {
        rows
                .bothWidths("sf 0 0 100010 sh:1 imm12:12 Rn:5 Rd:5",
                        "ADD <Rd|SP>, <Rn|SP>, #<imm12>{, LSL #<dec:sh*12>}", result(Arithmetic::add))
                .alias("sh=0 imm12=0 Rd=11111", "MOV <Rd|SP>, <Rn|SP>")
                .alias("sh=0 imm12=0 Rn=11111", "MOV <Rd|SP>, <Rn|SP>")
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
                // No wide move writes SP, so there GNU prefers this alias for each constant
                .alias("Rn=11111", "MOV <Rd|SP>, #<mask>", word -> !isWide(word) || (word & 31) == 31)
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
        return (value >>> lowest & ~0xffffL) == 0;
    }

    /// The instruction's address, some low bits of it zero, plus an offset.
    private static Effect address(int zeroBits) {
        var forms = new Results.Forms(1);
        return (row, word) -> forms.get(0, ConstantShapes.Address.class)
                .of(Results.destination(row, word), 0, zeroBits, row.operands().get(1).decode(word));
    }

    private static Effect keep() {
        var forms = new Results.Forms(2);
        return (row, word) -> {
            int shift = (int) row.operands().get(2).decode(word);
            long constant = row.operands().get(1).decode(word) << shift;
            return form(forms, ConstantShapes.Keep.class, row)
                    .of(Results.destination(row, word), Results.source(row, 0, word), shift, constant);
        };
    }

    private static void bitfield(Rows rows) {
        rows
                .each(FIELDS, "sf 00 100110 N immr:6/5 imms:6/5 Rn:5 Rd:5", "SBFM <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        field(SignedField.class))
                .alias("imms=1*", "ASR <Rd>, <Rn>, #<dec:immr>")
                .alias("immr=0 imms=111", "SXTB <Rd>, <Wn>")
                .alias("immr=0 imms=1111", "SXTH <Rd>, <Wn>")
                .alias("immr=0 imms=11111", "<64>SXTW <Xd>, <Wn>")
                .alias("", "SBFIZ <Rd>, <Rn>, #<lsb>, #<insert>", ImmediateRows::isInsertion)
                .alias("", "SBFX <Rd>, <Rn>, #<dec:immr>, #<extract>", word -> !isInsertion(word))
                .each(FIELDS, "sf 01 100110 N immr:6/5 imms:6/5 Rn:5 Rd:5", "BFM <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        insertedField())
                .alias("Rn=11111", "BFC <Rd>, #<lsb>, #<insert>", ImmediateRows::isInsertion)
                .alias("", "BFI <Rd>, <Rn>, #<lsb>, #<insert>", ImmediateRows::isInsertion)
                .alias("", "BFXIL <Rd>, <Rn>, #<dec:immr>, #<extract>", word -> !isInsertion(word))
                .each(FIELDS, "sf 10 100110 N immr:6/5 imms:6/5 Rn:5 Rd:5", "UBFM <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        field(UnsignedField.class))
                .alias("imms=1*", "LSR <Rd>, <Rn>, #<dec:immr>")
                .alias("immr=0 imms=111", "<32>UXTB <Wd>, <Wn>")
                .alias("immr=0 imms=1111", "<32>UXTH <Wd>, <Wn>")
                .alias("", "LSL <Rd>, <Rn>, #<lsl>")
                .alias("", "UBFIZ <Rd>, <Rn>, #<lsb>, #<insert>", ImmediateRows::isInsertion)
                .alias("", "UBFX <Rd>, <Rn>, #<dec:immr>, #<extract>", word -> !isInsertion(word));
    }

    /// The form of the instruction's width.
    private static Shape form(Results.Forms forms, Class<? extends Shape> shape, InstructionSpec row) {
        boolean wide = Results.isWide(row);
        return forms.get(wide ? 1 : 0, shape, new FieldParts(RegisterShapes.mask(wide)));
    }

    private static Effect field(Class<? extends Shape> shape) {
        var forms = new Results.Forms(2);
        return (row, word) -> {
            Move move = Move.of(row, word);
            return form(forms, shape, row)
                    .of(Results.destination(row, word), Results.source(row, 1, word), move.left(), move.right());
        };
    }

    private static Effect insertedField() {
        var forms = new Results.Forms(2);
        return (row, word) -> {
            Move move = Move.of(row, word);
            return form(forms, InsertedField.class, row)
                    .of(Results.destination(row, word), Results.source(row, 1, word), Results.source(row, 0, word),
                            ConstantShapes.shifts(move.left(), move.right()));
        };
    }

    /// Whether the field is moved up from bit 0, not down to it.
    private static boolean isInsertion(int word) {
        return (word >>> 10 & 63) < (word >>> 16 & 63);
    }

    /// A bit-field move as a shift left and a shift right of 64 bits.
    private record Move(int left, int right) {
        static Move of(InstructionSpec row, int word) {
            boolean wide = Results.isWide(row);
            int immr = (int) row.operands().get(2).decode(word);
            int imms = (int) row.operands().get(3).decode(word);
            int left = 63 - imms;
            int right = imms >= immr ? left + immr : left - ((wide ? 64 : 32) - immr);
            return new Move(left, right);
        }
    }

    private static void extract(Rows rows) {
        rows
                .bothWidths("sf 00 100111 sf 0 Rm:5 imms:6/5 Rn:5 Rd:5", "EXTR <Rd>, <Rn>, <Rm>, #<dec:imms>",
                        ternary(Arithmetic::extr, Arithmetic::extrWord))
                .alias("", "ROR <Rd>, <Rn=m>, #<dec:imms>");
    }
}
