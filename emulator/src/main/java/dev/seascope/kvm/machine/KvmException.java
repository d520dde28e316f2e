package dev.seascope.kvm.machine;

import dev.seascope.kvm.uapi.Errno;

/// A call that KVM refuses with an errno, where the caller asked for an object and not for an [IoctlResult].
public final class KvmException extends Exception {
    private static final long serialVersionUID = 1;

    private final Errno errno;

    KvmException(Errno errno, String message) {
        super(message);
        this.errno = errno;
    }

    /// The errno KVM documents.
    public Errno errno() {
        return errno;
    }
}
