package dev.seascope.cpu;

/// Where a hypervisor reads about the last exception that it took from the guest. Nothing else runs at EL2, so they stay
/// what they are until the next one; what the processor does not write itself, the hypervisor does for it.
///
/// Fields, because every exit to user space reads and writes most of them.
public final class El2Registers {
    /// `ESR_EL2`.
    public long esr;
    /// `FAR_EL2`. Only aborts and watchpoints change it.
    public long far;
    /// `HPFAR_EL2` as the address of the 4 KiB page, low 12 bits zero; 0 if it is not valid. Only aborts change it.
    public long ipa;
    /// Whether [#ipa] is valid.
    public boolean ipaValid;

    El2Registers() {}
}
