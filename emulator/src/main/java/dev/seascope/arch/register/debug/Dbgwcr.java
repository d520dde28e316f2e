package dev.seascope.arch.register.debug;

import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field.Form;
import dev.seascope.arch.Layout;

/// Debug Watchpoint Control Registers, `DBGWCR<n>_EL1`.
///
/// Source: Arm ARM, DBGWCR<n>_EL1.
public final class Dbgwcr {
    private Dbgwcr() {}

    /// The layout of one of them.
    ///
    /// @param n 0 to 15
    public static Layout layout(int n) {
        return Layout.of("DBGWCR" + n + "_EL1",
                undescribed("[63:30]"),
                flag("SSCE[29]", "Realm state", "See SSC", "See SSC", "FEAT_RME."),
                value("MASK[28:24]", "Address mask", "How many low address bits are ignored; 0 for none, 1 and 2 are "
                        + "reserved.",
                        Form.DECIMAL),
                undescribed("[23:21]"),
                flag("WT[20]", "Watchpoint type", "Address", "Address, linked", ""),
                value("LBN[19:16]", "Linked breakpoint", "The breakpoint that must match too.", Form.DECIMAL),
                value("SSC[15:14]", "Security state", "Which Security states match, together with HMC and PAC."),
                flag("HMC[13]", "Higher mode", "EL0 and EL1", "EL2 and EL3 too", "Together with SSC and PAC."),
                value("BAS[12:5]", "Byte address select", "Which bytes of the doubleword are watched."),
                choice("LSC[4:3]", "Accesses", "Which accesses match.", is(1, "Loads"), is(2, "Stores"),
                        is(3, "Loads and stores")),
                choice("PAC[2:1]", "Privilege", "Which levels match, together with HMC and SSC.",
                        is(0, "Said by HMC and SSC"), is(1, "EL1"), is(2, "EL0"), is(3, "EL1 and EL0")),
                flag("E[0]", "Enable", "Off", "On", ""));
    }
}
