package dev.seascope.cpu;

import java.util.Arrays;

/// Takes state out of a machine's parts or puts it back: each part lists its fields once, and either direction visits them
/// in that order.
public final class StateTransfer {
    private long[] values;
    private final boolean loading;
    private int at;

    /// Take state out.
    public StateTransfer() {
        values = new long[512];
        loading = false;
    }

    /// Put state back.
    ///
    /// @param values what [#values] of the same parts gave
    public StateTransfer(long[] values) {
        this.values = values.clone();
        loading = true;
    }

    /// Whether state is put back.
    public boolean isLoading() {
        return loading;
    }

    /// Whether everything was put back.
    public boolean isAtEnd() {
        return at == values.length;
    }

    /// What was taken out.
    public long[] values() {
        return Arrays.copyOf(values, at);
    }

    /// The value that a field has to have afterwards.
    ///
    /// @throws IllegalArgumentException if there is less to put back than asked for
    public long next(long value) {
        if (loading) {
            if (at == values.length) {
                throw new IllegalArgumentException("the state ends after %d values".formatted(at));
            }
            return values[at++];
        }
        if (at == values.length) {
            values = Arrays.copyOf(values, 2 * at);
        }
        values[at++] = value;
        return value;
    }

    /// See [#next(long)].
    public int next(int value) {
        return (int) next((long) value);
    }

    /// See [#next(long)].
    public boolean next(boolean value) {
        return next(value ? 1L : 0) != 0;
    }

    /// Every element of an array, see [#next(long)].
    public void next(long[] array) {
        for (int i = 0; i < array.length; i++) {
            array[i] = next(array[i]);
        }
    }

    /// Every element of an array, see [#next(long)].
    public void next(byte[] array) {
        for (int i = 0; i < array.length; i += Long.BYTES) {
            int count = Math.min(Long.BYTES, array.length - i);
            long packed = 0;
            for (int b = 0; b < count; b++) {
                packed |= (array[i + b] & 0xffL) << (8 * b);
            }
            packed = next(packed);
            for (int b = 0; b < count; b++) {
                array[i + b] = (byte) (packed >>> (8 * b));
            }
        }
    }
}
