package dev.seascope.inject;

import dev.seascope.arch.Bytes;

/// One call that a VMM makes to inject something.
public sealed interface InjectionStep {
    /// `KVM_SET_VCPU_EVENTS`.
    record SetEvents(long ioctl, Bytes struct) implements InjectionStep {}

    /// `KVM_SET_ONE_REG`.
    ///
    /// @param register for people: `ESR_EL1`
    /// @param id as in `struct kvm_one_reg`
    record SetOneReg(String register, long id, long value) implements InjectionStep {}

    /// `KVM_RUN` with `immediate_exit` set, which fails with EINTR: it finishes the MMIO access that waits and does
    /// nothing else.
    record FinishMmio() implements InjectionStep {}
}
