package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.guests.Step.Action;
import dev.seascope.guests.Step.Call;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.machine.IoctlResult;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.kvm.uapi.Capability;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.OneReg;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.session.Accesses;
import dev.seascope.session.KeptMachine;
import dev.seascope.session.Machine;
import dev.seascope.session.RunState;
import dev.seascope.vmm.board.BoardSpec;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Does what the steps of a scenario say to a machine.
final class Actions {
    private static final Bytes BAD_POINTER = Bytes.copyOf(new byte[0]);
    private static final RunState AFTER_LAST_STEP = new RunState.Paused("End of the scenario");
    private static final int ONE_REG_BYTES = Structs.ONE_REG.size();

    /// What an action returned and what else it showed.
    ///
    /// @param returned as the system call returns it; 0 for actions that are none
    /// @param errno symbolic, or empty
    /// @param why the reason of a failure in one sentence, or empty
    /// @param values what an expectation can look at by name besides
    record Outcome(long returned, String errno, String why, Map<String, Observed> values) {
        /// Nothing was called.
        static final Outcome NONE = new Outcome(0, "", "", Map.of());

        Outcome {
            values = Map.copyOf(values);
        }

        boolean failed() {
            return returned < 0;
        }
    }

    private final Scenario scenario;
    private final Machine machine;
    private final Symbols symbols;
    private final Set<Long> breakpoints;
    private RunState state = AFTER_LAST_STEP;

    Actions(Scenario scenario, Machine machine, Symbols symbols, Set<Long> breakpoints) {
        this.scenario = scenario;
        this.machine = machine;
        this.symbols = symbols;
        this.breakpoints = breakpoints;
    }

    /// What a debugger would show now: at an exit only while nothing has moved the vCPU since.
    RunState state() {
        return state;
    }

    Outcome perform(Action action) throws ScenarioException {
        boolean vcpuStays = action instanceof Action.Check || action instanceof Action.GetEvents
                || action instanceof Action.GetOneReg || action instanceof Action.CheckExtension
                || action instanceof Action.ReportError;
        if (!vcpuStays) {
            state = AFTER_LAST_STEP;
        }
        return carryOut(action);
    }

    /// Run to where the machine stood at its exit when this was done before. The first time it runs there.
    Outcome perform(Action.Run run, KeptMachine kept) throws ScenarioException {
        if (kept.restore(machine) && machine.stopped() instanceof RunState.AtExit(KvmExit exit)) {
            return outcome(new RunResult.Exited(exit));
        }
        Outcome outcome = perform(run);
        if (machine.stopped() instanceof RunState.AtExit) {
            kept.keep(machine);
        }
        return outcome;
    }

    private Outcome carryOut(Action action) throws ScenarioException {
        return switch (action) {
            case Action.Run(long limit, Step.Until until, _) -> outcome(run(limit, until));
            case Action.StepInstructions(long count) -> outcome(machine.step(count));
            case Action.SetEvents set -> setEvents(set);
            case Action.GetEvents get -> getEvents(get);
            case Action.SetGuestDebug set -> setGuestDebug(set);
            case Action.SetOneReg set -> setOneReg(set);
            case Action.GetOneReg get -> getOneReg(get);
            case Action.EnableCap enable -> enableCap(enable);
            case Action.CheckExtension check -> checkExtension(check);
            case Action.WriteKvmRun write -> writeKvmRun(write);
            case Action.Type(String text) -> {
                machine.type(text);
                yield Outcome.NONE;
            }
            case Action.Uninitialised _,Action.Check _ -> Outcome.NONE;
            case Action.Reverse reverse -> throw new ScenarioException(scenario.file(), reverse.line(),
                    "reverse: not available in this version");
            case Action.WriteMemory(List<Scenario.Content> contents) -> writeMemory(contents);
            case Action.SetSlot(Scenario.Slot slot, Call call) -> setSlot(slot, call);
            case Action.SetPoison(List<Scenario.Poison> poison) -> {
                machine.vm().memory().setPoison(
                        ScenarioLoader.poison(scenario, poison, machine.vm().memory().slots(), symbols));
                yield Outcome.NONE;
            }
            case Action.ReportError report -> reportError(report);
        };
    }

    private RunResult run(long limit, Step.Until until) {
        return switch (until) {
            case Step.Until.End _ -> machine.run(limit, breakpoints);
            case Step.Until.Console(String text) -> machine.runUntil(text, limit, breakpoints);
            case Step.Until.Access(Accesses accesses) -> {
                machine.hold(accesses::covers);
                try {
                    yield machine.run(limit, breakpoints);
                } finally {
                    machine.hold(_ -> false);
                }
            }
            case Step.Until.Taken(int ec) -> runUntilException(ec, limit);
        };
    }

