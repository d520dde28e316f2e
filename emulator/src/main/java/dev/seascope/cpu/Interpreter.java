package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Executes instructions, block by block.
///
/// A block is found by its address and exception level and may run without further checks while its generation is the
/// present one. Everything that could make that wrong starts a new generation: then each block's translation is looked up
/// once more before it runs again. Writes to memory that holds blocks retire those blocks, see [Block#retire].
///
/// The budget is exact: a block that is longer than what is left runs in part.
///
/// What runs often is translated to a [Region], for speed and nothing else.
final class Interpreter {
    private static final int CACHED_BLOCKS = 8192;
    /// HotSpot works for some 20 ms on a region, in which about as many blocks can be interpreted; and while a guest starts,
    /// all its compilers have too much to do anyway. A quarter of this makes Linux boot a second later.
    private static final int TRANSLATE_AFTER = 200_000;
    private static final long NEVER = -2;
    /// Generations are this far apart, so that a level can be added to one.
    private static final int LEVELS = 4;
    // What #place is if not a number
    private static final int NOTHING = -2;
    private static final int ALONE = -1;

    private final Cpu cpu;
    /// Stands before the first block of a run.
    private final Block start = Block.none();
    private final @Nullable Block[] cache = new Block[CACHED_BLOCKS];
    private final BlockFinder finder;
    private final Lookout lookout;
    private final RegionCache regions = new RegionCache();
    /// How often a block runs before what begins with it becomes a [Region].
    private int translateAfter = TRANSLATE_AFTER;
    /// Which block is being executed: its place among [#region], [#ALONE] if it is [#single], or [#NOTHING]. A number, for a
    /// region changes it with each of its blocks, and to note a reference takes five instructions of the host.
    private int place = NOTHING;
    private Block single = start;
    private Block[] region = {start};
    /// How many instructions of the block have been taken off [#remaining].
    private int accounted;
    private int el;
    private long generation;
    /// The [Block#generation] of blocks that may run: of the present one and level, or none while something needs attention.
    private long valid;
    private boolean attention = true;

    private long sliceEnd;
    private long remaining;
    /// Attempted instructions that did not retire, less those that the hypervisor completed.
    private long unretired;
    private boolean sliceOver;
    /// The instruction executed last is a [DeviceAccess] that found a hole.
    private boolean holeFound;
    /// Why [#lookUp] found no block; null if the processor must look around.
    private @Nullable Stop stop;
    private long reportedPc;
    private long reportedRetired = -1;

    Interpreter(Cpu cpu, Set<Feature> features) {
        this.cpu = cpu;
        finder = new BlockFinder(cpu, features);
        lookout = new Lookout(cpu, this);
        // Blocks are shared by all processors of a memory, so their generations must never be the same.
        generation = (long) cpu.access.number << 48;
    }

    void transfer(StateTransfer state) {
        sliceEnd = state.next(attempted());
        remaining = 0;
        unretired = state.next(unretired);
        reportedPc = state.next(reportedPc);
        reportedRetired = state.next(reportedRetired);
    }

    /// Instructions attempted so far, those before the present one in its block included.
    long attempted() {
        return sliceEnd - remaining - (place == NOTHING ? 0 : accounted - done(executing()));
    }

    /// Instructions retired so far.
    long retired() {
        return attempted() - unretired;
    }

    /// The block being executed, if one is.
    private Block executing() {
        return place == ALONE ? single : region[place];
    }

    private int done(Block block) {
        return (int) (cpu.pc - block.address) >>> 2;
    }

    /// The hypervisor completed an instruction that had been attempted.
    void completed() {
        unretired--;
    }

    /// Look around before the next block: a mask or an interrupt changed, or an illegal state may have come up.
    void requestAttention() {
        attention = true;
        valid = NEVER;
    }

    private void newGeneration() {
        generation += LEVELS;
        validate();
    }

    private void validate() {
        valid = attention ? NEVER : generation + el;
    }

