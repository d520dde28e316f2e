package dev.seascope.views.frame;

import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.control.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// Where the machine is, in one line: level, stack, flags, masks, translation, vectors, time; at the end what only the
/// host knows.
///
/// @param level `EL1h`; empty when nothing is loaded
/// @param guest what the guest could know
/// @param host what only the host knows
/// @param stale the machine stopped by a failure and this is the last that is known
public record Ribbon(String level, List<Entry> guest, List<Entry> host, boolean stale) {
    private static final int EL_SHIFT = 2;
    private static final long SCTLR_M = 1;
    private static final long SCTLR2_EASE = 1 << 3;
    private static final Map<String, String> FEATURE_NAMES =
            Map.of("ras", "RAS", "mte", "MTE", "sctlrx", "SCTLR2", "aarch32_el1", "AArch32");

    /// One entry.
    ///
    /// @param label in grey
    /// @param pieces the value, emphasised or not
    /// @param register the register it comes from, for a click; empty if none
    /// @param live it also changes while the guest runs
    public record Entry(String label, List<Piece> pieces, String register, boolean live) {
        static Entry of(String label, String value, String register) {
            return new Entry(label, List.of(new Piece(value, Emphasis.NORMAL)), register, false);
        }

        Entry alive() {
            return new Entry(label, pieces, register, true);
        }
    }

    /// A part of a value.
    public record Piece(String text, Emphasis emphasis) {}

    /// How a part of a value stands out.
    public enum Emphasis {
        /// Bold: a flag that is 1.
        STRONG,
        /// As text.
        NORMAL,
        /// Grey: a flag that is 0, an address beside a name.
        WEAK
    }

    /// The ribbon for a machine.
    public static Ribbon of(MachineSnapshot machine) {
        boolean loaded = !(machine.state() instanceof RunState.Empty);
        List<Entry> host = List.of(
                Entry.of("host", hostText(machine.machine()), ""),
                Entry.of("kernel", machine.machine().kernelId(), ""));
        return new Ribbon(loaded ? level(machine.pstate()) : "", loaded ? guest(machine) : List.of(), host,
                machine.state() instanceof RunState.Failed);
    }

    private static List<Entry> guest(MachineSnapshot machine) {
        List<Entry> entries = new ArrayList<>();
        if (machine.machine().vcpus() > 1) {
            entries.add(new Entry("vCPU", List.of(new Piece(Integer.toString(machine.vcpu()), Emphasis.NORMAL),
                    new Piece(", of " + machine.machine().vcpus(), Emphasis.WEAK)), "MPIDR_EL1", true));
        }
        boolean handlerStack = (machine.pstate() & 1) == 1;
        entries.add(new Entry("stack", List.of(
                new Piece(handlerStack ? "SP_EL1 " : "SP_EL0 ", Emphasis.NORMAL),
                new Piece(Notation.address(machine.sp()), Emphasis.WEAK)), "SP", false));
        entries.add(new Entry("NZCV", flags("NZCV", machine.pstate() >>> 28), "PSTATE", false));
        entries.add(Entry.of("masked", masks(machine.pstate()), "PSTATE"));
        boolean mmu = (machine.systemRegister("SCTLR_EL1").orElse(0L) & SCTLR_M) != 0;
        entries.add(Entry.of("MMU", mmu ? "on" : "off", "SCTLR_EL1"));
        entries.add(Entry.of("vectors", Notation.address(machine.systemRegister("VBAR_EL1").orElse(0L)), "VBAR_EL1"));
        if (machine.machine().features().contains("sctlrx")) {
            boolean ease = (machine.systemRegister("SCTLR2_EL1").orElse(0L) & SCTLR2_EASE) != 0;
            entries.add(Entry.of("EASE", ease ? "on" : "off", "SCTLR2_EL1"));
        }
        entries.add(Entry.of("guest", features(machine.machine().features()), ""));
        entries.add(Entry.of("time", "t " + Notation.grouped(machine.retired()), "").alive());
        if (machine.exits() > 0) {
            entries.add(Entry.of("exit", Integer.toString(machine.exits()), "").alive());
        }
        return entries;
    }

    /// `EL1h` for M[3:0] of PSTATE.
    private static String level(long pstate) {
        return "EL" + (pstate >>> EL_SHIFT & 3) + ((pstate & 1) == 1 ? "h" : "t");
    }

    private static List<Piece> flags(String names, long bits) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < names.length(); i++) {
            boolean set = (bits >>> (names.length() - 1 - i) & 1) == 1;
            String name = names.substring(i, i + 1);
            pieces.add(new Piece(set ? name : name.toLowerCase(Locale.ROOT), set ? Emphasis.STRONG : Emphasis.WEAK));
        }
        return pieces;
    }

    /// The exceptions that PSTATE.DAIF masks.
    private static String masks(long pstate) {
        StringBuilder text = new StringBuilder();
        String names = "DAIF";
        for (int i = 0; i < names.length(); i++) {
            if ((pstate >>> (9 - i) & 1) == 1) {
                text.append(text.isEmpty() ? "" : " ").append(names.charAt(i));
            }
        }
        return text.isEmpty() ? "none" : text.toString();
    }

    private static String features(SortedSet<String> features) {
        String named = features.stream().filter(feature -> !feature.equals("sctlrx"))
                .map(feature -> FEATURE_NAMES.getOrDefault(feature, feature)).collect(Collectors.joining(" "));
        return named.isEmpty() ? "no RAS" : named;
    }

    private static String hostText(MachineSnapshot.MachineConfig machine) {
        List<String> words = new ArrayList<>();
        words.add(machine.hostRas() ? "RAS" : "no RAS");
        machine.capabilities().forEach(capability -> words.add(capability.replaceFirst("^ARM_", "")));
        return String.join(" ", words);
    }
}