    private RunResult runUntilException(int ec, long limit) {
        RunResult result = new RunResult.Held(RunResult.Reason.LIMIT, "");
        for (long left = limit; left > 0 && result instanceof RunResult.Held(RunResult.Reason reason, _)
                && reason == RunResult.Reason.LIMIT; left--) {
            int before = machine.exceptions();
            result = machine.step(1);
            boolean taken = machine.exceptions() != before && machine.lastTaken().filter(last ->
                    !last.isInterrupt() && last.ec() == ec).isPresent();
            if (taken && result instanceof RunResult.Held) {
                result = new RunResult.Held(RunResult.Reason.BREAKPOINT, "an exception of class 0x%x".formatted(ec));
            }
        }
        return result;
    }

    private Outcome outcome(RunResult result) {
        Map<String, Observed> values = new HashMap<>();
        return switch (result) {
            case RunResult.Exited(KvmExit exit) -> {
                state = new RunState.AtExit(exit);
                addPayload(values, exit);
                yield new Outcome(0, "", "", values);
            }
            case RunResult.Failed(var errno, KvmExit exit, String why) -> {
                state = new RunState.AtError(errno.name(), why);
                addPayload(values, exit);
                yield new Outcome(-1, errno.name(), why, values);
            }
            case RunResult.Held(RunResult.Reason reason, String text) -> {
                values.put("exit", new Observed.Text(switch (reason) {
                    case BREAKPOINT -> "BREAKPOINT";
                    case CONSOLE -> "CONSOLE";
                    case LIMIT, WAITING, EXCEPTION_LOOP -> "LIMIT";
                }));
                yield new Outcome(0, "", text, values);
            }
        };
    }

    private void addPayload(Map<String, Observed> values, KvmExit exit) {
        values.put("exit", new Observed.Text(exit.kernelName().replaceFirst("^KVM_EXIT_", "")));
        Bytes page = machine.vcpu().kvmRun().bytes();
        for (String name : KvmRunField.names()) {
            KvmRunField.of(name, exit.reason()).ifPresent(field -> values.put(name, field.read(page)));
        }
    }

    private static Outcome outcome(IoctlResult result, Map<String, Observed> values) {
        return new Outcome(result.value(), result.errno(), result.verdict().explanation(), values);
    }

    private StructLayout eventsLayout(Optional<String> kernelId) {
        return kernelId.map(Kernel::of).orElse(machine.vm().kernel()).header();
    }

    private static long number(Call call, long usual) {
        return call.number().orElse(usual);
    }

    private static Bytes argument(Call call, Bytes struct) {
        return call.badPointer() ? BAD_POINTER : struct;
    }

    private Outcome setEvents(Action.SetEvents set) throws ScenarioException {
        StructLayout layout = eventsLayout(set.layout());
        Bytes struct = set.raw().isPresent() ? StructFields.padded(symbols.bytes(set.raw().get()), layout.size())
                : encode(set, layout);
        return outcome(machine.setVcpuEvents(number(set.call(), Ioctl.KVM_SET_VCPU_EVENTS.number(layout.size())),
                argument(set.call(), struct), InjectionPlan.of(layout, struct).label()), Map.of());
    }

    private Bytes encode(Action.SetEvents set, StructLayout layout) throws ScenarioException {
        return new StructFields(set.verb(), set.line(), set.fields()).encode(layout, scenario, symbols,
                "struct kvm_vcpu_events of " + layout.id()
                        + " has no field %s; layout: names the kernel the VMM was built for");
    }

    private Outcome setGuestDebug(Action.SetGuestDebug set) throws ScenarioException {
        Bytes struct = new StructFields(set.verb(), set.line(), set.fields())
                .encode(Structs.GUEST_DEBUG, scenario, symbols, "struct kvm_guest_debug has no field %s");
        return outcome(machine.vcpuIoctl("KVM_SET_GUEST_DEBUG",
                number(set.call(), Ioctl.KVM_SET_GUEST_DEBUG.number()), argument(set.call(), struct)), Map.of());
    }

