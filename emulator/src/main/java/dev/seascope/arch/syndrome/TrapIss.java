package dev.seascope.arch.syndrome;

import static dev.seascope.arch.ArmFeature.FGT;
import static dev.seascope.arch.ArmFeature.LS64;
import static dev.seascope.arch.ArmFeature.LS64_ACCDATA;
import static dev.seascope.arch.ArmFeature.LS64_V;
import static dev.seascope.arch.ArmFeature.NV;
import static dev.seascope.arch.ArmFeature.SME2;
import static dev.seascope.arch.ArmFeature.SPEv1p5;
import static dev.seascope.arch.ArmFeature.TRBEv1p1;
import static dev.seascope.arch.ArmFeature.WFxT;
import static dev.seascope.arch.Condition.anySet;
import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.value;
import static dev.seascope.arch.syndrome.IssRow.row;
import static dev.seascope.arch.syndrome.Rule.error;
import static dev.seascope.arch.syndrome.Rule.note;
import static dev.seascope.arch.syndrome.Rule.warning;

import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.Field.Form;
import java.util.List;

/// Syndromes of trapped instructions and register accesses, and of calls.
///
/// Source: Arm ARM, ESR_ELx, the ISS encodings for trapped WF*, MCR or MRC, MCRR or MRRC, LDC or STC, MSR, MRS or
/// System
/// instruction, floating-point and SVE accesses, HVC, SMC and SVC, ERET.
final class TrapIss {
    private static final Field CV = flag("CV[24]", "Condition valid", "COND not valid", "COND valid",
            "Whether COND is the instruction's condition. A64 reports 1; T32 may report 0, then SPSR_ELx.IT tells.");
    private static final Field COND = choice("COND[23:20]", "Condition",
            "The condition the AArch32 instruction passed. A64 reports AL.",
            Field.is(0, "EQ"), Field.is(1, "NE"), Field.is(2, "CS"), Field.is(3, "CC"), Field.is(4, "MI"),
            Field.is(5, "PL"), Field.is(6, "VS"), Field.is(7, "VC"), Field.is(8, "HI"), Field.is(9, "LS"),
            Field.is(10, "GE"), Field.is(11, "LT"), Field.is(12, "GT"), Field.is(13, "LE"), Field.is(14, "AL"),
            Field.is(15, "NV(0xF)"));
    private static final Field RN = value("RN[9:5]", "Timeout register",
            "The register that holds the timeout of WFIT or WFET.", Form.REGISTER);
    private static final Field RV = flag("RV[2]", "Register valid", "RN not valid", "RN valid",
            "Whether RN names the register of the timeout.");
    private static final Field TI = choice("TI[1:0]", "Trapped instruction", "Which of the wait instructions.",
            Field.is(0, "WFI"), Field.is(1, "WFE"), Field.is(2, "WFIT"), Field.is(3, "WFET"));
    private static final Field RT = value("Rt[9:5]", "Transfer register",
            "The general-purpose register of the access, in AArch64's numbering.", Form.REGISTER);
    static final Field CRM = value("CRm[4:1]", "CRm", "Part of the register's encoding.", Form.DECIMAL);
    static final Field CRN = value("CRn[13:10]", "CRn", "Part of the register's encoding.", Form.DECIMAL);
    private static final Field AM = choice("AM[3:1]", "Addressing mode",
            "Bits P and W of the instruction, and whether the address is relative to the PC.",
            Field.is(0, "Immediate unindexed"), Field.is(1, "Immediate post-indexed"), Field.is(2, "Immediate offset"),
            Field.is(3, "Immediate pre-indexed"), Field.is(4, "Literal form, reserved for STC and T32 LDC"),
            Field.is(6, "Literal form, reserved for STC"));
    private static final Field LDC_DIRECTION = flag("Direction[0]", "Direction", "Write to memory (STC)",
            "Read from memory (LDC)", "Whether memory is written or read.");
    private static final Field OTHER = choice("ISS[24:0]", "Instruction", "Which instruction was trapped.",
            Field.is(0, "ST64BV"), Field.is(1, "ST64BV0"), Field.is(2, "LD64B or ST64B"), Field.is(3, "TSB CSYNC"),
            Field.is(4, "PSB CSYNC"));
    private static final Field CCKNOWNPASS = flag("CCKNOWNPASS[19]", "Condition known to pass",
            "Unconditional, or passed its condition check", "Conditional, may have failed its condition check",
            "Whether the hypervisor must check the condition itself before it emulates the SMC.");
    private static final Field ERET = flag("ERET[1]", "Kind of return", "ERET", "ERETAA or ERETAB",
            "Whether the return authenticates the address.");
    private static final Field SMTC = choice("SMTC[2:0]", "SME trap code",
            "What kept the instruction from executing.",
            Field.is(0, "SME access trapped (SMEN/TSM/ESM)"), Field.is(1, "Illegal in Streaming mode (PSTATE.SM=1)"),
            Field.is(2, "SME instruction with PSTATE.SM=0"), Field.is(3, "SME instruction with PSTATE.ZA=0"),
            Field.is(4, "ZT0 access trapped (EZT0)"));

