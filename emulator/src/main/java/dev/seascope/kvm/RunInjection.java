package dev.seascope.kvm;

import dev.seascope.kvm.Contribution.Source;

/// What KVM injects on its own account while it handles an exit, without a word to user space. As with
/// [VcpuEvents], nothing is changed here: the result says what to write.
public final class RunInjection {
    private RunInjection() {}

    /// An external abort in place of an access that KVM cannot handle.
    ///
    /// @param instruction an instruction abort
    public static Effect abort(Kernel kernel, VcpuState state, boolean instruction) {
        Injection injection = new Injection(kernel, state);
        injection.abort(instruction, null);
        injection.enter();
        return injection.effect();
    }

    /// An external abort for an address outside the virtual machine: `FAR_EL1` gets an intermediate physical address.
    public static Effect abortOutside(Kernel kernel, VcpuState state, boolean instruction, long ipa) {
        Injection injection = new Injection(kernel, state);
        injection.abort(instruction, null, ipa(ipa));
        injection.enter();
        return injection.effect();
    }

    /// An address size fault, for an address that the host itself cannot reach. It is an external abort whose fault
    /// status is cleared afterwards.
    public static Effect addressSizeFault(Kernel kernel, VcpuState state, boolean instruction, long ipa) {
        Injection injection = new Injection(kernel, state);
        injection.abort(instruction, null, ipa(ipa));
        injection.makeAddressSizeFault();
        injection.enter();
        return injection.effect();
    }

    private static Contribution ipa(long ipa) {
        return new Contribution(Source.LAST_TRAP, ipa, "IPA of the page, FAR_EL2 bits 11:0");
    }

    /// An SError without a syndrome, in place of a memory error that nobody else handles.
    public static Effect serror(Kernel kernel, VcpuState state) {
        Injection injection = new Injection(kernel, state);
        injection.serror(new Contribution(Source.KVM, Injection.ISS_IDS, "IDS, no syndrome was supplied"));
        injection.enter();
        return injection.effect();
    }

    /// Entry to the exception that an earlier ioctl left pending, if there is one.
    public static Effect enterPending(Kernel kernel, VcpuState state) {
        Injection injection = new Injection(kernel, state);
        injection.enter();
        return injection.effect();
    }
}
