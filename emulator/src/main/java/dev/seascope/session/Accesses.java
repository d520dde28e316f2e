package dev.seascope.session;

import dev.seascope.kvm.KvmExit;

/// MMIO accesses of a guest, by where they go and which way.
///
/// @param gpa guest physical address of the first byte
/// @param bytes how many bytes from there; an access that touches one of them counts
/// @param reads whether loads count
/// @param writes whether stores count
public record Accesses(long gpa, long bytes, boolean reads, boolean writes) {
    /// Wherever they go: more than any guest physical address has bits for.
    public static final long EVERYWHERE = 1L << 56;

    /// Whether an access is one of these.
    public boolean covers(KvmExit.Mmio mmio) {
        return (mmio.isWrite() ? writes : reads) && mmio.physAddr() < gpa + bytes
                && mmio.physAddr() + mmio.len() > gpa;
    }
}
