package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.cpu.Cpu;
import dev.seascope.guests.ScenarioReport.Failure;
import dev.seascope.guests.Step.Action;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.EventThrottle;
import dev.seascope.session.HostView;
import dev.seascope.session.KeptMachine;
import dev.seascope.session.Machine;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.MachineSpec;
import dev.seascope.session.SessionEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/// Runs a scenario on one kernel and compares what it finds with what the scenario expects.
public final class ScenarioRunner {
    private final Scenario scenario;
    private final Machine machine;
    private final Symbols symbols;
    private final Actions actions;
    private final List<SessionEvent> events;
    private final EventThrottle throttle;

    private ScenarioRunner(Scenario scenario, Machine machine, Symbols symbols, Actions actions,
            List<SessionEvent> events, EventThrottle throttle) {
        this.scenario = scenario;
        this.machine = machine;
        this.symbols = symbols;
        this.actions = actions;
        this.events = events;
        this.throttle = throttle;
    }

    /// How a scenario went and how it left the machine.
    ///
    /// @param stops the machine as it was loaded, at the stop before the last run, and at the end
    /// @param events everything that happened, oldest first
    public record Result(ScenarioReport report, List<MachineSnapshot> stops, List<SessionEvent> events) {}

    /// Run every step. A step whose expectations fail does not keep the later ones from running.
    ///
    /// @param kernel the kernel to run on
    /// @param places where its files are, and where its machines are kept
    /// @throws ScenarioException if the scenario cannot be used
    public static Result run(Scenario scenario, Kernel kernel, Places places) throws ScenarioException {
        ScenarioLoader.Loaded loaded = ScenarioLoader.load(scenario, kernel, places);
        List<SessionEvent> events = new ArrayList<>();
        var throttle = new EventThrottle(events::add);
        Machine machine;
        try {
            machine = Machine.create(loaded.spec(), throttle);
        } catch (MachineSpec.UnusableException e) {
            throw new ScenarioException(scenario.file(), scenario.vm().line(), String.valueOf(e.getMessage()));
        }
        events.add(new SessionEvent.Started(0, machine.vcpu().cpu().currentEl(), machine.pc()));
        machine.vcpu().cpu().stopOnExceptionLoop(false);
        Symbols symbols = Symbols.of(scenario, loaded.symbols());
        var actions = new Actions(scenario, machine, symbols, loaded.breakpoints());
        return new ScenarioRunner(scenario, machine, symbols, actions, events, throttle).run(kernel, step -> loaded.kept(scenario, step, places));
    }

    private Result run(Kernel kernel, Function<Step, Optional<KeptMachine>> keeper) throws ScenarioException {
        List<ScenarioReport.StepResult> results = new ArrayList<>();
        MachineSnapshot loaded = machine.snapshot(actions.state());
        MachineSnapshot beforeRun = loaded;
        for (Step step : scenario.steps()) {
            if (step.action() instanceof Action.Run || step.action() instanceof Action.StepInstructions) {
                beforeRun = machine.snapshot(actions.state());
            }
            throttle.begin();
            Optional<KeptMachine> kept = keeper.apply(step);
            Actions.Outcome outcome = kept.isPresent() && step.action() instanceof Action.Run run
                    ? actions.perform(run, kept.get()) : actions.perform(step.action());
            throttle.flush();
            results.add(new ScenarioReport.StepResult(step.number(), step.action().verb(), step.title(), step.points(),
                    check(step, kernel, outcome)));
        }
        var report = new ScenarioReport(scenario.file(), scenario.title(), kernel.id(), results);
        return new Result(report, List.of(loaded, beforeRun, machine.snapshot(actions.state())),
                List.copyOf(events));
    }

    private List<Failure> check(Step step, Kernel kernel, Actions.Outcome outcome) throws ScenarioException {
        Map<String, Step.Expectation> expectations = new LinkedHashMap<>();
        step.expect().forEach(expectation -> expectations.put(expectation.key(), expectation));
        // A derived kernel is called after its base, v6.19+il_policy=always1.
        step.expectOn().getOrDefault(kernel.id().split("\\+", 2)[0], List.of())
                .forEach(expectation -> expectations.put(expectation.key(), expectation));
        List<Failure> failures = new ArrayList<>();
        if (outcome.failed() && !expectations.containsKey("return") && !expectations.containsKey("errno")) {
            failures.add(new Failure("return", "0", "-1 (%s: %s)".formatted(outcome.errno(), outcome.why())));
        }
        for (Step.Expectation expectation : expectations.values()) {
            Observed observed = observe(expectation.subject(), outcome);
            Matcher matcher = expectation.matcher();
            if (!matcher.matches(observed, symbols)) {
                failures.add(new Failure(expectation.key(), matcher.describe(observed, symbols),
                        observed.toString()));
            }
        }
        return failures;
    }

