package dev.seascope.session;

/// Guest memory as it was at a snapshot, or as much of it as was asked for.
public interface MemoryView {
    /// The byte at a guest physical address, or -1 where no memory slot is or its content was not captured.
    int byteAt(long gpa);
}