    /// Change how often a block runs before it is translated; 0 is never. The results are the same.
    void translateAfter(int runs) {
        translateAfter = runs;
    }

    /// Choose the exception level whose translations hold.
    void select(int level) {
        el = level;
        validate();
    }

    /// `ISS[24:14]` for the load or store being executed.
    int accessSyndrome() {
        CodePage code = place == NOTHING ? null : executing().page.code;
        return code == null ? 0 : code.accessSyndrome(executing().page, CodePage.word(cpu.pc));
    }

    void setBreakpoints(Collection<Long> addresses) {
        finder.setBreakpoints(addresses);
        reportedRetired = -1;
        newGeneration();
    }

    void setGuestBreakpoints(Set<Long> addresses) {
        if (finder.setGuestBreakpoints(addresses)) {
            newGeneration();
        }
    }

    /// Forget all translations of instruction addresses.
    void flush() {
        finder.flush();
        newGeneration();
    }

    /// Forget the translation of one page.
    void flush(long address) {
        if (finder.flush(address)) {
            newGeneration();
        }
    }

    /// A page no longer backs its address: what is being executed from it must not go on with the old content.
    void leavePage(Page page) {
        if (place != NOTHING && page == executing().page) {
            Block block = executing();
            page.dropCode(4 * block.firstWord, 4 * block.count);
        }
        flush();
    }

    /// Return from [#run] before the next block: the deadline changed.
    void endSlice() {
        sliceOver = true;
        requestAttention();
    }

