package dev.seascope.arch.syndrome;

import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout;
import dev.seascope.arch.SystemRegisters;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Exception Syndrome Register, `ESR_ELx`: decoded, checked and explained for any of its three copies.
///
/// Nothing here fails: every 64-bit value can be read and linted. Fields are found by their bits, since a layout holds
/// its
/// own variant of a field whose values depend on the features of the processing element.
///
/// Source: Arm ARM DDI 0487, issue M.a.a, ESR_EL1, ESR_EL2, ESR_EL3; for ESR_EL3 also the revision of 2025-12.
public final class Esr {
    /// Exception class.
    public static final Field EC = Field.value("EC[31:26]", "Exception class",
            "Why the exception was taken. It decides what the other bits mean.");
    /// Instruction length.
    public static final Field IL = Field.flag("IL[25]", "Instruction length", "16-bit instruction",
            "32-bit instruction",
            "Length of the instruction. A64 instructions have 32 bits; many classes report 1 whatever it was.");
    /// The syndrome proper, as one number.
    public static final Field ISS = Field.value("ISS[24:0]", "Instruction specific syndrome",
            "What it holds depends on EC. It is what a VMM may supply for an injected exception.");
    /// Further syndrome bits of aborts and watchpoints, as one number.
    public static final Field ISS2 = Field.value("ISS2[55:32]", "Instruction specific syndrome, second part",
            "Non-zero only for aborts, watchpoints and granule protection checks.");

    /// Instruction syndrome valid, of a Data Abort.
    public static final Field ISV = AbortIss.ISV;
    /// Access size, of a Data Abort with ISV.
    public static final Field SAS = AbortIss.SAS;
    /// Sign extension, of a Data Abort with ISV.
    public static final Field SSE = AbortIss.SSE;
    /// Register transferred, of a Data Abort with ISV.
    public static final Field SRT = AbortIss.SRT;
    /// Width of the register, of a Data Abort with ISV.
    public static final Field SF = AbortIss.SF;
    /// Acquire or release, of a Data Abort with ISV.
    public static final Field AR = AbortIss.AR;
    /// Access through VNCR_EL2.
    public static final Field VNCR = AbortIss.VNCR;
    /// Synchronous error type, of an External abort.
    public static final Field SET = AbortIss.SET;
    /// FAR not valid, of an External abort.
    public static final Field FNV = AbortIss.FNV;
    /// External abort type.
    public static final Field EA = AbortIss.EA;
    /// Cache maintenance.
    public static final Field CM = AbortIss.CM;
    /// Stage 2 fault on a stage 1 walk.
    public static final Field S1PTW = AbortIss.S1PTW;
    /// Write not read.
    public static final Field WNR = AbortIss.WNR;
    /// Data fault status code.
    public static final Field DFSC = AbortIss.DFSC;
    /// Instruction fault status code.
    public static final Field IFSC = AbortIss.IFSC;
    /// IMPLEMENTATION DEFINED syndrome, of an SError.
    public static final Field IDS = ErrorIss.IDS;
    /// Asynchronous error type, of an SError.
    public static final Field AET = ErrorIss.AET;

    /// Unknown reason.
    public static final int EC_UNKNOWN = 0x00;
    /// Trapped WFI or WFE.
    public static final int EC_WFX = 0x01;
    /// Trapped floating-point access.
    public static final int EC_FP_ASIMD = 0x07;
    /// Illegal Execution state.
    public static final int EC_ILL = 0x0e;
    /// SVC from AArch64.
    public static final int EC_SVC64 = 0x15;
    /// HVC from AArch64.
    public static final int EC_HVC64 = 0x16;
    /// SMC from AArch64.
    public static final int EC_SMC64 = 0x17;
    /// Trapped MSR, MRS or System instruction.
    public static final int EC_SYS64 = 0x18;
    /// Instruction Abort from a lower Exception level.
    public static final int EC_IABT_LOW = 0x20;
    /// Instruction Abort from the same Exception level.
    public static final int EC_IABT_CUR = 0x21;
    /// PC alignment fault.
    public static final int EC_PC_ALIGN = 0x22;
    /// Data Abort from a lower Exception level.
    public static final int EC_DABT_LOW = 0x24;
    /// Data Abort from the same Exception level.
    public static final int EC_DABT_CUR = 0x25;
    /// SP alignment fault.
    public static final int EC_SP_ALIGN = 0x26;
    /// SError.
    public static final int EC_SERROR = 0x2f;
    /// Breakpoint from a lower Exception level.
    public static final int EC_BREAKPT_LOW = 0x30;
    /// Breakpoint from the same Exception level.
    public static final int EC_BREAKPT_CUR = 0x31;
    /// Software Step from a lower Exception level.
    public static final int EC_SOFTSTP_LOW = 0x32;
    /// Software Step from the same Exception level.
    public static final int EC_SOFTSTP_CUR = 0x33;
    /// Watchpoint from a lower Exception level.
    public static final int EC_WATCHPT_LOW = 0x34;
    /// Watchpoint from the same Exception level.
    public static final int EC_WATCHPT_CUR = 0x35;
    /// BRK instruction.
    public static final int EC_BRK64 = 0x3c;

