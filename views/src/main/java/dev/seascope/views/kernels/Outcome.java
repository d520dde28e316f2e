package dev.seascope.views.kernels;

import dev.seascope.arch.Layout.Reading;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Words;
import dev.seascope.views.model.VectorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one kernel makes of an injection, in the terms in which kernels can differ.
///
/// @param kernel the kernel asked
/// @param preview its whole answer
record Outcome(Kernel kernel, Preview preview) {
    /// What is compared, a column each.
    enum Aspect {
        ANSWER("ioctl"),
        SYNDROME("guest reads ESR_EL1"),
        ADDRESS("FAR_EL1"),
        VECTOR("PC"),
        TIME("taken");

        private final String title;

        Aspect(String title) {
            this.title = title;
        }

        /// Head of the column.
        String title() {
            return title;
        }
    }

    private static final String NOTHING = "–";
    /// A list of fields longer than this is said as one number.
    private static final int MOST_FIELDS = 9;
    /// Registers without a column of their own.
    private static final List<VcpuRegister> OTHERS = List.of(VcpuRegister.ELR_EL1, VcpuRegister.SPSR_EL1,
            VcpuRegister.PSTATE, VcpuRegister.VSESR_EL2);

    /// Whether the ioctl returns 0.
    boolean accepted() {
        return preview.verdict().accepted();
    }

    /// What a column says of this kernel.
    String text(Aspect aspect) {
        return switch (aspect) {
            case ANSWER -> accepted() ? "returns 0" : "-" + preview.verdict().errno();
            case SYNDROME -> value(VcpuRegister.ESR_EL1).or(() -> value(VcpuRegister.VSESR_EL2).map(iss ->
                    "pending " + iss)).orElse(NOTHING);
            case ADDRESS -> value(VcpuRegister.FAR_EL1).orElse(NOTHING);
            case VECTOR -> value(VcpuRegister.PC).map(pc ->
                    new VectorEntry(preview.effect().vectorOffset()).notation() + "  " + pc).orElse(NOTHING);
            case TIME -> time();
        };
    }

    private Optional<String> value(VcpuRegister register) {
        return preview.effect().result(register).map(write -> Notation.address(write.after()));
    }

    private String time() {
        Effect effect = preview.effect();
        boolean waits = effect.result(VcpuRegister.VSE_PENDING).isPresent();
        if (effect.entered()) {
            return waits ? "abort now, SError later" : "inside the ioctl";
        }
        boolean next = effect.result(VcpuRegister.PENDING_EXCEPTION).isPresent();
        return next ? "at the next KVM_RUN" : waits ? "when PSTATE.A is 0"
                : effect.kind() == Effect.Kind.NONE ? "not at all" : "inside the ioctl";
    }

    /// Whether a column says something else than for `other`.
    boolean differs(Aspect aspect, Outcome other) {
        return !text(aspect).equals(other.text(aspect));
    }

    /// In what this kernel's answer differs from another's, a phrase each; empty when the guest and the VMM cannot
    /// tell the two apart.
    List<String> differences(Outcome other) {
        List<String> found = new ArrayList<>();
        if (!accepted()) {
            if (!preview.verdict().equals(other.preview.verdict())) {
                found.add(preview.verdict().text());
            }
        } else if (!other.accepted()) {
            found.add("accepts it");
        }
        if (!preview.lacking().isEmpty() && !preview.lacking().equals(other.preview.lacking())) {
            found.add("has no %s: not sent".formatted(String.join(", ", preview.lacking())));
        }
        if (accepted() && other.accepted()) {
            effects(other, found);
        }
        return List.copyOf(found);
    }

    private void effects(Outcome other, List<String> found) {
        if (differs(Aspect.TIME, other)) {
            found.add("taken " + time());
        }
        Optional<Long> mine = after(VcpuRegister.ESR_EL1);
        Optional<Long> theirs = other.after(VcpuRegister.ESR_EL1);
        if (mine.isPresent() && theirs.isPresent() && !mine.equals(theirs)) {
            found.add("ESR_EL1: " + fields(mine.get(), theirs.get()));
        }
        if (mine.isPresent() && theirs.isPresent() && differs(Aspect.ADDRESS, other)) {
            found.add("FAR_EL1 %s".formatted(text(Aspect.ADDRESS)));
        }
        int vector = preview.effect().vectorOffset();
        if (preview.effect().entered() && other.preview.effect().entered()
                && vector != other.preview.effect().vectorOffset()) {
            found.add("vector " + new VectorEntry(vector).notation());
        }
        for (VcpuRegister register : OTHERS) {
            Optional<Long> value = after(register);
            if (value.isPresent() && other.after(register).isPresent() && !value.equals(other.after(register))) {
                found.add("%s %s".formatted(register, Notation.address(value.get())));
            }
        }
    }

    private Optional<Long> after(VcpuRegister register) {
        return preview.effect().result(register).map(Effect.Write::after);
    }

    /// `ISV 0, SAS 0, FnV 0`: the fields of a syndrome that differ from another of the same class, as this one has them.
    private static String fields(long esr, long other) {
        List<Reading> changed = Esr.read(other, SyndromeContext.el1()).stream()
                .filter(reading -> reading.field().bits().get(esr) != reading.value()).toList();
        if (changed.size() > MOST_FIELDS) {
            return Notation.address(esr);
        }
        return changed.stream().map(reading -> reading.field().name() + " "
                + Words.number(reading.field(), reading.field().bits().get(esr))).collect(Collectors.joining(", "));
    }
}
