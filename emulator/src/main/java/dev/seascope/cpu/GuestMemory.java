package dev.seascope.cpu;

import dev.seascope.arch.Bytes;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Guest physical memory: KVM's memory slots, backed by pages that come into being when they are first touched, and the
/// errors planted in it. What lies in no slot is a hole.
///
/// Pages are replaced, never changed, once a snapshot shares them, so that a snapshot costs a copy of page references
/// and can be read from any thread. Everything else belongs to the thread that runs the processors.
public final class GuestMemory {
    /// Bytes in a page, the unit of slots, permissions and snapshots.
    public static final int PAGE_BYTES = 4096;

    /// The most that looks may keep of what is not in memory any more.
    static final long MOST_FOR_LOOKS = 16 << 20;

    /// No address of a page: all of them.
    static final long EVERYWHERE = -1;

    /// What a [GuestMemory] must tell those who remember its pages.
    interface Watcher {
        /// `old` no longer backs any address; its content lives on in another page.
        void pageReplaced(Page old);

        /// Instructions were decoded from the page: writes to it must be seen from now on.
        void codeFound(Page page);

        /// Slots, poison, logging or content changed: forget everything.
        void memoryChanged();

        /// A processor invalidated stage 1 translations for all: those of one virtual page, or of every page.
        ///
        /// @param address an address in the page, or [#EVERYWHERE]
        void translationInvalidated(long address);
    }

    private final long limitBytes;
    private final List<Watcher> watchers = new ArrayList<>();
    private List<SlotPages> slots = new ArrayList<>();
    private List<Poison> poison = List.of();
    private final DecodedPages decoded = new DecodedPages();
    /// Those who look on, as far as anyone does.
    private final List<WeakReference<MemoryLook>> looks = new ArrayList<>();
    private long epoch;
    /// Pages of this epoch and of older ones belong to snapshots or looks: they are copied before they are written.
    private long shared = SlotPages.SHARED;
    /// Of these, those up to this epoch belong to snapshots.
    private long kept = SlotPages.SHARED;
    /// Bytes of pages that were copied since the looks saw all there was.
    private long lookBytes;
    private long copiedBytes;

    /// Memory without slots.
    ///
    /// @param limitBytes the most that all slots together may hold
    public GuestMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// Tell someone of changes from now on.
    ///
    /// @return how many were told before
    int watch(Watcher watcher) {
        watchers.add(watcher);
        return watchers.size() - 1;
    }

    /// Tell all processors of a TLB maintenance instruction, see [Watcher#translationInvalidated].
    void invalidateTranslation(long address) {
        for (Watcher watcher : watchers) {
            watcher.translationInvalidated(address);
        }
    }

    /// So much more of the host's memory is taken by what was decoded from a page.
    void decoded(Page page, long more) {
        decoded.grew(page, more);
    }

    /// About how much that is in all.
    long decodedBytes() {
        return decoded.bytes();
    }

    void codeFound(Page page) {
        for (Watcher watcher : watchers) {
            watcher.codeFound(page);
        }
    }

    private void changed() {
        watchers.forEach(Watcher::memoryChanged);
    }

    /// The slots in the order of their addresses.
    public List<MemorySlot> slots() {
        return slots.stream().map(slot -> slot.slot).toList();
    }

    /// The slot that holds an address.
    public Optional<MemorySlot> slotAt(long gpa) {
        return Optional.ofNullable(find(gpa)).map(slot -> slot.slot);
    }

    /// Create or replace a slot. A slot that is replaced by one of the same size keeps its content, as the host's memory
    /// behind it would.
    ///
    /// @throws IllegalArgumentException if it overlaps another slot or all slots together exceed the limit
    public void setSlot(MemorySlot slot) {
        SlotPages pages = null;
        long total = slot.bytes();
        for (SlotPages other : slots) {
            if (other.slot.id() == slot.id()) {
                pages = other.slot.bytes() == slot.bytes() ? other : null;
            } else if (other.slot.overlaps(slot)) {
                throw new IllegalArgumentException("memory slot %d at %#x overlaps slot %d at %#x"
                        .formatted(slot.id(), slot.gpa(), other.slot.id(), other.slot.gpa()));
            } else {
                total += other.slot.bytes();
            }
        }
        if (total < 0 || total > limitBytes) {
            throw new IllegalArgumentException(
                    "memory slots of %#x bytes in all exceed the limit of %#x".formatted(total, limitBytes));
        }
        var kept = new ArrayList<>(slots);
        kept.removeIf(other -> other.slot.id() == slot.id());
        kept.add(pages == null ? new SlotPages(slot) : pages.as(slot));
        kept.sort(Comparator.comparingLong(other -> other.slot.gpa()));
        slots = kept;
        changed();
    }

