package dev.seascope.arch.register.id;

import static dev.seascope.arch.register.id.IdField.id;

import dev.seascope.arch.Layout;

/// AArch64 Memory Model Feature Register 1, `ID_AA64MMFR1_EL1`.
///
/// Source: Arm ARM, ID_AA64MMFR1_EL1.
public final class IdAa64Mmfr1 {
    /// `ID_AA64MMFR1_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64MMFR1_EL1",
            id("ECBHB[63:60]", "Exception entry clears branch history", "No", "FEAT_ECBHB"),
            id("CMOW[59:56]", "Cache maintenance needs write permission", "No", "FEAT_CMOW"),
            id("TIDCP1[55:52]", "Trap IMPLEMENTATION DEFINED at EL0", "No", "FEAT_TIDCP1"),
            id("nTLBPA[51:48]", "No physical addresses in intermediate caches", "May be there", "FEAT_nTLBPA"),
            id("AFP[47:44]", "Alternate floating-point behaviour", "No", "FEAT_AFP"),
            id("HCX[43:40]", "HCRX_EL2", "No", "FEAT_HCX"),
            id("ETS[39:36]", "Enhanced translation synchronization", "No", "", "FEAT_ETS2", "FEAT_ETS3"),
            id("TWED[35:32]", "WFE trap delay", "No", "FEAT_TWED"),
            id("XNX[31:28]", "Execute never by level at stage 2", "No", "FEAT_XNX"),
            id("SpecSEI[27:24]", "SError from speculation", "Never", "Possible"),
            id("PAN[23:20]", "Privileged access never", "No", "FEAT_PAN", "FEAT_PAN2", "FEAT_PAN3"),
            id("LO[19:16]", "Limited ordering regions", "No", "FEAT_LOR"),
            id("HPDS[15:12]", "Hierarchical permission disables", "No", "FEAT_HPDS", "FEAT_HPDS2"),
            id("VH[11:8]", "Virtualization host", "No", "FEAT_VHE"),
            id("VMIDBits[7:4]", "VMID bits", "8", "", "FEAT_VMID16"),
            id("HAFDBS[3:0]", "Hardware update of descriptors", "No", "Access flag", "FEAT_HAFDBS", "FEAT_HAFT",
                    "FEAT_HDBSS"));

    private IdAa64Mmfr1() {}
}
