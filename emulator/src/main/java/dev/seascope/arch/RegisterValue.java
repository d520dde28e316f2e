package dev.seascope.arch;

/// A register's bits together with the layout that gives them meaning.
public record RegisterValue(Layout layout, long bits) {
    public long get(Field field) {
        return field.bits().get(bits);
    }

    public RegisterValue with(Field field, long value) {
        return new RegisterValue(layout, field.bits().set(bits, value));
    }

    public RegisterValue flip(int bit) {
        return new RegisterValue(layout, bits ^ (1L << bit));
    }
}
