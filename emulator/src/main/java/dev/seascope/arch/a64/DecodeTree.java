package dev.seascope.arch.a64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the rows a word may be of. Each inner node looks at a run of bits; a leaf holds the few rows that are left, in
/// the order of the table.
final class DecodeTree {
    /// Splitting ends when this few rows are left.
    private static final int FEW = 2;
    private static final int MOST_BITS = 10;

    private final int shift;
    private final int mask;
    /// By the value of the run that `shift` and `mask` cut out; none in a leaf.
    private final DecodeTree[] children;
    private final InstructionSpec[] rows;

    private DecodeTree(int shift, int mask, List<DecodeTree> children, List<InstructionSpec> rows) {
        this.shift = shift;
        this.mask = mask;
        this.children = children.toArray(DecodeTree[]::new);
        this.rows = rows.toArray(InstructionSpec[]::new);
    }

    /// @throws IllegalArgumentException if two rows overlap and the first does not refine the second
    static DecodeTree of(List<InstructionSpec> rows) {
        return of(rows, new HashMap<>());
    }

    /// @param known the trees so far by their rows: most values of a run leave the same rows as others do
    private static DecodeTree of(List<InstructionSpec> rows, Map<List<InstructionSpec>, DecodeTree> known) {
        DecodeTree tree = known.get(rows);
        if (tree == null) {
            tree = build(rows, known);
            known.put(rows, tree);
        }
        return tree;
    }

    private static DecodeTree build(List<InstructionSpec> rows, Map<List<InstructionSpec>, DecodeTree> known) {
        int[] zeros = new int[Integer.SIZE];
        int[] ones = new int[Integer.SIZE];
        for (InstructionSpec row : rows) {
            int bits = row.encoding().bits();
            // Each fixed bit
            for (int left = row.encoding().mask(); left != 0; left &= left - 1) {
                int bit = Integer.numberOfTrailingZeros(left);
                int value = bits >>> bit & 1;
                zeros[bit] += 1 - value;
                ones[bit] += value;
            }
        }
        int width = Math.min(MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(rows.size()));
        int best = 0;
        int shift = 0;
        for (int lowest = 0; lowest + width <= Integer.SIZE; lowest++) {
            int score = 0;
            for (int bit = lowest; bit < lowest + width; bit++) {
                score += zeros[bit] > 0 && ones[bit] > 0 ? zeros[bit] + ones[bit] : 0;
            }
            if (score > best) {
                best = score;
                shift = lowest;
            }
        }
        return rows.size() <= FEW || best == 0 ? leaf(rows) : node(rows, shift, width, known);
    }

    private static DecodeTree node(
            List<InstructionSpec> rows, int shift, int width, Map<List<InstructionSpec>, DecodeTree> known) {
        int mask = (1 << width) - 1;
        List<List<InstructionSpec>> byValue =
                Stream.generate(() -> new ArrayList<InstructionSpec>()).limit(1L << width).collect(Collectors.toList());
        for (InstructionSpec row : rows) {
            int value = row.encoding().bits() >>> shift & mask;
            int free = ~(row.encoding().mask() >>> shift) & mask;
            // All combinations of the free bits
            for (int some = free; some >= 0; some = some == 0 ? -1 : (some - 1) & free) {
                byValue.get(value | some).add(row);
            }
        }
        List<DecodeTree> children = byValue.stream().map(left -> of(left, known)).toList();
        return new DecodeTree(shift, mask, children, List.of());
    }

    private static DecodeTree leaf(List<InstructionSpec> rows) {
        for (int i = 0; i < rows.size(); i++) {
            for (InstructionSpec later : rows.subList(i + 1, rows.size())) {
                InstructionSpec row = rows.get(i);
                if (row.encoding().overlaps(later.encoding()) && !row.mayPrecede(later)) {
                    throw new IllegalArgumentException("%s overlaps %s".formatted(row, later));
                }
            }
        }
        return new DecodeTree(0, 0, List.of(), rows);
    }

    private DecodeTree leaf(int word) {
        DecodeTree node = this;
        while (node.children.length > 0) {
            node = node.children[word >>> node.shift & node.mask];
        }
        return node;
    }

    /// The first row that has the fixed bits of `word`.
    Optional<InstructionSpec> similar(int word) {
        return Arrays.stream(leaf(word).rows).filter(row -> row.encoding().matches(word)).findFirst();
    }

    /// The first row that matches `word` and exists with `features`.
    Optional<InstructionSpec> find(int word, Set<Feature> features) {
        for (InstructionSpec row : leaf(word).rows) {
            if (row.matches(word) && row.exists(features)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
