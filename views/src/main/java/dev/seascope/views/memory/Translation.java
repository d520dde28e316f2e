package dev.seascope.views.memory;

import dev.seascope.kvm.Stage1Walk;
import dev.seascope.kvm.Stage1Walk.Kind;
import dev.seascope.kvm.Stage1Walk.Step;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.control.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// How the guest's tables translate an address, level by level, and what memory is behind it.
///
/// @param levels one a level
/// @param output the guest physical address, if there is one
/// @param verdict in a sentence
record Translation(List<Level> levels, OptionalLong output, String verdict) {
    private static final long SCTLR_M = 1;
    private static final int UPPER = 55;
    private static final String TCR = "TCR_EL1";

    /// One level of the walk.
    ///
    /// @param name `level 2`
    /// @param table the table and the index in it
    /// @param descriptor what is there, in sixteen digits
    /// @param meaning what it leads to, and with which rights
    record Level(String name, String table, String descriptor, String meaning) {}

    static Translation of(MachineSnapshot machine, long va) {
        if ((machine.systemRegister("SCTLR_EL1").orElse(0L) & SCTLR_M) == 0) {
            return new Translation(List.of(), OptionalLong.of(va), "The MMU is off: the address is physical. "
                    + behind(machine, va));
        }
        boolean upper = (va >>> UPPER & 1) != 0;
        long tcr = machine.systemRegister(TCR).orElse(0L);
        int bits = Long.SIZE - (int) (tcr >>> (upper ? 16 : 0) & 0x3f);
        boolean walks = (tcr >>> (upper ? 23 : 7) & 1) == 0;
        String base = upper ? "TTBR1_EL1" : "TTBR0_EL1";
        if (!isInRange(va, bits, upper)) {
            return fault("The address lies outside the %d bits of %s: translation fault, level 0.".formatted(bits, base));
        }
        if (!walks) {
            return fault("%s.EPD%d forbids walks from %s: translation fault, level 0.".formatted(TCR, upper ? 1 : 0, base));
        }
        List<Step> steps = new Stage1Walk(machine.memory()::byteAt).steps(machine.vcpuState(), va);
        if (steps.isEmpty()) {
            return fault("%s has a granule or a size that is not looked at here.".formatted(TCR));
        }
        List<Level> levels = steps.stream().map(step -> level(machine, step, va, base, step.equals(steps.getFirst())))
                .toList();
        Step last = steps.getLast();
        if (last.kind() == Kind.INVALID) {
            return new Translation(levels, OptionalLong.empty(), holds(machine, last.at())
                    ? "Bit 0 is 0: translation fault, level %d.".formatted(last.level())
                    : "No memory holds the table: External abort on a table walk, level %d.".formatted(last.level()));
        }
        return new Translation(levels, OptionalLong.of(last.output(va)), "Guest physical address %s. %s"
                .formatted(Notation.address(last.output(va)), behind(machine, last.output(va))));
    }

    private static Translation fault(String why) {
        return new Translation(List.of(), OptionalLong.empty(), why);
    }

    /// Bits above the range are all alike; the top byte may be a tag.
    private static boolean isInRange(long va, int bits, boolean upper) {
        long above = (va << Byte.SIZE) >> (Byte.SIZE + bits);
        return bits >= Long.SIZE - Byte.SIZE || above == (upper ? -1 : 0);
    }

    private static Level level(MachineSnapshot machine, Step step, long va, String base, boolean first) {
        String table = "%s + 8 × %d".formatted(first ? base + " " + Notation.address(step.table())
                : Notation.address(step.table()), step.index());
        return new Level("level " + step.level(), table, holds(machine, step.at()) ? Notation.digits(step.descriptor(), 16)
                : "no memory", meaning(step, va));
    }

    private static String meaning(Step step, long va) {
        return switch (step.kind()) {
            case TABLE -> "table at " + Notation.address(step.output(va));
            case INVALID -> "invalid";
            case BLOCK -> "block of %s, %s".formatted(size(step.size()), rights(step.descriptor()));
            case PAGE -> "page of %s, %s".formatted(size(step.size()), rights(step.descriptor()));
        };
    }

    private static String size(int bits) {
        return bits >= 30 ? (1 << (bits - 30)) + " GiB" : bits >= 20 ? (1 << (bits - 20)) + " MiB"
                : (1 << (bits - 10)) + " KiB";
    }

    /// AP[2:1], the execute-never bits and the access flag.
    private static String rights(long descriptor) {
        List<String> words = new ArrayList<>();
        words.add(List.of("EL1 rw", "EL1 and EL0 rw", "EL1 ro", "EL1 and EL0 ro").get((int) (descriptor >>> 6) & 3));
        if ((descriptor >>> 53 & 1) != 0) {
            words.add("PXN");
        }
        if ((descriptor >>> 54 & 1) != 0) {
            words.add("UXN");
        }
        if ((descriptor >>> 10 & 1) == 0) {
            words.add("AF 0: access flag fault");
        }
        return String.join(", ", words);
    }

    private static boolean holds(MachineSnapshot machine, long gpa) {
        return machine.memory().byteAt(gpa) >= 0;
    }

    private static String behind(MachineSnapshot machine, long gpa) {
        for (Map.Entry<Long, Long> slot : machine.machine().slots().entrySet()) {
            if (Long.compareUnsigned(gpa - slot.getKey(), slot.getValue()) < 0) {
                return "It lies in the memory slot at %s.".formatted(Notation.address(slot.getKey()));
            }
        }
        return "No memory slot is there: an access ends KVM_RUN with an exit.";
    }
}