    /// Remove a slot with its content.
    ///
    /// @return whether there was one
    public boolean removeSlot(int id) {
        var kept = new ArrayList<>(slots);
        boolean removed = kept.removeIf(other -> other.slot.id() == id);
        slots = kept;
        changed();
        return removed;
    }

    /// Replace the list of errors. The first entry that an access touches decides its syndrome.
    public void setPoison(List<Poison> entries) {
        poison = List.copyOf(entries);
        changed();
    }

    /// The planted errors.
    public List<Poison> poison() {
        return poison;
    }

    /// The error that an access touches, or null.
    @Nullable Poison poisonAt(long gpa, long length) {
        for (Poison entry : poison) {
            if (entry.touches(gpa, length)) {
                return entry;
            }
        }
        return null;
    }

    /// The byte at a guest physical address as 0 to 255, or -1 in a hole. Poison does not matter.
    public int byteAt(long gpa) {
        SlotPages slot = find(gpa);
        return slot == null ? -1 : slot.byteAt(gpa);
    }

    /// Read `length` bytes, or nothing if one of them is in a hole. Poison does not matter.
    public Optional<Bytes> read(long gpa, int length) {
        byte[] content = new byte[length];
        int done = 0;
        while (done < length) {
            long at = gpa + done;
            SlotPages slot = find(at);
            if (slot == null) {
                return Optional.empty();
            }
            int offset = (int) at & (PAGE_BYTES - 1);
            int part = Math.min(length - done, PAGE_BYTES - offset);
            Page page = slot.page(at);
            if (page != null) {
                System.arraycopy(page.bytes, offset, content, done, part);
            }
            done += part;
        }
        return Optional.of(Bytes.copyOf(content));
    }

    /// Write as the host does: read-only slots and poison do not matter, nothing is logged.
    ///
    /// @throws IllegalArgumentException if a byte would go into a hole; nothing is written then
    public void write(long gpa, byte[] content) {
        for (long at = gpa; at < gpa + content.length; at = (at | PAGE_BYTES - 1) + 1) {
            requireSlot(at);
        }
        if (content.length != 0) {
            requireSlot(gpa + content.length - 1);
        }
        int done = 0;
        while (done < content.length) {
            long at = gpa + done;
            int offset = (int) at & PAGE_BYTES - 1;
            int length = Math.min(content.length - done, PAGE_BYTES - offset);
            Page page = owned(requireSlot(at), at);
            page.dropCode(offset, length);
            System.arraycopy(content, done, page.bytes, offset, length);
            done += length;
        }
    }

    /// Write as the host does, see [#write(long, byte[])].
    public void write(long gpa, Bytes content) {
        write(gpa, content.toArray());
    }

    private SlotPages requireSlot(long gpa) {
        SlotPages slot = find(gpa);
        if (slot == null) {
            throw new IllegalArgumentException("no memory slot at %#x".formatted(gpa));
        }
        return slot;
    }

    /// The pages of a slot that the guest wrote since the last call, one bit a page, and forget them.
    ///
    /// @throws IllegalArgumentException if there is no such slot
    public BitSet takeDirtyLog(int id) {
        for (SlotPages slot : slots) {
            if (slot.slot.id() == id) {
                BitSet taken = (BitSet) slot.dirty.clone();
                slot.dirty.clear();
                changed();
                return taken;
            }
        }
        throw new IllegalArgumentException("no memory slot %d".formatted(id));
    }

    /// What the memory holds now. Cheap: pages are shared until they are written.
    public MemorySnapshot snapshot() {
        kept = epoch;
        shared = epoch++;
        changed();
        return new MemorySnapshot(frozen(), poison);
    }

    private List<SlotPages> frozen() {
        return slots.stream().map(SlotPages::frozen).toList();
    }

