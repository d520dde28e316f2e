package dev.seascope.arch.register;

import dev.seascope.arch.Layout;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Layouts by the register's Arm name.
public final class RegisterLayouts {
    private static final Map<String, Layout> BY_NAME = new LinkedHashMap<>();

    static {
        for (int el = 1; el <= 3; el++) {
            add("ESR_EL" + el, Esr.layout(SyndromeContext.of(el)));
            add("SPSR_EL" + el, Spsr.LAYOUT);
        }
        add("PSTATE", Spsr.LAYOUT);
        add("SCTLR_EL1", Sctlr.LAYOUT);
        add("SCTLR2_EL1", Sctlr2.LAYOUT);
    }

    private RegisterLayouts() {}

    /// The layout of `register` (`SCTLR_EL1`), if it is described.
    public static Optional<Layout> of(String register) {
        return Optional.ofNullable(BY_NAME.get(register));
    }

    /// Names of all registers with a layout.
    public static Collection<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    private static void add(String register, Layout layout) {
        BY_NAME.put(register, layout);
    }
}
