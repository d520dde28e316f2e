package dev.seascope.views;

import dev.seascope.session.HostView;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;

/// Machines that differ from the one of the design pictures.
public final class Machines {
    private Machines() {}

    /// The same machine in another state of the session.
    public static MachineSnapshot in(MachineSnapshot machine, RunState state) {
        return new MachineSnapshot(machine.retired(), state, machine.x(), machine.sp(), machine.pc(), machine.pstate(),
                machine.system(), machine.host(), machine.kvmRun(), machine.exits(), machine.exceptions(),
                machine.console(), machine.machine(), machine.memory(), machine.program());
    }

    /// The same machine after an exception was injected, as kernels do that enter it inside the ioctl.
    public static MachineSnapshot injected(MachineSnapshot machine) {
        HostView host = machine.host();
        return new MachineSnapshot(machine.retired(), machine.state(), machine.x(), machine.sp(), 0x4008_0a00L,
                machine.pstate(), machine.system(), new HostView(host.esrEl2(), host.farEl2(), host.hpfar(), false, false, 0),
                machine.kvmRun(), machine.exits(), machine.exceptions() + 1, machine.console(), machine.machine(),
                machine.memory(), machine.program());
    }
}
