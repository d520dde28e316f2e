package dev.seascope.arch.register.id;

import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.register.id.IdField.id;

import dev.seascope.arch.Layout;

/// AArch64 Instruction Set Attribute Register 0, `ID_AA64ISAR0_EL1`.
///
/// Source: Arm ARM, ID_AA64ISAR0_EL1.
public final class IdAa64Isar0 {
    /// `ID_AA64ISAR0_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64ISAR0_EL1",
            id("RNDR[63:60]", "Random numbers", "No", "FEAT_RNG"),
            id("TLB[59:56]", "TLB maintenance", "No", "FEAT_TLBIOS", "FEAT_TLBIRANGE"),
            id("TS[55:52]", "Flag manipulation", "No", "FEAT_FlagM", "FEAT_FlagM2"),
            id("FHM[51:48]", "FMLAL and FMLSL", "No", "FEAT_FHM"),
            id("DP[47:44]", "Dot product", "No", "FEAT_DotProd"),
            id("SM4[43:40]", "SM4", "No", "FEAT_SM4"),
            id("SM3[39:36]", "SM3", "No", "FEAT_SM3"),
            id("SHA3[35:32]", "SHA3", "No", "FEAT_SHA3"),
            id("RDM[31:28]", "SQRDMLAH and SQRDMLSH", "No", "FEAT_RDM"),
            undescribed("[27:24]"),
            id("Atomic[23:20]", "Atomic instructions", "No", "", "FEAT_LSE", "FEAT_LSE128"),
            id("CRC32[19:16]", "CRC32", "No", "FEAT_CRC32"),
            id("SHA2[15:12]", "SHA2", "No", "FEAT_SHA256", "FEAT_SHA512"),
            id("SHA1[11:8]", "SHA1", "No", "FEAT_SHA1"),
            id("AES[7:4]", "AES", "No", "FEAT_AES", "FEAT_PMULL"),
            res0("[3:0]"));

    private IdAa64Isar0() {}
}
