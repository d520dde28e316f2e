package dev.seascope.views.compose;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.kvm.Effect;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.control.Notation;
import java.util.List;
import java.util.Optional;

/// A composed syndrome as the sum it is: who supplies which bits, and what the guest reads.
///
/// @param rows one a source; their OR is the result
/// @param title what the result is: `Guest reads ESR_EL1`
/// @param how beside the result: `OR of the four`
/// @param result the value, if there is one
/// @param far the fault address written, if one is
/// @param pc where the guest goes, if it does
public record Sum(List<Contribution> rows, String title, String how, Optional<Long> result, Optional<Far> far,
        Optional<Pc> pc) {
    private static final List<String> COUNTS = List.of("none", "one", "two", "three", "four", "five");

    /// The fault address.
    ///
    /// @param unknown the syndrome says that the register holds no address
    public record Far(Source source, long value, boolean unknown) {}

    /// The new program counter.
    ///
    /// @param offset from `VBAR_EL1`
    public record Pc(Source source, int offset, long value) {}

    public Sum {
        rows = List.copyOf(rows);
    }

    /// The sum of a composed injection.
    public static Sum of(InjectionPlan plan, Preview preview, MachineSnapshot machine) {
        Effect effect = preview.effect();
        Optional<Effect.Write> esr = effect.result("ESR_EL1");
        if (esr.isEmpty()) {
            esr = effect.result("VSESR_EL2");
        }
        if (esr.isEmpty()) {
            return nothing(plan, preview, machine);
        }
        List<Contribution> rows = esr.get().sources().stream().filter(row -> row.bits() != 0).toList();
        boolean pending = !esr.get().register().equals("ESR_EL1");
        return new Sum(rows, pending ? "Pending SError, VSESR_EL2" : "Guest reads ESR_EL1",
                rows.size() > 1 ? "OR of the " + COUNTS.get(Math.min(rows.size(), COUNTS.size() - 1)) : "",
                Optional.of(esr.get().after()), far(effect), pc(effect));
    }

    private static Sum nothing(InjectionPlan plan, Preview preview, MachineSnapshot machine) {
        long now = machine.systemRegister("ESR_EL1").orElse(0L);
        if (plan.abort() == Abort.NONE && !plan.serror()) {
            return new Sum(List.of(), "Nothing is composed", "ESR_EL1 stays", Optional.of(now), Optional.empty(),
                    Optional.empty());
        }
        List<Contribution> rows = plan.hasEsr()
                ? List.of(new Contribution(Source.YOU, plan.esr(), "ext_abt_esr, as supplied")) : List.of();
        String title = preview.verdict().accepted() ? "Nothing is injected" : "Refused, nothing is injected";
        return new Sum(rows, title, "ESR_EL1 stays", Optional.of(now), Optional.empty(), Optional.empty());
    }

    private static Optional<Far> far(Effect effect) {
        return effect.result("FAR_EL1").map(write ->
                new Far(source(write), write.after(), ComposeModel.isAddressUnknown(effect)));
    }

    private static Optional<Pc> pc(Effect effect) {
        return effect.entered() ? effect.result("PC").map(write ->
                new Pc(source(write), effect.vectorOffset(), write.after())) : Optional.empty();
    }

    private static Source source(Effect.Write write) {
        return write.sources().isEmpty() ? Source.KVM : write.sources().getFirst().source();
    }

    /// A value in as many digits as its column has: eight, or sixteen when the upper half is not 0.
    static String digits(long value) {
        return Notation.digits(value, value >>> 32 == 0 ? 8 : 16);
    }
}
