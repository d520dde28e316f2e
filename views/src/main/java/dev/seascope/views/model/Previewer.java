package dev.seascope.views.model;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Injector;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.session.MachineSnapshot;

/// Says what an injection would do to a machine, without doing it.
@FunctionalInterface
public interface Previewer {
    /// KVM as this program models it.
    Previewer KVM = (plan, machine) -> Injector.preview(plan, Kernel.of(machine.machine().kernelId()),
            machine.vcpuState(), KvmExit.read(machine.kvmRun()));

    /// The bytes, the kernel's answer and the guest's registers if `plan` were injected now. Called on the JavaFX
    /// thread after every edit, so it must take well under a frame.
    Preview preview(InjectionPlan plan, MachineSnapshot machine);
}
