package dev.seascope.arch.register.id;

import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.register.id.IdField.id;
import static dev.seascope.arch.register.id.IdField.idOrNone;

import dev.seascope.arch.Layout;

/// AArch64 Memory Model Feature Register 0, `ID_AA64MMFR0_EL1`.
///
/// Source: Arm ARM, ID_AA64MMFR0_EL1.
public final class IdAa64Mmfr0 {
    /// `ID_AA64MMFR0_EL1`.
    public static final Layout LAYOUT = Layout.of("ID_AA64MMFR0_EL1",
            id("ECV[63:60]", "Enhanced counter virtualization", "No", "FEAT_ECV", "FEAT_ECV_POFF"),
            id("FGT[59:56]", "Fine-grained traps", "No", "FEAT_FGT", "FEAT_FGT2"),
            res0("[55:48]"),
            id("ExS[47:44]", "Exception entry without synchronization", "No", "FEAT_ExS"),
            id("TGran4_2[43:40]", "4 KB granule at stage 2", "As stage 1", "No", "Yes", "Yes, 52 bits"),
            id("TGran64_2[39:36]", "64 KB granule at stage 2", "As stage 1", "No", "Yes"),
            id("TGran16_2[35:32]", "16 KB granule at stage 2", "As stage 1", "No", "Yes", "Yes, 52 bits"),
            idOrNone("TGran4[31:28]", "4 KB granule", "Yes", "Yes, 52 bits"),
            idOrNone("TGran64[27:24]", "64 KB granule", "Yes"),
            id("TGran16[23:20]", "16 KB granule", "No", "Yes", "Yes, 52 bits"),
            id("BigEndEL0[19:16]", "Endianness at EL0 alone", "Fixed", "FEAT_MixedEndEL0"),
            id("SNSMem[15:12]", "Secure and Non-secure memory", "No", "Yes"),
            id("BigEnd[11:8]", "Endianness", "Fixed", "FEAT_MixedEnd"),
            id("ASIDBits[7:4]", "ASID bits", "8", "", "16"),
            id("PARange[3:0]", "Physical address bits", "32", "36", "40", "42", "44", "48", "52", "56"));

    private IdAa64Mmfr0() {}
}
