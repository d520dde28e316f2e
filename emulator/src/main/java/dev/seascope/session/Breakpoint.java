package dev.seascope.session;

/// Where or on what a session stops.
public sealed interface Breakpoint {
    /// The number the user sees, from 1.
    int id();

    /// Whether it is armed.
    boolean enabled();

    /// Before the instruction at a guest virtual address.
    record AtAddress(int id, boolean enabled, long address) implements Breakpoint {}

    /// At each `KVM_RUN` exit of this reason (`KVM_EXIT_*` number).
    record OnExit(int id, boolean enabled, int reason) implements Breakpoint {}

    /// At each exception taken with this exception class.
    record OnException(int id, boolean enabled, int ec) implements Breakpoint {}
}
