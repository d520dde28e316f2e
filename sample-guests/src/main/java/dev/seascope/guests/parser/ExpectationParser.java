package dev.seascope.guests.parser;

import dev.seascope.guests.KvmRunField;
import dev.seascope.guests.Matcher;
import dev.seascope.guests.Operand;
import dev.seascope.guests.ScenarioException;
import dev.seascope.guests.Step;
import dev.seascope.guests.RegisterName;
import dev.seascope.kvm.uapi.Errno;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// Reads the `expect` of a step. Which names are known depends on the verb.
final class ExpectationParser {
    /// `exit` as a scenario names it; the last three are the debugger's own stops.
    static final List<String> EXITS = List.of("UNKNOWN", "HYPERCALL", "DEBUG", "MMIO", "FAIL_ENTRY", "INTR",
            "INTERNAL_ERROR", "SYSTEM_EVENT", "ARM_NISV", "MEMORY_FAULT", "ARM_SEA", "ARM_LDST64B", "LIMIT",
            "BREAKPOINT", "CONSOLE");
    /// The fields of `host:`.
    static final List<String> HOST_FIELDS = List.of("esr_el2", "far_el2", "hpfar", "mmio_needed", "vse_pending",
            "vsesr");

    /// How the value of a key is written.
    private enum Kind { NUMBER, BYTES, LIST, EXIT, ERRNO, TEXT, REGEX }

    private static final Map<String, Kind> CALL = ordered(Map.entry("return", Kind.NUMBER),
            Map.entry("errno", Kind.ERRNO));
    private static final Map<String, Kind> ALWAYS = ordered(Map.entry("exceptions", Kind.NUMBER),
            Map.entry("retired", Kind.NUMBER), Map.entry("console", Kind.TEXT),
            Map.entry("console_regex", Kind.REGEX));
    private static final Map<String, Map<String, Kind>> BY_VERB = byVerb();

    private ExpectationParser() {}

