package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Kernel;
import dev.seascope.vmm.acpi.ErrorSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a user can ask of a session. Values, so that a session can be logged and replayed.
public sealed interface Command {
    /// Make a machine and stop before its first instruction. Replaces the machine there was.
    record Load(MachineSpec spec) implements Command {}

    /// `KVM_ENABLE_CAP`, without `KVM_CAP_`. A restart keeps it.
    record EnableCap(String name) implements Command {}

    /// `KVM_RUN` again, until the next stop.
    record Run() implements Command {}

    /// Run to the next stop, but only the first time: the machine as it is at the exit it stops for is kept in a file,
    /// and the next time it is taken from there. A file that cannot be used is written anew. A restart does the same
    /// again.
    ///
    /// @param report of a memory error, written where it stops
    record RunOnce(Path kept, Optional<ReportError> report) implements Command {
        /// Without a report.
        public RunOnce(Path kept) {
            this(kept, Optional.empty());
        }
    }

    /// Stop as soon as possible.
    record Pause() implements Command {}

    /// Execute up to `count` instructions.
    record Step(long count) implements Command {}

    /// Step, but run through calls and exceptions to the next instruction.
    record StepOver() implements Command {}

    /// Run until the current function or handler returns.
    record StepOut() implements Command {}

    /// Run to an address.
    record RunTo(long address) implements Command {}

    /// Load the same guest again.
    record Restart() implements Command {}

    /// Write `mmio.data` and run: the answer to a read.
    ///
    /// @param data byte 0 in bits 7:0
    /// @param run go on at once
    record Answer(long data, boolean run) implements Command {}

    /// `KVM_SET_VCPU_EVENTS` with these bytes.
    ///
    /// @param ioctl the ioctl number
    /// @param label what the timeline calls it
    record SetVcpuEvents(long ioctl, Bytes struct, String label) implements Command {}

    /// Write a record of a memory error for the guest to find when it takes an abort. Only a board with ACPI has an error
    /// source, and that only has room once the guest has acknowledged the error before; otherwise nothing happens.
    ///
    /// @param physAddr guest physical address
    record ReportError(ErrorSource.Severity severity, long physAddr) implements Command {}

    /// `KVM_SET_ONE_REG`.
    record SetOneReg(long id, long value) implements Command {}

    /// Use another kernel: the guest is kept, rules change from here on.
    record UseKernel(String kernelId) implements Command {
        /// @throws IllegalArgumentException if there is no such kernel
        public UseKernel {
            Objects.requireNonNull(Kernel.of(kernelId));
        }
    }

    /// Add, change or remove breakpoints: the whole list.
    record SetBreakpoints(List<Breakpoint> breakpoints) implements Command {}

    /// Type into the guest's serial port.
    record Type(String text) implements Command {}
}
