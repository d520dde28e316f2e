package dev.seascope.guests.parser;

import dev.seascope.guests.KvmRunField;
import dev.seascope.guests.Operand;
import dev.seascope.guests.Scenario;
import dev.seascope.guests.ScenarioException;
import dev.seascope.guests.Step.Action;
import dev.seascope.guests.Step;
import dev.seascope.guests.RegisterName;
import dev.seascope.session.Accesses;
import dev.seascope.vmm.acpi.ErrorSource;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads the steps of a scenario.
final class StepParser {
    private static final List<String> VERBS = List.of("run", "step", "set_vcpu_events", "get_vcpu_events",
            "set_one_reg", "get_one_reg", "enable_cap", "check_extension", "kvm_run", "console", "vcpu", "reverse",
            "write_memory", "memory_slot", "poison", "ghes", "set_guest_debug");

    private static final List<String> SEVERITIES = Stream.of(ErrorSource.Severity.values())
            .map(ErrorSource.Severity::toString).toList();
    private static final int MOST_AWAITED = 1024;

    private StepParser() {}

    static List<Step> read(YamlNode node) throws ScenarioException {
        List<Step> steps = new ArrayList<>();
        for (YamlNode item : node.items("steps")) {
            Step step = read(item, steps.size() + 1);
            if (step.action() instanceof Action.Uninitialised && !steps.isEmpty()) {
                throw item.error("vcpu: uninitialised must be the first step");
            }
            steps.add(step);
        }
        if (steps.isEmpty()) {
            throw node.error("steps: at least one step is needed");
        }
        return steps;
    }

    private static Step read(YamlNode node, int number) throws ScenarioException {
        Keys keys = node.keys("step");
        Optional<YamlNode> title = keys.take("title");
        Optional<YamlNode> points = keys.take("points");
        Optional<YamlNode> expect = keys.take("expect");
        Optional<YamlNode> expectOn = keys.take("expect_on");
        Optional<String> save = Optional.empty();
        List<String> verbs = new ArrayList<>(keys.left());
        verbs.retainAll(VERBS);
        if (verbs.size() > 1) {
            throw keys.nameNode(verbs.get(1)).error("a step does one thing; this one has '%s' and '%s'"
                    .formatted(verbs.get(0), verbs.get(1)));
        }
        String verb = verbs.isEmpty() ? "check" : verbs.getFirst();
        if (verb.startsWith("get_")) {
            Optional<YamlNode> name = keys.take("save");
            if (name.isPresent()) {
                save = Optional.of(name.get().text("save"));
            }
        }
        Optional<YamlNode> value = verbs.isEmpty() ? Optional.empty() : keys.take(verb);
        if (verbs.isEmpty()) {
            VERBS.forEach(keys::take);
        }
        keys.finish();
        Action action = value.isEmpty() ? new Action.Check() : action(verb, value.get(), save);
        Map<String, List<Step.Expectation>> onKernel = new TreeMap<>();
        if (expectOn.isPresent()) {
            for (Map.Entry<YamlNode, YamlNode> entry : expectOn.get().entries("expect_on").entrySet()) {
                onKernel.put(kernel(entry.getKey()), ExpectationParser.read(entry.getValue(), verb));
            }
        }
        return new Step(number, node.line(), title.isPresent() ? title.get().text("title") : "",
                points.isPresent() ? (int) points.get().unsigned("points", 16) : 1, action,
                expect.isPresent() ? ExpectationParser.read(expect.get(), verb) : List.of(), onKernel);
    }

    static String kernel(YamlNode node) throws ScenarioException {
        return node.oneOf("kernel", ScenarioParser.kernelIds());
    }

    private static Action action(String verb, YamlNode value, Optional<String> save) throws ScenarioException {
        return switch (verb) {
            case "run" -> run(value);
            case "step" -> new Action.StepInstructions(positive(value, "step"));
            case "set_vcpu_events" -> StructParser.setEvents(value);
            case "set_guest_debug" -> StructParser.setGuestDebug(value);
            case "get_vcpu_events" -> StructParser.getEvents(value, save);
            case "set_one_reg" -> setOneReg(value);
            case "get_one_reg" -> getOneReg(value, save);
            case "enable_cap" -> enableCap(value);
            case "check_extension" -> checkExtension(value);
            case "kvm_run" -> kvmRun(value);
            case "console" -> new Action.Type(value.text("console"));
            case "vcpu" -> {
                value.oneOf("vcpu", List.of("uninitialised"));
                yield new Action.Uninitialised();
            }
            case "reverse" -> reverse(value);
            case "write_memory" -> new Action.WriteMemory(contents(value, "write_memory"));
            case "memory_slot" -> setSlot(value);
            case "poison" -> new Action.SetPoison(PoisonParser.read(value));
            case "ghes" -> reportError(value);
            default -> throw value.error("unknown verb '%s'".formatted(verb));
        };
    }

