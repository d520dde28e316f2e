package dev.seascope.arch.register.id;

import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.register.id.IdField.id;

import dev.seascope.arch.Layout;

/// AArch64 Memory Model Feature Register 3, `ID_AA64MMFR3_EL1`.
///
/// Source: Arm ARM, ID_AA64MMFR3_EL1.
public final class IdAa64Mmfr3 {
    /// `ID_AA64MMFR3_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64MMFR3_EL1",
            id("Spec_FPACC[63:60]", "Speculation past failed authentication", "Possible", "Not before it is resolved"),
            id("ADERR[59:56]", "Asynchronous Device errors", "See SNERR and SDERR", "", "FEAT_ADERR"),
            id("SDERR[55:52]", "Synchronous Device errors", "Not said"),
            res0("[51:48]"),
            id("ANERR[47:44]", "Asynchronous Normal memory errors", "See SNERR and SDERR", "", "FEAT_ANERR"),
            id("SNERR[43:40]", "Synchronous Normal memory errors", "Not said"),
            id("D128_2[39:36]", "128-bit descriptors at stage 2", "No", "Yes"),
            id("D128[35:32]", "128-bit descriptors", "No", "FEAT_D128"),
            id("MEC[31:28]", "Memory encryption contexts", "No", "FEAT_MEC"),
            id("AIE[27:24]", "Attribute index enhancement", "No", "FEAT_AIE"),
            id("S2POE[23:20]", "Stage 2 permission overlays", "No", "FEAT_S2POE"),
            id("S1POE[19:16]", "Stage 1 permission overlays", "No", "FEAT_S1POE"),
            id("S2PIE[15:12]", "Stage 2 permission indirection", "No", "FEAT_S2PIE"),
            id("S1PIE[11:8]", "Stage 1 permission indirection", "No", "FEAT_S1PIE"),
            id("SCTLRX[7:4]", "SCTLR2_ELx", "No", "FEAT_SCTLR2"),
            id("TCRX[3:0]", "TCR2_ELx", "No", "FEAT_TCR2"));

    private IdAa64Mmfr3() {}
}
