package dev.seascope.kvm;

/// What an ioctl answers, and the rule that decided.
///
/// @param errno symbolic name, or empty when the ioctl returns 0
/// @param rule where the specification says it: kernel and step, `series-v1, step 7`
/// @param field the UAPI field at fault, `reserved[0]`, or empty
/// @param text one sentence without a full stop: `pad[1] must be 0`
/// @param certainty how well the rule is known
public record Verdict(String errno, String rule, String field, String text, Certainty certainty) {
    /// How well a fact about KVM is known.
    public enum Certainty {
        /// Read in source or patch text.
        READ,
        /// Recalled, not read again.
        RECALLED,
        /// Inferred.
        INFERRED
    }

    /// Whether the ioctl returns 0.
    public boolean accepted() {
        return errno.isEmpty();
    }
}
