package dev.seascope.arch.a64;

/// Marks an [Instruction] that does nothing but compute registers and condition flags from registers and condition
/// flags: it uses neither its address nor memory, always completes, and the next instruction follows it. Who executes
/// several in a row need not say in between where he is.
public interface Computation {}