    private Outcome getEvents(Action.GetEvents get) {
        StructLayout layout = eventsLayout(get.layout());
        IoctlResult result = machine.vcpuIoctl("KVM_GET_VCPU_EVENTS",
                number(get.call(), Ioctl.KVM_GET_VCPU_EVENTS.number(layout.size())),
                argument(get.call(), layout.zeros()));
        Map<String, Observed> values = new HashMap<>();
        if (result.value() >= 0) {
            Bytes struct = StructFields.padded(result.argument(), layout.size());
            values.put("raw", new Observed.Octets(result.argument()));
            for (StructLayout.Member member : layout.members()) {
                values.put(member.name(), member.array()
                        ? new Observed.Elements(layout.elements(struct, member.name()))
                        : Observed.Numeral.unsigned(layout.get(struct, member.name()), 8 * member.elementBytes(),
                                member.elementBytes() > 1));
            }
            get.save().ifPresent(name -> symbols.save(name, new Observed.Octets(result.argument())));
        }
        return outcome(result, values);
    }

    private OneReg oneReg(Step.RegisterRef reference, int line) throws ScenarioException {
        return switch (reference) {
            case Step.RegisterRef.ById(long id) -> new OneReg(id);
            case Step.RegisterRef.ByName(String name) -> OneReg.named(name).orElseThrow(
                    () -> new ScenarioException(scenario.file(), line, "%s has no id of KVM_GET_ONE_REG"
                            .formatted(name)));
        };
    }

    private static Bytes oneRegArgument(OneReg register) {
        return Structs.ONE_REG.with(Bytes.copyOf(new byte[ONE_REG_BYTES + register.bytes()]), "id", register.id());
    }

    private Outcome setOneReg(Action.SetOneReg set) throws ScenarioException {
        OneReg register = oneReg(set.register(), set.line());
        BigInteger value = symbols.fitted(set.value(), register.toString(), 8 * register.bytes());
        Bytes struct = oneRegArgument(register);
        for (int i = 0; i < register.bytes(); i++) {
            struct = struct.with(ONE_REG_BYTES + i, 1, value.shiftRight(8 * i).longValue());
        }
        IoctlResult result = machine.vcpuIoctl("KVM_SET_ONE_REG",
                number(set.call(), Ioctl.KVM_SET_ONE_REG.number()), argument(set.call(), struct));
        return outcome(result, Map.of("id", Observed.Numeral.unsigned(register.id(), Long.SIZE, true), "value",
                new Observed.Numeral(value, 8 * register.bytes(), true)));
    }

    private Outcome getOneReg(Action.GetOneReg get) throws ScenarioException {
        OneReg register = oneReg(get.register(), get.line());
        IoctlResult result = machine.vcpuIoctl("KVM_GET_ONE_REG",
                number(get.call(), Ioctl.KVM_GET_ONE_REG.number()), argument(get.call(), oneRegArgument(register)));
        Map<String, Observed> values = new HashMap<>();
        values.put("id", Observed.Numeral.unsigned(register.id(), Long.SIZE, true));
        if (result.value() >= 0) {
            BigInteger value = BigInteger.ZERO;
            for (int i = register.bytes() - 1; i >= 0; i--) {
                value = value.shiftLeft(8).or(BigInteger.valueOf(result.argument().at(ONE_REG_BYTES + i)));
            }
            Observed observed = new Observed.Numeral(value, 8 * register.bytes(), true);
            values.put("value", observed);
            get.save().ifPresent(name -> symbols.save(name, observed));
        }
        return outcome(result, values);
    }

    private String known(String name, int line) throws ScenarioException {
        if (Capability.ALL.stream().noneMatch(capability -> capability.name().equals(name))) {
            throw new ScenarioException(scenario.file(), line, "unknown capability '%s'; known: %s".formatted(name,
                    String.join(", ", Capability.ALL.stream().map(Capability::name).toList())));
        }
        return name;
    }

    private Outcome enableCap(Action.EnableCap enable) throws ScenarioException {
        boolean plain = enable.call().equals(Call.PLAIN) && enable.flags() == 0 && enable.args().isEmpty();
        if (plain && enable.capability() instanceof Step.CapabilityRef.ByName(String name)) {
            return outcome(machine.enableCapability(known(name, enable.line())), Map.of());
        }
        StructLayout layout = Structs.ENABLE_CAP;
        Bytes struct = layout.with(layout.zeros(), "cap", capabilityNumber(enable.capability(), enable.line()));
        struct = layout.with(struct, "flags", enable.flags());
        for (int i = 0; i < enable.args().size(); i++) {
            struct = layout.with(struct, "args", i, symbols.fitted64(enable.args().get(i), "args"));
        }
        return outcome(machine.vmIoctl("KVM_ENABLE_CAP", number(enable.call(), Ioctl.KVM_ENABLE_CAP.number()),
                argument(enable.call(), struct)), Map.of());
    }

