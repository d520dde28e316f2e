package dev.seascope.cpu;

import java.util.Arrays;

/// The whole state of a processor at one instant, between two instructions: what [Cpu#restore] needs to go on exactly as
/// before. Immutable.
public final class CpuSnapshot {
    private final long[] values;

    CpuSnapshot(long[] values) {
        this.values = values;
    }

    long[] values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CpuSnapshot snapshot && Arrays.equals(values, snapshot.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
