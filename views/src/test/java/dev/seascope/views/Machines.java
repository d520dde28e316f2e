package dev.seascope.views;

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
}
