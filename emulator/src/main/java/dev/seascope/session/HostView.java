package dev.seascope.session;

/// What only the host knows of a vCPU: KVM's own record of the last trap and of what is pending.
///
/// @param esrEl2 `ESR_EL2` of the last trap that was not an interrupt
/// @param farEl2 `FAR_EL2` of the last abort
/// @param hpfar IPA of the page of the last abort, 0 when not valid
/// @param mmioNeeded an MMIO read or write waits to be completed by the next `KVM_RUN`
/// @param vsePending a virtual SError is pending (`HCR_EL2.VSE`)
/// @param vsesr its syndrome, 25 bits
public record HostView(long esrEl2, long farEl2, long hpfar, boolean mmioNeeded, boolean vsePending, long vsesr) {}
