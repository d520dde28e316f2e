package dev.seascope.arch.register;

import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Layout;
import dev.seascope.arch.register.debug.Dbgbcr;
import dev.seascope.arch.register.debug.Dbgwcr;
import dev.seascope.arch.register.debug.ErrorRecord;
import dev.seascope.arch.register.debug.Mdscr;
import dev.seascope.arch.register.id.IdAa64Dfr0;
import dev.seascope.arch.register.id.IdAa64Isar0;
import dev.seascope.arch.register.id.IdAa64Isar1;
import dev.seascope.arch.register.id.IdAa64Isar2;
import dev.seascope.arch.register.id.IdAa64Mmfr0;
import dev.seascope.arch.register.id.IdAa64Mmfr1;
import dev.seascope.arch.register.id.IdAa64Mmfr2;
import dev.seascope.arch.register.id.IdAa64Mmfr3;
import dev.seascope.arch.register.id.IdAa64Pfr0;
import dev.seascope.arch.register.id.IdAa64Pfr1;
import dev.seascope.arch.register.id.Midr;
import dev.seascope.arch.register.id.Mpidr;
import dev.seascope.arch.register.memory.Hpfar;
import dev.seascope.arch.register.memory.Mair;
import dev.seascope.arch.register.memory.Par;
import dev.seascope.arch.register.memory.Tcr;
import dev.seascope.arch.register.memory.Ttbr;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Layouts by the register's Arm name.
public final class RegisterLayouts {
    private static final Map<String, Layout> BY_NAME = new LinkedHashMap<>();

    static {
        for (int el = 1; el <= 3; el++) {
            BY_NAME.put("ESR_EL" + el, Esr.layout(SyndromeContext.of(el)));
            BY_NAME.put("SPSR_EL" + el, Spsr.LAYOUT.named("SPSR_EL" + el));
            address("FAR_EL" + el, "Fault address", "UNKNOWN if the syndrome says that it is not valid.");
            address("ELR_EL" + el, "Return address", "Where the exception return goes.");
            BY_NAME.put("VBAR_EL" + el, Layout.of("VBAR_EL" + el,
                    value("VBA[63:11]", "Vector base address", "Bits [63:11] of the address of the vectors."),
                    res0("[10:0]")));
        }
        BY_NAME.put("PSTATE", Spsr.LAYOUT.named("PSTATE"));
        for (Layout layout : List.of(Sctlr.LAYOUT, Sctlr2.LAYOUT, Cpacr.LAYOUT, Isr.LAYOUT, Hcr.LAYOUT,
                Pstate.CURRENT_EL,
                Pstate.DAIF, Pstate.NZCV, Pstate.PAN, Pstate.SP_SEL, FloatingPoint.FPCR, FloatingPoint.FPSR,
                Timer.KERNEL_CONTROL, Timer.control("CNTV_CTL_EL0"), Timer.control("CNTP_CTL_EL0"), Tcr.LAYOUT,
                Mair.LAYOUT, Ttbr.layout("TTBR0_EL1"), Ttbr.layout("TTBR1_EL1"), Par.LAYOUT, Hpfar.LAYOUT, Midr.LAYOUT,
                Mpidr.LAYOUT, IdAa64Pfr0.LAYOUT, IdAa64Pfr1.LAYOUT, IdAa64Dfr0.LAYOUT, IdAa64Isar0.LAYOUT,
                IdAa64Isar1.LAYOUT, IdAa64Isar2.LAYOUT, IdAa64Mmfr0.LAYOUT, IdAa64Mmfr1.LAYOUT, IdAa64Mmfr2.LAYOUT,
                IdAa64Mmfr3.LAYOUT, Mdscr.LAYOUT, ErrorRecord.STATUS, ErrorRecord.ADDRESS, ErrorRecord.ID,
                ErrorRecord.SELECT, ErrorRecord.DEFERRED, ErrorRecord.DEFERRED.named("VDISR_EL2"),
                        ErrorRecord.VIRTUAL)) {
            BY_NAME.put(layout.name(), layout);
        }
        for (int n = 0; n < 16; n++) {
            BY_NAME.put("DBGBCR" + n + "_EL1", Dbgbcr.layout(n));
            BY_NAME.put("DBGWCR" + n + "_EL1", Dbgwcr.layout(n));
        }
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

    private static void address(String register, String title, String explanation) {
        BY_NAME.put(register, Layout.of(register, value("VA[63:0]", title, explanation)));
    }
}
