package dev.seascope.arch.register.id;

import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.register.id.IdField.id;

import dev.seascope.arch.Layout;

/// AArch64 Memory Model Feature Register 2, `ID_AA64MMFR2_EL1`.
///
/// Source: Arm ARM, ID_AA64MMFR2_EL1.
public final class IdAa64Mmfr2 {
    /// `ID_AA64MMFR2_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64MMFR2_EL1",
            id("E0PD[63:60]", "EL0 access faults in constant time", "No", "FEAT_E0PD"),
            id("EVT[59:56]", "Enhanced virtualization traps", "No", "Partial", "FEAT_EVT"),
            id("BBM[55:52]", "Break before make", "Level 0", "Level 1", "Level 2"),
            id("TTL[51:48]", "Level hint of TLB maintenance", "No", "FEAT_TTL"),
            res0("[47:44]"),
            id("FWB[43:40]", "Stage 2 forced write-back", "No", "FEAT_S2FWB"),
            id("IDS[39:36]", "Class of trapped ID reads", "EC 0", "EC 0x18: FEAT_IDST"),
            id("AT[35:32]", "Unaligned single-copy atomicity", "No", "FEAT_LSE2"),
            id("ST[31:28]", "Small translation tables", "No", "FEAT_TTST"),
            id("NV[27:24]", "Nested virtualization", "No", "FEAT_NV", "FEAT_NV2"),
            id("CCIDX[23:20]", "Format of CCSIDR_EL1", "32 bits", "64 bits"),
            id("VARange[19:16]", "Virtual address bits", "48", "52 with 64 KB granule: FEAT_LVA", "56: FEAT_LVA3"),
            id("IESB[15:12]", "Implicit error synchronization", "No", "FEAT_IESB"),
            id("LSM[11:8]", "SCTLR_EL1.LSMAOE and nTLSMD", "No", "FEAT_LSMAOC"),
            id("UAO[7:4]", "User access override", "No", "FEAT_UAO"),
            id("CnP[3:0]", "Common not private translations", "No", "FEAT_TTCNP"));

    private IdAa64Mmfr2() {}
}
