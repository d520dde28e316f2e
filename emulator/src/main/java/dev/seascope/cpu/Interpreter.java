package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Executes instructions, block by block.
///
/// A block is found by its address and exception level and may run without further checks while its generation is the
/// present one. Everything that could make that wrong starts a new generation: then each block's translation is looked up
/// once more before it runs again. Writes to memory that holds blocks retire those blocks, see [Block#retire].
///
/// The budget is exact: a block that is longer than what is left runs in part.
final class Interpreter {
    private static final int CACHED_BLOCKS = 8192;
    private static final int CACHED_PAGES = 256;
    /// Added to the key of blocks in pages with poison: they hold one instruction and are looked up each time.
    private static final int GUARDED = 2;
    private static final BitSet EVERY_WORD = new BitSet();

    static {
        EVERY_WORD.set(0, CodePage.WORDS);
    }

    private final Cpu cpu;
    private final Set<Feature> features;
    private final @Nullable Block[] cache = new Block[CACHED_BLOCKS];
    private final long[][] fetchTags = new long[2][CACHED_PAGES];
    private final Page[][] fetchPages = new Page[2][CACHED_PAGES];
    private Set<Long> breakpoints = Set.of();
    private Set<Long> guestBreakpoints = Set.of();
    private BitSet stops = new BitSet();
    private @Nullable Block executing;
    private int el;
    private long generation;

    private long sliceEnd;
    private long remaining;
    private boolean sliceOver;
    private long reportedPc;
    private long reportedRetired = -1;

    Interpreter(Cpu cpu, Set<Feature> features) {
        this.cpu = cpu;
        this.features = features;
        flush();
    }

    /// Instructions attempted so far.
    long attempted() {
        return sliceEnd - remaining;
    }

    /// Choose the exception level whose translations hold.
    void select(int level) {
        el = level;
    }

    void setBreakpoints(Collection<Long> addresses) {
        breakpoints = addresses.stream().filter(address -> (address & 3) == 0).collect(Collectors.toUnmodifiableSet());
        reportedRetired = -1;
        findStops();
    }

    void setGuestBreakpoints(Set<Long> addresses) {
        if (!addresses.equals(guestBreakpoints)) {
            guestBreakpoints = Set.copyOf(addresses);
            findStops();
        }
    }

    private void findStops() {
        var words = new BitSet();
        breakpoints.forEach(address -> words.set(word(address)));
        guestBreakpoints.forEach(address -> words.set(word(address)));
        stops = words;
        flush();
    }

    /// The page of the instruction being executed, or null if there is none.
    @Nullable Page currentPage() {
        return executing == null ? null : executing.page;
    }

    private static int word(long address) {
        return (int) address >>> 2 & CodePage.WORDS - 1;
    }

    /// Forget all translations of instruction addresses.
    void flush() {
        for (long[] tags : fetchTags) {
            Arrays.fill(tags, -1);
        }
        generation++;
    }

    /// Forget the translation of one page.
    void flush(long address) {
        int i = pageIndex(address);
        for (long[] tags : fetchTags) {
            if (((tags[i] ^ address) & Tlb.PAGE_MASK) == 0) {
                tags[i] = -1;
                generation++;
            }
        }
    }

    private static int pageIndex(long address) {
        return (int) (address >>> 12) & CACHED_PAGES - 1;
    }

    /// Return from [#run] before the next block: the deadline changed.
    void endSlice() {
        sliceOver = true;
        cpu.attention = true;
    }

    /// Attempt `slice` instructions.
    ///
    /// @return null when they were attempted or [#endSlice] was called
    @Nullable Stop run(long slice) {
        sliceEnd = attempted() + slice;
        remaining = slice;
        sliceOver = false;
        while (remaining > 0) {
            if (cpu.attention) {
                Stop stop = attend();
                if (stop != null) {
                    return stop;
                }
                if (sliceOver) {
                    return null;
                }
                continue;
            }
            long key = cpu.pc + el;
            int i = (int) (key >>> 2 ^ key >>> 15) & CACHED_BLOCKS - 1;
            Block block = cache[i];
            if (block == null || block.key != key || block.generation != generation) {
                if (isReportable(cpu.pc)) {
                    return new Stop.AtBreakpoint(cpu.pc);
                }
                try {
                    block = find(cpu.pc, key);
                } catch (GuestException fault) {
                    Stop stop = deliver(fault);
                    if (stop != null) {
                        return stop;
                    }
                    continue;
                }
                cache[i] = block;
            }
            executing = block;
            Stop stop = execute(block.instructions);
            if (stop != null) {
                return stop;
            }
        }
        return null;
    }

    private boolean isReportable(long pc) {
        if (!breakpoints.contains(pc) || (pc == reportedPc && cpu.retired() == reportedRetired)) {
            return false;
        }
        reportedPc = pc;
        reportedRetired = cpu.retired();
        return true;
    }

