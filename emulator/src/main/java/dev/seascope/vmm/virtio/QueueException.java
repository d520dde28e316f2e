package dev.seascope.vmm.virtio;

/// The guest made a virtqueue that makes no sense: the device stops until it is reset. The message says what is wrong.
final class QueueException extends Exception {
    private static final long serialVersionUID = 1;

    QueueException(String message) {
        super(message, null, false, false);
    }
}
