package dev.seascope.guests;

import java.util.List;
import java.util.Optional;

/// A field of `struct kvm_run` by its UAPI name, as steps write it and expectations read it.
///
/// @param name as in the kernel's header
/// @param exit the `KVM_EXIT_*` number whose payload it belongs to, or [#ALWAYS]
/// @param offset from the start of the page
/// @param size bytes
/// @param octets read as bytes in memory order, not as a number
public record KvmRunField(String name, int exit, int offset, int size, boolean octets) {
    /// The field does not depend on the exit reason.
    public static final int ALWAYS = -1;

    private static final int HYPERCALL = 3;
    private static final int DEBUG = 4;
    private static final int MMIO = 6;
    private static final int SYSTEM_EVENT = 24;
    private static final int ARM_NISV = 28;
    private static final int ARM_SEA = 41;
    private static final int ARM_LDST64B = 42;

    /// All that a scenario can name, in the order of the header.
    public static final List<KvmRunField> ALL = List.of(
            number("immediate_exit", ALWAYS, 1, 1),
            number("exit_reason", ALWAYS, 8, 4),
            number("nr", HYPERCALL, 32, 8),
            number("hsr", DEBUG, 32, 4),
            number("hsr_high", DEBUG, 36, 4),
            number("far", DEBUG, 40, 8),
            number("phys_addr", MMIO, 32, 8),
            new KvmRunField("data", MMIO, 40, 8, true),
            number("len", MMIO, 48, 4),
            number("is_write", MMIO, 52, 1),
            number("type", SYSTEM_EVENT, 32, 4),
            number("ndata", SYSTEM_EVENT, 36, 4),
            number("esr_iss", ARM_NISV, 32, 8),
            number("fault_ipa", ARM_NISV, 40, 8),
            number("esr_iss", ARM_LDST64B, 32, 8),
            number("fault_ipa", ARM_LDST64B, 40, 8),
            number("flags", ARM_SEA, 32, 8),
            number("esr", ARM_SEA, 40, 8),
            number("gva", ARM_SEA, 48, 8),
            number("gpa", ARM_SEA, 56, 8));

    private static KvmRunField number(String name, int exit, int offset, int size) {
        return new KvmRunField(name, exit, offset, size, false);
    }

    /// The names, each once.
    public static List<String> names() {
        return ALL.stream().map(KvmRunField::name).distinct().toList();
    }

    /// The field of this name, of whatever exit.
    public static Optional<KvmRunField> named(String name) {
        return ALL.stream().filter(field -> field.name.equals(name)).findFirst();
    }

    /// The field of this name when the page holds this exit.
    public static Optional<KvmRunField> of(String name, int exitReason) {
        return ALL.stream()
                .filter(field -> field.name.equals(name) && (field.exit == ALWAYS || field.exit == exitReason))
                .findFirst();
    }
}
