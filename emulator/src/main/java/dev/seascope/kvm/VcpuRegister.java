package dev.seascope.kvm;

/// The state of a vCPU that injection reads or writes: registers of the guest, then what only KVM knows.
public enum VcpuRegister {
    X0, X1, X2, X3, X4, X5, X6, X7, X8, X9, X10, X11, X12, X13, X14, X15, X16, X17, X18, X19, X20, X21, X22, X23, X24,
    X25, X26, X27, X28, X29, X30,
    /// Address of the next instruction.
    PC,
    /// In the form of `SPSR_ELx`.
    PSTATE, ELR_EL1, SPSR_EL1, ESR_EL1, FAR_EL1, VBAR_EL1, SCTLR_EL1, SCTLR2_EL1, TCR_EL1, TTBR0_EL1, TTBR1_EL1,
    /// `IFSR` of a 32-bit EL1.
    IFSR32_EL2,
    /// `SPSR_abt` of a 32-bit EL1.
    SPSR_ABT,
    /// Syndrome of the last trap that was not an interrupt. Never written from user space.
    ESR_EL2,
    /// Address of the last abort.
    FAR_EL2,
    /// Intermediate physical address of the page of the last abort; bit 63 says that it is valid.
    HPFAR_EL2,
    /// 1 while an MMIO access waits for the next `KVM_RUN` to complete it.
    MMIO_NEEDED,
    /// The exception that `KVM_RUN` will enter first, one of the `PENDING_` values.
    PENDING_EXCEPTION,
    /// 1 while a virtual SError is pending (`HCR_EL2.VSE`).
    VSE_PENDING,
    /// Its syndrome, 25 bits.
    VSESR_EL2;

    /// In [#HPFAR_EL2]: the rest is valid.
    public static final long HPFAR_VALID = 1L << 63;

    /// No exception is pending.
    public static final long PENDING_NONE = 0;
    /// A synchronous exception to EL1.
    public static final long PENDING_SYNC = 1;
    /// An exception to EL1 at the SError vector.
    public static final long PENDING_SERR = 2;
    /// A data abort of a 32-bit EL1.
    public static final long PENDING_AA32_DABT = 3;
    /// A prefetch abort of a 32-bit EL1.
    public static final long PENDING_AA32_IABT = 4;

    /// A value of [#PENDING_EXCEPTION] in words; empty for [#PENDING_NONE].
    public static String pendingText(long pending) {
        return switch ((int) pending) {
            case (int) PENDING_SYNC -> "a synchronous exception to EL1";
            case (int) PENDING_SERR -> "an exception to EL1 at the SError vector";
            case (int) PENDING_AA32_DABT -> "a data abort of a 32-bit EL1";
            case (int) PENDING_AA32_IABT -> "a prefetch abort of a 32-bit EL1";
            default -> "";
        };
    }

    private static final VcpuRegister[] VALUES = values();

    /// How many there are.
    static final int COUNT = VALUES.length;

    /// Register `Xn`, 0 to 30.
    public static VcpuRegister x(int n) {
        if (n < 0 || n > 30) {
            throw new IllegalArgumentException("no general-purpose register X" + n);
        }
        return VALUES[n];
    }

    /// Its place in an array of all registers. `Xn` has place `n`.
    @SuppressWarnings("EnumOrdinal") // the one place that turns a register into an index
    public int place() {
        return ordinal();
    }

    /// Whether only KVM knows it: the guest cannot read it.
    public boolean host() {
        return compareTo(ESR_EL2) >= 0;
    }
}
