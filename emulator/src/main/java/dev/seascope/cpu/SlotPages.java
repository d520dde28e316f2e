package dev.seascope.cpu;

import dev.seascope.arch.LittleEndian;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.Checksum;
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

    /// The epoch of pages and chunks that no memory may write in place.
    static final long SHARED = -1;
    private static final byte[] NOTHING = {};
    private static final byte[] ZEROS = new byte[GuestMemory.PAGE_BYTES];
    /// Ends the list of pages.
    private static final int END = -1;
    private static final int READ_ONLY = 1;
    private static final int LOG_DIRTY = 2;

    void write(DataOutput out) throws IOException {
        out.writeInt(slot.id());
        out.writeLong(slot.gpa());
        out.writeLong(slot.bytes());
        out.writeByte((slot.readOnly() ? READ_ONLY : 0) | (slot.logDirty() ? LOG_DIRTY : 0));
        long[] words = dirty.toLongArray();
        out.writeInt(words.length);
        for (long word : words) {
            out.writeLong(word);
        }
        for (int i = 0; i < pages(slot); i++) {
            byte[] content = content(i);
            if (content.length != 0) {
                out.writeInt(i);
                out.write(content);
            }
        }
        out.writeInt(END);
    }

    /// What a page holds, or nothing if that is only zeros.
    private byte[] content(int index) {
        Page page = page(slot.gpa() + (long) index * GuestMemory.PAGE_BYTES);
        return page == null || Arrays.equals(page.bytes, ZEROS) ? NOTHING : page.bytes;
    }

    void addTo(Checksum checksum) {
        for (int i = 0; i < pages(slot); i++) {
            byte[] content = content(i);
            if (content.length != 0) {
                long gpa = slot.gpa() + (long) i * GuestMemory.PAGE_BYTES;
                byte[] address = new byte[Long.BYTES];
                LittleEndian.set(address, 0, 3, gpa);
                checksum.update(address);
                checksum.update(content);
            }
        }
    }

    /// Read what [#write] wrote.
    ///
    /// @param base pages that hold the same are taken from here
    static SlotPages read(DataInput in, MemorySnapshot base, long limitBytes) throws IOException {
        int id = in.readInt();
        long gpa = in.readLong();
        long bytes = in.readLong();
        int flags = in.readByte();
        SlotPages read;
        if (bytes > limitBytes) {
            throw new IOException("a memory slot of 0x%x bytes, which is too much".formatted(bytes));
        }
        try {
            read = new SlotPages(new MemorySlot(id, gpa, bytes, (flags & READ_ONLY) != 0, (flags & LOG_DIRTY) != 0));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        long most = pages(read.slot);
        int words = in.readInt();
        if (words < 0 || words > (most + 63) / 64) {
            throw new IOException("a log of %d words for %d pages".formatted(words, most));
        }
        long[] log = new long[words];
        for (int i = 0; i < words; i++) {
            log[i] = in.readLong();
        }
        read.dirty.or(BitSet.valueOf(log));
        for (int i = in.readInt(); i != END; i = in.readInt()) {
            if (i < 0 || i >= most) {
                throw new IOException("page %d of a memory slot with %d pages".formatted(i, most));
            }
            byte[] content = new byte[GuestMemory.PAGE_BYTES];
            in.readFully(content);
            long at = gpa + (long) i * GuestMemory.PAGE_BYTES;
            Page equal = base.pageHolding(at, content);
            read.replace(at, equal == null ? Page.shared(content) : equal, SHARED, SHARED - 1);
        }
        return read;
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

    /// Put another page in place of one.
    ///
    /// @param shared what is of this epoch or an older one is copied first
    void replace(long gpa, Page page, long epoch, long shared) {
        int index = pageIndex(gpa);
        Chunk chunk = chunks[index / PAGES_IN_CHUNK];
        if (chunk == null || chunk.epoch <= shared) {
            chunk = new Chunk(chunk == null ? new @Nullable Page[PAGES_IN_CHUNK] : chunk.pages.clone(), epoch);
            chunks[index / PAGES_IN_CHUNK] = chunk;
        }
        chunk.pages[index % PAGES_IN_CHUNK] = page;
    }

    /// Bytes of the pages that have come into being.
    long bytes() {
        long bytes = 0;
        for (Chunk chunk : chunks) {
            if (chunk != null) {
                for (Page page : chunk.pages) {
                    bytes += page == null ? 0 : GuestMemory.PAGE_BYTES;
                }
            }
        }
        return bytes;
    }

    int byteAt(long gpa) {
        Page page = page(gpa);
        return page == null ? 0 : page.bytes[(int) gpa & GuestMemory.PAGE_BYTES - 1] & 0xff;
    }
}
