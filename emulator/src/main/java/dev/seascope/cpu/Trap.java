package dev.seascope.cpu;

/// The guest left for EL2: what the hypervisor finds in its registers. The processor stands at the preferred return
/// address: at the instruction itself for aborts, WFI and SMC, behind it for HVC.
///
/// @param esrEl2 `ESR_EL2`
/// @param farEl2 `FAR_EL2`; meaningful for aborts and watchpoints only
/// @param ipa `HPFAR_EL2` as the address of the 4 KiB page, low 12 bits zero; 0 when not valid
/// @param hpfarValid whether [#ipa] is meaningful
/// @param apei the host's firmware-first error handling claims the error behind this abort
public record Trap(long esrEl2, long farEl2, long ipa, boolean hpfarValid, boolean apei) implements Stop {
    /// Trapped WFI or WFE.
    public static final int EC_WFX = 0x01;
    /// HVC from AArch64.
    public static final int EC_HVC64 = 0x16;
    /// SMC from AArch64.
    public static final int EC_SMC64 = 0x17;
    /// Instruction Abort from a lower level, which for EL2 is any of the guest's.
    public static final int EC_IABT_LOW = 0x20;
    /// Data Abort from a lower level.
    public static final int EC_DABT_LOW = 0x24;

    /// Breakpoint, while the hypervisor debugs its guest.
    public static final int EC_BREAKPOINT_LOW = Syndrome.EC_BREAKPOINT_LOW;
    /// Software step, likewise.
    public static final int EC_STEP_LOW = Syndrome.EC_STEP_LOW;
    /// Watchpoint, likewise; `FAR_EL2` was written.
    public static final int EC_WATCHPOINT_LOW = Syndrome.EC_WATCHPOINT_LOW;
    /// BRK, likewise.
    public static final int EC_BRK64 = Syndrome.EC_BRK64;

    /// A trap that is not an abort.
    static Trap of(long esrEl2) {
        return new Trap(esrEl2, 0, 0, false, false);
    }

    /// The exception class, `ESR_EL2[31:26]`.
    public int ec() {
        return (int) (esrEl2 >>> 26) & 0x3f;
    }

    /// The instruction specific syndrome, `ESR_EL2[24:0]`.
    public long iss() {
        return esrEl2 & 0x1ff_ffff;
    }

    /// Whether this is an instruction or data abort, so that `FAR_EL2` and `HPFAR_EL2` were written.
    public boolean isAbort() {
        return ec() == EC_IABT_LOW || ec() == EC_DABT_LOW;
    }
}
