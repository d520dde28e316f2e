package dev.seascope.inject;

/// Something that KVM does with an injection, which is no matter of the architecture and which a user may not expect.
///
/// @param severity how much it matters
/// @param text one short sentence without a full stop: `FAR_EL1 is written although FnV is 1`
/// @param why the rule behind it
/// @param register the register it concerns, `FAR_EL1`, or empty
public record KvmFinding(Severity severity, String text, String why, String register) {
    /// How much it matters.
    public enum Severity {
        /// The call does harm or nothing.
        ERROR,
        /// Probably not what was meant.
        WARNING,
        /// Good to know.
        NOTE
    }
}
