package dev.seascope.arch.a64;

import dev.seascope.arch.a64.base.AtomicRows;
import dev.seascope.arch.a64.base.BranchRows;
import dev.seascope.arch.a64.base.ImmediateRows;
import dev.seascope.arch.a64.base.LoadStoreRows;
import dev.seascope.arch.a64.base.OrderedRows;
import dev.seascope.arch.a64.base.RegisterRows;
import dev.seascope.arch.a64.base.SystemRows;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The A64 instruction table (Arm ARM, C6 and C7). The decoder, the interpreter, the disassembler and the assembler all
/// read these rows.
public final class A64 {
    /// All features this table knows.
    public static final Set<Feature> ALL_FEATURES = Set.copyOf(EnumSet.allOf(Feature.class));

    /// The base instructions; made when first asked for.
    private static final class Base {
        static final List<InstructionSpec> ROWS = Stream.of(
                        ImmediateRows.rows(),
                        BranchRows.rows(),
                        SystemRows.rows(),
                        LoadStoreRows.rows(),
                        OrderedRows.rows(),
                        AtomicRows.rows(),
                        RegisterRows.rows())
                .flatMap(List::stream)
                .toList();
        static final DecodeTree TREE = tree(ROWS);
    }

    private A64() {}

    static DecodeTree tree(List<InstructionSpec> rows) {
        return DecodeTree.of(rows.stream().filter(InstructionSpec::isDecoded).toList());
    }

    /// All rows: instructions, aliases before what they refine, and synonyms.
    public static List<InstructionSpec> table() {
        return Base.ROWS;
    }

    /// The row `word` belongs to on a processor with `features`: an alias if one is preferred, nothing if the word is
    /// not allocated there.
    public static Optional<InstructionSpec> decode(int word, Set<Feature> features) {
        List<InstructionSpec> candidates = Base.TREE.candidates(word);
        for (int i = 0; i < candidates.size(); i++) {
            InstructionSpec row = candidates.get(i);
            if (row.matches(word) && (row.features().isEmpty() || features.containsAll(row.features()))) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
