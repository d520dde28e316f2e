package dev.seascope.views.exit;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.StructLayout.Member;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.session.MachineSnapshot.MachineConfig;
import dev.seascope.views.control.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// Turns the shared page into rows: the exit reason and the member of the union that it selects.
final class ExitRows {
    private static final int HEAD_BYTES = Structs.EXIT_OFFSET;
    private static final Set<String> ADDRESSES = Set.of("phys_addr", "fault_ipa", "gva", "gpa", "far", "esr", "hsr");
    private static final Set<String> SYNDROMES = Set.of("esr", "hsr");
    private static final String SYNDROME = SyndromeContext.el2().register();
    private static final Set<String> COUNTS = Set.of("len", "is_write", "type", "ndata", "cpu", "suberror");

    /// `KVM_SYSTEM_EVENT_*` from 1 on.
    private static final List<String> SYSTEM_EVENTS = List.of("shutdown", "reset", "crash", "wakeup", "suspend");

    private ExitRows() {}

    /// The rows of an exit.
    ///
    /// @param page `struct kvm_run`; rows of what it is too short for are left out
    static List<ExitRow> of(KvmExit exit, Bytes page, MachineConfig machine) {
        List<ExitRow> rows = new ArrayList<>();
        if (page.size() < HEAD_BYTES) {
            return rows;
        }
        Member reason = Structs.KVM_RUN.required("exit_reason");
        rows.add(new ExitRow(reason.offset(), reason.name(), reason.type(),
                Long.toString(StructLayout.element(page, reason, 0)), exit.kernelName()));
        payload(exit).ifPresent(layout -> {
            for (Member member : layout.members()) {
                if (member.offset() + member.bytes() <= page.size() && elementsUsed(member, exit) > 0) {
                    rows.add(row(layout.id(), member, exit, page, machine));
                }
            }
        });
        return rows;
    }

    /// The member of the union that an exit uses.
    private static Optional<StructLayout> payload(KvmExit exit) {
        return switch (exit) {
            case KvmExit.Hypercall _ -> Optional.of(Structs.exit("hypercall"));
            case KvmExit.Debug _ -> Optional.of(Structs.exit("debug"));
            case KvmExit.Mmio _ -> Optional.of(Structs.exit("mmio"));
            case KvmExit.FailEntry _ -> Optional.of(Structs.exit("fail_entry"));
            case KvmExit.Internal _ -> Optional.of(Structs.exit("internal"));
            case KvmExit.SystemEvent _ -> Optional.of(Structs.exit("system_event"));
            case KvmExit.ArmNisv _, KvmExit.ArmLdst64b _ -> Optional.of(Structs.exit("arm_nisv"));
            case KvmExit.ArmSea _ -> Optional.of(Structs.exit("arm_sea"));
            case KvmExit.Unknown _, KvmExit.Intr _, KvmExit.Unlisted _ -> Optional.empty();
        };
    }

    /// How many elements of a member mean anything: some arrays come with a count.
    private static int elementsUsed(Member member, KvmExit exit) {
        if (!member.name().equals("data")) {
            return member.count();
        }
        return switch (exit) {
            case KvmExit.SystemEvent event -> event.data().size();
            case KvmExit.Internal internal -> internal.data().size();
            case KvmExit.Hypercall _, KvmExit.Debug _, KvmExit.Mmio _, KvmExit.FailEntry _, KvmExit.ArmNisv _,
                    KvmExit.ArmLdst64b _, KvmExit.ArmSea _, KvmExit.Unknown _, KvmExit.Intr _, KvmExit.Unlisted _ ->
                member.count();
        };
    }

    private static ExitRow row(String union, Member member, KvmExit exit, Bytes page, MachineConfig machine) {
        String type = member.array() ? "%s[%d]".formatted(member.type(), member.count()) : member.type();
        return new ExitRow(member.offset(), union + "." + member.name(), type, value(member, exit, page),
                comment(member.name(), StructLayout.element(page, member, 0), exit, machine),
                SYNDROMES.contains(member.name()) ? SYNDROME : "", StructLayout.element(page, member, 0));
    }

    private static String value(Member member, KvmExit exit, Bytes page) {
        if (member.array()) {
            var elements = new StringJoiner(" ");
            for (int i = 0; i < elementsUsed(member, exit); i++) {
                long element = StructLayout.element(page, member, i);
                elements.add(member.elementBytes() == 1 ? Notation.digits(element, 2) : Notation.hex(element));
            }
            return elements.toString();
        }
        long value = StructLayout.element(page, member, 0);
        return ADDRESSES.contains(member.name()) ? Notation.address(value)
                : COUNTS.contains(member.name()) ? Long.toString(value) : Notation.hex(value);
    }

    private static String comment(String field, long value, KvmExit exit, MachineConfig machine) {
        return switch (field) {
            case "phys_addr", "fault_ipa" -> slot(value, machine);
            case "is_write" -> value == 0 ? "read" : "write";
            case "type" -> value >= 1 && value <= SYSTEM_EVENTS.size() ? SYSTEM_EVENTS.get((int) value - 1) : "";
            case "esr_iss" -> "%s, FSC 0x%02x".formatted(Esr.WNR.bits().get(value) == 0 ? "read" : "write",
                    Esr.DFSC.bits().get(value));
            case "esr", "hsr" -> Esr.read(value, SyndromeContext.el2()).stream()
                    .filter(reading -> reading.field().bits().equals(Esr.EC.bits())).findFirst()
                    .map(reading -> reading.meaning()).orElse("");
            case "flags" -> exit instanceof KvmExit.ArmSea sea && sea.gpaValid() ? "GPA_VALID" : "";
            case "gva" -> exit instanceof KvmExit.ArmSea sea && Esr.FNV.bits().get(sea.esr()) == 1 ? "not valid" : "";
            case "gpa" -> exit instanceof KvmExit.ArmSea sea && !sea.gpaValid() ? "not valid" : "";
            default -> "";
        };
    }

    private static String slot(long address, MachineConfig machine) {
        for (Map.Entry<Long, Long> slot : machine.slots().entrySet()) {
            if (Long.compareUnsigned(address - slot.getKey(), slot.getValue()) < 0) {
                return "in the slot at " + Notation.hex(slot.getKey());
            }
        }
        return "no memory slot";
    }
}
