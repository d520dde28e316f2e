package dev.seascope.asm.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a statement is being read that does not stand where the reader is: one use of a macro or of a repetition.
///
/// @param what `macro NAME`, `.rept`, `.irp` or `.irpc`
/// @param at where the use stands
/// @param outer the expansion that the use itself came from
/// @param depth how many expansions are around and including this one
public record Expansion(String what, Place at, @Nullable Expansion outer, int depth) {
    /// A use found at `at`, itself within `outer`.
    public static Expansion of(String what, Place at, @Nullable Expansion outer) {
        return new Expansion(what, at, outer, outer == null ? 1 : outer.depth + 1);
    }

    /// This and its outer expansions; innermost first. No more than ten are listed: the ends of a deep nest say it all.
    static List<Expansion> chain(@Nullable Expansion innermost) {
        var chain = new ArrayList<Expansion>();
        int deepest = innermost == null ? 0 : innermost.depth;
        for (Expansion e = innermost; e != null; e = e.outer) {
            if (e.depth <= 5 || deepest - e.depth < 5) {
                chain.add(e);
            }
        }
        return chain;
    }
}
