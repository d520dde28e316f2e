package dev.seascope.session;

import dev.seascope.kvm.KvmExit;

/// What the session is doing, as the state chip of the window says it.
public sealed interface RunState {
    /// No guest is loaded.
    record Empty() implements RunState {}

    /// The guest is executing.
    record Running() implements RunState {}

    /// `KVM_RUN` returned to user space with this exit.
    record AtExit(KvmExit exit) implements RunState {}

    /// `KVM_RUN` returned -1.
    ///
    /// @param errno symbolic name, `ENOSYS`
    /// @param why one sentence for the user
    record AtError(String errno, String why) implements RunState {}

    /// Stopped before the instruction of a breakpoint.
    record AtBreakpoint(Breakpoint breakpoint, int hits) implements RunState {}

    /// Stopped by the user, by a finished step or by a limit.
    record Paused(String why) implements RunState {}

    /// The emulation thread failed; the machine is as it was at the failure.
    record Failed(String why) implements RunState {}
}
