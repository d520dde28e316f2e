package dev.seascope.kvm.uapi;

import dev.seascope.arch.Bytes;
import java.util.List;

/// The structs that cross the boundary between a VMM and KVM on arm64, one row each. Where kernels differ, or where a
/// proposal on the mailing list differs from what was merged, there is one row for each form.
public final class Structs {
    /// Every form of `struct kvm_vcpu_events` (`arch/arm64/include/uapi/asm/kvm.h`), by id.
    ///
    /// * `v6.16`: since data aborts can be injected; every released kernel has it.
    /// * `series-v1-patch-1`: the series of July 2025 after its first patch.
    /// * `series-v1`: the series as coded.
    /// * `series-v1-doc`: the series as its own documentation shows the struct; it is 8 bytes longer, so its ioctl
    ///   numbers are others.
    /// * `esr-at-end`: floated in review, the new syndrome behind an unmoved `reserved`.
    /// * `excl-atom`: proposed by an unrelated series on 64-byte stores, which wants byte 3 for itself.
    public static final List<StructLayout> VCPU_EVENTS = List.of(
            events("v6.16", "u8 serror_pending", "u8 serror_has_esr", "u8 ext_dabt_pending", "u8 pad[5]",
                    "u64 serror_esr", "u32 reserved[12]"),
            events("series-v1-patch-1", "u8 serror_pending", "u8 serror_has_esr", "u8 ext_dabt_pending",
                    "u8 ext_iabt_pending", "u8 pad[4]", "u64 serror_esr", "u32 reserved[12]"),
            events("series-v1", "u8 serror_pending", "u8 serror_has_esr", "u8 ext_dabt_pending",
                    "u8 ext_iabt_pending", "u8 ext_abt_has_esr", "u8 pad[3]", "u64 serror_esr", "u64 ext_abt_esr",
                    "u32 reserved[10]"),
            events("series-v1-doc", "u8 serror_pending", "u8 serror_has_esr", "u8 ext_dabt_pending",
                    "u8 ext_iabt_pending", "u8 pad[4]", "u64 serror_esr", "u64 ext_abt_esr", "u32 reserved[12]"),
            events("esr-at-end", "u8 serror_pending", "u8 serror_has_esr", "u8 ext_dabt_pending",
                    "u8 ext_iabt_pending", "u8 ext_abt_has_esr", "u8 pad[3]", "u64 serror_esr", "u32 reserved[10]",
                    "u64 ext_abt_esr"),
            events("excl-atom", "u8 serror_pending", "u8 serror_has_esr", "u8 ext_dabt_pending",
                    "u8 ext_dabt_excl_atom_pending", "u8 pad[4]", "u64 serror_esr", "u32 reserved[12]"));

    /// The head of `struct kvm_run`; the payload of an exit follows at 32, in one of [#EXITS].
    public static final StructLayout KVM_RUN = StructLayout.of("all", "kvm_run", "u8 request_interrupt_window",
            "u8 immediate_exit", "u8 padding1[6]", "u32 exit_reason", "u8 ready_for_interrupt_injection",
            "u8 if_flag", "u16 flags", "u64 cr8", "u64 apic_base");

    /// Bytes of `struct kvm_run`, which is shared with user space.
    public static final int KVM_RUN_BYTES = 2352;

    /// Where the payload of an exit begins in `struct kvm_run`, and how many bytes its union has.
    public static final int EXIT_OFFSET = 32;
    /// Bytes of the union.
    public static final int EXIT_BYTES = 256;

    /// The payload of each exit reason that arm64 produces, by the name of its union member.
    public static final List<StructLayout> EXITS = List.of(
            exit("hw", "u64 hardware_exit_reason"),
            exit("hypercall", "u64 nr", "u64 args[6]", "u64 ret", "u64 flags"),
            exit("debug", "u32 hsr", "u32 hsr_high", "u64 far"),
            exit("mmio", "u64 phys_addr", "u8 data[8]", "u32 len", "u8 is_write"),
            exit("fail_entry", "u64 hardware_entry_failure_reason", "u32 cpu"),
            exit("internal", "u32 suberror", "u32 ndata", "u64 data[16]"),
            exit("system_event", "u32 type", "u32 ndata", "u64 data[16]"),
            exit("arm_nisv", "u64 esr_iss", "u64 fault_ipa"),
            exit("arm_sea", "u64 flags", "u64 esr", "u64 gva", "u64 gpa"));

