package dev.seascope.kvm.machine;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Verdict;
import dev.seascope.kvm.uapi.Errno;

/// What an ioctl returned.
///
/// @param value as the system call returns it: 0 or more, or -1
/// @param argument the caller's memory at the pointer afterwards
/// @param verdict the errno and the rule behind it
/// @param effect what it wrote to the vCPU
public record IoctlResult(long value, Bytes argument, Verdict verdict, Effect effect) {
    private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

    /// The errno by its symbolic name, empty when the call succeeded.
    public String errno() {
        return verdict.errno();
    }

    static IoctlResult of(long value) {
        return of(value, NOTHING);
    }

    static IoctlResult of(long value, Bytes argument) {
        return new IoctlResult(value, argument,
                new Verdict("", "", "", "ioctl returns " + value, Verdict.Certainty.READ), Effect.NONE);
    }

    /// A failure that changes nothing.
    ///
    /// @param rule which ioctl, and what it was looking at
    static IoctlResult failure(Errno errno, String rule, String text, Verdict.Certainty certainty) {
        return new IoctlResult(-1, NOTHING, new Verdict(errno.name(), rule, "", text, certainty), Effect.NONE);
    }

    static IoctlResult unknown(Errno errno, long number) {
        return failure(errno, "ioctl number", "no such ioctl on this file descriptor: 0x" + Long.toHexString(number),
                Verdict.Certainty.READ);
    }
}
