package dev.seascope.arch.syndrome;

import static dev.seascope.arch.ArmFeature.AA32;
import static dev.seascope.arch.ArmFeature.AA64;
import static dev.seascope.arch.ArmFeature.BTI;
import static dev.seascope.arch.ArmFeature.EBEP;
import static dev.seascope.arch.ArmFeature.FGT;
import static dev.seascope.arch.ArmFeature.FPAC;
import static dev.seascope.arch.ArmFeature.GCS;
import static dev.seascope.arch.ArmFeature.LS64;
import static dev.seascope.arch.ArmFeature.MOPS;
import static dev.seascope.arch.ArmFeature.NV;
import static dev.seascope.arch.ArmFeature.PAuth;
import static dev.seascope.arch.ArmFeature.RME;
import static dev.seascope.arch.ArmFeature.SME;
import static dev.seascope.arch.ArmFeature.SPE_EXC;
import static dev.seascope.arch.ArmFeature.SPEv1p5;
import static dev.seascope.arch.ArmFeature.SVE;
import static dev.seascope.arch.ArmFeature.SYSINSTR128;
import static dev.seascope.arch.ArmFeature.SYSREG128;
import static dev.seascope.arch.ArmFeature.TRBE_EXC;
import static dev.seascope.arch.ArmFeature.TRBEv1p1;
import static dev.seascope.arch.syndrome.ExceptionClass.From.ANY;
import static dev.seascope.arch.syndrome.ExceptionClass.From.LOWER;
import static dev.seascope.arch.syndrome.ExceptionClass.From.SAME;
import static dev.seascope.arch.syndrome.ExceptionClass.Il.A64;
import static dev.seascope.arch.syndrome.ExceptionClass.Il.FORCED;
import static dev.seascope.arch.syndrome.ExceptionClass.Il.ISV;
import static dev.seascope.arch.syndrome.ExceptionClass.Il.SIZE;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Field;
import dev.seascope.arch.Meaning;
import dev.seascope.arch.Meanings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All exception classes. The 16 values of EC that are missing here are unallocated.
///
/// Source: Arm ARM, ESR_EL1, ESR_EL2 and ESR_EL3, field EC, issue M.a.a; the IL column is the pseudocode's. EC 0x1B was
/// "TSTART access trapped" while FEAT_TME existed.
public final class ExceptionClasses {
    private static final int ALL = 0b1110;
    private static final int EL1_EL2 = 0b0110;
    private static final int EL2 = 0b0100;
    private static final int EL2_EL3 = 0b1100;
    private static final int EL3 = 0b1000;

