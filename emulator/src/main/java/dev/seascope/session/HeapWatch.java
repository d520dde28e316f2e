package dev.seascope.session;

import java.util.function.LongSupplier;

/// Asks for a collection when much of the heap is probably garbage. The serial collector lets old garbage pile up until the
/// heap has its full size, a quarter of the host's memory; what a running guest and a window leave behind would get it
/// there within minutes. Memory that the guest has is no garbage and does not count.
final class HeapWatch {
    /// What may pile up while the guest runs. Collecting earlier would cost more pauses, of some tenths of a second each.
    static final long MOST_GROWTH = 28 << 20;
    /// What may be left of it in the long run. It shows only over many looks, for young garbage comes and goes.
    static final long MOST_LEFT = 8 << 20;
    static final int MANY_LOOKS = 50;
    /// What may be left while nothing happens, when a pause is not noticed.
    static final long MOST_AT_REST = 16 << 20;
    /// What the program may have taken before the first collection, which would come while the window opens.
    static final long MOST_AT_FIRST = 160 << 20;

    private final LongSupplier usedBytes;
    private final Runnable collector;
    private boolean collected;
    private int looks;
    /// The least since [#looks] began again.
    private long low = Long.MAX_VALUE;
    /// The least that was used for anything but the guest's memory since the last collection.
    private long base = MOST_AT_FIRST - MOST_GROWTH;

    /// Of this program's heap.
    HeapWatch() {
        this(() -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(), System::gc);
    }

    HeapWatch(LongSupplier usedBytes, Runnable collector) {
        this.usedBytes = usedBytes;
        this.collector = collector;
    }

    /// Look at the heap, and collect if it has grown much since it was smallest.
    ///
    /// @param guestBytes what the guest has
    void look(long guestBytes) {
        look(guestBytes, MOST_GROWTH);
        if (++looks >= MANY_LOOKS) {
            if (!collected || low - base > MOST_LEFT) {
                collect(guestBytes);
            }
            beginAgain();
        }
    }

    /// As [#look], when nothing has happened for a while; the first time, collect what the start has left in any case.
    void rest(long guestBytes) {
        look(guestBytes, collected ? MOST_AT_REST : Long.MIN_VALUE);
    }

    private void look(long guestBytes, long most) {
        long used = usedBytes.getAsLong() - guestBytes;
        base = Math.min(base, used);
        low = Math.min(low, used);
        if (used - base > most) {
            collect(guestBytes);
        }
    }

    private void collect(long guestBytes) {
        collector.run();
        collected = true;
        base = usedBytes.getAsLong() - guestBytes;
        beginAgain();
    }

    private void beginAgain() {
        looks = 0;
        low = Long.MAX_VALUE;
    }
}
