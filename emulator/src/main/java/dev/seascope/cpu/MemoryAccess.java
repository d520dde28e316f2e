package dev.seascope.cpu;

import dev.seascope.arch.LittleEndian;
import dev.seascope.arch.a64.Processor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Loads, stores, fetches and maintenance in full: alignment, translation, byte order. It also fills the TLBs, so that
/// most accesses never get here.
final class MemoryAccess implements GuestMemory.Watcher {
    private static final int PAGE_OFFSET = GuestMemory.PAGE_BYTES - 1;
    private static final int CACHE_LINE_BYTES = 64;
    private static final int DEVICE_PAGES = 16;
    private static final long NO_TAG = -1;
    private static final int ALIGNED_KINDS = Processor.ORDERED | Processor.EXCLUSIVE | Processor.ATOMIC;

    private final Cpu cpu;
    private final GuestMemory memory;
    final Mmu mmu;
    /// Among the processors that share the memory.
    final int number;
    private final Tlb el0 = new Tlb();
    private final Tlb el1 = new Tlb();
    private final Tlb el1Pan = new Tlb();
    private Tlb selected = Tlb.DISABLED;
    /// The level, 0 or 1, and 2 for PAN.
    private int context;
    /// The addresses covered by translations larger than a page since the last flush, as one aligned range: a TLBI by
    /// address that falls into it must forget more than one page. All addresses, once one with a tag was accessed.
    private long largeBase;
    private long largeMask;
    private boolean fetchedPoison;
    /// `ISS[24:14]` of the access being made by a [DeviceAccess], otherwise 0.
    private int expected;
    private boolean holeFound;
    private final Hole hole;
    /// Recent translations of accesses to holes: a tag, which is the virtual page and how it was accessed, and the
    /// physical page.
    private final long[] devices = new long[2 * DEVICE_PAGES];

    MemoryAccess(Cpu cpu, GuestMemory memory) {
        this.cpu = cpu;
        this.memory = memory;
        mmu = new Mmu(cpu, memory);
        hole = new Hole(cpu.el2());
        number = memory.watch(this);
    }

    /// Choose the translation context for the fast path.
    Tlb select(int el, boolean pan, boolean bigEndian) {
        context = el | (pan ? 2 : 0);
        if (bigEndian) {
            selected = Tlb.DISABLED;
        } else if (el == 0) {
            selected = el0;
        } else {
            selected = pan ? el1Pan : el1;
        }
        return selected;
    }

    // Accesses to holes that nothing is thrown for

    /// The next access may find a hole, which is then noted and not thrown.
    void expectHole(int accessSyndrome) {
        expected = accessSyndrome;
        holeFound = false;
    }

    /// Whether the access found one. From here on, holes are thrown again.
    boolean foundHole() {
        expected = 0;
        return holeFound;
    }

    /// As [#foundHole], before that is called.
    boolean isHoleFound() {
        return holeFound;
    }

    /// Forget that a hole was expected: the access ended otherwise.
    void expectNoHole() {
        expected = 0;
    }

    /// The hole found last.
    Hole hole() {
        return hole;
    }

    /// Loads and stores have entries of their own: a driver reads and writes the same page in turn.
    private static int deviceIndex(long address, boolean write) {
        return ((int) (address >>> 12) << 2 | (write ? 2 : 0)) & (2 * DEVICE_PAGES - 2);
    }

    /// Pages are 4096 bytes, so there is room for [#context] and the direction.
    private long deviceTag(long address, boolean write) {
        return (address & Tlb.PAGE_MASK) | context | (write ? 4 : 0);
    }

    /// Note a hole that was reached before in the same way.
    boolean knowsHole(long address, int sizeLog2, int kind, boolean write) {
        int i = deviceIndex(address, write);
        if (expected == 0 || devices[i] != deviceTag(address, write) || (address & (1 << sizeLog2) - 1) != 0
                || (kind & Processor.UNPRIVILEGED) != 0) {
            return false;
        }
        noteHole(address, devices[i + 1], write);
        return true;
    }

    /// Note a hole if there is one.
    private boolean findsHole(long address, long pa, int el, boolean write) {
        if (memory.hasSlotAt(pa)) {
            return false;
        }
        long page = pa & Tlb.PAGE_MASK;
        if (el == cpu.currentEl() && !cpu.debug.watches(address & Tlb.PAGE_MASK)) {
            int i = deviceIndex(address, write);
            devices[i] = deviceTag(address, write);
            devices[i + 1] = page;
        }
        noteHole(address, page, write);
        return true;
    }

