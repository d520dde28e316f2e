package dev.seascope.asm.text;

import org.jspecify.annotations.Nullable;

/// What an expression is worth: a number, or a distance from a place whose address is not settled yet.
///
/// @param base the place, or null for a plain number
/// @param offset the number, or how far after `base`
public record Value(@Nullable Anchor base, long offset) {
    /// A place whose address the layout settles: a symbol.
    public interface Anchor {
        /// What a message calls it.
        String name();
    }

    /// A plain number.
    public static Value of(long number) {
        return new Value(null, number);
    }

    /// Whether it is a plain number.
    public boolean isAbsolute() {
        return base == null;
    }

    /// The number that it is.
    ///
    /// @param at where the expression stands
    /// @throws Refusal if it is a place, whose address is not settled yet
    public long requireNumber(int at) {
        if (base != null) {
            throw Refusal.notKnownYet(at, "expected a value that is known at this point, which the address of `%s` is not"
                    .formatted(base.name()));
        }
        return offset;
    }
}
