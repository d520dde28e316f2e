package dev.seascope.asm.text;

/// A point in a source file.
///
/// @param file the name the file was given by
/// @param line from 1
/// @param column from 1, in characters
public record Place(String file, int line, int column) {
    /// `FILE:LINE:COL`.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
