package dev.seascope.session;

import java.util.function.LongSupplier;

/// Asks for a collection when much of the heap is probably garbage. The serial collector lets old garbage pile up until the
/// heap has its full size, a quarter of the host's memory; what snapshots of a running guest leave behind would get it there
/// within minutes.
final class HeapWatch {
    /// What may pile up. Collecting earlier would cost more pauses, of some tenths of a second each.
    static final long MOST_GROWTH = 160 << 20;

    private final LongSupplier usedBytes;
    private final Runnable collector;
    /// As small as it was since the last collection; before the first, all of it may be garbage.
    private long usedThen;

    /// Of this program's heap.
    HeapWatch() {
        this(() -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(), System::gc);
    }

    HeapWatch(LongSupplier usedBytes, Runnable collector) {
        this.usedBytes = usedBytes;
        this.collector = collector;
    }

    /// Look at the heap, and collect if it has grown much since it was smallest.
    void look() {
        long used = usedBytes.getAsLong();
        if (used < usedThen) {
            usedThen = used;
        } else if (used - usedThen > MOST_GROWTH) {
            collector.run();
            usedThen = usedBytes.getAsLong();
        }
    }
}
