package dev.seascope.views.model;

import java.util.List;
import java.util.stream.IntStream;

/// One of the sixteen entries of an AArch64 vector table (Arm ARM D1.4, exception vectors).
///
/// @param offset from `VBAR_EL1`, a multiple of 0x80 below 0x800
public record VectorEntry(int offset) {
    /// Bytes from one entry to the next.
    public static final int BYTES = 0x80;
    /// What is taken, in the order of the entries of one group.
    public static final List<String> KINDS = List.of("Synchronous", "IRQ", "FIQ", "SError");
    /// Where it is taken from, in the order of the groups.
    public static final List<String> SOURCES =
            List.of("current EL, SP_EL0", "current EL, SP_ELx", "lower EL, AArch64", "lower EL, AArch32");
    /// All sixteen, by offset.
    public static final List<VectorEntry> ALL = IntStream.range(0, KINDS.size() * SOURCES.size())
            .mapToObj(index -> new VectorEntry(index * BYTES)).toList();

    public VectorEntry {
        if (offset < 0 || offset >= 0x800 || offset % BYTES != 0) {
            throw new IllegalArgumentException("not a vector offset: %#x".formatted(offset));
        }
    }

    /// `Synchronous`, `IRQ`, `FIQ` or `SError`.
    public String kind() {
        return KINDS.get(offset / BYTES % KINDS.size());
    }

    /// `current EL, SP_ELx`.
    public String source() {
        return SOURCES.get(offset / BYTES / KINDS.size());
    }

    /// `+0x200`.
    public String notation() {
        return "+0x%03x".formatted(offset);
    }
}
