package dev.seascope.arch.register;

import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;

/// System Control Register, `SCTLR_EL1`.
///
/// Source: Arm ARM, SCTLR_EL1, for elements that implement the features named.
public final class Sctlr {
    /// Data accesses to EL1 are big-endian.
    public static final Field EE = flag("EE[25]", "Endianness at EL1", "Little-endian", "Big-endian",
            "Byte order of data accesses at EL1 and of table walks.");
    /// Set privileged access never.
    public static final Field SPAN = flag("SPAN[23]", "Set PAN", "Exceptions to EL1 set PSTATE.PAN",
            "PSTATE.PAN is left alone", "Whether the kernel starts every exception with PSTATE.PAN set.");
    /// SP alignment check at EL0.
    public static final Field SA0 = flag("SA0[4]", "SP alignment check at EL0", "Off", "On",
            "A load or store at EL0 through a misaligned SP is an SP alignment fault.");
    /// SP alignment check at EL1.
    public static final Field SA = flag("SA[3]", "SP alignment check at EL1", "Off", "On",
            "A load or store through a misaligned SP is an SP alignment fault.");
    /// Data cacheability.
    public static final Field C = flag("C[2]", "Data cache", "Off", "On",
            "Whether data accesses at EL1 and EL0 may be cached.");
    /// Alignment check.
    public static final Field A = flag("A[1]", "Alignment check", "Off", "On",
            "Unaligned loads and stores to Normal memory fault. Those to Device memory always do.");
    /// MMU enable.
    public static final Field M = flag("M[0]", "MMU", "Off: virtual is physical", "On", "Stage 1 of EL1 and EL0.");