    private @Nullable Stop execute(Instruction[] instructions) {
        int last = instructions.length - 1;
        try {
            if (remaining <= last) {
                executePart(instructions);
                return null;
            }
            long pc = cpu.pc;
            for (int i = 0; i < last; i++) {
                instructions[i].execute(cpu);
                pc += 4;
                cpu.pc = pc;
            }
            cpu.nextPc = pc + 4;
            instructions[last].execute(cpu);
            cpu.advance(last + 1, cpu.nextPc);
            remaining -= last + 1;
            return null;
        } catch (GuestException fault) {
            return deliver(fault);
        } catch (Restart _) {
            remaining -= cpu.settle();
            return null;
        }
    }

    /// The budget ends within the block: execute as much as is left.
    private void executePart(Instruction[] instructions) {
        int count = (int) remaining;
        for (int i = 0; i < count; i++) {
            instructions[i].execute(cpu);
            cpu.pc += 4;
        }
        cpu.settle();
        remaining = 0;
    }

    /// An instruction did not complete.
    private @Nullable Stop deliver(GuestException fault) {
        remaining -= cpu.settle() + 1;
        if (fault.completes) {
            cpu.advance(1, cpu.pc + 4);
            cpu.changePstate(Pstate.SS, 0);
        }
        Trap trap = fault.trap;
        if (trap != null) {
            return trap;
        }
        cpu.system[Cpu.ESR_EL1] = fault.esr;
        if (fault.hasFar) {
            cpu.system[Cpu.FAR_EL1] = fault.far;
        }
        cpu.exceptions.enter(Exceptions.SYNCHRONOUS, cpu.pc);
        return null;
    }

    /// Look at everything that is not checked for each block.
    private @Nullable Stop attend() {
        cpu.attention = false;
        if (!Pstate.isAArch64Guest(cpu.pstate())) {
            cpu.attention = true;
            return new Stop.Unsupported("PSTATE %#x selects AArch32 state or an exception level above EL1, which is not"
                    .formatted(cpu.pstate()) + " emulated");
        }
        if (cpu.exceptions.loopDetected()) {
            return new Stop.ExceptionLoop(cpu.pc, cpu.system[Cpu.ESR_EL1]);
        }
        if (cpu.interrupts.take()) {
            return null;
        }
        if (cpu.debug.isStepping()) {
            cpu.attention = true;
            if ((cpu.pstate() & Pstate.SS) == 0) {
                return deliver(cpu.debug.stepException());
            }
            return (cpu.pstate() & Pstate.IL) != 0 ? illegalState() : step();
        }
        if ((cpu.pstate() & Pstate.IL) != 0) {
            return illegalState();
        }
        return null;
    }

    /// Execute one instruction in the active-not-pending state of software step.
    private @Nullable Stop step() {
        long pc = cpu.pc;
        if (isReportable(pc)) {
            return new Stop.AtBreakpoint(pc);
        }
        long after = remaining - 1;
        long retired = cpu.retired();
        Stop stop;
        try {
            Block block = find(pc, pc + el);
            executing = block;
            int word = (int) LittleEndian.get(block.page.bytes, 4 * word(pc), 2);
            remaining = 1;
            stop = execute(block.instructions);
            if (cpu.retired() != retired && (cpu.pstate() & Pstate.SS) != 0) {
                cpu.debug.noteStep(word);
            }
        } catch (GuestException fault) {
            stop = deliver(fault);
        }
        remaining = after;
        return stop;
    }

    /// PSTATE.IL is set: the instruction is fetched, but not executed.
    private @Nullable Stop illegalState() {
        try {
            fetch(cpu.pc);
            return deliver(cpu.exception.toEl1(Syndrome.of(Syndrome.EC_ILLEGAL, 0)));
        } catch (GuestException fault) {
            return deliver(fault);
        }
    }

    private Block find(long pc, long key) {
        Page page = fetch(pc);
        CodePage code = page.code;
        if (code == null) {
            code = new CodePage();
            page.code = code;
            cpu.memory.codeFound(page);
        }
        int first = word(pc);
        if (fetchTags[el][pageIndex(pc)] != (pc & Tlb.PAGE_MASK)) {
            Block guarded = code.find(first, key + GUARDED);
            return guarded != null ? guarded : code.build(page, first, key + GUARDED, features, EVERY_WORD);
        }
        code.useStops(stops);
        Block block = code.find(first, key);
        if (block == null) {
            block = code.build(page, first, key, features, stops);
        }
        if (guestBreakpoints.contains(pc)) {
            cpu.debug.checkBreakpoints(pc);
        } else if (!breakpoints.contains(pc)) {
            block.generation = generation;
        }
        return block;
    }

    /// The page that holds the instruction at `pc`.
    private Page fetch(long pc) {
        int i = pageIndex(pc);
        if (fetchTags[el][i] == ((pc & Tlb.PAGE_MASK) | (pc & 3))) {
            return fetchPages[el][i];
        }
        Page page = cpu.access.fetch(pc);
        if (!cpu.access.fetchedPageIsPoisoned()) {
            fetchTags[el][i] = pc & Tlb.PAGE_MASK;
            fetchPages[el][i] = page;
        }
        return page;
    }
}
