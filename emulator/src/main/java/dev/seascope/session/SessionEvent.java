package dev.seascope.session;

import dev.seascope.kvm.KvmExit;

/// Something that happened, in order. Events are never dropped on the way to a listener, but a guest that takes
/// exceptions without end has most of them [Skipped]. The x axis of the timeline is [#retired].
public sealed interface SessionEvent {
    /// Instructions retired before the event.
    long retired();

    /// A guest was loaded or restarted: the timeline begins anew.
    record Started(long retired, int el, long pc) implements SessionEvent {}

    /// The machine was put where an earlier run had brought it. What led there is not told again.
    ///
    /// @param el the level it is at
    record Restored(long retired, int el, long pc) implements SessionEvent {}

    /// `KVM_RUN` returned 0 with this exit. Exits are numbered from 1.
    record Exited(long retired, int number, KvmExit exit) implements SessionEvent {}

    /// The user answered an MMIO read with these data (byte 0 in bits 7:0) for exit `number`.
    record Answered(long retired, int number, long data) implements SessionEvent {}

    /// A KVM ioctl other than `KVM_RUN` was made.
    ///
    /// @param name `KVM_SET_VCPU_EVENTS`
    /// @param errno symbolic name, or empty when it returned 0
    record Ioctl(long retired, String name, long number, String errno) implements SessionEvent {}

    /// An injection was sent and accepted; what the guest takes follows as [ExceptionTaken] of its own.
    ///
    /// @param label `dabt + ISS`
    record Injected(long retired, String label) implements SessionEvent {}

    /// The VMM wrote a record of a memory error for the guest to find, as firmware does.
    ///
    /// @param severity in the words of CPER, in small letters
    /// @param physAddr guest physical address of the error
    record ErrorReported(long retired, String severity, long physAddr) implements SessionEvent {}

    /// The guest entered an exception vector.
    ///
    /// @param vectorOffset offset from `VBAR_EL1`, a multiple of 0x80
    /// @param esr `ESR_EL1` after entry
    /// @param fromEl the level it was taken from
    /// @param before the registers that the entry wrote, as they were; those it did not write are as after it
    record ExceptionTaken(long retired, int vectorOffset, long esr, long far, long elr, long spsr, int fromEl,
            long pc, Before before) implements SessionEvent {}

    /// What an exception entry found in `ESR_EL1`, `FAR_EL1`, `ELR_EL1` and `SPSR_EL1`.
    record Before(long esr, long far, long elr, long spsr) {
        /// Registers that were never written.
        public static final Before RESET = new Before(0, 0, 0, 0);
    }

    /// The guest executed ERET.
    record ExceptionReturned(long retired, int toEl, long pc) implements SessionEvent {}

    /// Exceptions and returns, too many to be told one by one, lie between the events around this one.
    ///
    /// @param retired when the last of them happened
    /// @param from when the first of them happened
    /// @param count how many exceptions and returns
    /// @param el the level after the last
    /// @param pc where execution went on after the last
    record Skipped(long retired, long from, long count, int el, long pc) implements SessionEvent {}

    /// The session stopped or went on; the timeline draws bars from these and from the exception events.
    record StateChanged(long retired, RunState state) implements SessionEvent {}
}