    static final Field OP0 = value("Op0[21:20]", "Op0",
            "Part of the register's encoding: 1 System instruction, 2 debug and trace, 3 the rest.", Form.DECIMAL);
    static final Field OP2 = value("Op2[19:17]", "Op2", "Part of the register's encoding.", Form.DECIMAL);
    static final Field OP1 = value("Op1[16:14]", "Op1", "Part of the register's encoding.", Form.DECIMAL);
    static final Field DIRECTION = flag("Direction[0]", "Direction", "Write (MSR/SYS)", "Read (MRS/SYSL)",
            "Whether the register is written or read.");

    /// For the classes that both AArch64 and AArch32 raise.
    private static final Rule AARCH32_CONDITION = warning("COND-A64", COND, is(CV, 1).and(is(COND, 14)).negated(),
            "A64 instructions report CV 1 and COND AL; other values come from AArch32").unless(Origin.A32, Origin.T32)
            .fix("Report CV 1, COND AL", CV.bits().mask() | COND.bits().mask(), CV.bits().mask() | COND.bits().set(0,
                    14));

    static final IssLayout NOTHING = new IssLayout("RES0", "No syndrome", List.of(), List.of());

    static final IssLayout WAIT = new IssLayout("WFX", "Trapped wait instruction",
            List.of(row(CV), row(COND), row(RN).needs(WFxT), row(RV).needs(WFxT),
                    row(TI).limit(2, Scope.EVERYWHERE.needs(WFxT)).limit(3, Scope.EVERYWHERE.needs(WFxT))),
            List.of(
                    AARCH32_CONDITION,
                    error("WFXT-RV", RV, is(TI, 2, 3).and(is(RV, 0)), "A trapped WFIT or WFET names its register")
                            .needs(WFxT).fix("Set RV", RV, 1),
                    error("WFX-RV-RN", RV, is(TI, 0, 1).and(anySet(RN.bits().mask() | RV.bits().mask(),
                            "RN or RV is set")),
                            "WFI and WFE have no register").needs(WFxT)
                            .fix("Clear RN and RV", RN.bits().mask() | RV.bits().mask(), 0)));

    static final IssLayout MCR = new IssLayout("MCR", "Trapped MCR, MRC or VMRS",
            List.of(row(CV), row(COND),
                    row(value("Opc2[19:17]", "Opc2", "Part of the register's encoding.", Form.DECIMAL)),
                    row(value("Opc1[16:14]", "Opc1", "Part of the register's encoding.", Form.DECIMAL)),
                    row(CRN), row(RT), row(CRM),
                    row(flag("Direction[0]", "Direction", "Write (MCR)", "Read (MRC/VMRS)",
                            "Whether the register is written or read."))),
            List.of());

    static final IssLayout MCRR = new IssLayout("MCRR", "Trapped MCRR or MRRC",
            List.of(row(CV), row(COND),
                    row(value("Opc1[19:16]", "Opc1", "Part of the register's encoding.", Form.DECIMAL)),
                    row(value("Rt2[14:10]", "Second transfer register", "Holds the upper word, in AArch64's numbering.",
                            Form.REGISTER)),
                    row(RT), row(CRM),
                    row(flag("Direction[0]", "Direction", "Write (MCRR)", "Read (MRRC)",
                            "Whether the register is written or read."))),
            List.of());

