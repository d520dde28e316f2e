package dev.seascope.arch.register;

import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;

/// Hypervisor Configuration Register, `HCR_EL2`: what of a guest is trapped, routed and virtualized.
///
/// Source: Arm ARM, HCR_EL2.
public final class Hcr {
    /// Virtual SError pending.
    public static final Field VSE = flag("VSE[8]", "Virtual SError", "Not pending", "Pending",
            "Makes an SError pending for the guest; its syndrome comes from VSESR_EL2.");
    /// Route SError to EL2.
    public static final Field AMO = flag("AMO[5]", "Physical SError", "Not routed", "Routed to EL2",
            "Also enables virtual SErrors.");
    /// Route External aborts to EL2.
    public static final Field TEA = flag("TEA[37]", "External aborts", "Taken by the guest", "Routed to EL2",
            "Sends synchronous External aborts of EL1 and EL0 to EL2 (FEAT_RAS).");
    /// Trap error record accesses.
    public static final Field TERR = flag("TERR[36]", "Error record registers", "Allowed", "Trapped", "FEAT_RAS.");

    /// `HCR_EL2`.
    public static final Layout LAYOUT = Layout.of("HCR_EL2",
            value("TWEDEL[63:60]", "WFE trap delay", "FEAT_TWED."),
            flag("TWEDEn[59]", "WFE trap delay enable", "IMPLEMENTATION DEFINED delay", "TWEDEL applies", "FEAT_TWED."),
            trap("TID5[58]", "GMID_EL1"),
            flag("DCT[57]", "Tagging with default cacheability", "Untagged", "Tagged", "FEAT_MTE2."),
            flag("ATA[56]", "Allocation Tag access", "Off", "On", "FEAT_MTE2."),
            trap("TTLBOS[55]", "TLB maintenance, Outer Shareable"),
            trap("TTLBIS[54]", "TLB maintenance, Inner Shareable"),
            flag("EnSCXT[53]", "SCXTNUM_EL1 and SCXTNUM_EL0", "Trapped", "Allowed", "FEAT_CSV2_2."),
            trap("TOCU[52]", "Cache maintenance to unification"),
            flag("AMVOFFEN[51]", "Activity monitor offsets", "Off", "On", "FEAT_AMUv1p1."),
            trap("TICAB[50]", "IC IALLUIS"),
            trap("TID4[49]", "Cache ID registers"),
            flag("GPF[48]", "Granule Protection Faults", "Taken by the guest", "Routed to EL2", "FEAT_RME."),
            flag("FIEN[47]", "Fault injection", "Trapped", "Allowed", "Registers of FEAT_RASv1p1."),
            flag("FWB[46]", "Forced write-back", "Off", "On", "Stage 2 decides the memory type (FEAT_S2FWB)."),
            flag("NV2[45]", "Nested virtualization through memory", "Off", "On", "FEAT_NV2."),
            trap("AT[44]", "Address translation instructions"),
            flag("NV1[43]", "Nested virtualization, EL1 view", "Off", "On", "FEAT_NV."),
            flag("NV[42]", "Nested virtualization", "Off", "On", "FEAT_NV."),
            flag("API[41]", "Pointer authentication instructions", "Trapped", "Allowed", "FEAT_PAuth."),
            flag("APK[40]", "Pointer authentication keys", "Trapped", "Allowed", "FEAT_PAuth."),
            undescribed("[39]"),
            flag("MIOCNCE[38]", "Mismatched cacheability", "No loss of coherency", "May lose coherency", ""),
            TEA, TERR,
            trap("TLOR[35]", "Limited ordering registers"),
            flag("E2H[34]", "EL2 host", "Off", "On", "FEAT_VHE: the kernel of the host runs at EL2."),
            flag("ID[33]", "Stage 2 instruction cacheability", "As mapped", "Non-cacheable", ""),
            flag("CD[32]", "Stage 2 data cacheability", "As mapped", "Non-cacheable", ""),
            flag("RW[31]", "EL1 is", "AArch32", "AArch64", ""),
            trap("TRVM[30]", "Reads of virtual memory controls"),
            flag("HCD[29]", "HVC", "Enabled", "Undefined", ""),
            trap("TDZ[28]", "DC ZVA"),
            flag("TGE[27]", "Trap general exceptions", "Off", "Exceptions of EL0 go to EL2", ""),
            trap("TVM[26]", "Writes of virtual memory controls"),
            trap("TTLB[25]", "TLB maintenance"),
            trap("TPU[24]", "Cache maintenance to unification"),
            trap("TPC[23]", "Cache maintenance to coherency"),
            trap("TSW[22]", "Cache maintenance by set and way"),
            trap("TACR[21]", "ACTLR_EL1"),
            trap("TIDCP[20]", "IMPLEMENTATION DEFINED registers"),
            trap("TSC[19]", "SMC"),
            trap("TID3[18]", "ID group 3"),
            trap("TID2[17]", "ID group 2"),
            trap("TID1[16]", "ID group 1"),
            trap("TID0[15]", "ID group 0"),
            trap("TWE[14]", "WFE"),
            trap("TWI[13]", "WFI"),
            flag("DC[12]", "Default cacheability", "Off", "On", "Stage 1 is off and memory is Normal Write-Back."),
            choice("BSU[11:10]", "Barrier shareability upgrade", "", is(0, "None"), is(1, "Inner Shareable"),
                    is(2, "Outer Shareable"), is(3, "Full system")),
            flag("FB[9]", "Force broadcast", "Off", "On", "TLB and instruction cache maintenance reach all cores."),
            VSE,
            flag("VI[7]", "Virtual IRQ", "Not pending", "Pending", ""),
            flag("VF[6]", "Virtual FIQ", "Not pending", "Pending", ""),
            AMO,
            flag("IMO[4]", "Physical IRQ", "Not routed", "Routed to EL2", "Also enables virtual IRQs."),
            flag("FMO[3]", "Physical FIQ", "Not routed", "Routed to EL2", "Also enables virtual FIQs."),
            flag("PTW[2]", "Protected table walk", "Walks may read Device memory", "They fault at stage 2", ""),
            flag("SWIO[1]", "Invalidation by set and way", "Invalidates", "Cleans and invalidates", ""),
            flag("VM[0]", "Stage 2", "Off", "On", ""));

    private Hcr() {}

    private static Field trap(String bit, String what) {
        return flag(bit, what, "Not trapped", "Trapped to EL2", "");
    }
}