    private static final List<ExceptionClass> ROWS = List.of(
            row(0x00, "UNKNOWN", "UNKNOWN", "Unknown reason", ALL, ANY, FORCED, "RES0",
                "An UNDEFINED instruction, an access blocked without its own class, or HVC or SMC when disabled."),
            row(0x01, "WFX", "WFx", "Trapped WFI/WFE/WFIT/WFET", ALL, ANY, SIZE, "WFX",
                "SCTLR_ELx.nTWI or nTWE, HCR_EL2.TWI or TWE, SCR_EL3.TWI or TWE."),
            row(0x03, "CP15_MCR_MRC", "CP15_32", "Trapped MCR/MRC, coproc 0b1111", ALL, ANY, SIZE, "MCR",
                "An AArch32 access to CP15 that HCR_EL2, HSTR_EL2, CPTR_ELx or a timer or debug control traps.",
                AA32),
            row(0x04, "CP15_MCRR_MRRC", "CP15_64", "Trapped MCRR/MRRC, coproc 0b1111", ALL, ANY, SIZE, "MCRR",
                "A 64-bit AArch32 access to CP15 that HCR_EL2, HSTR_EL2 or CNTHCTL_EL2 traps.", AA32),
            row(0x05, "CP14_MCR_MRC", "CP14_MR", "Trapped MCR/MRC, coproc 0b1110", ALL, ANY, SIZE, "MCR",
                "An AArch32 access to a debug or trace register that MDCR_ELx or CPTR_ELx traps.", AA32),
            row(0x06, "CP14_LDC_STC", "CP14_LS", "Trapped LDC/STC (DBGDTR*int)", ALL, ANY, SIZE, "LDC",
                "STC from DBGDTRRXint or LDC to DBGDTRTXint, trapped by MDCR_EL2.TDA or TDCC.", AA32),
            row(0x07, "FP_SIMD_ACCESS", "FP_ASIMD", "Trapped FP/AdvSIMD/SVE/SME access (FPEN/TFP)", ALL, ANY, SIZE,
                "FPEN",
                "CPACR_EL1.FPEN, CPTR_EL2.FPEN or TFP, CPTR_EL3.TFP: how a kernel saves FP registers lazily."),
            row(0x08, "CP10_VMRS", "CP10_ID", "Trapped VMRS, ID-group trap", EL2, ANY, SIZE, "MCR",
                "HCR_EL2.TID0 or TID3: an AArch32 guest reads a floating-point ID register.", AA32),
            row(0x09, "PAC_TRAP", "PAC", "Trapped pointer-authentication instruction", ALL, ANY, A64, "RES0",
                "HCR_EL2.API or SCR_EL3.API is 0: the first use of pointer authentication in a guest.", PAuth),
            row(0x0a, "OTHER_INSN", "OTHER",
                "Trapped instruction not covered by another EC (LD64B/ST64B*, TSB/PSB CSYNC)", ALL, ANY, A64,
                "OTHERINSN",
                "SCTLR_EL1.EnALS or EnASR, HCRX_EL2.EnALS to EnAS0, SCR_EL3.EnAS0, or a trapped TSB or PSB CSYNC.",
                LS64, SPEv1p5, TRBEv1p1),
            row(0x0c, "CP14_MRRC", "CP14_64", "Trapped MRRC, coproc 0b1110", ALL, ANY, SIZE, "MCRR",
                "A 64-bit AArch32 access to a debug or trace register that MDCR_ELx traps.", AA32),
            row(0x0d, "BTI", "BTI", "Branch Target Exception", ALL, ANY, A64, "BTI",
                "A branch into a guarded page landed on an instruction that PSTATE.BTYPE does not allow.", BTI),
            row(0x0e, "ILLEGAL_STATE", "ILL", "Illegal Execution state", ALL, ANY, FORCED, "RES0",
                "PSTATE.IL is 1, as after an illegal exception return."),
            row(0x11, "SVC32", "SVC32", "SVC from AArch32", EL1_EL2, ANY, SIZE, "IMM16",
                "A system call of an AArch32 program.", AA32),
            row(0x12, "HVC32", "HVC32", "HVC from AArch32", EL2, ANY, SIZE, "IMM16",
                "A hypervisor call of an AArch32 guest.", AA32),
            row(0x13, "SMC32", "SMC32", "SMC from AArch32", EL2_EL3, ANY, SIZE, "SMC32",
                "SMC of an AArch32 guest: HCR_EL2.TSC, or routed to EL3.", AA32),
            row(0x14, "SYSREG128", "", "Trapped MSRR/MRRS/128-bit SYSP", ALL, ANY, A64, "SYS128",
                "A 128-bit register access or SYSP that a fine-grained or ID trap catches.", SYSREG128,
                SYSINSTR128),
            row(0x15, "SVC64", "SVC64", "SVC from AArch64", ALL, ANY, A64, "IMM16", "A system call.", AA64),
            row(0x16, "HVC64", "HVC64", "HVC from AArch64", EL2_EL3, ANY, A64, "IMM16",
                "A hypervisor call: PSCI and other SMCCC services of a guest.", AA64),
            row(0x17, "SMC64", "SMC64", "SMC from AArch64", EL2_EL3, ANY, A64, "IMM16",
                "A secure monitor call, or one that HCR_EL2.TSC traps to EL2.", AA64),
            row(0x18, "SYSREG", "SYS64", "Trapped MSR/MRS/System instruction, AArch64", ALL, ANY, A64, "SYS64",
                "Any trapped register access or system instruction: ID space, fine-grained traps, feature enables.",
                AA64),
            row(0x19, "SVE_ACCESS", "SVE", "Trapped SVE access (ZEN/TZ/EZ)", ALL, ANY, A64, "RES0",
                "CPACR_EL1.ZEN, CPTR_EL2.ZEN or TZ, CPTR_EL3.EZ.", SVE),
            row(0x1a, "ERET_TRAP", "ERET", "Trapped ERET/ERETAA/ERETAB", EL1_EL2, ANY, A64, "ERET",
                "HCR_EL2.NV or HFGITR_EL2.ERET: the return of a nested hypervisor.", FGT, NV),
            row(0x1c, "PAC_FAIL", "FPAC", "PAC authentication failure", ALL, ANY, A64, "PACFAIL",
                "A pointer whose authentication code is wrong, with FEAT_FPAC.", FPAC),
            row(0x1d, "SME_ACCESS", "SME", "Trapped SME functionality", ALL, ANY, A64, "SME",
                "CPACR_EL1.SMEN, CPTR_EL2.SMEN or TSM, CPTR_EL3.ESM, EZT0, or the wrong PSTATE.SM or ZA.", SME),
            row(0x1e, "GPC", "", "Granule Protection Check exception", EL3, ANY, SIZE, "GPC",
                "The physical address space assigned to a granule does not admit the access.", RME),
            row(0x1f, "IMPDEF_EL3", "IMP_DEF", "IMPLEMENTATION DEFINED exception to EL3", EL3, ANY, SIZE, "IMPDEF",
                "Something IMPLEMENTATION DEFINED."),
            row(0x20, "IABT_LOWER", "IABT_LOW", "Instruction Abort from a lower EL", ALL, LOWER, FORCED, "IABT",
                "A fetch by a lower Exception level failed: page not mapped, not executable, or an External abort."),
            row(0x21, "IABT_SAME", "IABT_CUR", "Instruction Abort, same EL", ALL, SAME, FORCED, "IABT",
                "A fetch at this Exception level failed, such as a jump through a bad function pointer."),
            row(0x22, "PC_ALIGN", "PC_ALIGN", "PC alignment fault", ALL, ANY, FORCED, "RES0",
                "The PC is not a multiple of 4."),
            row(0x24, "DABT_LOWER", "DABT_LOW", "Data Abort from a lower EL", ALL, LOWER, ISV, "DABT",
                "A load or store of a lower Exception level failed: page fault, alignment, External abort, MMIO."),
            row(0x25, "DABT_SAME", "DABT_CUR", "Data Abort, same EL", ALL, SAME, ISV, "DABT",
                "A load or store at this Exception level failed, such as a wild pointer in the kernel."),
            row(0x26, "SP_ALIGN", "SP_ALIGN", "SP alignment fault", ALL, ANY, FORCED, "RES0",
                "A load or store through an SP that is not 16-byte aligned, with SCTLR_ELx.SA or SA0."),
            row(0x27, "MOPS", "MOPS", "Memory copy/set exception", ALL, ANY, A64, "MOPS",
                "A CPYM, CPYE, SETM or SETE found registers that do not fit this core, as after migration.",
                MOPS),
            row(0x28, "FPEXC32", "FP_EXC32", "Trapped floating-point exception, AArch32", EL1_EL2, ANY, SIZE, "FPEXC",
                "A floating-point exception that an AArch32 FPSCR enables for trapping.", AA32),
            row(0x2c, "FPEXC64", "FP_EXC64", "Trapped floating-point exception, AArch64", ALL, ANY, A64, "FPEXC",
                "A floating-point exception that FPCR enables for trapping.", AA64),
            row(0x2d, "GCS", "GCS", "Guarded Control Stack exception", ALL, ANY, A64, "GCS",
                "A return or pop found another address on the guarded control stack, or GCSSTR was trapped.",
                GCS),
            row(0x2f, "SERROR", "SERROR", "SError exception", ALL, ANY, FORCED, "SERROR",
                "A bus or memory error reported asynchronously, or a virtual SError made pending by a hypervisor."),
            row(0x30, "BKPT_LOWER", "BREAKPT_LOW", "Breakpoint from a lower EL", EL1_EL2, LOWER, FORCED, "BRKPT",
                "A hardware breakpoint matched in a lower Exception level."),
            row(0x31, "BKPT_SAME", "BREAKPT_CUR", "Breakpoint, same EL", EL1_EL2, SAME, FORCED, "BRKPT",
                "A hardware breakpoint matched at this Exception level."),
            row(0x32, "STEP_LOWER", "SOFTSTP_LOW", "Software Step from a lower EL", EL1_EL2, LOWER, FORCED, "STEP",
                "MDSCR_EL1.SS stepped one instruction of a lower Exception level."),
            row(0x33, "STEP_SAME", "SOFTSTP_CUR", "Software Step, same EL", EL1_EL2, SAME, FORCED, "STEP",
                "MDSCR_EL1.SS stepped one instruction at this Exception level."),
            row(0x34, "WATCH_LOWER", "WATCHPT_LOW", "Watchpoint from a lower EL", EL1_EL2, LOWER, FORCED, "WATCH",
                "A hardware watchpoint matched in a lower Exception level."),
            row(0x35, "WATCH_SAME", "WATCHPT_CUR", "Watchpoint, same EL", EL1_EL2, SAME, FORCED, "WATCH",
                "A hardware watchpoint matched at this Exception level."),
            row(0x38, "BKPT32", "BKPT32", "BKPT instruction, AArch32", EL1_EL2, ANY, SIZE, "COMMENT",
                "BKPT of an AArch32 program.", AA32),
            row(0x3a, "VECTOR_CATCH32", "VECTOR32", "Vector Catch from AArch32", EL2, ANY, FORCED, "BRKPT",
                "AArch32 vector catch, set up by a debugger.", AA32),
            row(0x3c, "BRK64", "BRK64", "BRK instruction, AArch64", ALL, ANY, A64, "COMMENT",
                "BRK: a debugger's breakpoint, or WARN and BUG in Linux.", AA64),
            row(0x3d, "PROFILING", "", "Profiling exception", ALL, ANY, SIZE, "PROF",
                "A counter overflow or buffer event reported as an exception rather than as an interrupt.", EBEP,
                SPE_EXC, TRBE_EXC));

