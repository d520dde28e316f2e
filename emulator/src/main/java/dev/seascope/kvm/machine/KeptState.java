package dev.seascope.kvm.machine;

import dev.seascope.cpu.El2Registers;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.VcpuRegister;

/// What KVM remembers of a vCPU from one `KVM_RUN` to the next (`struct kvm_vcpu_arch`). Every exit reads or writes most of
/// it, so each value is a field.
final class KeptState {
    private static final int NOTHING = (int) VcpuRegister.PENDING_NONE;

    /// See [VcpuRegister#MMIO_NEEDED].
    boolean mmioNeeded;
    /// See [VcpuRegister#PENDING_EXCEPTION].
    int pendingException = NOTHING;

    private final El2Registers el2;

    KeptState(El2Registers el2) {
        this.el2 = el2;
    }

    /// See [VcpuRegister#HPFAR_EL2].
    long hpfarEl2() {
        return el2.ipaValid ? el2.ipa | VcpuRegister.HPFAR_VALID : 0;
    }

    void setHpfarEl2(long value) {
        el2.ipaValid = (value & VcpuRegister.HPFAR_VALID) != 0;
        el2.ipa = el2.ipaValid ? value & ~VcpuRegister.HPFAR_VALID : 0;
    }

    boolean isExceptionPending() {
        return pendingException != NOTHING;
    }

    void transfer(StateTransfer state) {
        el2.esr = state.next(el2.esr);
        el2.far = state.next(el2.far);
        setHpfarEl2(state.next(hpfarEl2()));
        mmioNeeded = state.next(mmioNeeded);
        pendingException = state.next(pendingException);
    }
}
