package dev.seascope.arch.register.memory;

import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Layout;

/// Translation Table Base Registers, `TTBR0_EL1` and `TTBR1_EL1`.
///
/// Source: Arm ARM, TTBR0_EL1, TTBR1_EL1, with 64-bit descriptors.
public final class Ttbr {
    private Ttbr() {}

    /// The layout under the name of one of them.
    public static Layout layout(String register) {
        return Layout.of(register,
                value("ASID[63:48]", "Address space identifier",
                        "Tags TLB entries; TCR_EL1.A1 says which register's counts."),
                value("BADDR[47:1]", "Base address",
                        "Bits [47:1] of the first table. With 52-bit addresses, bits [5:2] of the register hold its "
                                + "bits [51:48]."),
                flag("CnP[0]", "Common not private", "Private", "Common",
                        "Other cores use the same tables (FEAT_TTCNP)."));
    }
}
