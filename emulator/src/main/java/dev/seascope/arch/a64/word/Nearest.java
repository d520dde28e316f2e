package dev.seascope.arch.a64.word;

import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.InstructionSpec;
import java.util.Optional;

/// Finds the instruction that a word which is none comes nearest to.
final class Nearest {
    /// More fixed bits than this may not differ.
    private static final int FAR = 2;

    /// Without aliases, with their fixed bits beside them: all are looked at for each word.
    private static final InstructionSpec[] ROWS = A64.table().stream().filter(row -> row.instruction().equals(row))
            .toArray(InstructionSpec[]::new);
    private static final int[] MASKS = new int[ROWS.length];
    private static final int[] BITS = new int[ROWS.length];

    static {
        for (int i = 0; i < ROWS.length; i++) {
            MASKS[i] = ROWS[i].encoding().mask();
            BITS[i] = ROWS[i].encoding().bits();
        }
    }

    private Nearest() {}

    /// The row with the least fixed bits different, the first of several, of those whose operands allow the rest of the
    /// word; nothing if more than two differ.
    static Optional<InstructionSpec> of(int word) {
        InstructionSpec nearest = null;
        int least = FAR + 1;
        for (int i = 0; i < ROWS.length && least > 1; i++) {
            int wrong = (word & MASKS[i]) ^ BITS[i];
            int count = Integer.bitCount(wrong);
            if (count < least && ROWS[i].matches(word ^ wrong)) {
                nearest = ROWS[i];
                least = count;
            }
        }
        return Optional.ofNullable(nearest);
    }
}
