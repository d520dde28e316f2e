package dev.seascope.arch.text;

import dev.seascope.arch.syndrome.SyndromeContext;
import java.util.OptionalInt;

/// A register value found in text.
///
/// @param value the value; for [Kind#CLASS] the exception class alone
/// @param offset where the number starts, `0x` included, counted in characters (or bytes, if bytes were read)
/// @param length how long it is there
/// @param view the Exception level of the register, if the text says it
/// @param fromEl the Exception level that the exception came from, if the text says it
public record Found(Kind kind, long value, long offset, int length, OptionalInt view, OptionalInt fromEl) {
    /// What was found.
    public enum Kind {
        /// A whole syndrome, `ESR_ELx`.
        ESR,
        /// `SPSR_ELx`, or PSTATE as a number.
        SPSR,
        /// `FAR_ELx`, or the address that a message complains about.
        FAR,
        /// Only the exception class of a syndrome, as KVM traces it.
        CLASS,
        /// An A64 instruction word: the one in parentheses on Linux's line `Code:`, which is the one at PC.
        INSTRUCTION
    }

    /// The context in which to read a syndrome: what the text says of it, else `ESR_EL1`.
    public SyndromeContext context() {
        SyndromeContext context = SyndromeContext.of(view.orElse(1));
        return fromEl.isPresent() && fromEl.getAsInt() <= context.view() ? context.from(fromEl.getAsInt()) : context;
    }
}
