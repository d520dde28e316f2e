package dev.seascope.arch.register;

import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.res0;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;

/// Interrupt Status Register, `ISR_EL1`: what is pending, whether masked or not.
///
/// Source: Arm ARM, ISR_EL1.
public final class Isr {
    /// SError pending.
    public static final Field A = flag("A[8]", "SError", "Not pending", "Pending",
            "At EL1 of a guest, a virtual SError if the hypervisor routes physical ones to itself.");

    /// `ISR_EL1`.
    public static final Layout LAYOUT = Layout.of("ISR_EL1", res0("[63:11]"),
            flag("IS[10]", "IRQ with superpriority", "Not pending", "Pending", "FEAT_NMI."),
            flag("FS[9]", "FIQ with superpriority", "Not pending", "Pending", "FEAT_NMI."),
            A,
            flag("I[7]", "IRQ", "Not pending", "Pending", ""),
            flag("F[6]", "FIQ", "Not pending", "Pending", ""),
            res0("[5:0]"));

    private Isr() {}
}
