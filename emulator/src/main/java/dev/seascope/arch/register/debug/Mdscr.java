package dev.seascope.arch.register.debug;

import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;

/// Monitor Debug System Control Register, `MDSCR_EL1`.
///
/// Source: Arm ARM, MDSCR_EL1.
public final class Mdscr {
    /// Software step.
    public static final Field SS = flag("SS[0]", "Software step", "Off", "On", "Stops after each instruction.");
    /// Monitor debug events.
    public static final Field MDE = flag("MDE[15]", "Monitor debug events", "Off", "On",
            "Breakpoint and Watchpoint exceptions.");
    /// Debug exceptions from the current level.
    public static final Field KDE = flag("KDE[13]", "Kernel debug", "Off", "On",
            "Debug exceptions at the level that takes them, while PSTATE.D is 0.");

    /// `MDSCR_EL1`.
    public static final Layout LAYOUT = Layout.of("MDSCR_EL1",
            undescribed("[63:32]"),
            flag("TFO[31]", "Trace filter override", "Off", "On", "Save and restore of an external debugger's."),
            flag("RXfull[30]", "Receive buffer full", "No", "Yes", "Save and restore of an external debugger's."),
            flag("TXfull[29]", "Transmit buffer full", "No", "Yes", "Save and restore of an external debugger's."),
            res0("[28]"),
            flag("RXO[27]", "Receive overrun", "No", "Yes", "Save and restore of an external debugger's."),
            flag("TXU[26]", "Transmit underrun", "No", "Yes", "Save and restore of an external debugger's."),
            res0("[25:24]"),
            value("INTdis[23:22]", "Interrupt disable", "Save and restore of an external debugger's."),
            flag("TDA[21]", "Trap debug accesses", "No", "Yes", "Save and restore of an external debugger's."),
            res0("[20]"),
            undescribed("[19:16]"),
            MDE,
            flag("HDE[14]", "Halting debug", "Off", "On", "Save and restore of an external debugger's."),
            KDE,
            flag("TDCC[12]", "Trap the debug communication channel at EL0", "No", "Yes", ""),
            res0("[11:7]"),
            flag("ERR[6]", "Error flag", "0", "1", "Save and restore of an external debugger's."),
            res0("[5:1]"),
            SS);

    private Mdscr() {}
}
