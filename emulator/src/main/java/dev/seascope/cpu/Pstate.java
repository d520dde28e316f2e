package dev.seascope.cpu;

/// The bits of PSTATE as `SPSR_EL1` holds them (Arm ARM, "Saved Program Status Register (EL1)").
final class Pstate {
    /// `M[4]`: AArch32 state.
    static final int NRW = 1 << 4;
    static final int F = 1 << 6;
    static final int I = 1 << 7;
    static final int A = 1 << 8;
    static final int D = 1 << 9;
    static final int DAIF = D | A | I | F;
    static final int SSBS = 1 << 12;
    static final int IL = 1 << 20;
    static final int SS = 1 << 21;
    static final int PAN = 1 << 22;
    static final int UAO = 1 << 23;
    static final int DIT = 1 << 24;
    static final int TCO = 1 << 25;
    /// N, Z, C and V, which the processor keeps apart.
    static final long NZCV = 0xf000_0000L;
    static final int NZCV_SHIFT = 28;
    static final int BTYPE = 0b11 << 10;

    /// `M[3:0]` of the modes that a guest without EL2 can be in.
    static final int EL0T = 0b0000;
    static final int EL1T = 0b0100;
    static final int EL1H = 0b0101;
    static final int MODE = 0b1111;
    /// `M[0]`: the stack pointer of the level is in use.
    static final int SP_SEL = 1;
    static final int SP_SEL_MODE = MODE | NRW;

    /// After a reset that KVM performs: EL1h, everything masked.
    static final int RESET = DAIF | EL1H;

    private Pstate() {}

    /// The exception level that `M[4:0]` selects. AArch32 modes other than User count as EL1.
    static int level(long pstate) {
        return (pstate & NRW) == 0 ? (int) pstate >>> 2 & 3 : (pstate & MODE) == 0 ? 0 : 1;
    }

    /// Whether `M[4:0]` selects an AArch64 mode of EL0 or EL1.
    static boolean isAArch64Guest(long pstate) {
        int mode = (int) pstate & (MODE | NRW);
        return mode == EL0T || mode == EL1T || mode == EL1H;
    }
}