    /// `SCTLR_EL1`.
    public static final Layout LAYOUT = Layout.of("SCTLR_EL1",
            flag("TIDCP[63]", "Trap IMPLEMENTATION DEFINED", "Not trapped", "EL0 trapped", "FEAT_TIDCP1."),
            flag("SPINTMASK[62]", "SP interrupt mask", "Off", "PSTATE.SP masks too", "FEAT_NMI."),
            flag("NMI[61]", "Non-maskable interrupts", "Off", "On", "FEAT_NMI."),
            flag("EnTP2[60]", "TPIDR2_EL0 at EL0", "Trapped", "Allowed", "FEAT_SME."),
            flag("TCSO[59]", "Tag check stores only, EL1", "All accesses", "Stores only", "FEAT_MTE_STORE_ONLY."),
            flag("TCSO0[58]", "Tag check stores only, EL0", "All accesses", "Stores only", "FEAT_MTE_STORE_ONLY."),
            flag("EPAN[57]", "Enhanced PAN", "Off", "PAN covers execute-only pages", "FEAT_PAN3."),
            flag("EnALS[56]", "LD64B and ST64B at EL0", "Trapped", "Allowed", "FEAT_LS64."),
            flag("EnAS0[55]", "ST64BV0 at EL0", "Trapped", "Allowed", "FEAT_LS64_ACCDATA."),
            flag("EnASR[54]", "ST64BV at EL0", "Trapped", "Allowed", "FEAT_LS64_V."),
            undescribed("[53:50]"),
            value("TWEDEL[49:46]", "WFE trap delay", "Exponent of the delay before a WFE traps (FEAT_TWED)."),
            flag("TWEDEn[45]", "WFE trap delay enable", "IMPLEMENTATION DEFINED delay", "TWEDEL applies", "FEAT_TWED."),
            flag("DSSBS[44]", "Default PSTATE.SSBS", "0", "1", "Value that an exception to EL1 gives PSTATE.SSBS."),
            flag("ATA[43]", "Allocation Tag access, EL1", "Off", "On", "FEAT_MTE2."),
            flag("ATA0[42]", "Allocation Tag access, EL0", "Off", "On", "FEAT_MTE2."),
            choice("TCF[41:40]", "Tag check faults, EL1", "What a tag mismatch at EL1 does (FEAT_MTE2).",
                    is(0, "No effect"), is(1, "Synchronous exception"), is(2, "Accumulated"),
                    is(3, "Synchronous for reads, accumulated for writes")),
            choice("TCF0[39:38]", "Tag check faults, EL0", "What a tag mismatch at EL0 does (FEAT_MTE2).",
                    is(0, "No effect"), is(1, "Synchronous exception"), is(2, "Accumulated"),
                    is(3, "Synchronous for reads, accumulated for writes")),
            flag("ITFSB[37]", "Tag fault synchronization", "Off", "At entry to EL1", "FEAT_MTE2."),
            flag("BT1[36]", "PACIASP landing at EL1", "Any branch", "Not after BR through X16 or X17 only",
                    "FEAT_BTI."),
            flag("BT0[35]", "PACIASP landing at EL0", "Any branch", "Not after BR through X16 or X17 only",
                    "FEAT_BTI."),
            flag("EnFPM[34]", "FPMR at EL0", "Trapped", "Allowed", "FEAT_FPMR."),
            flag("MSCEn[33]", "Memory copy and set at EL0", "Undefined", "Allowed", "FEAT_MOPS."),
            flag("CMOW[32]", "Cache maintenance needs write", "Read permission is enough", "Write permission needed",
                    "FEAT_CMOW."),
            flag("EnIA[31]", "Pointer authentication, key IA", "Off", "On", "FEAT_PAuth."),
            flag("EnIB[30]", "Pointer authentication, key IB", "Off", "On", "FEAT_PAuth."),
            flag("LSMAOE[29]", "Load/store multiple atomicity", "Order may be lost", "As defined by Armv8.0",
                    "AArch32, FEAT_LSMAOC."),
            flag("nTLSMD[28]", "Load/store multiple to Device", "Trapped", "Not trapped", "AArch32, FEAT_LSMAOC."),
            flag("EnDA[27]", "Pointer authentication, key DA", "Off", "On", "FEAT_PAuth."),
            flag("UCI[26]", "Cache maintenance at EL0", "Trapped", "Allowed",
                    "Whether a program may clean and invalidate caches by address."),
            EE,
            flag("E0E[24]", "Endianness at EL0", "Little-endian", "Big-endian", "Byte order of data accesses at EL0."),
            SPAN,
            flag("EIS[22]", "Exception entry synchronizes context", "No", "Yes", "FEAT_ExS; RES1 without it."),
            flag("IESB[21]", "Implicit error synchronization", "Off", "At exception entry and return", "FEAT_IESB."),
            flag("TSCXT[20]", "SCXTNUM_EL0 at EL0", "Allowed", "Trapped", "FEAT_CSV2_2."),
            flag("WXN[19]", "Write implies execute never", "Off", "On",
                    "Treats every writable page as not executable."),
            flag("nTWE[18]", "WFE at EL0", "Trapped", "Not trapped",
                    "Whether a program may wait for an event without a trap."),
            res0("[17]"),
            flag("nTWI[16]", "WFI at EL0", "Trapped", "Not trapped",
                    "Whether a program may wait for an interrupt without a trap."),
            flag("UCT[15]", "CTR_EL0 at EL0", "Trapped", "Allowed", "Whether a program may read the cache geometry."),
            flag("DZE[14]", "DC ZVA at EL0", "Trapped", "Allowed", "Whether a program may clear memory by blocks."),
            flag("EnDB[13]", "Pointer authentication, key DB", "Off", "On", "FEAT_PAuth."),
            flag("I[12]", "Instruction cache", "Off", "On", "Whether fetches at EL1 and EL0 may be cached."),
            flag("EOS[11]", "Exception return synchronizes context", "No", "Yes", "FEAT_ExS; RES1 without it."),
            flag("EnRCTX[10]", "Prediction restriction at EL0", "Trapped", "Allowed", "FEAT_SPECRES."),
            flag("UMA[9]", "DAIF at EL0", "Trapped", "Allowed", "Whether a program may mask interrupts."),
            flag("SED[8]", "SETEND at EL0", "Allowed", "Undefined", "AArch32."),
            flag("ITD[7]", "IT blocks at EL0", "Allowed", "Some forms undefined", "AArch32."),
            flag("nAA[6]", "Non-aligned atomics", "Ordered accesses must be aligned",
                    "Unaligned within 16 bytes is allowed", "FEAT_LSE2."),
            flag("CP15BEN[5]", "CP15 barriers at EL0", "Undefined", "Allowed", "AArch32."),
            SA0, SA, C, A, M);

    private Sctlr() {}
}
