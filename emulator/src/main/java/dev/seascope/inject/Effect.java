package dev.seascope.inject;

import java.util.List;

/// What the guest's registers hold after an injection, compared with before. One entry per register that is written.
///
/// @param kind what happens
/// @param entered an exception was entered (PC moved to a vector); otherwise it is pending
/// @param vectorOffset offset from `VBAR_EL1` when [#entered]
/// @param writes the registers written, in the order KVM writes them
public record Effect(Kind kind, boolean entered, int vectorOffset, List<Write> writes) {
    public Effect {
        writes = List.copyOf(writes);
    }

    /// What kind of exception.
    public enum Kind {
        /// Nothing is injected.
        NONE,
        /// External data abort.
        DATA_ABORT,
        /// External instruction abort.
        INSTRUCTION_ABORT,
        /// SError.
        SERROR,
        /// An external abort entered and an SError pending or entered after it.
        ABORT_AND_SERROR
    }

    /// One register write.
    ///
    /// @param register Arm name: `ESR_EL1`, `PC`, `PSTATE`
    /// @param sources where its bits came from; their OR is [#after]
    public record Write(String register, long before, long after, List<Contribution> sources) {
        public Write {
            sources = List.copyOf(sources);
        }
    }

    /// Nothing happens.
    public static final Effect NONE = new Effect(Kind.NONE, false, 0, List.of());
}
