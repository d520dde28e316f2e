package dev.seascope.inject;

/// An injection as a person composes it, before it is encoded for any kernel. A value: shown, previewed, saved.
///
/// @param abort the external abort to pend, if any
/// @param hasEsr `ext_abt_has_esr`
/// @param esr `ext_abt_esr`, all 64 bits as typed
/// @param serror `serror_pending`
/// @param serrorHasEsr `serror_has_esr`
/// @param serrorEsr `serror_esr`
public record InjectionPlan(Abort abort, boolean hasEsr, long esr, boolean serror, boolean serrorHasEsr,
        long serrorEsr) {
    /// Which external abort.
    public enum Abort {
        /// Neither flag.
        NONE,
        /// `ext_dabt_pending`.
        DATA,
        /// `ext_iabt_pending`.
        INSTRUCTION,
        /// Both flags, which the series refuses.
        BOTH
    }

    /// Nothing pending.
    public static final InjectionPlan NOTHING = new InjectionPlan(Abort.NONE, false, 0, false, false, 0);
}