    /// Synchronous External abort, not on a table walk.
    public static final int FSC_EXTABT = 0x10;
    /// Synchronous External abort on a table walk, level 0; levels 1 to 3 follow.
    public static final int FSC_SEA_TTW0 = 0x14;
    /// Alignment fault.
    public static final int FSC_ALIGNMENT = 0x21;
    /// Translation fault, level 0; levels 1 to 3 follow.
    public static final int FSC_FAULT_L0 = 0x04;

    /// What `FAR_ELx` holds after an exception.
    public enum Far {
        /// The faulting address.
        ADDRESS,
        /// Some address in the fault granule of the faulting one.
        GRANULE,
        /// Nothing that means anything.
        UNKNOWN
    }

    private static final int EC_GPC = 0x1e;
    private static final int MOST_CONTEXTS = 256;
    private static final ConcurrentHashMap<SyndromeContext, EsrDecoder> DECODERS = new ConcurrentHashMap<>();

    private Esr() {}

    /// The decoder for `context`. Programs that decode many values keep it.
    public static EsrDecoder decoder(SyndromeContext context) {
        EsrDecoder decoder = DECODERS.get(context);
        if (decoder == null) {
            if (DECODERS.size() >= MOST_CONTEXTS) {
                DECODERS.clear();
            }
            decoder = new EsrDecoder(context);
            DECODERS.put(context, decoder);
        }
        return decoder;
    }

    /// The layout of the register: EC, IL and whatever they select.
    public static Layout layout(SyndromeContext context) {
        return decoder(context).layout();
    }

    /// Every field in force, from the top bit down, reserved ranges included. Total.
    public static List<Layout.Reading> read(long esr, SyndromeContext context) {
        return decoder(context).read(esr);
    }

    /// What the architecture would not have reported, and what is unusual. Total.
    public static List<Finding> lint(long esr, SyndromeContext context) {
        return decoder(context).lint(esr);
    }

    /// Points about this value on which the manual is silent, contradicts itself or changed. Codes start with `DOC-`.
    public static List<Finding> notes(long esr, SyndromeContext context) {
        return decoder(context).notes(esr);
    }

    /// The exception class, 0 to 63.
    public static int ec(long esr) {
        return (int) (esr >>> 26) & 0x3f;
    }

    /// A 32-bit syndrome put together.
    ///
    /// @throws IllegalArgumentException if `ec` has more than 6 bits or `iss` more than 25
    public static long of(int ec, boolean il, long iss) {
        return EC.bits().set(0, ec) | IL.bits().set(0, il ? 1 : 0) | ISS.bits().set(0, iss);
    }

    /// What `FAR_ELx` holds after an exception with this syndrome.
    ///
    /// Source: Arm ARM, FAR_EL1, FAR_EL2 and FAR_EL3.
    public static Far far(long esr, SyndromeContext context) {
        return switch (ec(esr)) {
            case EC_IABT_LOW, EC_IABT_CUR, EC_DABT_LOW, EC_DABT_CUR, EC_WATCHPT_LOW, EC_WATCHPT_CUR ->
                isSet("FnV", esr, context) ? Far.UNKNOWN : isSet("FnP", esr, context) ? Far.GRANULE : Far.ADDRESS;
            case EC_SERROR -> isSet("VFV", esr, context) ? Far.ADDRESS : Far.UNKNOWN;
            case EC_PC_ALIGN, EC_GPC -> Far.ADDRESS;
            default -> Far.UNKNOWN;
        };
    }

    private static boolean isSet(String field, long esr, SyndromeContext context) {
        return layout(context).leaf(field, esr).filter(leaf -> leaf.bits().get(esr) != 0).isPresent();
    }

    /// The register or System instruction of a trapped access, EC 0x18 or 0x14: its name, or `S3_0_C15_C0_0` if it has
    /// none; empty for other classes.
    public static String systemRegister(long esr) {
        return switch (ec(esr)) {
            case EC_SYS64 -> SystemRegisters.name(encoding(esr), read(esr));
            case 0x14 -> SystemRegisters.name128(encoding(esr), read(esr));
            default -> "";
        };
    }

    /// `op0:op1:CRn:CRm:op2` of a trapped access, as [SystemRegisters] packs it.
    public static int encoding(long esr) {
        return SystemRegisters.encoding(get(TrapIss.OP0, esr), get(TrapIss.OP1, esr), get(TrapIss.CRN, esr),
                get(TrapIss.CRM, esr), get(TrapIss.OP2, esr));
    }

    static boolean namesRegister(long esr) {
        return SystemRegisters.isNamed(encoding(esr));
    }

    private static boolean read(long esr) {
        return (esr & 1) != 0;
    }

    private static int get(Field field, long esr) {
        return (int) field.bits().get(esr);
    }
}
