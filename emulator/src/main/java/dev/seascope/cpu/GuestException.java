package dev.seascope.cpu;

import org.jspecify.annotations.Nullable;

/// An instruction did not complete as it stands: the guest takes a synchronous exception to EL1, or leaves for EL2.
/// Stackless, and one per processor, because guests may raise millions; whoever throws it fills it first.
final class GuestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// `ESR_EL1` of the exception, when [#trap] is null.
    long esr;
    /// `FAR_EL1`, when [#hasFar].
    long far;
    boolean hasFar;
    /// The instruction counts as retired and the preferred return address is behind it: SVC and HVC.
    boolean completes;
    /// What the hypervisor sees, or null for an exception to EL1.
    transient @Nullable Trap trap;

    GuestException() {
        super(null, null, false, false);
    }

    /// A synchronous exception to EL1.
    GuestException toEl1(long esrEl1) {
        esr = esrEl1;
        hasFar = false;
        completes = false;
        trap = null;
        return this;
    }

    /// A synchronous exception to EL1 that writes `FAR_EL1`.
    GuestException toEl1(long esrEl1, long farEl1) {
        toEl1(esrEl1);
        far = farEl1;
        hasFar = true;
        return this;
    }

    /// A trap to EL2.
    GuestException toEl2(Trap taken) {
        toEl1(0);
        trap = taken;
        return this;
    }

    /// The instruction completes first.
    GuestException afterCompletion() {
        completes = true;
        return this;
    }
}