    static final IssLayout LDC = new IssLayout("LDC", "Trapped LDC or STC",
            List.of(row(CV), row(COND), row(value("imm8[19:12]", "Immediate",
                    "The instruction's immediate, in words.")),
                    row(value("Rn[9:5]", "Base register", "Base of the address; UNKNOWN in the literal form.",
                            Form.REGISTER_OR_SP)),
                    row(flag("Offset[4]", "Offset sign", "Subtract", "Add", "Bit U of the instruction.")),
                    row(AM), row(LDC_DIRECTION)),
            List.of(
                    error("LDC-AM", AM, is(AM, 4, 6).and(is(LDC_DIRECTION, 0)), "STC has no literal form"),
                    error("LDC-AM", AM, is(AM, 4).and(is(LDC_DIRECTION, 1)).and(is(Esr.IL, 0)),
                            "T32 LDC has no unindexed literal form")));

    static final IssLayout FLOATING_POINT = new IssLayout("FPEN", "Trapped floating-point, SIMD, SVE or SME access",
            List.of(row(CV), row(COND)), List.of(AARCH32_CONDITION));

    static final IssLayout OTHER_INSTRUCTION = new IssLayout("OTHERINSN", "Trapped instruction without a class",
            List.of(row(OTHER).limit(0, Scope.EVERYWHERE.needs(LS64_V)).limit(1, Scope.EVERYWHERE.needs(LS64_ACCDATA))
                    .limit(2, Scope.EVERYWHERE.needs(LS64)).limit(3, Scope.EVERYWHERE.in(2).needs(TRBEv1p1))
                    .limit(4, Scope.EVERYWHERE.in(2).needs(SPEv1p5))),
            List.of());

    static final IssLayout CALL = new IssLayout("IMM16", "Call",
            List.of(row(value("imm16[15:0]", "Immediate",
                    "The number in the instruction. Linux and PSCI use 0; A32 SVC reports the low half of its 24 "
                            + "bits."))),
            List.of());

    static final IssLayout SMC32 = new IssLayout("SMC32", "SMC from AArch32",
            List.of(row(CV).when(is(CCKNOWNPASS, 1)).in(1, 2), row(COND).when(is(CCKNOWNPASS, 1)).in(1, 2),
                    row(CCKNOWNPASS).in(1, 2)),
            List.of());

    static final IssLayout SYSTEM = new IssLayout("SYS64", "Trapped MSR, MRS or System instruction",
            List.of(row(OP0), row(OP2), row(OP1), row(CRN), row(RT), row(CRM), row(DIRECTION)),
            List.of(note("SYSREG-UNKNOWN", OP0, Condition.test("the encoding has no name",
                    esr -> !Esr.namesRegister(esr)),
                    "This encoding names no register or instruction that the tables know")));

    static final IssLayout SYSTEM_128 = new IssLayout("SYS128", "Trapped MSRR, MRRS or SYSP",
            List.of(row(OP0), row(OP2), row(OP1), row(CRN),
                    row(value("Rt[9:6]", "Transfer register pair", "Half the number of the even register of the pair.",
                            Form.REGISTER_PAIR)),
                    row(CRM),
                    row(flag("Direction[0]", "Direction", "Write (MSRR)", "Read (MRRS)",
                            "Whether the register is written or read."))),
            List.of());

    static final IssLayout EXCEPTION_RETURN = new IssLayout("ERET", "Trapped ERET",
            List.of(row(ERET),
                    row(flag("ERETA[0]", "Key", "ERETAA (RES0 if ERET=0)", "ERETAB", "Which key authenticates."))
                            .when(is(ERET, 1))),
            List.of(),
            List.of(),
            List.of(note("DOC-ERET-EL1", ERET, Condition.ALWAYS,
                    "Issue M.a.a lists this class for ESR_EL1, as nested virtualization needs; earlier ones only for "
                            + "ESR_EL2")
                    .in(1).needs(FGT, NV)));

    static final IssLayout STREAMING = new IssLayout("SME", "Trapped SME functionality",
            List.of(row(SMTC).limit(4, Scope.EVERYWHERE.needs(SME2))), List.of());

    private TrapIss() {}
}
