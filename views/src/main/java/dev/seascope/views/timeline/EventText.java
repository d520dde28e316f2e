package dev.seascope.views.timeline;

import dev.seascope.kvm.KvmExit;
import dev.seascope.session.SessionEvent;
import dev.seascope.views.control.Notation;
import dev.seascope.views.model.VectorEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What the timeline says about an event: a label beside its mark, and the facts of its card.
public final class EventText {
    private static final int FSC_EXTABT = 0x10;

    /// Exception classes by their usual short names (Arm ARM, `ESR_ELx.EC`).
    private static final Map<Integer, String> CLASSES = Map.ofEntries(
            Map.entry(0x00, "UNDEF"),
            Map.entry(0x01, "WFx"),
            Map.entry(0x07, "FP access"),
            Map.entry(0x0e, "illegal state"),
            Map.entry(0x15, "SVC"),
            Map.entry(0x16, "HVC"),
            Map.entry(0x17, "SMC"),
            Map.entry(0x18, "sysreg"),
            Map.entry(0x20, "IABT"),
            Map.entry(0x21, "IABT"),
            Map.entry(0x22, "PC alignment"),
            Map.entry(0x24, "DABT"),
            Map.entry(0x25, "DABT"),
            Map.entry(0x26, "SP alignment"),
            Map.entry(0x2c, "FP exception"),
            Map.entry(0x2f, "SError"),
            Map.entry(0x30, "breakpoint"),
            Map.entry(0x31, "breakpoint"),
            Map.entry(0x32, "step"),
            Map.entry(0x33, "step"),
            Map.entry(0x34, "watchpoint"),
            Map.entry(0x35, "watchpoint"),
            Map.entry(0x3c, "BRK"));

    /// `KVM_SYSTEM_EVENT_*` from 1 on.
    private static final List<String> SYSTEM_EVENTS = List.of("shutdown", "reset", "crash", "wakeup", "suspend");

    private EventText() {}

    /// The label beside a mark.
    ///
    /// @param answer what an MMIO read was answered with, if this is one
    static String label(SessionEvent event, OptionalLong answer) {
        return switch (event) {
            case SessionEvent.Exited exited -> exitName(exited)
                    + (answer.isPresent() ? ", answered " + Notation.hex(answer.getAsLong()) : "");
            case SessionEvent.ExceptionTaken taken ->
                    "%s +0x%03x".formatted(exceptionName(taken), taken.vectorOffset());
            case SessionEvent.ExceptionReturned _ -> "ERET";
            case SessionEvent.Injected injected -> injected.label();
            case SessionEvent.ErrorReported _ -> "CPER";
            case SessionEvent.Ioctl ioctl -> "-%s %s".formatted(ioctl.errno(), ioctl.name());
            case SessionEvent.Started _ -> "start";
            case SessionEvent.Answered answered -> "answered " + Notation.hex(answered.data());
            case SessionEvent.Skipped skipped -> Notation.grouped(skipped.count()) + " exceptions and returns";
            case SessionEvent.Restored _ -> "as an earlier run left it";
            case SessionEvent.StateChanged _ -> "";
        };
    }

    /// `SVC`, `SEA`, `IRQ`: what was taken.
    public static String exceptionName(SessionEvent.ExceptionTaken taken) {
        String kind = new VectorEntry(taken.vectorOffset() & 0x780).kind();
        if (!kind.equals(VectorEntry.KINDS.getFirst())) {
            return kind;
        }
        int ec = (int) (taken.esr() >>> 26) & 0x3f;
        boolean abort = ec == 0x20 || ec == 0x21 || ec == 0x24 || ec == 0x25;
        return abort && (taken.esr() & 0x3f) == FSC_EXTABT
                ? "SEA"
                : CLASSES.getOrDefault(ec, "EC 0x%02x".formatted(ec));
    }

    /// The title of an event's card.
    static String title(SessionEvent event) {
        return switch (event) {
            case SessionEvent.Exited exited -> exitName(exited);
            case SessionEvent.ExceptionTaken taken -> exceptionName(taken) + " taken";
            case SessionEvent.ExceptionReturned returned -> "ERET to EL" + returned.toEl();
            case SessionEvent.Injected injected -> "injected " + injected.label();
            case SessionEvent.ErrorReported _ -> "CPER written";
            case SessionEvent.Ioctl ioctl -> ioctl.name();
            case SessionEvent.Started _ -> "start";
            case SessionEvent.Answered answered -> "exit %d answered".formatted(answered.number());
            case SessionEvent.Skipped _ -> "not shown one by one";
            case SessionEvent.Restored _ -> "as an earlier run left it";
            case SessionEvent.StateChanged _ -> "state";
        };
    }

