package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A field of `struct kvm_run` by its UAPI name, as steps write it and expectations read it.
///
/// @param exit the `KVM_EXIT_*` number whose payload it belongs to, or [#ALWAYS]
/// @param member where it lies; an array is read as bytes in memory order
public record KvmRunField(int exit, StructLayout.Member member) {
    /// The field does not depend on the exit reason.
    public static final int ALWAYS = -1;

    private static final Map<String, List<Integer>> REASONS = Map.of("hypercall", List.of(3), "debug", List.of(4),
            "mmio", List.of(6), "system_event", List.of(24), "arm_nisv", List.of(28, 42), "arm_sea", List.of(41));

    /// All that a scenario can name, in the order of the header.
    public static final List<KvmRunField> ALL = all();

    private static List<KvmRunField> all() {
        List<KvmRunField> fields = new ArrayList<>();
        for (String name : List.of("immediate_exit", "exit_reason")) {
            fields.add(new KvmRunField(ALWAYS, Structs.KVM_RUN.required(name)));
        }
        for (StructLayout payload : Structs.EXITS) {
            for (int reason : REASONS.getOrDefault(payload.id(), List.of())) {
                payload.members().forEach(member -> fields.add(new KvmRunField(reason, member)));
            }
        }
        return List.copyOf(fields);
    }

    /// The UAPI name.
    public String name() {
        return member.name();
    }

    /// Whether it is read and written as bytes.
    public boolean octets() {
        return member.array();
    }

    /// Its value in the page.
    Observed read(Bytes page) {
        if (octets()) {
            return new Observed.Octets(Bytes.copyOf(Arrays.copyOfRange(page.toArray(), member.offset(),
                    member.offset() + member.bytes())));
        }
        boolean address = member.elementBytes() == Long.BYTES || name().startsWith("hsr");
        return Observed.Numeral.unsigned(StructLayout.element(page, member, 0), 8 * member.bytes(), address);
    }

    /// The names, each once.
    public static List<String> names() {
        return ALL.stream().map(KvmRunField::name).distinct().toList();
    }

    /// The field of this name when the page holds this exit.
    public static Optional<KvmRunField> of(String name, int exitReason) {
        return ALL.stream()
                .filter(field -> field.name().equals(name) && (field.exit == ALWAYS || field.exit == exitReason))
                .findFirst();
    }

    /// The field of this name of whichever exit comes first.
    public static Optional<KvmRunField> named(String name) {
        return ALL.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
