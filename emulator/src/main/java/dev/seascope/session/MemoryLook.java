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

    private final GuestMemory memory;
    private @Nullable MemorySnapshot seen;
    private long copiedAtStop;

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
}
