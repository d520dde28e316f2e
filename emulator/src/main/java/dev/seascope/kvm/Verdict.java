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
        READ(""),
        /// Recalled, not read again.
        RECALLED("recalled, not checked against the source"),
        /// Inferred.
        INFERRED("inferred");

        private final String remark;

        Certainty(String remark) {
            this.remark = remark;
        }

        /// A sentence with a remark on how well it is known, where it was not read in the source. The one place that
        /// words such remarks.
        public String qualify(String sentence) {
            return remark.isEmpty() ? sentence : sentence + " (" + remark + ")";
        }
    }

    /// The text, with a remark where the rule was not read in the source.
    public String explanation() {
        return certainty.qualify(text);
    }

    /// Whether the ioctl returns 0.
    public boolean accepted() {
        return errno.isEmpty();
    }
}
