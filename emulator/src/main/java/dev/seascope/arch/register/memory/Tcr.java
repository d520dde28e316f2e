package dev.seascope.arch.register.memory;

import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field;
import dev.seascope.arch.Field.Form;
import dev.seascope.arch.Layout;
import dev.seascope.arch.Meaning;

/// Translation Control Register, `TCR_EL1`.
///
/// Source: Arm ARM, TCR_EL1.
public final class Tcr {
    /// Size offset of the lower region: its addresses have 64 - T0SZ bits.
    public static final Field T0SZ = value("T0SZ[5:0]", "Size of the TTBR0 region",
            "Addresses have 64 - T0SZ bits.", Form.DECIMAL);
    /// Disables walks from TTBR0_EL1.
    public static final Field EPD0 = flag("EPD0[7]", "Walks from TTBR0", "On", "A TLB miss faults", "");
    /// Granule of the lower region.
    public static final Field TG0 = choice("TG0[15:14]", "Granule of TTBR0", is(0, "4 KB"), is(1, "64 KB"),
            is(2, "16 KB"));
    /// Size offset of the upper region.
    public static final Field T1SZ = value("T1SZ[21:16]", "Size of the TTBR1 region",
            "Addresses have 64 - T1SZ bits.", Form.DECIMAL);
    /// Which TTBR holds the ASID.
    public static final Field A1 = flag("A1[22]", "ASID comes from", "TTBR0_EL1", "TTBR1_EL1", "");
    /// Disables walks from TTBR1_EL1.
    public static final Field EPD1 = flag("EPD1[23]", "Walks from TTBR1", "On", "A TLB miss faults", "");
    /// Granule of the upper region.
    public static final Field TG1 = choice("TG1[31:30]", "Granule of TTBR1", is(1, "16 KB"), is(2, "4 KB"),
            is(3, "64 KB"));
    /// Physical address size.
    public static final Field IPS = choice("IPS[34:32]", "Physical address bits",
            "An output address with more bits is an Address size fault.", is(0, "32"), is(1, "36"), is(2, "40"),
            is(3, "42"), is(4, "44"), is(5, "48"), is(6, "52"), is(7, "56"));

    /// `TCR_EL1`.
    public static final Layout LAYOUT = Layout.of("TCR_EL1",
            res0("[63:62]"),
            flag("MTX1[61]", "Extended tagging, TTBR1", "Off", "On", "FEAT_MTE_NO_ADDRESS_TAGS or canonical tags."),
            flag("MTX0[60]", "Extended tagging, TTBR0", "Off", "On", "FEAT_MTE_NO_ADDRESS_TAGS or canonical tags."),
            flag("DS[59]", "52-bit output addresses", "Off", "On", "With 4 KB and 16 KB granules (FEAT_LPA2)."),
            flag("TCMA1[58]", "Unchecked accesses, TTBR1", "All are checked", "Tag 0b1111 is not checked",
                    "FEAT_MTE2."),
            flag("TCMA0[57]", "Unchecked accesses, TTBR0", "All are checked", "Tag 0b0000 is not checked",
                    "FEAT_MTE2."),
            flag("E0PD1[56]", "EL0 access to TTBR1 addresses", "As mapped", "Faults", "FEAT_E0PD."),
            flag("E0PD0[55]", "EL0 access to TTBR0 addresses", "As mapped", "Faults", "FEAT_E0PD."),
            flag("NFD1[54]", "Non-fault walks from TTBR1", "On", "Off", "FEAT_SVE."),
            flag("NFD0[53]", "Non-fault walks from TTBR0", "On", "Off", "FEAT_SVE."),
            flag("TBID1[52]", "Top byte of instruction addresses, TTBR1", "As TBI1", "Always used", "FEAT_PAuth."),
            flag("TBID0[51]", "Top byte of instruction addresses, TTBR0", "As TBI0", "Always used", "FEAT_PAuth."),
            hardwareUse("HWU162[50]"), hardwareUse("HWU161[49]"), hardwareUse("HWU160[48]"), hardwareUse("HWU159[47]"),
            hardwareUse("HWU062[46]"), hardwareUse("HWU061[45]"), hardwareUse("HWU060[44]"), hardwareUse("HWU059[43]"),
            flag("HPD1[42]", "Hierarchical permissions, TTBR1", "On", "Off", "FEAT_HPDS."),
            flag("HPD0[41]", "Hierarchical permissions, TTBR0", "On", "Off", "FEAT_HPDS."),
            flag("HD[40]", "Hardware dirty state", "Off", "On", "FEAT_HAFDBS."),
            flag("HA[39]", "Hardware Access flag", "Off", "On", "FEAT_HAFDBS."),
            flag("TBI1[38]", "Top byte ignored, TTBR1", "Used", "Ignored", "Whether bits 63:56 may hold a tag."),
            flag("TBI0[37]", "Top byte ignored, TTBR0", "Used", "Ignored", "Whether bits 63:56 may hold a tag."),
            flag("AS[36]", "ASID size", "8 bits", "16 bits", ""),
            res0("[35]"),
            IPS,
            TG1, shareability("SH1[29:28]"), cacheability("ORGN1[27:26]", "Outer cacheability of walks, TTBR1"),
            cacheability("IRGN1[25:24]", "Inner cacheability of walks, TTBR1"), EPD1, A1, T1SZ,
            TG0, shareability("SH0[13:12]"), cacheability("ORGN0[11:10]", "Outer cacheability of walks, TTBR0"),
            cacheability("IRGN0[9:8]", "Inner cacheability of walks, TTBR0"), EPD0,
            res0("[6]"),
            T0SZ);

    private Tcr() {}

    private static Field hardwareUse(String bit) {
        return flag(bit, "Hardware use of a descriptor bit", "Not allowed", "Allowed",
                "Whether hardware may use that bit of block and page descriptors (FEAT_HPDS2).");
    }

    private static Field cacheability(String bits, String title) {
        return choice(bits, title, is(0, "Non-cacheable"), is(1, "Write-Back, Read- and Write-Allocate"),
                is(2, "Write-Through, Read-Allocate"), is(3, "Write-Back, Read-Allocate"));
    }

    private static Field shareability(String bits) {
        return choice(bits, "Shareability of walks", shareabilities());
    }

    /// The encoding of shareability that registers and descriptors have in common.
    static Meaning[] shareabilities() {
        return new Meaning[] {is(0, "Non-shareable"), is(2, "Outer Shareable"), is(3, "Inner Shareable")};
    }
}
