package dev.seascope.cpu;

/// Optional parts of the architecture, beyond the instruction set, that the emulated processor can have.
public enum Extension {
    /// FEAT_IDST: reading an ID register at EL0 is reported as a trapped access (EC 0x18), not as UNDEFINED.
    IDST,
    /// FEAT_SCTLR2: `SCTLR2_EL1` exists (`ID_AA64MMFR3_EL1.SCTLRX`).
    SCTLR2,
    /// FEAT_DoubleFault2: `SCTLR2_EL1.{EASE, NMEA}` have an effect.
    DOUBLE_FAULT2,
    /// FEAT_HAFDBS: hardware updates of the Access flag and of the dirty state.
    HAFDBS,
    /// FEAT_LPA2 is never present; this is FEAT_TTST: translation tables of 16 to 47 bits of address.
    TTST,
    /// FEAT_PMUv3.
    PMU,
    /// The CPU interface of a GICv3 as system registers; comes with [Interrupts#connectRegisters] alone.
    GICV3
}
