package dev.seascope.views.decode;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Layout.Reading;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.inject.Injector;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A syndrome from elsewhere as an injection into the guest at hand, and what of it KVM cannot reproduce there.
///
/// @param plan what to compose; nothing when `KVM_SET_VCPU_EVENTS` injects no such exception
/// @param losses what will be otherwise than in the syndrome, a phrase each; empty when the guest reads exactly it
public record Rebuild(Optional<InjectionPlan> plan, List<String> losses) {
    public Rebuild {
        losses = List.copyOf(losses);
    }

    /// Rebuild a syndrome.
    ///
    /// @param far the address that goes with it, if one is known
    /// @param machine the guest it is to be injected into, with its kernel
    public static Rebuild of(long esr, Optional<Long> far, MachineSnapshot machine) {
        Optional<InjectionPlan> plan = plan(esr);
        if (plan.isEmpty()) {
            return new Rebuild(plan, List.of(("KVM_SET_VCPU_EVENTS injects aborts and SErrors only; EC 0x%02x has to be "
                    + "written with KVM_SET_ONE_REG").formatted(Esr.ec(esr))));
        }
        Kernel kernel = Kernel.of(machine.machine().kernelId());
        Preview preview = Injector.preview(plan.get(), kernel, machine.vcpuState(), KvmExit.read(machine.kvmRun()));
        List<String> losses = new ArrayList<>();
        if (!preview.verdict().accepted()) {
            losses.add("%s refuses it: -%s, %s".formatted(kernel.id(), preview.verdict().errno(),
                    preview.verdict().text()));
        }
        if (!preview.lacking().isEmpty()) {
            losses.add("%s has no %s: not sent".formatted(kernel.id(), String.join(", ", preview.lacking())));
        }
        compare(esr, preview, losses);
        address(far, preview.effect(), losses);
        return new Rebuild(plan, losses);
    }

    private static Optional<InjectionPlan> plan(long esr) {
        long iss = Esr.ISS.bits().get(esr);
        return switch (Esr.ec(esr)) {
            case Esr.EC_DABT_LOW, Esr.EC_DABT_CUR ->
                Optional.of(new InjectionPlan(Abort.DATA, true, iss, false, false, 0));
            case Esr.EC_IABT_LOW, Esr.EC_IABT_CUR ->
                Optional.of(new InjectionPlan(Abort.INSTRUCTION, true, iss, false, false, 0));
            case Esr.EC_SERROR -> Optional.of(new InjectionPlan(Abort.NONE, false, 0, true, true, iss));
            default -> Optional.empty();
        };
    }

    private static void compare(long esr, Preview preview, List<String> losses) {
        Optional<Long> read = preview.effect().result(VcpuRegister.ESR_EL1).map(Effect.Write::after);
        if (read.isEmpty()) {
            // A pending SError: only its ISS is settled yet.
            read = preview.effect().result(VcpuRegister.VSESR_EL2).map(write ->
                    Esr.ISS.bits().set(esr & 0xffff_ffffL, write.after() & Esr.ISS.bits().mask()));
        }
        read.ifPresent(guest -> differences(esr, guest, losses));
    }

    private static void differences(long esr, long guest, List<String> losses) {
        if (Esr.ec(esr) != Esr.ec(guest)) {
            losses.add("EC 0x%02x becomes 0x%02x: KVM takes the level from PSTATE".formatted(Esr.ec(esr), Esr.ec(guest)));
        }
        if (Esr.IL.bits().get(esr) != Esr.IL.bits().get(guest)) {
            losses.add("IL %d becomes %d".formatted(Esr.IL.bits().get(esr), Esr.IL.bits().get(guest)));
        }
        if (esr >>> 32 != guest >>> 32) {
            losses.add("ISS2 %s cannot be supplied".formatted(Notation.hex(Esr.ISS2.bits().get(esr))));
        }
        for (Reading reading : Esr.read(esr, SyndromeContext.el1())) {
            Bits bits = reading.field().bits();
            if (bits.msb() <= Esr.ISS.bits().msb() && bits.get(guest) != reading.value()) {
                losses.add("%s %s becomes %s".formatted(reading.field().name(),
                        Words.number(reading.field(), reading.value()), Words.number(reading.field(), bits.get(guest))));
            }
        }
    }

    private static void address(Optional<Long> far, Effect effect, List<String> losses) {
        Optional<Long> written = effect.result(VcpuRegister.FAR_EL1).map(Effect.Write::after);
        if (far.isPresent() && written.isPresent() && !far.equals(written)) {
            losses.add("FAR_EL1 %s becomes %s: KVM copies FAR_EL2 of the last trap"
                    .formatted(Notation.address(far.get()), Notation.address(written.get())));
        }
    }
}