    private static final @Nullable ExceptionClass[] BY_VALUE = new @Nullable ExceptionClass[64];

    static {
        for (ExceptionClass row : ROWS) {
            BY_VALUE[row.value()] = row;
        }
    }

    private ExceptionClasses() {}

    private static ExceptionClass row(int value, String mnemonic, String macro, String meaning, int views,
            ExceptionClass.From from, ExceptionClass.Il il, String iss, String cause, ArmFeature... needs) {
        return new ExceptionClass(value, mnemonic, macro, meaning, views, from, il, iss, List.of(needs), cause);
    }

    /// Every allocated class, in ascending order.
    public static List<ExceptionClass> all() {
        return ROWS;
    }

    /// The class of a value of EC, if it is allocated.
    ///
    /// @param ec 0 to 63
    public static Optional<ExceptionClass> of(int ec) {
        return Optional.ofNullable(BY_VALUE[ec]);
    }

    /// The field EC as `context` has it. An open list: the rules of each class report what is wrong with it.
    static Field.Choice field(SyndromeContext context) {
        List<Meaning> meanings = new ArrayList<>();
        for (int value = 0; value < BY_VALUE.length; value++) {
            ExceptionClass row = BY_VALUE[value];
            if (row == null) {
                meanings.add(new Meaning(value, "Reserved", "unallocated"));
            } else {
                meanings.add(new Meaning(value, row.meaning(), row.reportedIn(context.view())
                        ? row.lacking(context) : "is not reported in " + context.register()));
            }
        }
        return new Field.Choice(Esr.EC.bits(), Esr.EC.title(), Esr.EC.explanation(),
                Meanings.of(Esr.EC.bits(), meanings), false);
    }
}
