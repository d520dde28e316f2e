package dev.seascope.cpu;

import java.util.Arrays;

/// Recent translations of one translation context, for the fast path of loads and stores: which virtual pages are plain
/// memory that may be read or written without asking anybody. Direct-mapped by virtual page.
///
/// A tag is the address of a virtual page. Whatever needs a second look (devices, poison, pages to be copied, pages with
/// decoded code, dirty logging) simply has no tag, so it costs nothing here.
final class Tlb {
    static final int ENTRIES = 4096;
    static final long PAGE_MASK = -GuestMemory.PAGE_BYTES;
    private static final int FEW = 256;
    private static final int MANY = FEW + 1;
    /// A tag that no access matches.
    private static final long NONE = -1;
    private static final byte[] NO_PAGE = {};

    /// Never hit: for contexts in which each access needs the slow path.
    static final Tlb DISABLED = new Tlb();

    final long[] readTags = new long[ENTRIES];
    final long[] writeTags = new long[ENTRIES];
    final byte[][] pages = new byte[ENTRIES][];
    /// Which entries were filled since the last flush, as long as they are few: guests flush often.
    private final int[] filled = new int[FEW];
    private int fills;

    Tlb() {
        Arrays.fill(pages, NO_PAGE);
        Arrays.fill(readTags, NONE);
        Arrays.fill(writeTags, NONE);
    }

    static int index(long address) {
        return (int) (address >>> 12) & ENTRIES - 1;
    }

    void fill(long address, byte[] page, boolean readable, boolean writable) {
        int i = index(address);
        long tag = address & PAGE_MASK;
        pages[i] = page;
        readTags[i] = readable ? tag : NONE;
        writeTags[i] = writable ? tag : NONE;
        if (fills < FEW) {
            filled[fills++] = i;
        } else {
            fills = MANY;
        }
    }

    /// Forget everything.
    void flush() {
        if (fills == MANY) {
            Arrays.fill(readTags, NONE);
            Arrays.fill(writeTags, NONE);
        } else {
            for (int n = 0; n < fills; n++) {
                readTags[filled[n]] = NONE;
                writeTags[filled[n]] = NONE;
            }
        }
        fills = 0;
    }

    /// Forget one virtual page.
    void flush(long address) {
        int i = index(address);
        if (((readTags[i] ^ address) & PAGE_MASK) == 0) {
            readTags[i] = NONE;
        }
        if (((writeTags[i] ^ address) & PAGE_MASK) == 0) {
            writeTags[i] = NONE;
        }
    }

    /// Forget every translation to a page.
    @SuppressWarnings("ReferenceEquality")
    void flush(byte[] page) {
        for (int i = 0; i < ENTRIES; i++) {
            if (pages[i] == page) {
                readTags[i] = NONE;
                writeTags[i] = NONE;
            }
        }
    }

    /// Send every write to a page through the slow path.
    @SuppressWarnings("ReferenceEquality")
    void watchWrites(byte[] page) {
        for (int i = 0; i < ENTRIES; i++) {
            if (pages[i] == page) {
                writeTags[i] = NONE;
            }
        }
    }
}