    /// What the memory holds now, for those who look on. As cheap as a snapshot, and not kept at any price: once the guest
    /// has made [#MOST_FOR_LOOKS] be copied, all looks show what memory holds at the time.
    public MemoryLook look() {
        shared = epoch++;
        changed();
        var look = new MemoryLook(frozen());
        looks.removeIf(each -> each.refersTo(null));
        looks.add(new WeakReference<>(look));
        return look;
    }

    /// What the memory holds whenever it is read.
    public MemoryLook live() {
        return new MemoryLook(List.copyOf(slots));
    }

    /// Remove all slots with their content; those who look on see holes.
    public void clear() {
        slots = new ArrayList<>();
        letLooksGo();
        decoded.clear();
        changed();
    }

    private void letLooksGo() {
        List<SlotPages> now = List.copyOf(slots);
        for (WeakReference<MemoryLook> each : looks) {
            MemoryLook look = each.get();
            if (look != null) {
                look.follow(now);
            }
        }
        looks.clear();
        lookBytes = 0;
        shared = kept;
    }

    /// Bytes of the pages that have come into being.
    public long bytes() {
        return slots.stream().mapToLong(SlotPages::bytes).sum();
    }

    /// What snapshots have cost so far: bytes of pages that were copied before they were written.
    public long copiedBytes() {
        return copiedBytes;
    }

    /// Go back to what the memory held at a snapshot of it.
    public void restore(MemorySnapshot snapshot) {
        slots = new ArrayList<>(snapshot.slots().stream().map(SlotPages::frozen).toList());
        kept = epoch++;
        letLooksGo();
        decoded.clear();
        poison = snapshot.poison();
        changed();
    }

    private @Nullable SlotPages find(long gpa) {
        List<SlotPages> all = slots;
        // Every exit to a device asks: no iterator
        for (int i = 0; i < all.size(); i++) {
            SlotPages slot = all.get(i);
            if (slot.slot.contains(gpa)) {
                return slot;
            }
        }
        return null;
    }

    /// Whether an address lies in a slot.
    public boolean hasSlotAt(long gpa) {
        return find(gpa) != null;
    }

    /// The slot that holds an address, or null.
    public @Nullable MemorySlot slotOrNull(long gpa) {
        SlotPages pages = find(gpa);
        return pages == null ? null : pages.slot;
    }

    /// The page for a guest read or fetch, or null in a hole.
    @Nullable Page pageForRead(long gpa) {
        SlotPages slot = find(gpa);
        if (slot == null) {
            return null;
        }
        Page page = slot.page(gpa);
        return page == null ? owned(slot, gpa) : page;
    }

    /// The page for a guest write, ready to be written in place and logged as dirty; null in a hole or a read-only slot.
    @Nullable Page pageForWrite(long gpa) {
        SlotPages slot = find(gpa);
        if (slot == null || slot.slot.readOnly()) {
            return null;
        }
        if (slot.slot.logDirty()) {
            slot.dirty.set(slot.pageIndex(gpa));
        }
        return owned(slot, gpa);
    }

    /// Whether a guest write to this page must take the slow path once more, although the page can be read.
    boolean mustWatchWrites(long gpa) {
        SlotPages slot = find(gpa);
        if (slot == null || slot.slot.readOnly()) {
            return true;
        }
        Page page = slot.page(gpa);
        return page == null || page.epoch <= shared || page.code != null
                || (slot.slot.logDirty() && !slot.dirty.get(slot.pageIndex(gpa)));
    }

    private Page owned(SlotPages slot, long gpa) {
        Page old = slot.page(gpa);
        if (old != null && old.epoch <= shared && lookBytes >= MOST_FOR_LOOKS) {
            letLooksGo();
        }
        if (old != null && old.epoch > shared) {
            return old;
        }
        Page now = old == null ? new Page(epoch) : old.copy(epoch);
        slot.replace(gpa, now, epoch, shared);
        if (old != null) {
            copiedBytes += PAGE_BYTES;
            lookBytes += looks.isEmpty() ? 0 : PAGE_BYTES;
            for (Watcher watcher : watchers) {
                watcher.pageReplaced(old);
            }
            decoded.remove(old);
        }
        return now;
    }
}
