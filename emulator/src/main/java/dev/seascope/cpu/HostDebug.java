package dev.seascope.cpu;

import java.util.List;

/// How a hypervisor debugs its guest (`MDCR_EL2.TDE` and `TDA`). While this is in force, every debug exception goes to
/// EL2, BRK included, whatever PSTATE.D, MDSCR_EL1 and the OS lock say, and what the guest set up for itself has no
/// effect.
///
/// @param breakpointControls `DBGBCRn_EL1`, as many as the caller has; those that the processor lacks are ignored
/// @param breakpointValues `DBGBVRn_EL1`
/// @param watchpointControls `DBGWCRn_EL1`
/// @param watchpointValues `DBGWVRn_EL1`
public record HostDebug(List<Long> breakpointControls, List<Long> breakpointValues, List<Long> watchpointControls,
        List<Long> watchpointValues) {
    /// No breakpoints and no watchpoints: BRK alone goes to EL2.
    public static final HostDebug INSTRUCTIONS_ONLY = new HostDebug(List.of(), List.of(), List.of(), List.of());

    public HostDebug {
        breakpointControls = List.copyOf(breakpointControls);
        breakpointValues = List.copyOf(breakpointValues);
        watchpointControls = List.copyOf(watchpointControls);
        watchpointValues = List.copyOf(watchpointValues);
    }

    /// Breakpoints that the processor has.
    public static int breakpoints() {
        return IdRegisters.BREAKPOINTS;
    }

    /// Watchpoints that the processor has.
    public static int watchpoints() {
        return IdRegisters.WATCHPOINTS;
    }
}
