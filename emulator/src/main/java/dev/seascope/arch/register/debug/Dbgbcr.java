package dev.seascope.arch.register.debug;

import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field.Form;
import dev.seascope.arch.Layout;

/// Debug Breakpoint Control Registers, `DBGBCR<n>_EL1`.
///
/// Source: Arm ARM, DBGBCR<n>_EL1.
public final class Dbgbcr {
    private Dbgbcr() {}

    /// The layout of one of them.
    ///
    /// @param n 0 to 15
    public static Layout layout(int n) {
        return Layout.of("DBGBCR" + n + "_EL1",
                undescribed("[63:30]"),
                flag("SSCE[29]", "Realm state", "See SSC", "See SSC", "FEAT_RME."),
                undescribed("[28:24]"),
                choice("BT[23:20]", "Breakpoint type", "What is compared.",
                        is(0, "Address"), is(1, "Address, linked"), is(2, "Context ID"), is(3, "Context ID, linked"),
                        is(4, "Address mismatch"), is(5, "Address mismatch, linked"), is(6, "CONTEXTIDR_EL1"),
                        is(7, "CONTEXTIDR_EL1, linked"), is(8, "VMID"), is(9, "VMID, linked"), is(10,
                                "VMID and context ID"),
                        is(11, "VMID and context ID, linked"), is(12, "CONTEXTIDR_EL2"),
                        is(13, "CONTEXTIDR_EL2, linked"), is(14, "Both context IDs"), is(15,
                                "Both context IDs, linked")),
                value("LBN[19:16]", "Linked breakpoint", "The breakpoint that must match too.", Form.DECIMAL),
                value("SSC[15:14]", "Security state", "Which Security states match, together with HMC and PMC."),
                flag("HMC[13]", "Higher mode", "EL0 and EL1", "EL2 and EL3 too", "Together with SSC and PMC."),
                undescribed("[12:9]"),
                value("BAS[8:5]", "Byte address select", "Which halfwords match; 0b1111 for A64."),
                undescribed("[4:3]"),
                choice("PMC[2:1]", "Privilege", "Which levels match, together with HMC and SSC.",
                        is(0, "Said by HMC and SSC"), is(1, "EL1"), is(2, "EL0"), is(3, "EL1 and EL0")),
                flag("E[0]", "Enable", "Off", "On", ""));
    }
}
