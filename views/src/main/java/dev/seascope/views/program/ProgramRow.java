package dev.seascope.views.program;

import dev.seascope.session.ProgramListing;
import dev.seascope.views.model.VectorEntry;

/// One row of the program view.
public sealed interface ProgramRow {
    /// A line of the program.
    record Code(ProgramListing.Line line) implements ProgramRow {}

    /// A symbol above its code, where the listing has no line for it.
    record Symbol(String name) implements ProgramRow {}

    /// A vector entry begins here; stands for the directives that place it.
    ///
    /// @param next the composed injection would enter here
    record Vector(VectorEntry entry, boolean next) implements ProgramRow {}

    /// Lines not shown.
    ///
    /// @param key identifies the fold while the program is the same
    /// @param number source line number of the first; 0 when there is no source
    /// @param lead words: `7 more lines, to`
    /// @param code code among the words: `eret`
    /// @param tail words after it: `at 45`
    record Fold(long key, int number, String lead, String code, String tail) implements ProgramRow {}
}
