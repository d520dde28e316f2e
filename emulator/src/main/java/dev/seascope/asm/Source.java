package dev.seascope.asm;

/// A piece of assembly source and where its bytes go.
///
/// @param file what messages call it
/// @param firstLine the number of the text's first line: 1, or more when the text stands within another file
/// @param base the guest physical address of its first byte
public record Source(String file, String text, int firstLine, long base) {
    /// A whole file.
    public static Source of(String file, String text, long base) {
        return new Source(file, text, 1, base);
    }
}
