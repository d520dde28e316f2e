package dev.seascope.arch.a64;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// Collects rows of the instruction table. Each call of [#row] or [#each] adds instructions; [#alias], [#synonym] and
/// [#where] refer to what the last such call added.
public final class Rows {
    /// The register width: `sf` in the diagram, `<R` in the syntax. A field written `imm6:6/5` is six bits wide in
    /// the 64-bit row, and five after a zero in the 32-bit row.
    public static final Variants WIDTHS = new Variants("sf", "<R")
            .is("1", "<X")
            .is("0", "<W");

    /// An alias whose syntax starts with this is not there. Variants use it where an alias exists for some of them.
    public static final String ABSENT = "-";

    private record Added(InstructionSpec row, Variants.Variant variant) {}

    private final List<InstructionSpec> rows = new ArrayList<>();
    private List<Added> last = List.of();
    private Set<Feature> features = Set.of();

    /// The rows that follow exist only on processors with these features; none to end that.
    public Rows with(Feature... needed) {
        features = needed.length == 0 ? Set.of() : EnumSet.copyOf(List.of(needed));
        return this;
    }

    /// Add a row.
    ///
    /// @param diagram see [Encoding#of]
    /// @param syntax as in the Arm ARM, with placeholders as [Placeholder] lists them
    public Rows row(String diagram, String syntax, Effect effect) {
        return each(Variants.NONE, diagram, syntax, effect);
    }

    /// Add a row for each register width.
    public Rows bothWidths(String diagram, String syntax, Effect effect) {
        return each(WIDTHS, diagram, syntax, effect);
    }

    /// Add a row for each of the variants.
    public Rows each(Variants variants, String diagram, String syntax, Effect effect) {
        last = variants.list().stream()
                .map(variant -> new Added(
                        InstructionSpec.instruction(
                                Encoding.of(variant.diagram(diagram)), () -> Encoding.of(variant.named(diagram)),
                                variant.syntax(syntax), features, effect),
                        variant))
                .toList();
        last.forEach(added -> rows.add(added.row()));
        return this;
    }

    /// The words of the last rows for which `condition` does not hold are not allocated. Aliases come after this.
    public Rows where(IntPredicate condition) {
        last = last.stream()
                .map(added -> new Added(added.row().where(condition), added.variant()))
                .toList();
        rows.subList(rows.size() - last.size(), rows.size()).clear();
        last.forEach(added -> rows.add(added.row()));
        return this;
    }

    /// Another name for those words of the last rows that have some fields fixed.
    ///
    /// @param fixed see [Encoding#with]; may be empty
    public Rows alias(String fixed, String syntax) {
        return alias(fixed, syntax, InstructionSpec.ALWAYS);
    }

    /// An alias that decoding prefers only for words that fulfil `preferred`.
    public Rows alias(String fixed, String syntax, IntPredicate preferred) {
        for (Added added : last) {
            String text = added.variant().syntax(syntax);
            if (!text.startsWith(ABSENT)) {
                rows.add(rows.indexOf(added.row()), added.row().alias(fixed, text, preferred));
            }
        }
        return this;
    }

    /// Another way to write some words of the last rows, which is never printed.
    public Rows synonym(String fixed, String syntax) {
        for (Added added : last) {
            String text = added.variant().syntax(syntax);
            if (!text.startsWith(ABSENT)) {
                rows.add(added.row().synonym(fixed, text));
            }
        }
        return this;
    }

    /// All rows so far, aliases before what they refine.
    public List<InstructionSpec> list() {
        return List.copyOf(rows);
    }
}
