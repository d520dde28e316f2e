package dev.seascope.views.frame;

import dev.seascope.session.Breakpoint;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.control.Notation;

/// What the session is doing, as the toolbar's chip says it.
///
/// @param look decides icon and colours
/// @param text in words
/// @param code the kernel's name or a number, empty if there is none
public record Chip(Look look, String text, String code) {
    /// How the chip looks.
    public enum Look {
        /// No guest.
        EMPTY,
        /// Executing.
        RUNNING,
        /// An exit to user space.
        EXIT,
        /// At a breakpoint.
        BREAKPOINT,
        /// Stopped for another reason.
        PAUSED,
        /// `KVM_RUN` failed.
        ERRNO,
        /// The emulation failed.
        FAILED
    }

    /// The chip for a machine.
    public static Chip of(MachineSnapshot machine) {
        return switch (machine.state()) {
            case RunState.Empty _ -> new Chip(Look.EMPTY, "No guest", "");
            case RunState.Running _ -> new Chip(Look.RUNNING, "Running", "t " + Notation.grouped(machine.retired()));
            case RunState.AtExit(var exit) ->
                new Chip(Look.EXIT, "Paused at exit", "%s (%d)".formatted(exit.kernelName(), exit.reason()));
            case RunState.AtError(String errno, _) -> new Chip(Look.ERRNO, "KVM_RUN failed", "-" + errno);
            case RunState.AtBreakpoint(Breakpoint breakpoint, int hits) ->
                new Chip(Look.BREAKPOINT, "Breakpoint %d, hit %d".formatted(breakpoint.id(), hits), "");
            case RunState.Paused(String why) -> new Chip(Look.PAUSED, why.isEmpty() ? "Paused" : why, "");
            case RunState.Failed _ -> new Chip(Look.FAILED, "Stopped: emulation failed", "");
        };
    }
}
