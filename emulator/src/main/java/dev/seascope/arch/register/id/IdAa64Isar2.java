package dev.seascope.arch.register.id;

import static dev.seascope.arch.register.id.IdField.id;

import dev.seascope.arch.Layout;

/// AArch64 Instruction Set Attribute Register 2, `ID_AA64ISAR2_EL1`.
///
/// Source: Arm ARM, ID_AA64ISAR2_EL1.
public final class IdAa64Isar2 {
    /// `ID_AA64ISAR2_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64ISAR2_EL1",
            id("ATS1A[63:60]", "AT S1E*A", "No", "FEAT_ATS1A"),
            id("LUT[59:56]", "Lookup tables", "No", "FEAT_LUT"),
            id("CSSC[55:52]", "Common short sequences", "No", "FEAT_CSSC"),
            id("RPRFM[51:48]", "Range prefetch hint", "No", "FEAT_RPRFM"),
            id("PCDPHINT[47:44]", "Producer-consumer hints", "No", "FEAT_PCDPHINT"),
            id("PRFMSLC[43:40]", "Prefetch to the system level cache", "No", "FEAT_PRFMSLC"),
            id("SYSINSTR_128[39:36]", "128-bit System instructions", "No", "FEAT_SYSINSTR128"),
            id("SYSREG_128[35:32]", "128-bit registers", "No", "FEAT_SYSREG128"),
            id("CLRBHB[31:28]", "Clear branch history", "No", "FEAT_CLRBHB"),
            id("PAC_frac[27:24]", "Constant width of authentication codes", "No", "FEAT_CONSTPACFIELD"),
            id("BC[23:20]", "Hinted conditional branches", "No", "FEAT_HBC"),
            id("MOPS[19:16]", "Memory copy and set", "No", "FEAT_MOPS"),
            id("APA3[15:12]", "Address authentication, QARMA3", "No", "FEAT_PAuth", "FEAT_EPAC", "FEAT_PAuth2",
                    "FEAT_FPAC", "FEAT_FPACCOMBINE"),
            id("GPA3[11:8]", "Generic authentication, QARMA3", "No", "FEAT_PACQARMA3"),
            id("RPRES[7:4]", "Precision of reciprocal estimates", "8 bits", "FEAT_RPRES"),
            id("WFxT[3:0]", "Waits with timeout", "No", "", "FEAT_WFxT"));

    private IdAa64Isar2() {}
}