    /// Run until [#attempted] is `end`.
    ///
    /// @return null when it is or [#endSlice] was called
    @Nullable Stop run(long end) {
        remaining = end - attempted();
        sliceEnd = end;
        sliceOver = false;
        while (remaining > 0 && !sliceOver) {
            Stop found = attention ? lookAround() : runBlocks();
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Execute blocks until the budget is spent or something needs attention.
    private @Nullable Stop runBlocks() {
        try {
            return runChainedBlocks();
        } catch (GuestException fault) {
            // A fetch failed; what instructions throw is caught nearer by.
            return deliver(fault);
        }
    }

    /// One method with its exception handlers: leaving a compiled method by an exception would cost more than all the
    /// rest of an exception entry.
    private @Nullable Stop runChainedBlocks() {
        Cpu here = cpu;
        Block block = start;
        while (true) {
            long pc = here.pc;
            Block next = block.next;
            if (next.address != pc || next.generation != valid) {
                next = block.other;
                if (next.address != pc || next.generation != valid) {
                    next = lookUp(pc);
                    if (next == null) {
                        Stop found = stop;
                        stop = null;
                        return found;
                    }
                    pc = here.pc;
                    block.cameBefore(next);
                }
            }
            block = next;
            int count = block.count;
            long left = remaining - count;
            if (left < 0) {
                return executePart(block);
            }
            remaining = left;
            accounted = count;
            try {
                Region translated = block.region;
                if (translated != null) {
                    region = translated.blocks;
                    place = 0;
                    if (execute(translated)) {
                        place = NOTHING;
                        return here.access.hole();
                    }
                    block = executing();
                } else {
                    single = block;
                    place = ALONE;
                    Instruction[] instructions = block.instructions;
                    int last = count - 1;
                    for (int i = 0; i < last; i++) {
                        instructions[i].execute(here);
                        pc += 4;
                        here.pc = pc;
                    }
                    here.nextPc = pc + 4;
                    instructions[last].execute(here);
                    here.pc = here.nextPc;
                    if (++block.runs == translateAfter && !block.isRetired()) {
                        regions.add(block);
                    }
                    if (holeFound) {
                        return takeHole();
                    }
                }
            } catch (GuestException fault) {
                Stop found = deliver(fault);
                if (found != null) {
                    return found;
                }
            } catch (Restart _) {
                settle();
            }
        }
    }

    /// A method, because HotSpot inlines the two regions called most only if they are much of what the caller calls: they
    /// always are of what this one calls.
    private boolean execute(Region translated) {
        return translated.execute(cpu, this);
    }

    /// Begin another block of the region being executed, as [#runChainedBlocks] does.
    ///
    /// @param count of its instructions
    /// @param number its place in the region
    /// @return whether it may run now
    boolean enter(Block block, int count, int number) {
        long left = remaining - count;
        if (left < 0 || block.generation != valid) {
            return false;
        }
        remaining = left;
        accounted = count;
        place = number;
        return true;
    }

    /// The budget ends within the block: execute as much as is left.
    private @Nullable Stop executePart(Block block) {
        single = block;
        place = ALONE;
        Instruction[] instructions = block.instructions;
        int count = (int) remaining;
        accounted = count;
        remaining = 0;
        try {
            for (int i = 0; i < count; i++) {
                instructions[i].execute(cpu);
                cpu.pc += 4;
            }
            place = NOTHING;
            return null;
        } catch (GuestException fault) {
            return deliver(fault);
        } catch (Restart _) {
            settle();
            return null;
        }
    }

    /// The block for an address, or null if the processor must stop or look around first.
    private @Nullable Block lookUp(long pc) {
        place = NOTHING;
        if (attention || remaining == 0) {
            return null;
        }
        int slot = (int) (pc >>> 2 ^ pc >>> 15 ^ el) & (CACHED_BLOCKS - 1);
        Block block = cache[slot];
        if (block != null && block.address == pc && block.generation == valid) {
            return block;
        }
        long target = cpu.access.mmu.stage1.branchTarget(pc);
        if (target != pc) {
            cpu.pc = target;
            return lookUp(target);
        }
        if (isReportable(pc)) {
            stop = new Stop.AtBreakpoint(pc);
            return null;
        }
        block = finder.find(pc, el);
        if (finder.mayRunUnseen(block)) {
            block.generation = generation + el;
        }
        cache[slot] = block;
        return block;
    }

    private boolean isReportable(long pc) {
        if (!finder.isBreakpoint(pc) || (pc == reportedPc && retired() == reportedRetired)) {
            return false;
        }
        reportedPc = pc;
        reportedRetired = retired();
        return true;
    }

    /// An attempted instruction did not retire.
    void didNotRetire() {
        unretired++;
    }

    /// See [Cpu#leaveForHole].
    void leaveForHole() {
        holeFound = true;
    }

    private Stop takeHole() {
        place = NOTHING;
        holeFound = false;
        return cpu.access.hole();
    }

    /// Leave a block before its end: take back what was accounted for and not attempted.
    private void settle() {
        if (place != NOTHING) {
            remaining += accounted - done(executing());
            place = NOTHING;
        }
    }

    /// An instruction did not complete.
    @Nullable Stop deliver(GuestException fault) {
        cpu.access.expectNoHole();
        Trap trap = fault.trap;
        CodePage code = place == NOTHING ? null : executing().page.code;
        if (trap != null && code != null && Mmu.isDescribedHole(trap)) {
            code.expectDevice(CodePage.word(cpu.pc));
        }
        settle();
        remaining--;
        if (fault.completes) {
            cpu.pc += 4;
            if ((cpu.pstate() & Pstate.SS) != 0) {
                cpu.changePstate(Pstate.SS, 0);
            }
        } else {
            unretired++;
        }
        if (trap != null) {
            return trap;
        }
        cpu.exceptions.remember();
        cpu.system[Cpu.ESR_EL1] = fault.esr;
        if (fault.hasFar) {
            cpu.system[Cpu.FAR_EL1] = fault.far;
        }
        cpu.exceptions.enter(Exceptions.SYNCHRONOUS, cpu.pc);
        return null;
    }

    private @Nullable Stop lookAround() {
        attention = false;
        validate();
        return lookout.attend();
    }

    /// Execute one instruction.
    @Nullable Stop runOne() {
        long others = remaining - 1;
        remaining = 1;
        Stop found = runBlocks();
        remaining += others;
        return found;
    }

    /// The page of an instruction at the present level.
    Page fetch(long pc) {
        return finder.fetch(pc, el);
    }
}
