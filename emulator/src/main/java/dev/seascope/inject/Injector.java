package dev.seascope.inject;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.RunInjection;
import dev.seascope.kvm.VcpuEvents;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns injections into bytes and back, and says what a kernel does with them. Pure: the same arguments give the
/// same answer, and nothing is changed.
public final class Injector {
    private Injector() {}

    /// A plan as bytes.
    ///
    /// @param ioctl the ioctl number
    /// @param lacking fields that the plan sets and the struct has not
    public record Encoded(Bytes struct, long ioctl, List<String> lacking) {
        public Encoded {
            lacking = List.copyOf(lacking);
        }
    }

    /// One kernel's answer.
    public record Row(Kernel kernel, Preview preview) {}

    private record Setting(String field, long value) {}

    /// Encode a plan as a VMM built with this form of the struct would.
    public static Encoded encode(InjectionPlan plan, StructLayout layout) {
        Bytes struct = layout.zeros();
        List<String> lacking = new ArrayList<>();
        for (Setting setting : settings(plan)) {
            if (setting.value == 0) {
                continue;
            }
            if (layout.has(setting.field)) {
                struct = layout.with(struct, setting.field, setting.value);
            } else {
                lacking.add(setting.field);
            }
        }
        return new Encoded(struct, Ioctl.KVM_SET_VCPU_EVENTS.number(layout.size()), lacking);
    }

    private static List<Setting> settings(InjectionPlan plan) {
        return List.of(new Setting("serror_pending", plan.serror() ? 1 : 0),
                new Setting("serror_has_esr", plan.serrorHasEsr() ? 1 : 0),
                new Setting("ext_dabt_pending", plan.abort() == Abort.DATA || plan.abort() == Abort.BOTH ? 1 : 0),
                new Setting("ext_iabt_pending",
                        plan.abort() == Abort.INSTRUCTION || plan.abort() == Abort.BOTH ? 1 : 0),
                new Setting("ext_abt_has_esr", plan.hasEsr() ? 1 : 0),
                new Setting("serror_esr", plan.serrorEsr()),
                new Setting("ext_abt_esr", plan.esr()));
    }

    /// Read bytes as a kernel with this form of the struct does. Pad and reserved bytes are not part of a plan.
    public static InjectionPlan decode(Bytes struct, StructLayout layout) {
        boolean data = layout.get(struct, "ext_dabt_pending") != 0;
        boolean instruction = layout.get(struct, "ext_iabt_pending") != 0;
        Abort abort = data ? instruction ? Abort.BOTH : Abort.DATA : instruction ? Abort.INSTRUCTION : Abort.NONE;
        return new InjectionPlan(abort, layout.get(struct, "ext_abt_has_esr") != 0, layout.get(struct, "ext_abt_esr"),
                layout.get(struct, "serror_pending") != 0, layout.get(struct, "serror_has_esr") != 0,
                layout.get(struct, "serror_esr"));
    }

    /// What a kernel does with a plan, sent by a VMM built for that kernel's header.
    ///
    /// @param lastExit the exit before the call; [KvmExit.Unknown] when there was none
    public static Preview preview(InjectionPlan plan, Kernel kernel, VcpuState state, KvmExit lastExit) {
        return preview(encode(plan, kernel.header()), kernel, state, lastExit);
    }

    /// What a kernel does with a plan that was encoded for a header of its own or of another kernel.
    public static Preview preview(Encoded encoded, Kernel kernel, VcpuState state, KvmExit lastExit) {
        VcpuEvents.Outcome outcome = outcome(encoded.struct, encoded.ioctl, kernel, state);
        InjectionPlan plan = decode(encoded.struct, kernel.header());
        return new Preview(encoded.struct, encoded.ioctl, outcome.verdict(), outcome.effect(),
                atNextRun(kernel, outcome.effect(), state), encoded.lacking,
                KvmFindings.of(plan, kernel, state, lastExit, outcome), Locks.of(plan, kernel, outcome.effect()));
    }

    private static Effect atNextRun(Kernel kernel, Effect effect, VcpuState state) {
        long pending = effect.result(VcpuRegister.PENDING_EXCEPTION).map(Effect.Write::after)
                .orElse(state.get(VcpuRegister.PENDING_EXCEPTION));
        return pending == VcpuRegister.PENDING_NONE ? Effect.NONE
                : RunInjection.enterPending(kernel, effect.applyTo(state));
    }

    /// What a kernel does with these bytes at this ioctl number.
    public static Preview preview(Bytes struct, long ioctl, Kernel kernel, VcpuState state, KvmExit lastExit) {
        return preview(new Encoded(struct, ioctl, List.of()), kernel, state, lastExit);
    }

    private static VcpuEvents.Outcome outcome(Bytes struct, long ioctl, Kernel kernel, VcpuState state) {
        return ioctl == Ioctl.KVM_SET_VCPU_EVENTS.number(kernel.events().size())
                ? VcpuEvents.set(kernel, state, struct)
                : VcpuEvents.unknownIoctl(kernel, ioctl);
    }

    /// What every kernel does with the same bytes, each asked by a VMM built for its own header: the bytes are cut or
    /// filled up with zeros to the size of its struct.
    public static List<Row> onEveryKernel(Bytes struct, VcpuState state, KvmExit lastExit) {
        List<Row> rows = new ArrayList<>();
        for (Kernel kernel : Kernel.all()) {
            int size = kernel.header().size();
            Bytes resized = struct.size() == size ? struct : Bytes.copyOf(Arrays.copyOf(struct.toArray(), size));
            rows.add(new Row(kernel, preview(resized, Ioctl.KVM_SET_VCPU_EVENTS.number(size), kernel, state,
                    lastExit)));
        }
        return List.copyOf(rows);
    }
}