    private static long positive(YamlNode node, String what) throws ScenarioException {
        long number = node.unsigned(what, 62);
        if (number == 0) {
            throw node.error("%s: at least 1".formatted(what));
        }
        return number;
    }

    private static Action run(YamlNode value) throws ScenarioException {
        Keys keys = value.keys("run");
        Optional<YamlNode> limit = keys.take("limit");
        Optional<YamlNode> until = keys.take("until");
        Optional<YamlNode> keep = keys.take("keep");
        keys.finish();
        return new Action.Run(limit.isPresent() ? positive(limit.get(), "limit") : Action.Run.DEFAULT_LIMIT,
                until.isPresent() ? until(until.get()) : new Step.Until.End(),
                keep.isPresent() && keep.get().flag("keep"));
    }

    private static Step.Until until(YamlNode node) throws ScenarioException {
        if (!node.isMapping()) {
            return new Step.Until.Console(awaited(node));
        }
        Keys keys = node.keys("until");
        Optional<YamlNode> exception = keys.take("exception");
        if (exception.isPresent()) {
            keys.finish();
            return new Step.Until.Taken((int) exception.get().unsigned("exception", 6));
        }
        keys.require("exit").oneOf("exit", List.of("MMIO"));
        Optional<YamlNode> address = keys.take("phys_addr");
        Optional<YamlNode> size = keys.take("size");
        Optional<YamlNode> isWrite = keys.take("is_write");
        keys.finish();
        if (size.isPresent() && address.isEmpty()) {
            throw size.get().error("until: size needs phys_addr");
        }
        boolean either = isWrite.isEmpty();
        boolean writes = isWrite.isPresent() && isWrite.get().flag("is_write");
        return new Step.Until.Access(address.isEmpty()
                ? new Accesses(0, Accesses.EVERYWHERE, either || !writes, either || writes)
                : new Accesses(address.get().unsigned("phys_addr", 52), size.isPresent() ? size.get().size("size") : 1,
                        either || !writes, either || writes));
    }

    private static String awaited(YamlNode node) throws ScenarioException {
        String text = node.text("until");
        if (text.isEmpty() || text.length() > MOST_AWAITED) {
            throw node.error("until: 1 to %d characters".formatted(MOST_AWAITED));
        }
        return text;
    }

    static Step.Call call(Keys keys) throws ScenarioException {
        Optional<YamlNode> number = keys.take("ioctl");
        Optional<YamlNode> pointer = keys.take("pointer");
        if (pointer.isPresent()) {
            pointer.get().oneOf("pointer", List.of("bad"));
        }
        return new Step.Call(number.isPresent() ? OptionalLong.of(number.get().unsigned("ioctl", 32))
                : OptionalLong.empty(), pointer.isPresent());
    }

    private static Step.RegisterRef register(YamlNode node) throws ScenarioException {
        String name = node.text("a register");
        if (RegisterName.bits(name).isEmpty()) {
            throw node.error("unknown register '%s'".formatted(name));
        }
        return new Step.RegisterRef.ByName(name);
    }

    private static Action setOneReg(YamlNode value) throws ScenarioException {
        Keys keys = value.keys("set_one_reg");
        Step.Call call = call(keys);
        Optional<YamlNode> id = keys.take("id");
        if (id.isPresent()) {
            Operand operand = Operands.read(keys.require("value"), "value", 128);
            keys.finish();
            return new Action.SetOneReg(value.line(), new Step.RegisterRef.ById(id.get().unsigned("id", 64)), operand,
                    call);
        }
        if (keys.left().size() != 1) {
            throw value.error("set_one_reg: write {NAME: value} or {id: , value: }");
        }
        String name = keys.left().getFirst();
        Step.RegisterRef register = register(keys.nameNode(name));
        return new Action.SetOneReg(value.line(), register, Operands.read(keys.require(name), name, 128), call);
    }

    private static Action getOneReg(YamlNode value, Optional<String> save) throws ScenarioException {
        if (!value.isMapping()) {
            return new Action.GetOneReg(value.line(), register(value), Step.Call.PLAIN, save);
        }
        Keys keys = value.keys("get_one_reg");
        Step.Call call = call(keys);
        Optional<YamlNode> id = keys.take("id");
        Step.RegisterRef register = id.isPresent() ? new Step.RegisterRef.ById(id.get().unsigned("id", 64))
                : register(keys.require("name"));
        keys.finish();
        return new Action.GetOneReg(value.line(), register, call, save);
    }

    private static Step.CapabilityRef capability(YamlNode node) throws ScenarioException {
        String text = node.text("a capability");
        Optional<BigInteger> number = YamlNode.parseNumber(text);
        return number.isPresent() ? new Step.CapabilityRef.ByNumber((int) node.unsigned("a capability", 31))
                : new Step.CapabilityRef.ByName(text);
    }