    /// `struct kvm_enable_cap`.
    public static final StructLayout ENABLE_CAP =
            StructLayout.of("all", "kvm_enable_cap", "u32 cap", "u32 flags", "u64 args[4]", "u8 pad[64]");
    /// `struct kvm_one_reg`.
    public static final StructLayout ONE_REG = StructLayout.of("all", "kvm_one_reg", "u64 id", "u64 addr");
    /// `struct kvm_userspace_memory_region`.
    public static final StructLayout USERSPACE_MEMORY_REGION = StructLayout.of("all", "kvm_userspace_memory_region",
            "u32 slot", "u32 flags", "u64 guest_phys_addr", "u64 memory_size", "u64 userspace_addr");
    /// `struct kvm_dirty_log`; `dirty_bitmap` is a pointer.
    public static final StructLayout DIRTY_LOG =
            StructLayout.of("all", "kvm_dirty_log", "u32 slot", "u32 padding1", "u64 dirty_bitmap");
    /// `struct kvm_irq_level`.
    public static final StructLayout IRQ_LEVEL = StructLayout.of("all", "kvm_irq_level", "u32 irq", "u32 level");
    /// `struct kvm_arm_device_addr`.
    public static final StructLayout ARM_DEVICE_ADDR =
            StructLayout.of("all", "kvm_arm_device_addr", "u64 id", "u64 addr");
    /// `struct kvm_create_device`.
    public static final StructLayout CREATE_DEVICE =
            StructLayout.of("all", "kvm_create_device", "u32 type", "u32 fd", "u32 flags");
    /// `struct kvm_device_attr`; `addr` is a pointer.
    public static final StructLayout DEVICE_ATTR =
            StructLayout.of("all", "kvm_device_attr", "u32 flags", "u32 group", "u64 attr", "u64 addr");
    /// `struct kvm_vcpu_init`.
    public static final StructLayout VCPU_INIT =
            StructLayout.of("all", "kvm_vcpu_init", "u32 target", "u32 features[7]");
    /// `struct kvm_mp_state`.
    public static final StructLayout MP_STATE = StructLayout.of("all", "kvm_mp_state", "u32 mp_state");
    /// `struct kvm_smccc_filter`.
    public static final StructLayout SMCCC_FILTER = StructLayout.of("all", "kvm_smccc_filter", "u32 base",
            "u32 nr_functions", "u8 action", "u8 pad[15]");
    /// `struct kvm_guest_debug` with its arm64 part.
    public static final StructLayout GUEST_DEBUG = StructLayout.of("all", "kvm_guest_debug", "u32 control", "u32 pad",
            "u64 dbg_bcr[16]", "u64 dbg_bvr[16]", "u64 dbg_wcr[16]", "u64 dbg_wvr[16]");

    private Structs() {}

    /// `struct kvm_userspace_memory_region` without an address in user space; size 0 removes the slot.
    public static Bytes memoryRegion(int slot, long gpa, long bytes, boolean readOnly) {
        StructLayout layout = USERSPACE_MEMORY_REGION;
        Bytes region = layout.with(layout.zeros(), "slot", slot);
        region = layout.with(region, "flags", readOnly ? 2 : 0);
        region = layout.with(region, "guest_phys_addr", gpa);
        return layout.with(region, "memory_size", bytes);
    }

    /// The form of `struct kvm_vcpu_events` with this id.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists them
    public static StructLayout vcpuEvents(String id) {
        return VCPU_EVENTS.stream().filter(layout -> layout.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no struct kvm_vcpu_events of %s; known: %s".formatted(
                        id, String.join(", ", VCPU_EVENTS.stream().map(StructLayout::id).toList()))));
    }

    /// The payload of an exit by the name of its union member.
    ///
    /// @throws IllegalArgumentException if there is none
    public static StructLayout exit(String member) {
        return EXITS.stream().filter(layout -> layout.id().equals(member)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("struct kvm_run has no member " + member));
    }

    private static StructLayout events(String id, String... declarations) {
        return StructLayout.of(id, "kvm_vcpu_events", declarations);
    }

    private static StructLayout exit(String member, String first, String... more) {
        String[] declarations = new String[more.length + 1];
        declarations[0] = first;
        System.arraycopy(more, 0, declarations, 1, more.length);
        return StructLayout.at(member, "kvm_run", EXIT_OFFSET, declarations);
    }
}