    private long capabilityNumber(Step.CapabilityRef reference, int line) throws ScenarioException {
        return switch (reference) {
            case Step.CapabilityRef.ByNumber(int number) -> number;
            case Step.CapabilityRef.ByName(String name) -> {
                String checked = known(name, line);
                yield machine.vm().kernel().capability(checked).map(Capability::number)
                        .filter(number -> number != Capability.NO_NUMBER)
                        .orElseThrow(() -> new ScenarioException(scenario.file(), line,
                                "%s has no number for %s".formatted(machine.vm().kernel().id(), checked)));
            }
        };
    }

    private Outcome checkExtension(Action.CheckExtension check) throws ScenarioException {
        if (check.call().equals(Call.PLAIN) && check.capability() instanceof Step.CapabilityRef.ByName(String name)) {
            return new Outcome(machine.vm().checkExtension(known(name, check.line())), "", "", Map.of());
        }
        return outcome(machine.vm().ioctl(number(check.call(), Ioctl.KVM_CHECK_EXTENSION.number()),
                capabilityNumber(check.capability(), check.line())), Map.of());
    }

    private Outcome writeKvmRun(Action.WriteKvmRun write) throws ScenarioException {
        for (Map.Entry<String, Operand> entry : write.fields().entrySet()) {
            int reason = machine.vcpu().kvmRun().exit().reason();
            KvmRunField field = KvmRunField.of(entry.getKey(), reason)
                    .or(() -> KvmRunField.named(entry.getKey())).orElseThrow();
            int bytes = field.member().bytes();
            Bytes content;
            if (field.octets()) {
                content = symbols.bytes(entry.getValue());
                if (content.size() > bytes) {
                    throw new ScenarioException(scenario.file(), write.line(), "kvm_run: %s has %d bytes"
                            .formatted(entry.getKey(), bytes));
                }
            } else {
                content = Bytes.copyOf(new byte[bytes]).with(0, bytes,
                        symbols.fitted(entry.getValue(), entry.getKey(), 8 * bytes).longValue());
            }
            machine.vcpu().kvmRun().write(field.member().offset(), content);
            if (field.octets()) {
                machine.answered();
            }
        }
        return Outcome.NONE;
    }

    private Outcome reportError(Action.ReportError report) throws ScenarioException {
        if (machine.spec().board().flatMap(BoardSpec::errorSource).isEmpty()) {
            throw new ScenarioException(scenario.file(), report.line(),
                    "ghes: only a board with ACPI has an error source; write board: {acpi: true}");
        }
        long address = symbols.fitted64(report.physAddr(), "phys_addr");
        return machine.reportError(report.severity(), address) ? Outcome.NONE
                : new Outcome(-1, "EBUSY", "the guest has not acknowledged the record before", Map.of());
    }

    private Outcome writeMemory(List<Scenario.Content> contents) throws ScenarioException {
        for (Scenario.Content content : contents) {
            long address = symbols.fitted64(content.address(), "write_memory");
            Bytes bytes = switch (content) {
                case Scenario.Content.Raw(Operand _, Operand raw) -> symbols.bytes(raw);
                case Scenario.Content.Assembly(Operand _, Scenario.Source source) ->
                    GuestProgram.assemble(scenario, source, address, symbols.addresses());
            };
            try {
                machine.vm().memory().write(address, bytes);
            } catch (IllegalArgumentException _) {
                throw new ScenarioException(scenario.file(), content.address().line(),
                        "write_memory: %d bytes at 0x%x do not lie in a memory slot".formatted(bytes.size(), address));
            }
        }
        return Outcome.NONE;
    }

    private Outcome setSlot(Scenario.Slot slot, Call call) {
        List<MemorySlot> slots = machine.vm().memory().slots();
        int id = slots.stream().filter(old -> old.gpa() == slot.gpa()).findFirst().map(MemorySlot::id)
                .orElseGet(() -> slots.stream().mapToInt(MemorySlot::id).max().orElse(-1) + 1);
        return outcome(machine.vmIoctl("KVM_SET_USER_MEMORY_REGION",
                number(call, Ioctl.KVM_SET_USER_MEMORY_REGION.number()),
                argument(call, Structs.memoryRegion(id, slot.gpa(), slot.size(), slot.readonly()))), Map.of());
    }
}
