package dev.seascope.cpu;

import java.util.Arrays;

/// Takes state out of the processor's parts or puts it back: each part lists its fields once, and either direction
/// visits them in that order.
final class StateTransfer {
    private long[] values;
    private final boolean loading;
    private int at;

    /// Take state out.
    StateTransfer() {
        values = new long[512];
        loading = false;
    }

    /// Put state back.
    StateTransfer(CpuSnapshot snapshot) {
        values = snapshot.values();
        loading = true;
    }

    /// What was taken out.
    CpuSnapshot snapshot() {
        return new CpuSnapshot(Arrays.copyOf(values, at));
    }

    /// The value that a field has to have afterwards.
    long next(long value) {
        if (loading) {
            return values[at++];
        }
        if (at == values.length) {
            values = Arrays.copyOf(values, 2 * at);
        }
        values[at++] = value;
        return value;
    }

    int next(int value) {
        return (int) next((long) value);
    }

    boolean next(boolean value) {
        return next(value ? 1L : 0) != 0;
    }

    void next(long[] array) {
        for (int i = 0; i < array.length; i++) {
            array[i] = next(array[i]);
        }
    }
}
