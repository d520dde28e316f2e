package dev.seascope.arch.register.id;

import static dev.seascope.arch.register.id.IdField.id;

import dev.seascope.arch.Layout;

/// AArch64 Instruction Set Attribute Register 1, `ID_AA64ISAR1_EL1`.
///
/// Source: Arm ARM, ID_AA64ISAR1_EL1.
public final class IdAa64Isar1 {
    /// `ID_AA64ISAR1_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64ISAR1_EL1",
            id("LS64[63:60]", "64-byte loads and stores", "No", "FEAT_LS64", "FEAT_LS64_V", "FEAT_LS64_ACCDATA"),
            id("XS[59:56]", "XS attribute and nXS maintenance", "No", "FEAT_XS"),
            id("I8MM[55:52]", "Int8 matrix multiplication", "No", "FEAT_I8MM"),
            id("DGH[51:48]", "Data gathering hint", "No", "FEAT_DGH"),
            id("BF16[47:44]", "BFloat16", "No", "FEAT_BF16", "FEAT_EBF16"),
            id("SPECRES[43:40]", "Prediction restriction", "No", "FEAT_SPECRES", "FEAT_SPECRES2"),
            id("SB[39:36]", "Speculation barrier", "No", "FEAT_SB"),
            id("FRINTTS[35:32]", "FRINT32 and FRINT64", "No", "FEAT_FRINTTS"),
            id("GPI[31:28]", "Generic authentication, IMPLEMENTATION DEFINED algorithm", "No", "FEAT_PACIMP"),
            id("GPA[27:24]", "Generic authentication, QARMA5", "No", "FEAT_PACQARMA5"),
            id("LRCPC[23:20]", "Weaker load-acquire", "No", "FEAT_LRCPC", "FEAT_LRCPC2", "FEAT_LRCPC3"),
            id("FCMA[19:16]", "Complex numbers", "No", "FEAT_FCMA"),
            id("JSCVT[15:12]", "FJCVTZS", "No", "FEAT_JSCVT"),
            id("API[11:8]", "Address authentication, IMPLEMENTATION DEFINED algorithm", "No", "FEAT_PAuth",
                    "FEAT_EPAC", "FEAT_PAuth2", "FEAT_FPAC", "FEAT_FPACCOMBINE"),
            id("APA[7:4]", "Address authentication, QARMA5", "No", "FEAT_PAuth", "FEAT_EPAC", "FEAT_PAuth2",
                    "FEAT_FPAC", "FEAT_FPACCOMBINE"),
            id("DPB[3:0]", "Clean to point of persistence", "No", "FEAT_DPB", "FEAT_DPB2"));

    private IdAa64Isar1() {}
}
