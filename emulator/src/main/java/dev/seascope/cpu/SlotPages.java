package dev.seascope.cpu;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The pages behind one memory slot: a table of chunks of pages, shared with snapshots as far as nothing was written
/// since.
final class SlotPages {
    private static final int PAGES_IN_CHUNK = 512;

    private static final class Chunk {
        final @Nullable Page[] pages;
        final long epoch;

        Chunk(@Nullable Page[] pages, long epoch) {
            this.pages = pages;
            this.epoch = epoch;
        }
    }

    final MemorySlot slot;
    final BitSet dirty;
    private final @Nullable Chunk[] chunks;

    SlotPages(MemorySlot slot) {
        this(slot, new BitSet(), new @Nullable Chunk[(int) ((pages(slot) + PAGES_IN_CHUNK - 1) / PAGES_IN_CHUNK)]);
    }

    private SlotPages(MemorySlot slot, BitSet dirty, @Nullable Chunk[] chunks) {
        this.slot = slot;
        this.dirty = dirty;
        this.chunks = chunks;
    }

    private static long pages(MemorySlot slot) {
        return slot.bytes() / GuestMemory.PAGE_BYTES;
    }

    /// The same content under another address or other flags.
    SlotPages as(MemorySlot other) {
        return new SlotPages(other, new BitSet(), chunks);
    }

    /// A copy that shares every page. The caller sees to it that neither side writes shared pages or chunks, by starting
    /// a new epoch.
    SlotPages frozen() {
        return new SlotPages(slot, (BitSet) dirty.clone(), chunks.clone());
    }

    /// The place of an address of this slot among its pages.
    int pageIndex(long gpa) {
        return (int) ((gpa - slot.gpa()) / GuestMemory.PAGE_BYTES);
    }

    /// The page at an address of this slot, or null if it was never touched.
    @Nullable Page page(long gpa) {
        int index = pageIndex(gpa);
        Chunk chunk = chunks[index / PAGES_IN_CHUNK];
        return chunk == null ? null : chunk.pages[index % PAGES_IN_CHUNK];
    }

    void replace(long gpa, Page page, long epoch) {
        int index = pageIndex(gpa);
        Chunk chunk = chunks[index / PAGES_IN_CHUNK];
        if (chunk == null || chunk.epoch != epoch) {
            chunk = new Chunk(chunk == null ? new @Nullable Page[PAGES_IN_CHUNK] : chunk.pages.clone(), epoch);
            chunks[index / PAGES_IN_CHUNK] = chunk;
        }
        chunk.pages[index % PAGES_IN_CHUNK] = page;
    }

    int byteAt(long gpa) {
        Page page = page(gpa);
        return page == null ? 0 : page.bytes[(int) gpa & GuestMemory.PAGE_BYTES - 1] & 0xff;
    }
}
