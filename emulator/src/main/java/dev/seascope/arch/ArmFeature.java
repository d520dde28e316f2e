package dev.seascope.arch;

/// The features that change which syndromes a processing element reports. Constants are spelled as the Arm ARM spells
/// them after `FEAT_`.
public enum ArmFeature {
    /// AArch32 at some lower Exception level.
    AA32,
    /// AArch64.
    AA64,
    /// Branch target identification.
    BTI,
    /// 128-bit translation tables.
    D128,
    /// Debug, version 8.2.
    Debugv8p2,
    /// Debug, version 8.9.
    Debugv8p9,
    /// Double fault extension, version 2.
    DoubleFault2,
    /// Extended syndrome of aborts.
    EAESR,
    /// Exception-based event profiling.
    EBEP,
    /// Fine-grained traps.
    FGT,
    /// Faulting on pointer authentication.
    FPAC,
    /// Guarded control stack.
    GCS,
    /// Hardware update of access flag and dirty state.
    HAFDBS,
    /// Hardware dirty-state tracking structure.
    HDBSS,
    /// Implicit error synchronization event.
    IESB,
    /// 52-bit addresses with 4 KB and 16 KB granules.
    LPA2,
    /// 64-byte loads and stores.
    LS64,
    /// 64-byte stores with status.
    LS64_V,
    /// 64-byte EL0 stores with status.
    LS64_ACCDATA,
    /// Memory copy and set instructions.
    MOPS,
    /// Memory tagging.
    MTE2,
    /// Canonical tag checking.
    MTE_CANONICAL_TAGS,
    /// Allocation tag access permission.
    MTE_PERM,
    /// Nested virtualization.
    NV,
    /// Nested virtualization through memory.
    NV2,
    /// Pointer authentication.
    PAuth,
    /// Physical fault address register.
    PFAR,
    /// Reliability, availability and serviceability.
    RAS,
    /// Reliability, availability and serviceability, version 2.
    RASv2,
    /// Realm management.
    RME,
    /// Stage 1 permission indirection.
    S1PIE,
    /// Stage 1 permission overlays.
    S1POE,
    /// Stage 2 permission indirection.
    S2PIE,
    /// Stage 2 permission overlays.
    S2POE,
    /// Synchronous exception-based event profiling.
    SEBEP,
    /// Scalable matrix extension.
    SME,
    /// Scalable matrix extension, version 2.
    SME2,
    /// Statistical profiling exceptions.
    SPE_EXC,
    /// Statistical profiling, version 1.5.
    SPEv1p5,
    /// Scalable vector extension.
    SVE,
    /// 128-bit system registers.
    SYSREG128,
    /// 128-bit system instructions.
    SYSINSTR128,
    /// Translation hardening.
    THE,
    /// Trace buffer exceptions.
    TRBE_EXC,
    /// Trace buffer, version 1.1.
    TRBEv1p1,
    /// Wait with timeout.
    WFxT;

    /// The manual's name: `FEAT_RASv2`.
    public String manualName() {
        return "FEAT_" + name();
    }
}
