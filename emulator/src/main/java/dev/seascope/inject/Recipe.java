package dev.seascope.inject;

import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.ExceptionEntry;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.OneReg;
import java.util.ArrayList;
import java.util.List;

/// Ways to give the guest a syndrome that `KVM_SET_VCPU_EVENTS` of the kernel at hand cannot give it, with
/// `KVM_SET_ONE_REG`.
///
/// @param steps the calls, in order
/// @param result the vCPU afterwards
/// @param caveats what to know before using it, a sentence each
public record Recipe(List<InjectionStep> steps, VcpuState result, List<String> caveats) {
    private static final int MMIO_RT_SHIFT = 16;
    private static final long MMIO_WNR = 1 << 6;
    private static final int ZERO_REGISTER = 31;
    private static final long SCTLR2_EASE = 1 << 5;

    public Recipe {
        steps = List.copyOf(steps);
        caveats = List.copyOf(caveats);
    }

    /// Enter the exception by hand: every register that the hardware would write is written. Works on every kernel, for
    /// every ESR value.
    ///
    /// After an MMIO exit the access has to be finished first, or the next `KVM_RUN` would write its register and move
    /// PC on from the vector; then its effects are undone.
    ///
    /// @param esr all 64 bits of `ESR_EL1`
    /// @param far `FAR_EL1`
    /// @param careless leave out the cure, to show what goes wrong
    public static Recipe byHand(VcpuState state, long esr, long far, boolean careless) {
        List<InjectionStep> steps = new ArrayList<>();
        List<String> caveats = new ArrayList<>();
        boolean mmio = state.get(VcpuRegister.MMIO_NEEDED) != 0;
        VcpuState before = mmio && !careless ? state.with(VcpuRegister.MMIO_NEEDED, 0) : state;
        if (mmio && careless) {
            caveats.add("The MMIO access still waits: the next KVM_RUN writes its register and adds 4 to the vector PC");
        } else if (mmio) {
            steps.add(new InjectionStep.FinishMmio());
            restoreRead(state, steps);
            caveats.add("The MMIO access is finished with immediate_exit first, then PC and its register are put back");
        }
        boolean serrorVector = state.has(VmFeature.SCTLRX) && (state.get(VcpuRegister.SCTLR2_EL1) & SCTLR2_EASE) != 0;
        VcpuState after = before.with(VcpuRegister.ESR_EL1, esr).with(VcpuRegister.FAR_EL1, far);
        set(steps, VcpuRegister.ESR_EL1, esr);
        set(steps, VcpuRegister.FAR_EL1, far);
        ExceptionEntry entry =
                ExceptionEntry.aarch64(serrorVector, state.has(VmFeature.MTE), true, state::get);
        for (ExceptionEntry.Value value : entry.values()) {
            set(steps, value.register(), value.bits());
            after = after.with(value.register(), value.bits());
        }
        return new Recipe(steps, after, caveats);
    }

    /// The register that the finished read overwrote gets its old value back.
    private static void restoreRead(VcpuState state, List<InjectionStep> steps) {
        long trap = state.get(VcpuRegister.ESR_EL2);
        int rt = (int) (trap >>> MMIO_RT_SHIFT) & 0x1f;
        if ((trap & MMIO_WNR) == 0 && rt != ZERO_REGISTER) {
            set(steps, VcpuRegister.x(rt), state.get(VcpuRegister.x(rt)));
        }
    }

    /// Let KVM inject a plain data abort, then rewrite the syndrome. Works on every kernel that enters the abort inside
    /// the ioctl; on the others `ESR_EL1` can be rewritten just as well, as it is final by then.
    ///
    /// @param esr all 64 bits of `ESR_EL1` that the guest is to read
    /// @param far `FAR_EL1`
    public static Recipe rewritten(Kernel kernel, VcpuState state, KvmExit lastExit, long esr, long far) {
        InjectionPlan plan = new InjectionPlan(Abort.DATA, false, 0, false, false, 0);
        Preview preview = Injector.preview(plan, kernel, state, lastExit);
        List<InjectionStep> steps = new ArrayList<>();
        List<String> caveats = new ArrayList<>();
        steps.add(new InjectionStep.SetEvents(preview.ioctl(), preview.struct()));
        VcpuState after = preview.effect().applyTo(state);
        if (preview.effect().kind() == Effect.Kind.NONE) {
            caveats.add("KVM injects nothing: " + preview.verdict().text());
            return new Recipe(steps, after, caveats);
        }
        set(steps, VcpuRegister.ESR_EL1, esr);
        if (far != after.get(VcpuRegister.FAR_EL1)) {
            set(steps, VcpuRegister.FAR_EL1, far);
        }
        return new Recipe(steps, after.with(VcpuRegister.ESR_EL1, esr).with(VcpuRegister.FAR_EL1, far), caveats);
    }

    private static void set(List<InjectionStep> steps, VcpuRegister register, long value) {
        steps.add(new InjectionStep.SetOneReg(register.name(),
                OneReg.named(register.name()).orElseThrow().id(), value));
    }
}
