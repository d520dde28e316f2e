package dev.seascope.inject;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Verdict;
import java.util.List;

/// One injection as it would go: the bytes sent, the kernel's answer, what it writes, and what to know about it.
///
/// @param struct `struct kvm_vcpu_events` as encoded
/// @param ioctl the ioctl number
/// @param effect what is written; [Effect#NONE] when refused without effect
/// @param atNextRun what the next `KVM_RUN` then does before the guest executes anything: enters the exception that a
///     kernel without [dev.seascope.kvm.Kernel.Toggle#COMMIT_IMMEDIATELY] leaves pending in the ioctl. [Effect#NONE]
///     where nothing is left
/// @param lacking fields of the plan that the struct has no room for, so that they are not sent:
///     `ext_iabt_pending`
/// @param findings what KVM does with it that its user may not expect
/// @param locks the bits of `ESR_EL1` that the plan cannot change, from the top bit down
public record Preview(Bytes struct, long ioctl, Verdict verdict, Effect effect, Effect atNextRun,
        List<String> lacking, List<KvmFinding> findings, List<Lock> locks) {
    public Preview {
        lacking = List.copyOf(lacking);
        findings = List.copyOf(findings);
        locks = List.copyOf(locks);
    }

    /// A preview with nothing to remark.
    public Preview(Bytes struct, long ioctl, Verdict verdict, Effect effect) {
        this(struct, ioctl, verdict, effect, Effect.NONE, List.of(), List.of(), List.of());
    }
}
