package dev.seascope.kvm.machine;

import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.VcpuRegister;

/// What KVM remembers of a vCPU from one `KVM_RUN` to the next (`struct kvm_vcpu_arch`). Every exit reads or writes most of
/// it, so each value is a field.
final class KeptState {
    /// See [VcpuRegister#ESR_EL2].
    long esrEl2;
    /// See [VcpuRegister#FAR_EL2].
    long farEl2;
    /// See [VcpuRegister#HPFAR_EL2].
    long hpfarEl2;
    /// See [VcpuRegister#MMIO_NEEDED].
    boolean mmioNeeded;
    /// See [VcpuRegister#PENDING_EXCEPTION].
    long pendingException = VcpuRegister.PENDING_NONE;

    boolean isExceptionPending() {
        return pendingException != VcpuRegister.PENDING_NONE;
    }

    void transfer(StateTransfer state) {
        esrEl2 = state.next(esrEl2);
        farEl2 = state.next(farEl2);
        hpfarEl2 = state.next(hpfarEl2);
        mmioNeeded = state.next(mmioNeeded);
        pendingException = state.next(pendingException);
    }
}
