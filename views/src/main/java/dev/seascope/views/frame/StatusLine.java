package dev.seascope.views.frame;

import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.control.Notation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the status line says: why the guest stopped and which keys go on; at the end what is loaded.
///
/// @param severity decides the icon
/// @param sentence ends with a full stop, because it is one
/// @param facts at the right
public record StatusLine(Severity severity, String sentence, List<String> facts) {
    private static final long ISV = 1 << 24;
    private static final int MIB_SHIFT = 20;
    /// What a guest did that ended its run, by the type of `KVM_EXIT_SYSTEM_EVENT`.
    private static final Map<Integer, String> ENDS =
            Map.of(1, "switched itself off", 2, "asked for a reset", 3, "crashed, as it says itself");

    /// How serious it is.
    public enum Severity {
        /// Worth knowing.
        NOTE,
        /// Something went wrong.
        ERROR
    }

    public StatusLine {
        facts = List.copyOf(facts);
    }

    /// The status line for a machine.
    ///
    /// @param atExit whether it still stands where its last exit left it
    public static StatusLine of(MachineSnapshot machine, boolean atExit, Keymap keys) {
        String run = keys.text(Action.RUN);
        String inject = keys.text(Action.INJECT);
        return switch (machine.state()) {
            case RunState.Empty _ -> new StatusLine(Severity.NOTE,
                    "No guest is loaded. Open one with %s, or compose a syndrome and read it in the strip."
                            .formatted(keys.text(Action.OPEN)), List.of());
            case RunState.Running _ -> note(machine, "The guest is running. %s pauses it."
                    .formatted(keys.text(Action.PAUSE)));
            case RunState.AtExit _ when !atExit -> note(machine, afterInjection(machine, keys));
            case RunState.AtExit(var exit) -> note(machine, whyExit(exit, machine, keys));
            case RunState.AtError(_, String why) -> new StatusLine(Severity.ERROR, sentence(why), facts(machine));
            case RunState.AtBreakpoint(Breakpoint breakpoint, _) -> note(machine, "%s %s goes on, %s steps."
                    .formatted(whyBreakpoint(breakpoint), run, keys.text(Action.STEP_INTO)));
            case RunState.Paused _ -> note(machine, "%s goes on, %s steps one instruction, %s injects what is composed."
                    .formatted(run, keys.text(Action.STEP_INTO), inject));
            case RunState.Failed(String why) -> new StatusLine(Severity.ERROR, sentence(why), facts(machine));
        };
    }

    private static StatusLine note(MachineSnapshot machine, String sentence) {
        return new StatusLine(Severity.NOTE, sentence, facts(machine));
    }

    private static String afterInjection(MachineSnapshot machine, Keymap keys) {
        return machine.host().pendingException() == VcpuRegister.PENDING_NONE
                ? "The exception is taken. %s runs its handler, %s steps into it.".formatted(keys.text(Action.RUN),
                        keys.text(Action.STEP_INTO))
                : "The exception is pending. %s enters it and runs its handler.".formatted(keys.text(Action.RUN));
    }

    private static String whyExit(KvmExit exit, MachineSnapshot machine, Keymap keys) {
        String run = keys.text(Action.RUN);
        String inject = keys.text(Action.INJECT);
        if (exit instanceof KvmExit.Mmio mmio) {
            String decoded = (machine.host().esrEl2() & ISV) != 0
                    ? "The %s was decoded (ISV=1 in ESR_EL2). ".formatted(mmio.isWrite() ? "store" : "load") : "";
            String next = mmio.isWrite() ? "Complete it with %s" : "Answer it with %s";
            return decoded + (next + ", or inject with %s; the page at %s has no memory slot.").formatted(run, inject,
                    Notation.address(mmio.physAddr()));
        }
        if (exit instanceof KvmExit.SystemEvent event && ENDS.containsKey(event.type())) {
            return "The guest %s. %s starts it again, %s goes on nevertheless.".formatted(ENDS.get(event.type()),
                    keys.text(Action.RESTART), run);
        }
        if (exit instanceof KvmExit.ArmSea sea) {
            return "A memory error%s: the host leaves it to you. Inject an abort with %s, or try the access again with %s."
                    .formatted(sea.gpaValid() ? " at " + Notation.address(sea.gpa()) : "", inject, run);
        }
        if (exit instanceof KvmExit.ArmNisv nisv) {
            return "KVM could not decode the access to %s (ISV=0 in ESR_EL2). Inject an abort with %s.".formatted(
                    Notation.address(nisv.faultIpa()), inject);
        }
        return "KVM_RUN returned %s. Go on with %s, or inject with %s.".formatted(exit.kernelName(), run, inject);
    }

    private static String whyBreakpoint(Breakpoint breakpoint) {
        return switch (breakpoint) {
            case Breakpoint.AtAddress at ->
                "Breakpoint %d at %s.".formatted(at.id(), Notation.address(at.address()));
            case Breakpoint.OnExit on -> "Breakpoint %d on exits of reason %d.".formatted(on.id(), on.reason());
            case Breakpoint.OnAccess on -> "Breakpoint %d on accesses from %s on."
                    .formatted(on.id(), Notation.address(on.accesses().gpa()));
            case Breakpoint.OnException on -> "Breakpoint %d on exceptions of class %s."
                    .formatted(on.id(), Notation.hex(on.ec()));
        };
    }

    private static String sentence(String text) {
        return text.isEmpty() || text.endsWith(".") ? text : text + ".";
    }

    private static List<String> facts(MachineSnapshot machine) {
        List<String> facts = new ArrayList<>();
        facts.add(vcpus(machine));
        machine.machine().slots().entrySet().stream().sorted(Map.Entry.comparingByKey()).limit(2)
                .forEach(slot -> facts.add("%s at %s".formatted(size(slot.getValue()),
                        Notation.address(slot.getKey()))));
        return facts;
    }

    /// `1 vCPU`, or which of several.
    static String vcpus(MachineSnapshot machine) {
        int all = machine.machine().vcpus();
        return all == 1 ? "1 vCPU" : "vCPU %d, of %d".formatted(machine.vcpu(), all);
    }

    /// Memory sizes in binary units, exact ones only.
    private static String size(long bytes) {
        if (bytes >>> MIB_SHIFT > 0 && (bytes & (1 << MIB_SHIFT) - 1) == 0) {
            return (bytes >>> MIB_SHIFT) + " MiB";
        }
        return (bytes & 0x3ff) == 0 ? (bytes >>> 10) + " KiB" : bytes + " bytes";
    }
}
