package dev.seascope.arch.syndrome;

/// The instruction set in use when an exception was taken.
public enum Origin {
    /// Not known: rules that depend on it accept any.
    UNKNOWN,
    /// AArch64.
    A64,
    /// AArch32, A32 instructions.
    A32,
    /// AArch32, T32 instructions.
    T32
}
