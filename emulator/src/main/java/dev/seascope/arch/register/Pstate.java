package dev.seascope.arch.register;

import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.is;
import static dev.seascope.arch.Field.res0;

import dev.seascope.arch.Layout;

/// The registers that show one part of PSTATE each, with the same fields at the same places as in `SPSR_ELx`.
///
/// Source: Arm ARM, CurrentEL, DAIF, NZCV, PAN, SPSel.
public final class Pstate {
    /// `CurrentEL`.
    public static final Layout CURRENT_EL = Layout.of("CurrentEL", res0("[63:4]"),
            choice("EL[3:2]", "Exception level", is(0, "EL0"), is(1, "EL1"), is(2, "EL2"), is(3, "EL3")),
                    res0("[1:0]"));
    /// `DAIF`.
    public static final Layout DAIF = Layout.of("DAIF", res0("[63:10]"), Spsr.D, Spsr.A, Spsr.I, Spsr.F, res0("[5:0]"));
    /// `NZCV`.
    public static final Layout NZCV = Layout.of("NZCV", res0("[63:32]"), Spsr.N, Spsr.Z, Spsr.C, Spsr.V,
            res0("[27:0]"));
    /// `PAN`.
    public static final Layout PAN = Layout.of("PAN", res0("[63:23]"), Spsr.PAN, res0("[21:0]"));
    /// `SPSel`.
    public static final Layout SP_SEL = Layout.of("SPSel", res0("[63:1]"),
            flag("SP[0]", "Stack pointer", "SP_EL0", "SP_ELx of the current level", ""));

    private Pstate() {}
}
