package dev.seascope.arch.register.memory;

import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;

/// Hypervisor IPA Fault Address Register, `HPFAR_EL2`.
///
/// Source: Arm ARM, HPFAR_EL2.
public final class Hpfar {
    /// Faulting IPA, bits [55:12].
    public static final Field FIPA = value("FIPA[47:4]", "Faulting IPA",
            "Bits [55:12] of the intermediate physical address: shift left by 8 to get the address of its page.");

    /// `HPFAR_EL2`.
    public static final Layout LAYOUT = Layout.of("HPFAR_EL2",
            flag("NS[63]", "Non-secure IPA space", "Secure", "Non-secure",
                    "Meaningful for faults in Secure state only."),
            res0("[62:48]"), FIPA, res0("[3:0]"));

    private Hpfar() {}
}
