package dev.seascope.arch;

import java.util.List;

/// A register's bits together with the layout that gives them meaning.
public record RegisterValue(Layout layout, long bits) {
    /// The value of `field`, right-aligned.
    public long get(Field field) {
        return field.bits().get(bits);
    }

    /// A copy with `field` holding `value`.
    ///
    /// @throws IllegalArgumentException if `value` is too wide
    public RegisterValue with(Field field, long value) {
        return new RegisterValue(layout, field.bits().set(bits, value));
    }

    /// A copy with one bit changed.
    public RegisterValue flip(int bit) {
        return new RegisterValue(layout, bits ^ (1L << bit));
    }

    /// Every field in force, decoded, from the top bit down.
    public List<Layout.Reading> read() {
        return layout.read(bits);
    }
}
