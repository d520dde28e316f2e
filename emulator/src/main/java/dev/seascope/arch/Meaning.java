package dev.seascope.arch;

/// What one value of a field means.
///
/// @param value the value, right-aligned
/// @param text its meaning in a few words
/// @param missing why the value is not allocated where it is being read (`needs FEAT_LPA2`), or empty when it is
public record Meaning(long value, String text, String missing) {
    /// A value that is allocated.
    public Meaning(long value, String text) {
        this(value, text, "");
    }

    /// Whether a register may hold this value. The others are known and listed, but reserved here.
    public boolean allocated() {
        return missing.isEmpty();
    }
}
