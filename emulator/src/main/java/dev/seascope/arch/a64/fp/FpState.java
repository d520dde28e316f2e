package dev.seascope.arch.a64.fp;

/// The control and the cumulative flags of floating point, as operations read and write them.
public class FpState {
    /// `FPCR`.
    public int fpcr;
    /// `FPSR`.
    public int fpsr;

    /// All zero: round to nearest, nothing flushed, no flags.
    public FpState() {}
}