    private void noteHole(long address, long page, boolean write) {
        hole.set(address, page, expected | (write ? Syndrome.WNR : 0));
        holeFound = true;
    }

    /// Forget all translations.
    void flush() {
        Arrays.fill(devices, NO_TAG);
        el0.flush();
        el1.flush();
        el1Pan.flush();
        largeBase = -1;
        largeMask = -1;
        cpu.flushFetches();
    }

    /// Forget the translations of one address, for TLBI.
    void flush(long address) {
        Arrays.fill(devices, NO_TAG);
        if ((address & largeMask) == largeBase) {
            flush();
            return;
        }
        el0.flush(address);
        el1.flush(address);
        el1Pan.flush(address);
        cpu.flushFetches(address);
    }

    @Override
    public void pageReplaced(Page old) {
        el0.flush(old.bytes);
        el1.flush(old.bytes);
        el1Pan.flush(old.bytes);
        cpu.leavePage(old);
    }

    @Override
    public void codeFound(Page page) {
        el0.watchWrites(page.bytes);
        el1.watchWrites(page.bytes);
        el1Pan.watchWrites(page.bytes);
    }

    @Override
    public void memoryChanged() {
        flush();
    }

    @Override
    public void translationInvalidated(long address) {
        if (address == GuestMemory.EVERYWHERE) {
            flush();
        } else {
            flush(address);
        }
    }

    private void noteSize(long address) {
        if (address << 8 >> 8 != address) {
            // TLBs are looked up by the address with its tag, and a TLBI names it without: any must forget all.
            largeBase = 0;
            largeMask = 0;
            return;
        }
        long bytes = mmu.stage1.blockBytes();
        if (bytes == GuestMemory.PAGE_BYTES) {
            return;
        }
        if (largeMask == -1) {
            largeMask = -bytes;
            largeBase = address & largeMask;
            return;
        }
        largeMask &= -bytes;
        while (((largeBase ^ address) & largeMask) != 0) {
            largeMask <<= 1;
        }
        largeBase &= largeMask;
    }

    long load(long address, int sizeLog2, int kind) {
        if (knowsHole(address, sizeLog2, kind, false)) {
            return 0;
        }
        int size = 1 << sizeLog2;
        boolean aligned = (address & ((size - 1) | (kind & Processor.QUADWORD))) == 0;
        Mmu.Purpose purpose = (kind & Processor.ATOMIC) != 0 ? Mmu.Purpose.ATOMIC : Mmu.Purpose.LOAD;
        checkAlignment(address, aligned, kind, purpose);
        int inPage = GuestMemory.PAGE_BYTES - ((int) address & PAGE_OFFSET);
        int el = level(kind);
        long value;
        if (size <= inPage) {
            value = load(address, size, purpose, el, aligned);
        } else {
            expectNoHole();
            long low = load(address, inPage, purpose, el, false);
            value = low | load(address + inPage, size - inPage, purpose, el, false) << (8 * inPage);
        }
        return cpu.isBigEndian() ? LittleEndian.swap(value, sizeLog2) : value;
    }

