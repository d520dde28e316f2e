package dev.seascope.session;

import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.machine.Vcpu;

/// What only the host knows of a vCPU: KVM's own record of the last trap and of what is pending.
///
/// @param esrEl2 `ESR_EL2` of the last trap that was not an interrupt
/// @param farEl2 `FAR_EL2` of the last abort
/// @param hpfar IPA of the page of the last abort, 0 when not valid
/// @param hpfarValid whether that abort came with an IPA
/// @param mmioNeeded an MMIO read or write waits to be completed by the next `KVM_RUN`
/// @param pendingException the exception that the next `KVM_RUN` enters first, one of the `PENDING_` values of
///     [VcpuRegister]. Kernels that enter an injected exception inside the ioctl leave nothing here
/// @param vsePending a virtual SError is pending (`HCR_EL2.VSE`)
/// @param vsesr its syndrome, 25 bits
/// @param initialised whether `KVM_ARM_VCPU_INIT` has been called
public record HostView(long esrEl2, long farEl2, long hpfar, boolean hpfarValid, boolean mmioNeeded,
        long pendingException, boolean vsePending, long vsesr, boolean initialised) {
    /// An initialised vCPU without a pending exception, whose record of an abort is valid unless its page is 0.
    public HostView(long esrEl2, long farEl2, long hpfar, boolean mmioNeeded, boolean vsePending, long vsesr) {
        this(esrEl2, farEl2, hpfar, hpfar != 0, mmioNeeded, VcpuRegister.PENDING_NONE, vsePending, vsesr, true);
    }

    /// The record of a vCPU.
    static HostView of(Vcpu vcpu) {
        long hpfar = vcpu.get(VcpuRegister.HPFAR_EL2);
        boolean valid = (hpfar & VcpuRegister.HPFAR_VALID) != 0;
        return new HostView(vcpu.get(VcpuRegister.ESR_EL2), vcpu.get(VcpuRegister.FAR_EL2),
                valid ? hpfar & ~VcpuRegister.HPFAR_VALID : 0, valid, vcpu.get(VcpuRegister.MMIO_NEEDED) != 0,
                vcpu.get(VcpuRegister.PENDING_EXCEPTION), vcpu.get(VcpuRegister.VSE_PENDING) != 0,
                vcpu.get(VcpuRegister.VSESR_EL2), vcpu.isInitialised());
    }

    /// The pending exception in words, empty when there is none.
    public String pendingText() {
        return VcpuRegister.pendingText(pendingException);
    }
}
