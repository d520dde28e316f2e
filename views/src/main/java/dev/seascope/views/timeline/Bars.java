package dev.seascope.views.timeline;

import java.util.Arrays;

/// The stretches of time that one lane shows as bars: in order, not overlapping, the last one perhaps still growing.
/// A running sum of lengths tells how much of any stretch is covered in logarithmic time, which is what a bar thinner
/// than a pixel is drawn from.
final class Bars {
    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private long[] pcs = new long[64];
    private long[] coveredBefore = new long[64];
    private int size;
    private boolean open;

    /// How many bars.
    int size() {
        return size;
    }

    long start(int index) {
        return starts[index];
    }

    /// End of a bar; of one that is still open, `now`.
    long end(int index, long now) {
        return open && index == size - 1 ? Math.max(now, starts[index]) : ends[index];
    }

    /// Where the guest was when the bar began.
    long pc(int index) {
        return pcs[index];
    }

    void clear() {
        size = 0;
        open = false;
    }

    /// Begin a bar. Ends the one before if it is open.
    void begin(long time, long pc) {
        end(time);
        if (size == starts.length) {
            int larger = size * 2;
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
            pcs = Arrays.copyOf(pcs, larger);
            coveredBefore = Arrays.copyOf(coveredBefore, larger);
        }
        starts[size] = time;
        pcs[size] = pc;
        coveredBefore[size] = size == 0 ? 0 : coveredBefore[size - 1] + ends[size - 1] - starts[size - 1];
        size++;
        open = true;
    }

    /// End the open bar, if there is one.
    void end(long time) {
        if (open) {
            ends[size - 1] = Math.max(time, starts[size - 1]);
            open = false;
        }
    }

    /// Index of the first bar that ends after `time`; [#size] when there is none.
    int firstEndingAfter(double time, long now) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(middle, now) > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// How much of the time from `from` to `to` is covered by bars.
    double covered(double from, double to, long now) {
        return coveredUntil(to, now) - coveredUntil(from, now);
    }

    private double coveredUntil(double time, long now) {
        int next = firstEndingAfter(time, now);
        if (next < size) {
            return coveredBefore[next] + Math.max(0, time - starts[next]);
        }
        return size == 0 ? 0 : coveredBefore[size - 1] + (double) end(size - 1, now) - starts[size - 1];
    }
}
