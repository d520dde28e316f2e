package dev.seascope.cpu;

/// Why [Cpu#run] returned.
public sealed interface Stop permits Trap, Hole, Stop.BudgetSpent, Stop.AtBreakpoint, Stop.ExceptionLoop,
        Stop.Unsupported {
    /// As many instructions as asked for were attempted.
    record BudgetSpent() implements Stop {}

    /// The next instruction is one where the debugger wants to stop. Running again executes it.
    record AtBreakpoint(long address) implements Stop {}

    /// The guest only enters exceptions: each entry faults again before one instruction completes, so nothing but the
    /// host can change its state. Running again goes on with the loop for a while.
    ///
    /// @param pc the vector that cannot be executed
    /// @param esrEl1 syndrome of the last entry
    record ExceptionLoop(long pc, long esrEl1) implements Stop {}

    /// The guest's state selects something this processor does not have.
    ///
    /// @param why one sentence for the user
    record Unsupported(String why) implements Stop {}
}
