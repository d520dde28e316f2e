package dev.seascope.session;

import dev.seascope.kvm.machine.RunResult;
import dev.seascope.kvm.machine.VmSnapshot;
import java.util.Optional;

/// A machine and the devices of its VMM at one instant, see [Machine#checkpoint]. Immutable.
public final class MachineCheckpoint {
    private final VmSnapshot vm;
    private final long[] devices;
    private final Optional<RunResult> lastResult;

    MachineCheckpoint(VmSnapshot vm, long[] devices, Optional<RunResult> lastResult) {
        this.vm = vm;
        this.devices = devices;
        this.lastResult = lastResult;
    }

    VmSnapshot vm() {
        return vm;
    }

    long[] devices() {
        return devices;
    }

    Optional<RunResult> lastResult() {
        return lastResult;
    }
}
