package dev.seascope.session;

import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySnapshot;
import org.jspecify.annotations.Nullable;

/// What memory holds, for those who look on. After each look every page that the guest writes is copied first, so a guest
/// that writes much is looked at less: while it runs, what is seen grows old once so much was copied. At a stop it is
/// always what memory holds then.
final class MemoryLook {
    /// The most that looks at a running guest may cost, but for the pages written after the last of them.
    static final long MOST_COPIED = 64 << 20;
    /// What a collector that waits until its heap is full would let pile up.
    private static final long WORTH_COLLECTING = 128 << 20;

    private final GuestMemory memory;
    private @Nullable MemorySnapshot seen;
    private long copiedAtStop;
    private long copiedAtCollection;

    MemoryLook(GuestMemory memory) {
        this.memory = memory;
    }

    MemorySnapshot whileRunning() {
        MemorySnapshot old = seen;
        return old != null && memory.copiedBytes() - copiedAtStop >= MOST_COPIED ? old : look();
    }

    MemorySnapshot atStop() {
        copiedAtStop = memory.copiedBytes();
        return look();
    }

    private MemorySnapshot look() {
        MemorySnapshot now = memory.snapshot();
        seen = now;
        return now;
    }

    /// Let go of pages that nobody looks at any more, if they are many. To be called where a pause does not matter.
    void tidy() {
        if (memory.copiedBytes() - copiedAtCollection >= WORTH_COLLECTING) {
            copiedAtCollection = memory.copiedBytes();
            System.gc();
        }
    }
}
