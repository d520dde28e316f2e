package dev.seascope.arch.a64.base;

import static dev.seascope.arch.a64.base.Results.carry;
import static dev.seascope.arch.a64.base.Results.compare;
import static dev.seascope.arch.a64.base.Results.extended;
import static dev.seascope.arch.a64.base.Results.extendedAndFlags;
import static dev.seascope.arch.a64.base.Results.result;
import static dev.seascope.arch.a64.base.Results.select;
import static dev.seascope.arch.a64.base.Results.shifted;
import static dev.seascope.arch.a64.base.Results.shiftedAndFlags;
import static dev.seascope.arch.a64.base.Results.ternary;

import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.base.ConditionalShapes.CarryFlags;
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
        addSubtractExtended(rows);
        addSubtractWithCarry(rows);
        flags(rows);
        conditional(rows);
        threeSources(rows);
        twoSources(rows);
        crc32(rows);
        oneSource(rows);
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
                .alias("shift=00 imm6=0 Rn=11111", "MOV <Rd>, <Rm>")
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

    /// The register is `X` for UXTX and SXTX of a 64-bit operation.
    private static final Variants EXTENDED = new Variants("sf option", "<Rm>", "<R", "<extend>", "<LSL>")
            .is("1 000", "<Wm>", "<X", "UXTB", Rows.ABSENT)
            .is("1 001", "<Wm>", "<X", "UXTH", Rows.ABSENT)
            .is("1 010", "<Wm>", "<X", "UXTW", Rows.ABSENT)
            .is("1 011", "<Xm>", "<X", "UXTX", "")
            .is("1 100", "<Wm>", "<X", "SXTB", Rows.ABSENT)
            .is("1 101", "<Wm>", "<X", "SXTH", Rows.ABSENT)
            .is("1 110", "<Wm>", "<X", "SXTW", Rows.ABSENT)
            .is("1 111", "<Xm>", "<X", "SXTX", Rows.ABSENT)
            .is("0 000", "<Wm>", "<W", "UXTB", Rows.ABSENT)
            .is("0 001", "<Wm>", "<W", "UXTH", Rows.ABSENT)
            .is("0 010", "<Wm>", "<W", "UXTW", "")
            .is("0 011", "<Wm>", "<W", "UXTX", Rows.ABSENT)
            .is("0 100", "<Wm>", "<W", "SXTB", Rows.ABSENT)
            .is("0 101", "<Wm>", "<W", "SXTH", Rows.ABSENT)
            .is("0 110", "<Wm>", "<W", "SXTW", Rows.ABSENT)
            .is("0 111", "<Wm>", "<W", "SXTX", Rows.ABSENT);

    private static void addSubtractExtended(Rows rows) {
        String rest = " <Rm>, <extend>{ #<dec:imm3..4>}";
        String shifted = " <Rm>{, LSL #<dec:imm3..4>}";
        rows
                .each(EXTENDED, "sf 0 0 01011 00 1 Rm:5 option imm3:3 Rn:5 Rd:5", "ADD <Rd|SP>, <Rn|SP>," + rest,
                        extended(Arithmetic::add))
                .alias("Rd=11111", "<LSL>ADD <Rd|SP>, <Rn|SP>," + shifted)
                .alias("Rn=11111", "<LSL>ADD <Rd|SP>, <Rn|SP>," + shifted)
                .each(EXTENDED, "sf 0 1 01011 00 1 Rm:5 option imm3:3 Rn:5 Rd:5", "ADDS <Rd>, <Rn|SP>," + rest,
                        extendedAndFlags(Arithmetic::add, Arithmetic::addFlags))
                .alias("Rd=11111 Rn=11111", "<LSL>CMN <Rn|SP>," + shifted)
                .alias("Rd=11111", "CMN <Rn|SP>," + rest)
                .alias("Rn=11111", "<LSL>ADDS <Rd>, <Rn|SP>," + shifted)
                .each(EXTENDED, "sf 1 0 01011 00 1 Rm:5 option imm3:3 Rn:5 Rd:5", "SUB <Rd|SP>, <Rn|SP>," + rest,
                        extended(Arithmetic::sub))
                .alias("Rd=11111", "<LSL>SUB <Rd|SP>, <Rn|SP>," + shifted)
                .alias("Rn=11111", "<LSL>SUB <Rd|SP>, <Rn|SP>," + shifted)
                .each(EXTENDED, "sf 1 1 01011 00 1 Rm:5 option imm3:3 Rn:5 Rd:5", "SUBS <Rd>, <Rn|SP>," + rest,
                        extendedAndFlags(Arithmetic::sub, Arithmetic::subFlags))
                .alias("Rd=11111 Rn=11111", "<LSL>CMP <Rn|SP>," + shifted)
                .alias("Rd=11111", "CMP <Rn|SP>," + rest)
                .alias("Rn=11111", "<LSL>SUBS <Rd>, <Rn|SP>," + shifted);
    }

    private static void addSubtractWithCarry(Rows rows) {
        rows
                .bothWidths("sf 0 0 11010000 Rm:5 000000 Rn:5 Rd:5", "ADC <Rd>, <Rn>, <Rm>",
                        carry(Arithmetic::adc, Arithmetic::same, CarryFlags.NONE))
                .bothWidths("sf 0 1 11010000 Rm:5 000000 Rn:5 Rd:5", "ADCS <Rd>, <Rn>, <Rm>",
                        carry(Arithmetic::adc, Arithmetic::same, Arithmetic::adcFlags))
                .bothWidths("sf 1 0 11010000 Rm:5 000000 Rn:5 Rd:5", "SBC <Rd>, <Rn>, <Rm>",
                        carry(Arithmetic::adc, Arithmetic::not, CarryFlags.NONE))
                .alias("Rn=11111", "NGC <Rd>, <Rm>")
                .bothWidths("sf 1 1 11010000 Rm:5 000000 Rn:5 Rd:5", "SBCS <Rd>, <Rn>, <Rm>",
                        carry(Arithmetic::adc, Arithmetic::not, Arithmetic::adcFlags))
                .alias("Rn=11111", "NGCS <Rd>, <Rm>");
    }

    /// Rotate right into flags; evaluate into flags.
    private static void flags(Rows rows) {
        rows
                .with(Feature.FLAG_M)
                .row("1 0 1 11010000 imm6:6 00001 Rn:5 0 mask:4", "RMIF <Xn>, #<dec:imm6>, #<dec:mask>",
                        FlagShapes.rotateIntoFlags())
                .row("0 0 1 11010000 000000 0 0010 Rn:5 0 1101", "SETF8 <Wn>", FlagShapes.evaluateIntoFlags(8))
                .row("0 0 1 11010000 000000 1 0010 Rn:5 0 1101", "SETF16 <Wn>", FlagShapes.evaluateIntoFlags(16))
                .with();
    }

    private static void conditional(Rows rows) {
        rows
                // Conditional compare (register)
                .bothWidths("sf 0 1 11010010 Rm:5 cond:4 0 0 Rn:5 0 nzcv:4", "CCMN <Rn>, <Rm>, #<nzcv>, <cond:cond>",
                        compare(Arithmetic::addFlags))
                .bothWidths("sf 1 1 11010010 Rm:5 cond:4 0 0 Rn:5 0 nzcv:4", "CCMP <Rn>, <Rm>, #<nzcv>, <cond:cond>",
                        compare(Arithmetic::subFlags))
                // Conditional compare (immediate)
                .bothWidths("sf 0 1 11010010 imm5:5 cond:4 1 0 Rn:5 0 nzcv:4",
                        "CCMN <Rn>, #<imm5>, #<nzcv>, <cond:cond>", compare(Arithmetic::addFlags))
                .bothWidths("sf 1 1 11010010 imm5:5 cond:4 1 0 Rn:5 0 nzcv:4",
                        "CCMP <Rn>, #<imm5>, #<nzcv>, <cond:cond>", compare(Arithmetic::subFlags))
                // Conditional select
                .bothWidths("sf 0 0 11010100 Rm:5 cond:4 0 0 Rn:5 Rd:5", "CSEL <Rd>, <Rn>, <Rm>, <cond:cond>",
                        select(Arithmetic::same))
                .bothWidths("sf 0 0 11010100 Rm:5 cond:4 0 1 Rn:5 Rd:5", "CSINC <Rd>, <Rn>, <Rm>, <cond:cond>",
                        select(Arithmetic::inc))
                .alias("Rm=11111 Rn=11111", "CSET <Rd>, <inverse:cond>")
                .alias("", "CINC <Rd>, <Rn=m>, <inverse:cond>")
                .bothWidths("sf 1 0 11010100 Rm:5 cond:4 0 0 Rn:5 Rd:5", "CSINV <Rd>, <Rn>, <Rm>, <cond:cond>",
                        select(Arithmetic::not))
                .alias("Rm=11111 Rn=11111", "CSETM <Rd>, <inverse:cond>")
                .alias("", "CINV <Rd>, <Rn=m>, <inverse:cond>")
                .bothWidths("sf 1 0 11010100 Rm:5 cond:4 0 1 Rn:5 Rd:5", "CSNEG <Rd>, <Rn>, <Rm>, <cond:cond>",
                        select(Arithmetic::neg))
                .alias("", "CNEG <Rd>, <Rn=m>, <inverse:cond>");
    }

    private static void threeSources(Rows rows) {
        rows
                .bothWidths("sf 00 11011 000 Rm:5 0 Ra:5 Rn:5 Rd:5", "MADD <Rd>, <Rn>, <Rm>, <Ra>",
                        ternary(Arithmetic::madd))
                .alias("Ra=11111", "MUL <Rd>, <Rn>, <Rm>")
                .bothWidths("sf 00 11011 000 Rm:5 1 Ra:5 Rn:5 Rd:5", "MSUB <Rd>, <Rn>, <Rm>, <Ra>",
                        ternary(Arithmetic::msub))
                .alias("Ra=11111", "MNEG <Rd>, <Rn>, <Rm>")
                .row("1 00 11011 001 Rm:5 0 Ra:5 Rn:5 Rd:5", "SMADDL <Xd>, <Wn>, <Wm>, <Xa>",
                        ternary(Arithmetic::smaddl))
                .alias("Ra=11111", "SMULL <Xd>, <Wn>, <Wm>")
                .row("1 00 11011 001 Rm:5 1 Ra:5 Rn:5 Rd:5", "SMSUBL <Xd>, <Wn>, <Wm>, <Xa>",
                        ternary(Arithmetic::smsubl))
                .alias("Ra=11111", "SMNEGL <Xd>, <Wn>, <Wm>")
                .row("1 00 11011 010 Rm:5 0 11111 Rn:5 Rd:5", "SMULH <Xd>, <Xn>, <Xm>", result(Arithmetic::smulh))
                .row("1 00 11011 101 Rm:5 0 Ra:5 Rn:5 Rd:5", "UMADDL <Xd>, <Wn>, <Wm>, <Xa>",
                        ternary(Arithmetic::umaddl))
                .alias("Ra=11111", "UMULL <Xd>, <Wn>, <Wm>")
                .row("1 00 11011 101 Rm:5 1 Ra:5 Rn:5 Rd:5", "UMSUBL <Xd>, <Wn>, <Wm>, <Xa>",
                        ternary(Arithmetic::umsubl))
                .alias("Ra=11111", "UMNEGL <Xd>, <Wn>, <Wm>")
                .row("1 00 11011 110 Rm:5 0 11111 Rn:5 Rd:5", "UMULH <Xd>, <Xn>, <Xm>", result(Arithmetic::umulh));
    }

    private static void twoSources(Rows rows) {
        rows
                .bothWidths("sf 0 0 11010110 Rm:5 000010 Rn:5 Rd:5", "UDIV <Rd>, <Rn>, <Rm>",
                        result(Arithmetic::udiv, Arithmetic::udivWord))
                .bothWidths("sf 0 0 11010110 Rm:5 000011 Rn:5 Rd:5", "SDIV <Rd>, <Rn>, <Rm>",
                        result(Arithmetic::sdiv, Arithmetic::sdivWord))
                .bothWidths("sf 0 0 11010110 Rm:5 001000 Rn:5 Rd:5", "LSLV <Rd>, <Rn>, <Rm>",
                        result(Arithmetic::lslv, Arithmetic::lslvWord))
                .alias("", "LSL <Rd>, <Rn>, <Rm>")
                .bothWidths("sf 0 0 11010110 Rm:5 001001 Rn:5 Rd:5", "LSRV <Rd>, <Rn>, <Rm>",
                        result(Arithmetic::lsrv, Arithmetic::lsrvWord))
                .alias("", "LSR <Rd>, <Rn>, <Rm>")
                .bothWidths("sf 0 0 11010110 Rm:5 001010 Rn:5 Rd:5", "ASRV <Rd>, <Rn>, <Rm>",
                        result(Arithmetic::asrv, Arithmetic::asrvWord))
                .alias("", "ASR <Rd>, <Rn>, <Rm>")
                .bothWidths("sf 0 0 11010110 Rm:5 001011 Rn:5 Rd:5", "RORV <Rd>, <Rn>, <Rm>",
                        result(Arithmetic::rorv, Arithmetic::rorvWord))
                .alias("", "ROR <Rd>, <Rn>, <Rm>");
    }

    private static void crc32(Rows rows) {
        rows
                .with(Feature.CRC32)
                .row("0 0 0 11010110 Rm:5 010 0 00 Rn:5 Rd:5", "CRC32B <Wd>, <Wn>, <Wm>", result(Crc32::crc32b))
                .row("0 0 0 11010110 Rm:5 010 0 01 Rn:5 Rd:5", "CRC32H <Wd>, <Wn>, <Wm>", result(Crc32::crc32h))
                .row("0 0 0 11010110 Rm:5 010 0 10 Rn:5 Rd:5", "CRC32W <Wd>, <Wn>, <Wm>", result(Crc32::crc32w))
                .row("1 0 0 11010110 Rm:5 010 0 11 Rn:5 Rd:5", "CRC32X <Wd>, <Wn>, <Xm>", result(Crc32::crc32x))
                .row("0 0 0 11010110 Rm:5 010 1 00 Rn:5 Rd:5", "CRC32CB <Wd>, <Wn>, <Wm>", result(Crc32::crc32cb))
                .row("0 0 0 11010110 Rm:5 010 1 01 Rn:5 Rd:5", "CRC32CH <Wd>, <Wn>, <Wm>", result(Crc32::crc32ch))
                .row("0 0 0 11010110 Rm:5 010 1 10 Rn:5 Rd:5", "CRC32CW <Wd>, <Wn>, <Wm>", result(Crc32::crc32cw))
                .row("1 0 0 11010110 Rm:5 010 1 11 Rn:5 Rd:5", "CRC32CX <Wd>, <Wn>, <Xm>", result(Crc32::crc32cx))
                .with();
    }

    private static void oneSource(Rows rows) {
        rows
                .bothWidths("sf 1 0 11010110 00000 000000 Rn:5 Rd:5", "RBIT <Rd>, <Rn>",
                        result(Arithmetic::rbit, Arithmetic::rbitWord))
                .bothWidths("sf 1 0 11010110 00000 000001 Rn:5 Rd:5", "REV16 <Rd>, <Rn>", result(Arithmetic::rev16))
                .row("0 1 0 11010110 00000 000010 Rn:5 Rd:5", "REV <Wd>, <Wn>", result(Arithmetic::revWord))
                .row("1 1 0 11010110 00000 000010 Rn:5 Rd:5", "REV32 <Xd>, <Xn>", result(Arithmetic::rev32))
                .row("1 1 0 11010110 00000 000011 Rn:5 Rd:5", "REV <Xd>, <Xn>", result(Arithmetic::rev))
                .bothWidths("sf 1 0 11010110 00000 000100 Rn:5 Rd:5", "CLZ <Rd>, <Rn>",
                        result(Arithmetic::clz, Arithmetic::clzWord))
                .bothWidths("sf 1 0 11010110 00000 000101 Rn:5 Rd:5", "CLS <Rd>, <Rn>",
                        result(Arithmetic::cls, Arithmetic::clsWord));
    }
}
