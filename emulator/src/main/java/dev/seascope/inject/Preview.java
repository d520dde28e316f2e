package dev.seascope.inject;

import dev.seascope.arch.Bytes;

/// One injection as it would go: the bytes sent, the kernel's answer, the guest's registers.
///
/// @param struct `struct kvm_vcpu_events` as encoded for the kernel
/// @param ioctl the ioctl number
/// @param effect [Effect#NONE] when refused without effect
public record Preview(Bytes struct, long ioctl, Verdict verdict, Effect effect) {}
