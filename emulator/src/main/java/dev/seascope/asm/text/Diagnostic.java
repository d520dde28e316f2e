package dev.seascope.asm.text;

import java.util.List;

/// Something the assembler has to say about the source.
///
/// @param place where the cause is; within a macro, the place in its body
/// @param message what is wrong and what was expected
/// @param expansions the macros and repetitions that led to `place`, innermost first; empty outside of any
public record Diagnostic(Severity severity, Place place, String message, List<Expansion> expansions) {
    /// How much it matters.
    public enum Severity {
        /// There is no usable result.
        ERROR,
        /// The result stands, and is perhaps not what was meant; also what `.warning` says.
        WARNING,
        /// What `.print` says.
        NOTE
    }

    public Diagnostic {
        expansions = List.copyOf(expansions);
    }

    /// `FILE:LINE:COL: why`, with where it was expanded, on one line.
    @Override
    public String toString() {
        var text = new StringBuilder(place + ": ");
        if (severity != Severity.ERROR) {
            text.append(severity == Severity.WARNING ? "warning: " : "note: ");
        }
        text.append(message);
        for (Expansion expansion : expansions) {
            text.append(" (in ").append(expansion.what()).append(" expanded at ").append(expansion.at()).append(')');
        }
        return text.toString();
    }
}
