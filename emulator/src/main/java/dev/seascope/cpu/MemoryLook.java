package dev.seascope.cpu;

import java.util.List;

/// Memory for those who look on, from any thread. It is what memory held at one instant, until the guest has written so
/// much since that to keep all of it would cost too much, see [GuestMemory#look]: from then on, what memory holds when it
/// is read.
public final class MemoryLook {
    private volatile List<SlotPages> slots;

    MemoryLook(List<SlotPages> slots) {
        this.slots = slots;
    }

    /// Show other pages from now on.
    void follow(List<SlotPages> others) {
        slots = others;
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