    /// Load up to eight bytes that lie in one page.
    private long load(long address, int size, Mmu.Purpose purpose, int el, boolean aligned) {
        long pa = mmu.translate(address, purpose, el, aligned);
        cpu.debug.checkWatchpoints(address, size, true, purpose == Mmu.Purpose.ATOMIC);
        if (expected != 0 && findsHole(address, pa, el, false)) {
            return 0;
        }
        Page page = mmu.readable(pa, size);
        if (purpose == Mmu.Purpose.ATOMIC) {
            page = mmu.writable(pa);
        }
        if (el == cpu.currentEl()) {
            fill(address, pa, page);
        }
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | (page.bytes[((int) pa & PAGE_OFFSET) + i] & 0xff);
        }
        return value;
    }

    void store(long address, int sizeLog2, long value, int kind) {
        if (knowsHole(address, sizeLog2, kind, true)) {
            return;
        }
        int size = 1 << sizeLog2;
        boolean aligned = (address & ((size - 1) | (kind & Processor.QUADWORD))) == 0;
        checkAlignment(address, aligned, kind, Mmu.Purpose.STORE);
        long bytes = cpu.isBigEndian() ? LittleEndian.swap(value, sizeLog2) : value;
        int inPage = GuestMemory.PAGE_BYTES - ((int) address & PAGE_OFFSET);
        int el = level(kind);
        if (size <= inPage) {
            store(address, size, bytes, el, aligned);
            return;
        }
        expectNoHole();
        // Nothing is written if the second page faults.
        mmu.writable(mmu.translate(address, Mmu.Purpose.STORE, el, false));
        mmu.writable(mmu.translate(address + inPage, Mmu.Purpose.STORE, el, false));
        store(address, inPage, bytes, el, false);
        store(address + inPage, size - inPage, bytes >>> (8 * inPage), el, false);
    }

    /// Store up to eight bytes that lie in one page.
    private void store(long address, int size, long value, int el, boolean aligned) {
        long pa = mmu.translate(address, Mmu.Purpose.STORE, el, aligned);
        cpu.debug.checkWatchpoints(address, size, false, true);
        if (expected != 0 && findsHole(address, pa, el, true)) {
            return;
        }
        Page page = mmu.writable(pa);
        int offset = (int) pa & PAGE_OFFSET;
        page.dropCode(offset, size);
        for (int i = 0; i < size; i++) {
            page.bytes[offset + i] = (byte) (value >>> (8 * i));
        }
        if (el == cpu.currentEl()) {
            fill(address, pa, page);
        }
    }

    private void fill(long address, long pa, Page page) {
        Stage1 stage1 = mmu.stage1;
        noteSize(address);
        if (selected != Tlb.DISABLED && !cpu.debug.watches(address & Tlb.PAGE_MASK)) {
            long pagePa = pa & Tlb.PAGE_MASK;
            selected.fill(address, page.bytes,
                    stage1.allows(Stage1.READ) && memory.poisonAt(pagePa, GuestMemory.PAGE_BYTES) == null,
                    stage1.allows(Stage1.WRITE) && !memory.mustWatchWrites(pagePa));
        }
    }

    /// The level whose permissions count for an access.
    private int level(int kind) {
        boolean unprivileged = (kind & Processor.UNPRIVILEGED) != 0 && (cpu.pstate() & Pstate.UAO) == 0;
        return unprivileged ? 0 : cpu.currentEl();
    }

    private void checkAlignment(long address, boolean aligned, int kind, Mmu.Purpose purpose) {
        if (!aligned && ((kind & ALIGNED_KINDS) != 0 || (cpu.sctlr() & ControlRegisters.SCTLR_A) != 0)) {
            throw mmu.alignmentFault(address, purpose);
        }
    }

    /// The page of the instruction at `pc`.
    Page fetch(long pc) {
        if ((pc & 3) != 0) {
            throw cpu.exception.toEl1(Syndrome.of(Syndrome.EC_PC_ALIGN, 0), pc);
        }
        long pa = mmu.translate(pc, Mmu.Purpose.FETCH, cpu.currentEl(), true);
        noteSize(pc);
        Page page = mmu.readable(pa, 4);
        fetchedPoison = memory.poisonAt(pa & Tlb.PAGE_MASK, GuestMemory.PAGE_BYTES) != null;
        return page;
    }

    /// Whether the page of the last [#fetch] has poison somewhere, so that each fetch from it must be checked.
    boolean fetchedPageIsPoisoned() {
        return fetchedPoison;
    }

    /// DC and IC by address: nothing is cached, but the address is translated.
    ///
    /// @param invalidates DC IVAC, which needs write permission because it may discard data
    void maintain(long address, boolean invalidates) {
        Mmu.Purpose purpose = invalidates ? Mmu.Purpose.INVALIDATE
                : cpu.currentEl() == 0 ? Mmu.Purpose.MAINTAIN_READABLE : Mmu.Purpose.MAINTAIN;
        mmu.maintainable(mmu.translate(address, purpose, cpu.currentEl(), true));
    }

    /// DC ZVA.
    void zeroCacheLine(long address) {
        long pa = mmu.translate(address, Mmu.Purpose.STORE, cpu.currentEl(), true);
        if (mmu.stage1.isDevice()) {
            throw mmu.alignmentFault(address, Mmu.Purpose.STORE);
        }
        cpu.debug.checkWatchpoints(address & -CACHE_LINE_BYTES, CACHE_LINE_BYTES, false, true);
        Page page = mmu.writable(pa);
        int offset = (int) pa & PAGE_OFFSET & -CACHE_LINE_BYTES;
        page.dropCode(offset, CACHE_LINE_BYTES);
        Arrays.fill(page.bytes, offset, offset + CACHE_LINE_BYTES, (byte) 0);
    }
}
