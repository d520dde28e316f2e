package dev.seascope.views.timeline;

import java.util.Arrays;

/// The moments that one lane shows as shapes: times in ascending order, each with the index of its event.
final class Marks {
    private long[] times = new long[64];
    private int[] events = new int[64];
    private int size;

    int size() {
        return size;
    }

    long time(int index) {
        return times[index];
    }

    /// Index of the event in the session's list.
    int event(int index) {
        return events[index];
    }

    void clear() {
        size = 0;
    }

    void add(long time, int event) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        times[size] = time;
        events[size] = event;
        size++;
    }

    /// Index of the first mark at or after `time`; [#size] when there is none.
    int firstAtOrAfter(double time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] >= time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// Index of the mark that stands for the event, or -1.
    int indexOf(int event) {
        int found = Arrays.binarySearch(events, 0, size, event);
        return found < 0 ? -1 : found;
    }
}
