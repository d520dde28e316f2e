package dev.seascope.kvm;

import java.util.List;
import java.util.Optional;

/// What an injection writes. Applying an injection is performing these writes, so a preview and the real thing cannot
/// differ.
///
/// @param kind what happens
/// @param entries the exceptions entered, in order; empty when the exception is pending or nothing is injected. Two
///     when an SError that PSTATE.A does not mask follows an abort of the same call
/// @param writes every register write in the order KVM makes them, host-side state included; a register written twice
///     appears twice
public record Effect(Kind kind, List<Entry> entries, List<Write> writes) {
    public Effect {
        entries = List.copyOf(entries);
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

    /// One exception entry.
    ///
    /// @param vectorOffset offset from `VBAR_EL1` (from the vector base of AArch32, in a 32-bit guest)
    /// @param pstate PSTATE before
    /// @param serrorVector the SError vector was chosen; for an abort that is what `SCTLR2_EL1.EASE` does
    /// @param abort the exception is an abort, not an SError
    public record Entry(int vectorOffset, long pstate, boolean serrorVector, boolean abort) {}

    /// One register write.
    ///
    /// @param target what is written
    /// @param sources where its bits came from; their OR is [#after]
    public record Write(VcpuRegister target, long before, long after, List<Contribution> sources) {
        public Write {
            sources = List.copyOf(sources);
        }

        /// Arm name: `ESR_EL1`, `PC`, `PSTATE`; upper-case snake case for what only KVM knows: `MMIO_NEEDED`.
        public String register() {
            return target.name();
        }
    }

    /// Nothing happens.
    public static final Effect NONE = new Effect(Kind.NONE, List.of(), List.of());

    /// Whether an exception was entered (PC moved to a vector).
    public boolean entered() {
        return !entries.isEmpty();
    }

    /// Offset of the last vector entered, 0 when none.
    public int vectorOffset() {
        return entries.isEmpty() ? 0 : entries.getLast().vectorOffset();
    }

    /// The last write of a register: what it holds afterwards and why.
    public Optional<Write> result(VcpuRegister register) {
        for (Write write : writes.reversed()) {
            if (write.target() == register) {
                return Optional.of(write);
            }
        }
        return Optional.empty();
    }

    /// The last write of a register by its name.
    public Optional<Write> result(String register) {
        return writes.reversed().stream().filter(write -> write.register().equals(register)).findFirst();
    }

    /// The vCPU after the writes.
    public VcpuState applyTo(VcpuState state) {
        return state.with(writes);
    }
}
