package dev.seascope.arch.register;

import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.undescribed;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;
import dev.seascope.arch.Meaning;

/// Architectural Feature Access Control Register, `CPACR_EL1`.
///
/// Source: Arm ARM, CPACR_EL1.
public final class Cpacr {
    /// Floating-point and SIMD access.
    public static final Field FPEN = choice("FPEN[21:20]", "Floating point and SIMD",
            "Where an access is trapped to EL1 with EC 0x07.", trapped());

    /// `CPACR_EL1`.
    public static final Layout LAYOUT = Layout.of("CPACR_EL1",
            undescribed("[63:30]"),
            flag("E0POE[29]", "POR_EL0 at EL0", "Trapped", "Allowed", "FEAT_S1POE."),
            flag("TTA[28]", "Trace registers", "Allowed", "Trapped", ""),
            res0("[27:26]"),
            choice("SMEN[25:24]", "SME", "Where an access is trapped to EL1 with EC 0x1d.", trapped()),
            res0("[23:22]"),
            FPEN,
            res0("[19:18]"),
            choice("ZEN[17:16]", "SVE", "Where an access is trapped to EL1 with EC 0x19.", trapped()),
            res0("[15:0]"));

    private Cpacr() {}

    private static Meaning[] trapped() {
        return new Meaning[] {is(0, "EL1 and EL0 trapped"), is(1, "EL0 trapped"), is(2, "EL1 and EL0 trapped"),
            is(3, "Allowed")};
    }
}
