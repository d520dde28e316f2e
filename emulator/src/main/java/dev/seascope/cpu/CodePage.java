package dev.seascope.cpu;

import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was decoded from one page of memory: instructions, and blocks of them.
final class CodePage {
    static final int WORDS = GuestMemory.PAGE_BYTES / 4;
    /// Writes to a page without blocks until it counts as data again.
    private static final int WRITES_UNTIL_DATA = 64;

    private static final Instruction UNDEFINED = new Instruction() {
        @Override
        public void execute(Processor p) {
            throw p.undefined();
        }
    };

    private final @Nullable Instruction[] decoded = new Instruction[WORDS];
    private final boolean[] ends = new boolean[WORDS];
    private final @Nullable Block[] blocks = new Block[WORDS];
    private BitSet stops = new BitSet();
    private int liveBlocks;
    private int writesWithoutBlocks;

    /// The block for a key that begins at a word, or null.
    @Nullable Block find(int firstWord, long key) {
        for (Block block = blocks[firstWord]; block != null; block = block.sibling) {
            if (block.key == key) {
                return block;
            }
        }
        return null;
    }

    /// Decode a block.
    ///
    /// @param starts words that must be the first of a block, because someone wants to see them coming
    Block build(Page page, int firstWord, long key, Set<Feature> features, BitSet starts) {
        var instructions = new ArrayList<Instruction>();
        for (int word = firstWord; word < WORDS && instructions.size() < Block.MAX_INSTRUCTIONS; word++) {
            if (word != firstWord && starts.get(word)) {
                break;
            }
            Instruction instruction = decoded[word];
            if (instruction == null) {
                instruction = decode(page, word, features);
            }
            instructions.add(instruction);
            if (ends[word]) {
                break;
            }
        }
        var block = new Block(key, page, firstWord, instructions.toArray(Instruction[]::new), blocks[firstWord]);
        blocks[firstWord] = block;
        liveBlocks++;
        return block;
    }

    private Instruction decode(Page page, int word, Set<Feature> features) {
        int bits = (int) LittleEndian.get(page.bytes, word * 4, 2);
        Optional<InstructionSpec> row = A64.decode(bits, features);
        Instruction instruction = row.isPresent() ? row.get().bind(bits) : UNDEFINED;
        decoded[word] = instruction;
        ends[word] = row.isEmpty() || row.get().endsBlock();
        return instruction;
    }

    /// Forget what depends on some bytes.
    ///
    /// @return whether anything may be left; if not, the page may be treated as data
    boolean drop(int offset, int length) {
        int from = offset >>> 2;
        int to = (offset + length - 1) >>> 2;
        for (int word = from; word <= to; word++) {
            decoded[word] = null;
        }
        for (int word = Math.max(0, from - Block.MAX_INSTRUCTIONS + 1); word <= to; word++) {
            Block block = blocks[word];
            if (block != null && block.contains(from, to)) {
                retire(word);
            }
        }
        return liveBlocks != 0 || ++writesWithoutBlocks < WRITES_UNTIL_DATA;
    }

    /// Note which words must be the first of a block. If they changed, the blocks are forgotten.
    void useStops(BitSet words) {
        if (!stops.equals(words)) {
            stops = words;
            for (int word = 0; word < WORDS; word++) {
                retire(word);
            }
        }
    }

    /// Retire every block that begins at a word. Siblings may differ in length, so some may not have to; they are rare.
    private void retire(int word) {
        for (Block block = blocks[word]; block != null; block = block.sibling) {
            block.retire();
            liveBlocks--;
        }
        blocks[word] = null;
    }
}
