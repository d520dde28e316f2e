package dev.seascope.arch.register;

import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field.Form;
import dev.seascope.arch.Layout;

/// The generic timer, `CNTKCTL_EL1`, `CNTV_CTL_EL0` and `CNTP_CTL_EL0`.
///
/// Source: Arm ARM, those registers.
public final class Timer {
    /// `CNTKCTL_EL1`.
    public static final Layout KERNEL_CONTROL = Layout.of("CNTKCTL_EL1", res0("[63:20]"),
            flag("CNTPMASK[19]", "Physical timer mask", "As CNTP_CTL", "Masked", "FEAT_RME."),
            flag("CNTVMASK[18]", "Virtual timer mask", "As CNTV_CTL", "Masked", "FEAT_RME."),
            flag("EVNTIS[17]", "Event scale", "Bits 15:0", "Bits 23:8", "FEAT_ECV."),
            res0("[16:10]"),
            flag("EL0PTEN[9]", "Physical timer at EL0", "Trapped", "Allowed", ""),
            flag("EL0VTEN[8]", "Virtual timer at EL0", "Trapped", "Allowed", ""),
            value("EVNTI[7:4]", "Event bit", "The counter bit whose change is an event.", Form.DECIMAL),
            flag("EVNTDIR[3]", "Event edge", "0 to 1", "1 to 0", ""),
            flag("EVNTEN[2]", "Event stream", "Off", "On", ""),
            flag("EL0VCTEN[1]", "Virtual counter at EL0", "Trapped", "Allowed", ""),
            flag("EL0PCTEN[0]", "Physical counter at EL0", "Trapped", "Allowed", ""));

    private Timer() {}

    /// The control register of one timer.
    ///
    /// @param register `CNTV_CTL_EL0`, `CNTP_CTL_EL0`
    public static Layout control(String register) {
        return Layout.of(register, res0("[63:3]"),
                flag("ISTATUS[2]", "Condition", "Not met", "Met", "Whether the timer has fired, masked or not."),
                flag("IMASK[1]", "Interrupt mask", "Not masked", "Masked", ""),
                flag("ENABLE[0]", "Enable", "Off", "On", ""));
    }
}