    @SafeVarargs
    private static Map<String, Kind> ordered(Map.Entry<String, Kind>... entries) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Map.Entry<String, Kind> entry : entries) {
            kinds.put(entry.getKey(), entry.getValue());
        }
        return kinds;
    }

    private static Map<String, Map<String, Kind>> byVerb() {
        Map<String, Kind> run = new LinkedHashMap<>(CALL);
        run.put("exit", Kind.EXIT);
        for (KvmRunField field : KvmRunField.ALL) {
            run.put(field.name(), field.octets() ? Kind.BYTES : Kind.NUMBER);
        }
        Map<String, Kind> events = new LinkedHashMap<>(CALL);
        StructParser.EVENT_FIELDS.forEach((name, list) -> events.put(name, list ? Kind.LIST : Kind.NUMBER));
        events.put("raw", Kind.BYTES);
        Map<String, Kind> oneReg = new LinkedHashMap<>(CALL);
        oneReg.put("value", Kind.NUMBER);
        oneReg.put("id", Kind.NUMBER);
        return Map.ofEntries(Map.entry("run", run), Map.entry("step", run), Map.entry("reverse", run),
                Map.entry("set_vcpu_events", CALL), Map.entry("set_guest_debug", CALL), Map.entry("get_vcpu_events", events),
                Map.entry("set_one_reg", oneReg), Map.entry("get_one_reg", oneReg), Map.entry("enable_cap", CALL),
                Map.entry("check_extension", CALL), Map.entry("memory_slot", CALL), Map.entry("ghes", CALL));
    }

    static List<Step.Expectation> read(YamlNode node, String verb) throws ScenarioException {
        Map<String, Kind> kinds = new LinkedHashMap<>(BY_VERB.getOrDefault(verb, Map.of()));
        kinds.putAll(ALWAYS);
        List<Step.Expectation> expectations = new ArrayList<>();
        for (Map.Entry<YamlNode, YamlNode> entry : node.entries("expect").entrySet()) {
            YamlNode key = entry.getKey();
            String name = key.text("a key of expect");
            YamlNode value = entry.getValue();
            switch (name) {
                case "memory" -> readMemory(value, expectations);
                case "host" -> readHost(value, expectations);
                case "syndrome" -> readSyndrome(value, expectations);
                default -> {
                    Kind kind = Optional.ofNullable(kinds.get(name)).orElse(Kind.NUMBER);
                    if (!kinds.containsKey(name) && RegisterName.bits(name).isEmpty()) {
                        throw key.error("expect: '%s' is neither a register nor something that '%s' has; it has: %s"
                                .formatted(name, verb, String.join(", ", kinds.keySet())));
                    }
                    expectations.add(new Step.Expectation(key.line(), name, new Step.Subject.Named(name),
                            matcher(value, name, kind)));
                }
            }
        }
        return expectations;
    }

    private static void readMemory(YamlNode node, List<Step.Expectation> expectations) throws ScenarioException {
        for (Map.Entry<YamlNode, YamlNode> entry : node.entries("memory").entrySet()) {
            YamlNode key = entry.getKey();
            Operand address = Operands.read(key, "memory", 64);
            String name = "memory " + key.text("memory");
            expectations.add(new Step.Expectation(key.line(), name, new Step.Subject.Memory(address),
                    matcher(entry.getValue(), name, Kind.BYTES)));
        }
    }

    private static void readHost(YamlNode node, List<Step.Expectation> expectations) throws ScenarioException {
        for (Map.Entry<YamlNode, YamlNode> entry : node.entries("host").entrySet()) {
            String field = entry.getKey().oneOf("host", HOST_FIELDS);
            expectations.add(new Step.Expectation(entry.getKey().line(), "host." + field,
                    new Step.Subject.HostField(field), matcher(entry.getValue(), "host." + field, Kind.NUMBER)));
        }
    }

    /// A number is the field's value; any other text is part of what the field means in words.
    private static void readSyndrome(YamlNode node, List<Step.Expectation> expectations) throws ScenarioException {
        for (Map.Entry<YamlNode, YamlNode> entry : node.entries("syndrome").entrySet()) {
            String field = entry.getKey().text("syndrome");
            String name = "syndrome." + field;
            YamlNode value = entry.getValue();
            boolean words = !value.isMapping() && !value.isList() && YamlNode.parseNumber(value.text(name)).isEmpty();
            expectations.add(new Step.Expectation(entry.getKey().line(), name, new Step.Subject.SyndromeField(field, words),
                    words ? new Matcher.Contains(value.text(name)) : matcher(value, name, Kind.NUMBER)));
        }
    }

    private static Matcher matcher(YamlNode node, String name, Kind kind) throws ScenarioException {
        if (!node.isMapping()) {
            return single(node, name, kind);
        }
        Keys keys = node.keys(name);
        Optional<YamlNode> mask = keys.take("mask");
        Optional<YamlNode> not = keys.take("not");
        Optional<YamlNode> any = keys.take("any");
        Optional<YamlNode> value = keys.take("value");
        keys.finish();
        if (mask.isPresent() && value.isPresent() && not.isEmpty() && any.isEmpty()) {
            if (kind != Kind.NUMBER) {
                throw node.error("%s: a mask needs a number".formatted(name));
            }
            return new Matcher.Masked(Operands.read(mask.get(), name), Operands.read(value.get(), name));
        }
        if (not.isPresent() && any.isEmpty() && mask.isEmpty() && value.isEmpty()) {
            return new Matcher.Not(single(not.get(), name, kind));
        }
        if (any.isPresent() && not.isEmpty() && mask.isEmpty() && value.isEmpty()) {
            List<Matcher> matchers = new ArrayList<>();
            for (YamlNode item : any.get().items(name)) {
                matchers.add(single(item, name, kind));
            }
            return new Matcher.Any(matchers);
        }
        throw node.error("%s: write a value, {mask: , value: }, {not: } or {any: []}".formatted(name));
    }

    private static Matcher single(YamlNode node, String name, Kind kind) throws ScenarioException {
        return switch (kind) {
            case NUMBER -> new Matcher.Is(number(node, name));
            case BYTES -> new Matcher.Is(Operands.bytes(node, name));
            case LIST -> new Matcher.Elements(Operands.list(node, name, Long.SIZE));
            case EXIT -> new Matcher.Named(node.oneOf(name, EXITS));
            case ERRNO -> new Matcher.Named(errno(node, name));
            case TEXT -> new Matcher.Contains(node.text(name));
            case REGEX -> new Matcher.Finds(pattern(node, name));
        };
    }

    private static Operand number(YamlNode node, String name) throws ScenarioException {
        return switch (node.isList() ? "" : node.text(name)) {
            case "true" -> new Operand.Literal(node.line(), BigInteger.ONE);
            case "false" -> new Operand.Literal(node.line(), BigInteger.ZERO);
            default -> Operands.read(node, name, 128);
        };
    }

    private static String errno(YamlNode node, String name) throws ScenarioException {
        String text = node.text(name);
        if (!text.equals("0") && Stream.of(Errno.values()).noneMatch(errno -> errno.name().equals(text))) {
            throw node.error("errno: unknown name '%s'; write it as the kernel does, EINVAL".formatted(text));
        }
        return text;
    }

    private static Pattern pattern(YamlNode node, String name) throws ScenarioException {
        try {
            return Pattern.compile(node.text(name), Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw node.error("%s: not a regular expression: %s".formatted(name, e.getDescription()));
        }
    }
}
