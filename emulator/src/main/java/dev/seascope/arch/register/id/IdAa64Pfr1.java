package dev.seascope.arch.register.id;

import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.register.id.IdField.id;
import static dev.seascope.arch.register.id.IdField.idOrNone;

import dev.seascope.arch.Layout;

/// AArch64 Processor Feature Register 1, `ID_AA64PFR1_EL1`.
///
/// Source: Arm ARM, ID_AA64PFR1_EL1.
public final class IdAa64Pfr1 {
    /// `ID_AA64PFR1_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64PFR1_EL1",
            id("PFAR[63:60]", "Physical fault address register", "No", "FEAT_PFAR"),
            id("DF2[59:56]", "Double fault extension, version 2", "No", "FEAT_DoubleFault2"),
            id("MTEX[55:52]", "Memory tagging, permissions and canonical tags", "No",
                    "FEAT_MTE_CANONICAL_TAGS and more"),
            id("THE[51:48]", "Translation hardening", "No", "FEAT_THE"),
            id("GCS[47:44]", "Guarded control stack", "No", "FEAT_GCS"),
            idOrNone("MTE_frac[43:40]", "Asynchronous tag checks", "FEAT_MTE_ASYNC"),
            id("NMI[39:36]", "Non-maskable interrupts", "No", "FEAT_NMI"),
            id("CSV2_frac[35:32]", "Speculative use of branch targets, fraction", "0", "FEAT_CSV2_1p1",
                    "FEAT_CSV2_1p2"),
            id("RNDR_trap[31:28]", "Trapping of random numbers to EL3", "No", "FEAT_RNG_TRAP"),
            id("SME[27:24]", "Scalable matrices", "No", "FEAT_SME", "FEAT_SME2"),
            res0("[23:20]"),
            id("MPAM_frac[19:16]", "Memory partitioning, minor version", "0", "1"),
            id("RAS_frac[15:12]", "RAS, fraction", "0", "FEAT_RASv1p1"),
            id("MTE[11:8]", "Memory tagging", "No", "FEAT_MTE", "FEAT_MTE2", "FEAT_MTE3"),
            id("SSBS[7:4]", "Speculative store bypass safe", "No", "FEAT_SSBS", "FEAT_SSBS2"),
            id("BT[3:0]", "Branch target identification", "No", "FEAT_BTI"));

    private IdAa64Pfr1() {}
}