    private Observed observe(Step.Subject subject, Actions.Outcome outcome) throws ScenarioException {
        return switch (subject) {
            case Step.Subject.Named(String name) -> named(name, outcome);
            case Step.Subject.Memory(Operand address) -> memory(symbols.fitted64(address, "memory"));
            case Step.Subject.HostField(String name) -> hostField(name);
            case Step.Subject.SyndromeField(String name, boolean words) -> syndromeField(name, words);
        };
    }

    private Observed named(String name, Actions.Outcome outcome) {
        Observed value = outcome.values().get(name);
        if (value != null) {
            return value;
        }
        return switch (name) {
            case "return" -> Observed.Numeral.result(outcome.returned());
            case "errno" -> new Observed.Text(outcome.errno().isEmpty() ? "0" : outcome.errno());
            case "exceptions" -> Observed.Numeral.unsigned(machine.exceptions(), Integer.SIZE, false);
            case "retired" -> Observed.Numeral.unsigned(machine.retired(), Long.SIZE, false);
            case "console", "console_regex" -> new Observed.Text(machine.serial().output());
            default -> register(name);
        };
    }

    private Observed register(String name) {
        OptionalInt bits = RegisterName.bits(name);
        if (bits.isEmpty()) {
            return new Observed.Absent("this exit has no " + name);
        }
        Cpu cpu = machine.vcpu().cpu();
        if (RegisterName.isVector(name)) {
            int v = Integer.parseInt(name.substring(1));
            var low = new BigInteger(Long.toUnsignedString(cpu.v[2 * v]));
            var high = new BigInteger(Long.toUnsignedString(cpu.v[2 * v + 1]));
            return new Observed.Numeral(high.shiftLeft(Long.SIZE).or(low), bits.getAsInt(), true);
        }
        OptionalLong value = machine.vcpu().register(name);
        return value.isPresent() ? Observed.Numeral.unsigned(value.getAsLong(), bits.getAsInt(), true)
                : new Observed.Absent("this guest has no register " + name);
    }

    /// From the address to the end of what an expectation can name, or to the next hole.
    private Observed memory(long address) {
        List<Byte> bytes = new ArrayList<>();
        for (long at = address; bytes.size() < Short.MAX_VALUE; at++) {
            int value = machine.vm().memory().byteAt(at);
            if (value < 0) {
                break;
            }
            bytes.add((byte) value);
        }
        if (bytes.isEmpty()) {
            return new Observed.Absent("no memory slot");
        }
        byte[] content = new byte[bytes.size()];
        for (int i = 0; i < content.length; i++) {
            content[i] = bytes.get(i);
        }
        return new Observed.Octets(Bytes.copyOf(content));
    }

    private Observed syndromeField(String name, boolean words) {
        long esr = machine.vcpu().register("ESR_EL1").orElse(0);
        return Esr.read(esr, SyndromeContext.el1()).stream().filter(reading -> reading.field().name().equals(name))
                .findFirst().<Observed>map(reading -> words ? new Observed.Text(reading.meaning())
                        : Observed.Numeral.unsigned(reading.value(), Long.SIZE, true))
                .orElseGet(() -> new Observed.Absent("0x%x has no field %s".formatted(esr, name)));
    }

    private Observed hostField(String name) {
        HostView host = machine.hostView();
        return switch (name) {
            case "esr_el2" -> Observed.Numeral.unsigned(host.esrEl2(), Long.SIZE, true);
            case "far_el2" -> Observed.Numeral.unsigned(host.farEl2(), Long.SIZE, true);
            case "hpfar" -> Observed.Numeral.unsigned(host.hpfar(), Long.SIZE, true);
            case "mmio_needed" -> Observed.Numeral.unsigned(host.mmioNeeded() ? 1 : 0, 1, false);
            case "vse_pending" -> Observed.Numeral.unsigned(host.vsePending() ? 1 : 0, 1, false);
            default -> Observed.Numeral.unsigned(host.vsesr(), Long.SIZE, true);
        };
    }
}
