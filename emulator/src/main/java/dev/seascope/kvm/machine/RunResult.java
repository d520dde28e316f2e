package dev.seascope.kvm.machine;

import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.uapi.Errno;

/// How a stretch of `KVM_RUN` ended.
public sealed interface RunResult {
    /// `KVM_RUN` returned 0.
    record Exited(KvmExit exit) implements RunResult {}

    /// `KVM_RUN` returned -1.
    ///
    /// @param exit what the shared page holds all the same
    /// @param why one sentence for the user
    record Failed(Errno errno, KvmExit exit, String why) implements RunResult {}

    /// The debugger holds the vCPU inside `KVM_RUN`, where a real VMM would still be waiting. Running again goes on.
    ///
    /// @param text one sentence for the user
    record Held(Reason reason, String text) implements RunResult {}

    /// Why a vCPU is held.
    enum Reason {
        /// As many instructions as asked for were attempted.
        LIMIT,
        /// The next instruction has a breakpoint.
        BREAKPOINT,
        /// The vCPU sleeps and nothing inside the machine will wake it.
        WAITING,
        /// The guest only enters exceptions.
        EXCEPTION_LOOP,
        /// The guest printed the text that the VMM waits for. KVM knows nothing of it.
        CONSOLE
    }
}
