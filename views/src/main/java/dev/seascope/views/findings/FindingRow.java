package dev.seascope.views.findings;

import dev.seascope.arch.Severity;
import dev.seascope.views.model.Selection.Subject;

/// One finding as it is listed.
///
/// @param code name of the rule: `CM-WNR`, or `KVM`
/// @param text one sentence
/// @param subject what it concerns; selecting the finding selects this
/// @param action the one thing to do about it
public record FindingRow(Severity severity, String code, String text, Subject subject, Action action) {
    /// What the link at the end of a row does.
    public sealed interface Action {
        /// Nothing can be done or said.
        record None() implements Action {}

        /// Correct the composed injection.
        ///
        /// @param label in the imperative: `Clear ISV`
        /// @param esr the corrected syndrome, 25 bits
        /// @param ofSerror it is `serror_esr`, not `ext_abt_esr`
        record Correct(String label, long esr, boolean ofSerror) implements Action {}

        /// Say the rule behind it.
        record Explain(String why) implements Action {}
    }
}
