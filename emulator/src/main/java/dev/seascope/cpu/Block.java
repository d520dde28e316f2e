package dev.seascope.cpu;

import dev.seascope.arch.a64.Instruction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Instructions that follow one another within a page; only the last may go elsewhere.
final class Block {
    /// No block is longer.
    static final int MAX_INSTRUCTIONS = 64;

    private static final long NO_KEY = -1;
    private static final Block NONE = none();

    /// Address of the first instruction plus the exception level, and 2 if the page has poison.
    final long key;
    /// Address of the first instruction.
    final long address;
    final Page page;
    /// Place of the first instruction among the words of the page.
    final int firstWord;
    final Instruction[] instructions;
    /// How many of them.
    final int count;
    /// The next block that begins at the same word, for another address or level.
    final @Nullable Block sibling;
    /// The block may run while this is the interpreter's generation plus the exception level: its translation is known to
    /// hold.
    long generation = -1;
    /// The block that came after this one the last time, or one that matches no address.
    Block next;
    /// The one that came after it before that, or one that matches no address.
    Block other;
    /// What begins with this block as one method, once the block has run so often that this pays.
    @Nullable Region region;
    /// How often the block ran instruction by instruction.
    int runs;
    private boolean retired;

    Block(long key, Page page, int firstWord, Instruction[] instructions, @Nullable Block sibling) {
        this.key = key;
        address = key & -4;
        this.page = page;
        this.firstWord = firstWord;
        this.instructions = instructions;
        count = instructions.length;
        this.sibling = sibling;
        next = key == NO_KEY ? this : NONE;
        other = next;
    }

    /// A block that matches no address.
    static Block none() {
        return new Block(NO_KEY, new Page(-1), 0, new Instruction[0], null);
    }

    boolean isRetired() {
        return retired;
    }

    /// Run instruction by instruction again.
    void forgetRegion() {
        region = null;
        runs = 0;
    }

    /// Note what followed.
    void cameBefore(Block follower) {
        if (follower != next) {
            other = next;
            next = follower;
        }
    }

    /// The exception level it is for.
    int level() {
        return (int) key & 3;
    }

    boolean contains(int fromWord, int toWord) {
        return firstWord <= toWord && fromWord < firstWord + count;
    }

    /// Go no further in a block that was retired by one of its own instructions.
    ///
    /// @param pc of the instruction that would come next
    void leaveIfRetired(Cpu cpu, long pc) {
        if (retired) {
            cpu.pc = pc;
            throw Restart.SIGNAL;
        }
    }

    /// The memory changed: nothing of this block may execute any more, even if it is just being executed.
    void retire() {
        generation = -1;
        retired = true;
        region = null;
        // Nor keep what is retired as well from being forgotten
        next = NONE;
        other = NONE;
        Arrays.fill(instructions, Restart.INSTRUCTION);
    }
}
