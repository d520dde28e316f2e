package dev.seascope.arch.register;

import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.undescribed;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;

/// System Control Register, extended, `SCTLR2_EL1`.
///
/// Source: Arm ARM, SCTLR2_EL1 (FEAT_SCTLR2).
public final class Sctlr2 {
    /// External aborts to the SError vector.
    public static final Field EASE = flag("EASE[5]", "External aborts to the SError vector",
            "Synchronous vector", "SError vector",
            "Sends synchronous External aborts to the vector for SError. ESR_EL1 still says Data or Instruction Abort "
                    + "(FEAT_DoubleFault2).");
    /// Non-maskable External aborts.
    public static final Field NMEA = flag("NMEA[2]", "Non-maskable External aborts", "PSTATE.A masks SError at EL1",
            "PSTATE.A does not mask SError at EL1",
            "An SError is taken at EL1 even while PSTATE.A is 1 (FEAT_DoubleFault2).");

    /// `SCTLR2_EL1`.
    public static final Layout LAYOUT = Layout.of("SCTLR2_EL1",
            undescribed("[63:13]"),
            flag("CPTM0[12]", "Checked pointer multiplication, EL0", "Off", "On", "FEAT_CPA2."),
            flag("CPTM[11]", "Checked pointer multiplication, EL1", "Off", "On", "FEAT_CPA2."),
            flag("CPTA0[10]", "Checked pointer addition, EL0", "Off", "On", "FEAT_CPA2."),
            flag("CPTA[9]", "Checked pointer addition, EL1", "Off", "On", "FEAT_CPA2."),
            flag("EnPACM0[8]", "PACM at EL0", "Off", "On", "FEAT_PAuth_LR."),
            flag("EnPACM[7]", "PACM at EL1", "Off", "On", "FEAT_PAuth_LR."),
            flag("EnIDCP128[6]", "IMPLEMENTATION DEFINED 128-bit registers at EL0", "Trapped", "Not trapped",
                    "FEAT_SYSREG128."),
            EASE,
            flag("EnANERR[4]", "Asynchronous Normal memory errors", "Permitted by default", "Enabled", "FEAT_ANERR."),
            flag("EnADERR[3]", "Asynchronous Device memory errors", "Permitted by default", "Enabled", "FEAT_ADERR."),
            NMEA,
            res0("[1:0]"));

    private Sctlr2() {}
}