    private static Action enableCap(YamlNode value) throws ScenarioException {
        if (!value.isMapping()) {
            return new Action.EnableCap(value.line(), capability(value), 0, List.of(), Step.Call.PLAIN);
        }
        Keys keys = value.keys("enable_cap");
        Step.Call call = call(keys);
        Step.CapabilityRef capability = capability(keys.require("cap"));
        Optional<YamlNode> flags = keys.take("flags");
        Optional<YamlNode> args = keys.take("args");
        keys.finish();
        List<Operand> operands = args.isPresent() ? Operands.list(args.get(), "args", Long.SIZE) : List.of();
        if (operands.size() > 4) {
            throw value.error("args: at most 4");
        }
        return new Action.EnableCap(value.line(), capability, flags.isPresent() ? flags.get().unsigned("flags", 32) : 0,
                operands, call);
    }

    private static Action checkExtension(YamlNode value) throws ScenarioException {
        if (!value.isMapping()) {
            return new Action.CheckExtension(value.line(), capability(value), Step.Call.PLAIN);
        }
        Keys keys = value.keys("check_extension");
        Step.Call call = call(keys);
        Step.CapabilityRef capability = capability(keys.require("cap"));
        keys.finish();
        return new Action.CheckExtension(value.line(), capability, call);
    }

    private static Action kvmRun(YamlNode value) throws ScenarioException {
        Keys keys = value.keys("kvm_run");
        Map<String, Operand> fields = new LinkedHashMap<>();
        for (String name : KvmRunField.names()) {
            Optional<YamlNode> given = keys.take(name);
            if (given.isPresent()) {
                KvmRunField field = KvmRunField.named(name).orElseThrow();
                fields.put(name, field.octets() ? Operands.bytes(given.get(), name)
                        : Operands.read(given.get(), name, field.member().bytes() * Byte.SIZE));
            }
        }
        keys.finish();
        return new Action.WriteKvmRun(value.line(), fields);
    }

    private static Action reverse(YamlNode value) throws ScenarioException {
        Keys keys = value.keys("reverse");
        Optional<YamlNode> to = keys.take("to");
        Optional<YamlNode> steps = keys.take("steps");
        keys.finish();
        return new Action.Reverse(value.line(),
                to.isPresent() ? Optional.of(to.get().oneOf("to", List.of("exit", "exception", "start")))
                        : Optional.empty(),
                steps.isPresent() ? OptionalLong.of(positive(steps.get(), "steps")) : OptionalLong.empty());
    }

    /// What goes where in guest memory.
    static List<Scenario.Content> contents(YamlNode node, String what) throws ScenarioException {
        List<Scenario.Content> contents = new ArrayList<>();
        for (Map.Entry<YamlNode, YamlNode> entry : node.entries(what).entrySet()) {
            Operand address = Operands.read(entry.getKey(), what, Long.SIZE);
            YamlNode value = entry.getValue();
            if (value.isMapping()) {
                Keys keys = value.keys(what);
                YamlNode asm = keys.require("asm");
                keys.finish();
                contents.add(new Scenario.Content.Assembly(address, source(asm)));
            } else {
                contents.add(new Scenario.Content.Raw(address, Operands.bytes(value, what)));
            }
        }
        return contents;
    }

    /// Assembly text.
    static Scenario.Source source(YamlNode node) throws ScenarioException {
        return new Scenario.Source(node.firstTextLine(), node.text("asm"));
    }

    private static Action reportError(YamlNode value) throws ScenarioException {
        Keys keys = value.keys("ghes");
        Operand address = Operands.read(keys.require("phys_addr"), "phys_addr", Long.SIZE);
        Optional<YamlNode> severity = keys.take("severity");
        keys.finish();
        return new Action.ReportError(value.line(), severity.isPresent() ? ErrorSource.Severity.valueOf(severity.get()
                .oneOf("severity", SEVERITIES).toUpperCase(Locale.ROOT)) : ErrorSource.Severity.RECOVERABLE, address);
    }

    private static Action setSlot(YamlNode value) throws ScenarioException {
        Keys keys = value.keys("memory slot");
        Step.Call call = call(keys);
        Scenario.Slot slot = slot(keys, true);
        return new Action.SetSlot(slot, call);
    }

    /// A memory slot.
    ///
    /// @param removal whether size 0 is allowed, which removes the slot
    static Scenario.Slot slot(Keys keys, boolean removal) throws ScenarioException {
        long gpa = keys.require("gpa").unsigned("gpa", 52);
        YamlNode sizeNode = keys.require("size");
        long size = removal && sizeNode.text("size").equals("0") ? 0 : sizeNode.size("size");
        Optional<YamlNode> readonly = keys.take("readonly");
        keys.finish();
        return new Scenario.Slot(keys.mapping().line(), gpa, size, readonly.isPresent() && readonly.get().flag("readonly"));
    }
}