    /// The facts of an event's card, at most four, name to value.
    static SequencedMap<String, String> facts(SessionEvent event, OptionalLong answer) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        switch (event) {
            case SessionEvent.Exited exited -> {
                exitFacts(exited.exit(), facts);
                answer.ifPresent(data -> facts.put("answered", Notation.hex(data)));
            }
            case SessionEvent.ExceptionTaken taken -> {
                facts.put("ESR_EL1", Notation.address(taken.esr()));
                facts.put("FAR_EL1", Notation.address(taken.far()));
                facts.put("ELR_EL1", Notation.address(taken.elr()));
                facts.put("vector", "+0x%03x, from EL%d".formatted(taken.vectorOffset(), taken.fromEl()));
            }
            case SessionEvent.ExceptionReturned returned -> facts.put("PC", Notation.address(returned.pc()));
            case SessionEvent.Ioctl ioctl -> {
                facts.put("number", Notation.hex(ioctl.number()));
                facts.put("returned", ioctl.errno().isEmpty() ? "0" : "-" + ioctl.errno());
            }
            case SessionEvent.ErrorReported report -> {
                facts.put("physical_addr", Notation.address(report.physAddr()));
                facts.put("severity", report.severity());
            }
            case SessionEvent.Started started -> facts.put("PC", Notation.address(started.pc()));
            case SessionEvent.Answered answered -> facts.put("data", Notation.hex(answered.data()));
            case SessionEvent.Skipped skipped -> {
                facts.put("exceptions and returns", Notation.grouped(skipped.count()));
                facts.put("from", "t " + Notation.grouped(skipped.from()));
            }
            case SessionEvent.Restored restored -> facts.put("PC", Notation.address(restored.pc()));
            case SessionEvent.Injected _, SessionEvent.StateChanged _ -> { }
        }
        return facts;
    }

    private static void exitFacts(KvmExit exit, SequencedMap<String, String> facts) {
        switch (exit) {
            case KvmExit.Mmio mmio -> {
                facts.put("phys_addr", Notation.address(mmio.physAddr()));
                facts.put("access", "%s of %d bytes".formatted(mmio.isWrite() ? "write" : "read", mmio.len()));
                if (mmio.isWrite()) {
                    facts.put("data", Notation.hex(mmio.data()));
                }
            }
            case KvmExit.ArmNisv nisv -> {
                facts.put("fault_ipa", Notation.address(nisv.faultIpa()));
                facts.put("esr_iss", Notation.hex(nisv.esrIss()));
            }
            case KvmExit.ArmLdst64b store -> {
                facts.put("fault_ipa", Notation.address(store.faultIpa()));
                facts.put("esr_iss", Notation.hex(store.esrIss()));
            }
            case KvmExit.ArmSea sea -> {
                facts.put("esr", Notation.address(sea.esr()));
                facts.put("gva", Notation.address(sea.gva()));
                if (sea.gpaValid()) {
                    facts.put("gpa", Notation.address(sea.gpa()));
                }
            }
            case KvmExit.SystemEvent event -> facts.put("type", systemEvent(event.type()));
            case KvmExit.Hypercall call -> {
                facts.put("nr", Notation.hex(call.nr()));
                facts.put("returned", Notation.hex(call.ret()));
            }
            case KvmExit.Debug debug -> facts.put("hsr", Notation.address(debug.hsr()));
            case KvmExit.FailEntry entry -> facts.put("reason", Notation.hex(entry.hardwareEntryFailureReason()));
            case KvmExit.Internal internal -> facts.put("suberror", Integer.toString(internal.suberror()));
            case KvmExit.Unknown _, KvmExit.Intr _, KvmExit.Unlisted _ -> { }
        }
    }

    /// `KVM_SYSTEM_EVENT_*` in words.
    static String systemEvent(int type) {
        return type >= 1 && type <= SYSTEM_EVENTS.size() ? SYSTEM_EVENTS.get(type - 1) : Integer.toString(type);
    }

    /// Where the guest was: what *Show code* goes to.
    static OptionalLong address(SessionEvent event) {
        return switch (event) {
            case SessionEvent.ExceptionTaken taken -> OptionalLong.of(taken.pc());
            case SessionEvent.ExceptionReturned returned -> OptionalLong.of(returned.pc());
            case SessionEvent.Started started -> OptionalLong.of(started.pc());
            case SessionEvent.Skipped skipped -> OptionalLong.of(skipped.pc());
            case SessionEvent.Restored restored -> OptionalLong.of(restored.pc());
            case SessionEvent.Exited _, SessionEvent.Answered _, SessionEvent.Ioctl _, SessionEvent.Injected _,
                    SessionEvent.ErrorReported _, SessionEvent.StateChanged _ -> OptionalLong.empty();
        };
    }

    private static String exitName(SessionEvent.Exited exited) {
        String name = "exit %d %s".formatted(exited.number(),
                exited.exit().kernelName().replaceFirst("^KVM_EXIT_", ""));
        return exited.exit() instanceof KvmExit.SystemEvent event ? name + ", " + systemEvent(event.type()) : name;
    }
}
