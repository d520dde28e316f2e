package dev.seascope.arch.register.id;

import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.res1;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Field.Form;
import dev.seascope.arch.Layout;

/// Multiprocessor Affinity Register, `MPIDR_EL1`.
///
/// Source: Arm ARM, MPIDR_EL1.
public final class Mpidr {
    /// `MPIDR_EL1`.
    public static final Layout LAYOUT = Layout.of("MPIDR_EL1",
            res0("[63:40]"),
            value("Aff3[39:32]", "Affinity level 3", "The outermost group.", Form.DECIMAL),
            res1("[31]"),
            flag("U[30]", "Uniprocessor", "Part of a multiprocessor system", "Uniprocessor system", ""),
            res0("[29:25]"),
            flag("MT[24]", "Multithreading", "Level 0 is largely independent", "Level 0 is threads of one core", ""),
            value("Aff2[23:16]", "Affinity level 2", "", Form.DECIMAL),
            value("Aff1[15:8]", "Affinity level 1", "", Form.DECIMAL),
            value("Aff0[7:0]", "Affinity level 0", "The core or thread within its group.", Form.DECIMAL));

    private Mpidr() {}
}
