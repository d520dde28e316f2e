package dev.seascope.kvm.uapi;

import java.util.List;

/// A capability of KVM, as `KVM_CHECK_EXTENSION` and `KVM_ENABLE_CAP` know it.
///
/// @param name without `KVM_CAP_`
/// @param number the number of `include/uapi/linux/kvm.h`, or [#NO_NUMBER]
/// @param answer what `KVM_CHECK_EXTENSION` returns
/// @param enable whether there is something to enable with `KVM_ENABLE_CAP` on the VM
public record Capability(String name, int number, Answer answer, boolean enable) {
    /// The tree at hand defines no number.
    public static final int NO_NUMBER = -1;
    /// `KVM_EXIT_ARM_SEA` instead of an SError. Number 245 where it was merged.
    public static final String ARM_SEA_TO_USER = "ARM_SEA_TO_USER";
    /// `ext_iabt_pending`. Number 245 in the series that adds it.
    public static final String ARM_INJECT_EXT_IABT = "ARM_INJECT_EXT_IABT";
    /// `KVM_EXIT_ARM_NISV` instead of ENOSYS.
    public static final String ARM_NISV_TO_USER = "ARM_NISV_TO_USER";

    /// What `KVM_CHECK_EXTENSION` returns.
    public enum Answer {
        /// 0.
        ZERO,
        /// 1.
        ONE,
        /// 1 if the host has FEAT_RAS, else 0.
        HOST_RAS,
        /// The largest IPA size in bits.
        IPA_BITS,
        /// Breakpoints of the host's processors.
        BREAKPOINTS,
        /// Watchpoints of the host's processors.
        WATCHPOINTS,
        /// The mask of control bits that `KVM_SET_GUEST_DEBUG` takes.
        DEBUG_BITS
    }

    /// Every capability that this model knows on some kernel.
    public static final List<Capability> ALL = List.of(
            row("IRQCHIP", 0, Answer.ONE),
            row("USER_MEMORY", 3, Answer.ONE),
            row("NR_MEMSLOTS", 10, Answer.ONE),
            row("MP_STATE", 14, Answer.ONE),
            row("SET_GUEST_DEBUG", 23, Answer.ONE),
            row("VCPU_EVENTS", 41, Answer.ONE),
            row("ONE_REG", 70, Answer.ONE),
            row("READONLY_MEM", 81, Answer.ONE),
            row("ARM_PSCI", 87, Answer.ONE),
            row("ARM_SET_DEVICE_ADDR", 88, Answer.ONE),
            row("DEVICE_CTRL", 89, Answer.ONE),
            row("ARM_EL1_32BIT", 93, Answer.ONE),
            row("ENABLE_CAP_VM", 98, Answer.ONE),
            row("VM_ATTRIBUTES", 101, Answer.ONE),
            row("ARM_PSCI_0_2", 102, Answer.ONE),
            row("GUEST_DEBUG_HW_BPS", 119, Answer.BREAKPOINTS),
            row("GUEST_DEBUG_HW_WPS", 120, Answer.WATCHPOINTS),
            row("IMMEDIATE_EXIT", 136, Answer.ONE),
            row("ARM_USER_IRQ", 144, Answer.ONE),
            row("ARM_INJECT_SERROR_ESR", 158, Answer.HOST_RAS),
            row("ARM_VM_IPA_SIZE", 165, Answer.IPA_BITS),
            row("ARM_IRQ_LINE_LAYOUT_2", 174, Answer.ONE),
            new Capability(ARM_NISV_TO_USER, 177, Answer.ONE, true),
            row("ARM_INJECT_EXT_DABT", 178, Answer.ONE),
            row("SET_GUEST_DEBUG2", 195, Answer.DEBUG_BITS),
            row("SYSTEM_EVENT_DATA", 215, Answer.ONE),
            new Capability("ARM_SYSTEM_SUSPEND", 216, Answer.ONE, true),
            row("ARM_WRITABLE_IMP_ID_REGS", 239, Answer.ZERO),
            row("ARM_EL2", 240, Answer.ZERO),
            row("ARM_EL2_E2H0", 241, Answer.ZERO),
            row("ARM_CACHEABLE_PFNMAP_SUPPORTED", 243, Answer.ZERO),
            row("GUEST_MEMFD_FLAGS", 244, Answer.ZERO),
            row(ARM_INJECT_EXT_IABT, 245, Answer.ONE),
            new Capability(ARM_SEA_TO_USER, 245, Answer.ONE, true));

    /// The same, in a tree that gives it no number.
    public Capability withoutNumber() {
        return new Capability(name, NO_NUMBER, answer, enable);
    }

    /// As the kernel spells it.
    public String kernelName() {
        return "KVM_CAP_" + name;
    }

    private static Capability row(String name, int number, Answer answer) {
        return new Capability(name, number, answer, false);
    }
}
