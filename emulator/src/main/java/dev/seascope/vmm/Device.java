package dev.seascope.vmm;

import dev.seascope.cpu.StateTransfer;

/// A device that the VMM emulates behind `KVM_EXIT_MMIO`. Belongs to the thread that runs the vCPU.
public interface Device {
    /// Guest physical address of the first byte.
    long base();

    /// How many bytes it decodes.
    long bytes();

    /// Answer a read.
    ///
    /// @param offset from [#base]
    /// @param size 1, 2, 4 or 8 bytes
    long read(long offset, int size);

    /// Take a write.
    ///
    /// @param offset from [#base]
    /// @param size 1, 2, 4 or 8 bytes
    void write(long offset, int size, long value);

    /// Whether its interrupt output is asserted.
    default boolean interrupts() {
        return false;
    }

    /// Take the state out, or put it back.
    void transfer(StateTransfer state);

    /// Whether an access lies in the device.
    default boolean decodes(long address, int size) {
        return address >= base() && address + size <= base() + bytes();
    }
}
