package dev.seascope.asm.text;

import java.util.OptionalLong;

/// What names mean at one point of the source.
public interface Scope {
    /// The value of a symbol.
    ///
    /// @param offset where the name stands, for the refusal
    /// @param depth how many parentheses and symbols the name was reached through
    Value symbol(String name, int offset, int depth);

    /// The value of `1b` or `1f`.
    Value localLabel(int number, boolean forward, int offset);

    /// The value of `.`.
    Value here(int offset);

    /// How deep in the values of other symbols this scope is.
    default int depth() {
        return 0;
    }

    /// `a - b` for two places, when that is known already.
    OptionalLong distance(Value.Anchor a, Value.Anchor b);
}
