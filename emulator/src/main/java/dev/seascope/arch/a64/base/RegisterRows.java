package dev.seascope.arch.a64.base;

import static dev.seascope.arch.a64.base.Results.shifted;
import static dev.seascope.arch.a64.base.Results.shiftedAndFlags;

import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import java.util.List;

/// Data processing, register (Arm ARM, C4.1.95).
public final class RegisterRows {
    private static final String SHIFTED = "{, <shift:shift> #<dec:imm6>}";
    private static final String ROTATED = "{, <rotate:shift> #<dec:imm6>}";

    private RegisterRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        logical(rows);
        addSubtract(rows);
        return rows.list();
    }

    private static void logical(Rows rows) {
        rows
                .bothWidths("sf 00 01010 shift:2 0 Rm:5 imm6:6/5 Rn:5 Rd:5", "AND <Rd>, <Rn>, <Rm>" + ROTATED,
                        shifted(Arithmetic::and))
                .bothWidths("sf 00 01010 shift:2 1 Rm:5 imm6:6/5 Rn:5 Rd:5", "BIC <Rd>, <Rn>, <Rm>" + ROTATED,
                        shifted(Arithmetic::bic))
                .bothWidths("sf 01 01010 shift:2 0 Rm:5 imm6:6/5 Rn:5 Rd:5", "ORR <Rd>, <Rn>, <Rm>" + ROTATED,
                        shifted(Arithmetic::orr))
                .alias("shift=00 imm6=0* Rn=11111", "MOV <Rd>, <Rm>")
                .bothWidths("sf 01 01010 shift:2 1 Rm:5 imm6:6/5 Rn:5 Rd:5", "ORN <Rd>, <Rn>, <Rm>" + ROTATED,
                        shifted(Arithmetic::orn))
                .alias("Rn=11111", "MVN <Rd>, <Rm>" + ROTATED)
                .bothWidths("sf 10 01010 shift:2 0 Rm:5 imm6:6/5 Rn:5 Rd:5", "EOR <Rd>, <Rn>, <Rm>" + ROTATED,
                        shifted(Arithmetic::eor))
                .bothWidths("sf 10 01010 shift:2 1 Rm:5 imm6:6/5 Rn:5 Rd:5", "EON <Rd>, <Rn>, <Rm>" + ROTATED,
                        shifted(Arithmetic::eon))
                .bothWidths("sf 11 01010 shift:2 0 Rm:5 imm6:6/5 Rn:5 Rd:5", "ANDS <Rd>, <Rn>, <Rm>" + ROTATED,
                        shiftedAndFlags(Arithmetic::and, Arithmetic::andFlags))
                .alias("Rd=11111", "TST <Rn>, <Rm>" + ROTATED)
                .bothWidths("sf 11 01010 shift:2 1 Rm:5 imm6:6/5 Rn:5 Rd:5", "BICS <Rd>, <Rn>, <Rm>" + ROTATED,
                        shiftedAndFlags(Arithmetic::bic, Arithmetic::bicFlags));
    }

    private static void addSubtract(Rows rows) {
        rows
                .bothWidths("sf 0 0 01011 shift:2 0 Rm:5 imm6:6/5 Rn:5 Rd:5", "ADD <Rd>, <Rn>, <Rm>" + SHIFTED,
                        shifted(Arithmetic::add))
                .bothWidths("sf 0 1 01011 shift:2 0 Rm:5 imm6:6/5 Rn:5 Rd:5", "ADDS <Rd>, <Rn>, <Rm>" + SHIFTED,
                        shiftedAndFlags(Arithmetic::add, Arithmetic::addFlags))
                .alias("Rd=11111", "CMN <Rn>, <Rm>" + SHIFTED)
                .bothWidths("sf 1 0 01011 shift:2 0 Rm:5 imm6:6/5 Rn:5 Rd:5", "SUB <Rd>, <Rn>, <Rm>" + SHIFTED,
                        shifted(Arithmetic::sub))
                .alias("Rn=11111", "NEG <Rd>, <Rm>" + SHIFTED)
                .bothWidths("sf 1 1 01011 shift:2 0 Rm:5 imm6:6/5 Rn:5 Rd:5", "SUBS <Rd>, <Rn>, <Rm>" + SHIFTED,
                        shiftedAndFlags(Arithmetic::sub, Arithmetic::subFlags))
                .alias("Rd=11111", "CMP <Rn>, <Rm>" + SHIFTED)
                .alias("Rn=11111", "NEGS <Rd>, <Rm>" + SHIFTED, word -> (word & 31) != 31);
    }
}
