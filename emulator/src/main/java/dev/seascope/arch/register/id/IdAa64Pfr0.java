package dev.seascope.arch.register.id;

import static dev.seascope.arch.register.id.IdField.id;
import static dev.seascope.arch.register.id.IdField.idOrNone;

import dev.seascope.arch.Layout;

/// AArch64 Processor Feature Register 0, `ID_AA64PFR0_EL1`.
///
/// Source: Arm ARM, ID_AA64PFR0_EL1.
public final class IdAa64Pfr0 {
    /// `ID_AA64PFR0_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64PFR0_EL1",
            id("CSV3[63:60]", "Speculative use of faulting data", "Not disclosed", "FEAT_CSV3"),
            id("CSV2[59:56]", "Speculative use of branch targets", "Not disclosed", "FEAT_CSV2", "FEAT_CSV2_2",
                    "FEAT_CSV2_3"),
            id("RME[55:52]", "Realm management", "No", "FEAT_RME", "FEAT_RME_GPC2"),
            id("DIT[51:48]", "Data independent timing", "No", "FEAT_DIT"),
            id("AMU[47:44]", "Activity monitors", "No", "FEAT_AMUv1", "FEAT_AMUv1p1"),
            id("MPAM[43:40]", "Memory partitioning, major version", "0", "1"),
            id("SEL2[39:36]", "Secure EL2", "No", "FEAT_SEL2"),
            id("SVE[35:32]", "Scalable vectors", "No", "FEAT_SVE"),
            id("RAS[31:28]", "Reliability, availability and serviceability", "No", "FEAT_RAS", "FEAT_RASv1p1",
                    "FEAT_RASv2"),
            id("GIC[27:24]", "System register interface of the interrupt controller", "No", "GIC 3.0 and 4.0", "",
                    "GIC 4.1"),
            idOrNone("AdvSIMD[23:20]", "Advanced SIMD", "FEAT_AdvSIMD", "With half-precision arithmetic"),
            idOrNone("FP[19:16]", "Floating point", "FEAT_FP", "With half-precision arithmetic"),
            id("EL3[15:12]", "EL3", "No", "AArch64 only", "AArch64 and AArch32"),
            id("EL2[11:8]", "EL2", "No", "AArch64 only", "AArch64 and AArch32"),
            id("EL1[7:4]", "EL1", "", "AArch64 only", "AArch64 and AArch32"),
            id("EL0[3:0]", "EL0", "", "AArch64 only", "AArch64 and AArch32"));

    private IdAa64Pfr0() {}
}
