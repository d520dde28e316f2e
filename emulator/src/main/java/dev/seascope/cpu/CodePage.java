package dev.seascope.cpu;

import dev.seascope.arch.LittleEndian;
import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was decoded from one page of memory: instructions, and blocks of them.
final class CodePage {
    static final int WORDS = GuestMemory.PAGE_BYTES / 4;
    /// Writes to a page without blocks until it counts as data again.
    private static final int WRITES_UNTIL_DATA = 64;
    // What these take of the host's memory, with all that belongs to them
    private static final int OWN_BYTES = 9 << 10;
    private static final int BLOCK_BYTES = 88;
    private static final int INSTRUCTION_BYTES = 32;

    private static final Instruction UNDEFINED = new Instruction() {
        @Override
        public void execute(Processor p) {
            throw p.undefined();
        }
    };

    /// SVC without throwing anything: system calls are what exceptions are mostly used for.
    private static final class SupervisorCall extends Instruction {
        private final int imm16;

        SupervisorCall(int imm16) {
            this.imm16 = imm16;
        }

        @Override
        public void execute(Processor p) {
            ((Cpu) p).exceptions.supervisorCall(imm16);
        }
    }

    private final @Nullable Instruction[] decoded = new Instruction[WORDS];
    /// Decoded words that end a block.
    private final BitSet ends = new BitSet(WORDS);
    private final @Nullable Block[] blocks = new Block[WORDS];
    private BitSet stops = new BitSet();
    /// Words that have reached a hole, see [DeviceAccess].
    private final BitSet devices = new BitSet();
    private Set<Feature> features = Set.of();
    private int liveBlocks;
    private long bytes = OWN_BYTES;
    private int writesWithoutBlocks;

    /// The place of an address among the words of its page.
    static int word(long address) {
        return (int) address >>> 2 & WORDS - 1;
    }

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
    Block build(Page page, int firstWord, long key, Set<Feature> present, BitSet starts) {
        features = present;
        var instructions = new ArrayList<Instruction>();
        for (int word = firstWord; word < WORDS && instructions.size() < Block.MAX_INSTRUCTIONS; word++) {
            if (word != firstWord && starts.get(word)) {
                break;
            }
            Instruction instruction = decoded[word];
            if (instruction == null) {
                instruction = decode(page, word);
            }
            instructions.add(instruction);
            if (ends.get(word)) {
                break;
            }
        }
        var block = new Block(key, page, firstWord, instructions.toArray(Instruction[]::new), blocks[firstWord]);
        blocks[firstWord] = block;
        liveBlocks++;
        bytes += bytes(block);
        return block;
    }

    private Instruction decode(Page page, int word) {
        int bits = wordAt(page, word);
        InstructionSpec row = A64.decode(bits, features).orElse(null);
        Instruction instruction;
        if (row == null) {
            instruction = UNDEFINED;
        } else if (row.mnemonic().equals("svc")) {
            instruction = new SupervisorCall(bits >>> 5 & 0xffff);
        } else {
            Instruction access = devices.get(word) ? row.bindDevice(bits) : null;
            instruction = access == null ? row.bind(bits) : new DeviceAccess(access, row.accessSyndrome(bits));
        }
        ends.set(word, row == null || row.endsBlock() || devices.get(word));
        decoded[word] = instruction;
        return instruction;
    }

    private static int wordAt(Page page, int word) {
        return (int) LittleEndian.get(page.bytes, 4 * word, 2);
    }

    /// What an abort reports about the load or store at a word that has been decoded.
    int accessSyndrome(Page page, int word) {
        int bits = wordAt(page, word);
        return A64.decode(bits, features).map(row -> row.accessSyndrome(bits)).orElse(0);
    }

    /// About how much of the host's memory this takes.
    long bytes() {
        return bytes;
    }

    private static long bytes(Block block) {
        return BLOCK_BYTES + (long) INSTRUCTION_BYTES * block.instructions.length;
    }

    /// Whether a block has become a [Region].
    boolean hasRegion() {
        for (Block block : blocks) {
            for (Block each = block; each != null; each = each.sibling) {
                if (each.region != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Forget everything: nothing of it may execute any more.
    void forget() {
        retireBlocks(0, WORDS - 1);
    }

    /// Forget what depends on some bytes.
    ///
    /// @return whether anything may be left; if not, the page may be treated as data
    boolean drop(int offset, int length) {
        int from = offset >>> 2;
        int to = (offset + length - 1) >>> 2;
        for (int word = from; word <= to; word++) {
            decoded[word] = null;
            devices.clear(word);
        }
        retireBlocks(from, to);
        return liveBlocks != 0 || ++writesWithoutBlocks < WRITES_UNTIL_DATA;
    }

    private void retireBlocks(int from, int to) {
        for (int word = Math.max(0, from - Block.MAX_INSTRUCTIONS + 1); word <= to; word++) {
            Block block = blocks[word];
            if (block != null && block.contains(from, to)) {
                retire(word);
            }
        }
    }

    /// The load or store at a word has reached a hole: it will again, and is decoded for that.
    void expectDevice(int word) {
        if (!devices.get(word)) {
            devices.set(word);
            decoded[word] = null;
            retireBlocks(word, word);
        }
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
            bytes -= bytes(block);
            block.retire();
            liveBlocks--;
        }
        blocks[word] = null;
    }
}
