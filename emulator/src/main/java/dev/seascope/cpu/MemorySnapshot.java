package dev.seascope.cpu;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Guest memory as it was at one instant. Immutable; shares its pages with the memory it was taken from.
public final class MemorySnapshot {
    private final List<SlotPages> slots;
    private final List<Poison> poison;

    MemorySnapshot(List<SlotPages> slots, List<Poison> poison) {
        this.slots = slots;
        this.poison = poison;
    }

    List<SlotPages> slots() {
        return slots;
    }

    List<Poison> poison() {
        return poison;
    }

    /// Write it so that [#read] can read it. Pages that hold only zeros take no room.
    public void write(DataOutput out) throws IOException {
        out.writeInt(slots.size());
        for (SlotPages slot : slots) {
            slot.write(out);
        }
        out.writeInt(poison.size());
        for (Poison entry : poison) {
            entry.write(out);
        }
    }

    /// Read what [#write] wrote.
    ///
    /// @param base another snapshot, whose pages are shared where they hold the same
    /// @param limitBytes the most that all slots together may hold
    /// @throws IOException if it cannot be read, or is not what was written
    public static MemorySnapshot read(DataInput in, MemorySnapshot base, long limitBytes) throws IOException {
        var slots = new ArrayList<SlotPages>();
        long left = limitBytes;
        for (int n = in.readInt(); n > 0; n--) {
            SlotPages slot = SlotPages.read(in, base, left);
            left -= slot.slot.bytes();
            slots.add(slot);
        }
        var poison = new ArrayList<Poison>();
        for (int n = in.readInt(); n > 0; n--) {
            poison.add(Poison.read(in));
        }
        return new MemorySnapshot(List.copyOf(slots), List.copyOf(poison));
    }

    /// A checksum of the whole content, with the addresses: CRC-32C over the pages that hold something other than zeros.
    public long checksum() {
        var crc = new CRC32C();
        for (SlotPages slot : slots) {
            slot.addTo(crc);
        }
        return crc.getValue();
    }

    /// The page at an address, if it holds just that.
    @Nullable Page pageHolding(long gpa, byte[] content) {
        for (SlotPages slot : slots) {
            if (slot.slot.contains(gpa)) {
                Page page = slot.page(gpa);
                return page != null && Arrays.equals(page.bytes, content) ? page : null;
            }
        }
        return null;
    }

    /// The byte at a guest physical address as 0 to 255, or -1 in a hole.
    public int byteAt(long gpa) {
        for (SlotPages slot : slots) {
            if (slot.slot.contains(gpa)) {
                return slot.byteAt(gpa);
            }
        }
        return -1;
    }
}
