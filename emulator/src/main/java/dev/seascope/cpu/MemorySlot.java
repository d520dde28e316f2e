package dev.seascope.cpu;

/// A run of guest physical memory, as `KVM_SET_USER_MEMORY_REGION` maps it.
///
/// @param id slot number; setting a slot with a number in use replaces that slot
/// @param gpa first guest physical address, a multiple of 4096
/// @param bytes size, a multiple of 4096, not 0
/// @param readOnly `KVM_MEM_READONLY`: guest writes do not reach it
/// @param logDirty `KVM_MEM_LOG_DIRTY_PAGES`: pages the guest writes are recorded
public record MemorySlot(int id, long gpa, long bytes, boolean readOnly, boolean logDirty) {
    public MemorySlot {
        if (bytes <= 0 || ((gpa | bytes) & (GuestMemory.PAGE_BYTES - 1)) != 0) {
            throw new IllegalArgumentException(
                    "memory slot %d: address %#x and size %#x must be multiples of 4096".formatted(id, gpa, bytes));
        }
        if (gpa < 0 || gpa + bytes < 0) {
            throw new IllegalArgumentException("memory slot %d: %#x + %#x wraps around".formatted(id, gpa, bytes));
        }
    }

    /// A plain slot: writable, not logged.
    public static MemorySlot of(int id, long gpa, long bytes) {
        return new MemorySlot(id, gpa, bytes, false, false);
    }

    /// The first address behind the slot.
    public long end() {
        return gpa + bytes;
    }

    /// Whether the byte at `address` lies in this slot.
    public boolean contains(long address) {
        return address >= gpa && address < end();
    }

    /// Whether any byte belongs to both slots.
    public boolean overlaps(MemorySlot other) {
        return gpa < other.end() && other.gpa < end();
    }
}
