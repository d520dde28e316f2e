package dev.seascope.vmm.virtio;

import dev.seascope.cpu.StateTransfer;

/// What stands behind a virtio transport: one kind of device. A reset by the driver leaves it as it is: no request
/// outlives its notification, and what is typed waits on the host's side. Belongs to the emulation thread.
public sealed interface VirtioDevice permits VirtioBlock, VirtioConsole {
    /// The device type, section 5 of the specification.
    int type();

    /// Features offered except `VIRTIO_F_VERSION_1`, which the transport adds.
    long features();

    /// How many virtqueues.
    int queues();

    /// The byte of the configuration space at `offset`, 0 beyond its end.
    int configuration(int offset);

    /// The guest made buffers available in a queue, or the device has something for one.
    ///
    /// @throws QueueException if the guest's queue cannot be understood
    void notified(int index, Virtqueue queue) throws QueueException;

    /// Take the state out, or put it back.
    void transfer(StateTransfer state);
}
