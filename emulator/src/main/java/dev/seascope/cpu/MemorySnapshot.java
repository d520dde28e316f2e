package dev.seascope.cpu;

import java.util.List;

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
