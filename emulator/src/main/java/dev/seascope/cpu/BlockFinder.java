package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the block that begins at an address: translates the address, with a small TLB for fetches, and decodes what has
/// not been decoded yet. Knows the breakpoints, because a block must not run over one.
final class BlockFinder {
    private static final int CACHED_PAGES = 256;
    private static final long NONE = -1;
    /// Added to the key of blocks in pages with poison: they hold one instruction and are looked up each time.
    private static final int GUARDED = 2;
    private static final BitSet EVERY_WORD = new BitSet();

    static {
        EVERY_WORD.set(0, CodePage.WORDS);
    }

    private final Cpu cpu;
    private final Set<Feature> features;
    private final long[][] tags = new long[2][CACHED_PAGES];
    private final Page[][] pages = new Page[2][CACHED_PAGES];
    private Set<Long> breakpoints = Set.of();
    private Set<Long> guestBreakpoints = Set.of();
    /// Words that must be the first of a block, whatever the page.
    private BitSet stops = new BitSet();

    BlockFinder(Cpu cpu, Set<Feature> features) {
        this.cpu = cpu;
        this.features = features;
        flush();
    }

    /// Where the debugger wants to stop.
    void setBreakpoints(Collection<Long> addresses) {
        breakpoints = addresses.stream().filter(address -> (address & 3) == 0).collect(Collectors.toUnmodifiableSet());
        findStops();
    }

    /// Where the guest may want to stop itself.
    ///
    /// @return whether anything changed
    boolean setGuestBreakpoints(Set<Long> addresses) {
        if (addresses.equals(guestBreakpoints)) {
            return false;
        }
        guestBreakpoints = Set.copyOf(addresses);
        findStops();
        return true;
    }

    private void findStops() {
        var words = new BitSet();
        breakpoints.forEach(address -> words.set(CodePage.word(address)));
        guestBreakpoints.forEach(address -> words.set(CodePage.word(address)));
        stops = words;
    }

    boolean isBreakpoint(long pc) {
        return breakpoints.contains(pc);
    }

    /// Forget all translations.
    void flush() {
        for (long[] level : tags) {
            Arrays.fill(level, NONE);
        }
    }

    /// Forget the translation of one page.
    ///
    /// @return whether there was one
    boolean flush(long address) {
        int i = index(address);
        boolean found = false;
        for (long[] level : tags) {
            if (level[i] == (address & Tlb.PAGE_MASK)) {
                level[i] = NONE;
                found = true;
            }
        }
        return found;
    }

    private static int index(long address) {
        return (int) (address >>> 12) & CACHED_PAGES - 1;
    }

    /// The page that holds the instruction at `pc`.
    Page fetch(long pc, int el) {
        int i = index(pc);
        if (tags[el][i] == ((pc & Tlb.PAGE_MASK) | (pc & 3))) {
            return pages[el][i];
        }
        Page page = cpu.access.fetch(pc);
        if (!cpu.access.fetchedPageIsPoisoned()) {
            tags[el][i] = pc & Tlb.PAGE_MASK;
            pages[el][i] = page;
        }
        return page;
    }

    /// The block for the instruction at `pc`.
    ///
    /// @throws GuestException if the instruction cannot be fetched
    Block find(long pc, int el) {
        Page page = fetch(pc, el);
        CodePage code = page.code;
        if (code == null) {
            code = new CodePage();
            page.code = code;
            cpu.memory.codeFound(page);
        }
        if (guestBreakpoints.contains(pc)) {
            cpu.debug.checkBreakpoints(pc);
        }
        boolean guarded = tags[el][index(pc)] != (pc & Tlb.PAGE_MASK);
        if (!guarded) {
            code.useStops(stops);
        }
        long wanted = pc + el + (guarded ? GUARDED : 0);
        int first = CodePage.word(pc);
        Block block = code.find(first, wanted);
        if (block == null) {
            long before = code.bytes();
            block = code.build(page, first, wanted, features, guarded ? EVERY_WORD : stops);
            cpu.memory.decoded(page, code.bytes() - before);
        }
        return block;
    }

    /// Whether a block may run again without being looked up here first.
    boolean mayRunUnseen(Block block) {
        long address = block.address;
        return (block.key & GUARDED) == 0 && !breakpoints.contains(address) && !guestBreakpoints.contains(address);
    }
}
