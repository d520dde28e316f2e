package dev.seascope.arch.a64.fp;

/// How an inexact result is rounded. The first four are in the order of `FPCR.RMode`.
public enum RoundingMode {
    /// To nearest, ties to even.
    TIE_EVEN,
    /// Towards plus infinity.
    PLUS_INFINITY,
    /// Towards minus infinity.
    MINUS_INFINITY,
    /// Towards zero.
    ZERO,
    /// To nearest, ties away from zero.
    TIE_AWAY,
    /// To odd: an inexact result has its last bit set (FCVTXN).
    ODD;

    private static final RoundingMode[] BY_RMODE = {TIE_EVEN, PLUS_INFINITY, MINUS_INFINITY, ZERO};

    /// The mode that `FPCR.RMode`, bits 23:22, selects.
    public static RoundingMode of(int fpcr) {
        return BY_RMODE[(fpcr >>> 22) & 3];
    }
}
