package dev.seascope.session;

/// Where or on what a session stops.
public sealed interface Breakpoint {
    /// The number the user sees, from 1.
    int id();

    /// Whether it is armed.
    boolean enabled();

    /// Before the instruction at a guest virtual address.
    record AtAddress(int id, boolean enabled, long address) implements Breakpoint {}

    /// At each `KVM_RUN` exit of this reason (`KVM_EXIT_*` number). That of MMIO shows the accesses to devices of the board
    /// too, each before the device answers it.
    record OnExit(int id, boolean enabled, int reason) implements Breakpoint {}

    /// At the MMIO exit of each such access, before a device of the board answers it: going on lets it answer, and an
    /// injection comes instead.
    record OnAccess(int id, boolean enabled, Accesses accesses) implements Breakpoint {}

    /// At each exception taken with this exception class.
    record OnException(int id, boolean enabled, int ec) implements Breakpoint {}
}
