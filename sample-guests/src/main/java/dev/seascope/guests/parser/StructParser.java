package dev.seascope.guests.parser;

import dev.seascope.guests.Operand;
import dev.seascope.guests.ScenarioException;
import dev.seascope.guests.Step.Action;
import dev.seascope.guests.Step;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Reads the steps that fill a struct by the UAPI names of its fields.
final class StructParser {
    /// The fields of `struct kvm_vcpu_events` on any kernel, and whether each is an array.
    static final Map<String, Boolean> EVENT_FIELDS = eventFields();
    /// The fields of `struct kvm_guest_debug` on arm64, and whether each is an array.
    private static final Map<String, Boolean> DEBUG_FIELDS = debugFields();
    /// `KVM_GUESTDBG_*`.
    private static final Map<String, Long> DEBUG_CONTROLS =
            Map.of("ENABLE", 1L, "SINGLESTEP", 2L, "USE_SW_BP", 1L << 16, "USE_HW", 1L << 17);

    private StructParser() {}

    private static Map<String, Boolean> eventFields() {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        for (String name : List.of("serror_pending", "serror_has_esr", "ext_dabt_pending", "ext_iabt_pending",
                "ext_abt_has_esr", "serror_esr", "ext_abt_esr")) {
            fields.put(name, false);
        }
        fields.put("pad", true);
        fields.put("reserved", true);
        return fields;
    }

    private static Map<String, Boolean> debugFields() {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        fields.put("control", false);
        List.of("dbg_bcr", "dbg_bvr", "dbg_wcr", "dbg_wvr").forEach(name -> fields.put(name, true));
        return fields;
    }

    private static Optional<String> layout(Keys keys) throws ScenarioException {
        Optional<YamlNode> layout = keys.take("layout");
        return layout.isPresent() ? Optional.of(StepParser.kernel(layout.get())) : Optional.empty();
    }

    static Action setEvents(YamlNode value) throws ScenarioException {
        Keys keys = value.keys("set_vcpu_events");
        Step.Call call = StepParser.call(keys);
        Optional<String> layout = layout(keys);
        Optional<YamlNode> raw = keys.take("raw");
        Map<String, List<Operand>> fields = fields(keys, EVENT_FIELDS);
        keys.finish();
        if (raw.isPresent() && (!fields.isEmpty() || layout.isPresent())) {
            throw raw.get().error("set_vcpu_events: raw is the whole struct; leave out the fields and layout");
        }
        return new Action.SetEvents(value.line(), layout, fields,
                raw.isPresent() ? Optional.of(Operands.bytes(raw.get(), "raw")) : Optional.empty(), call);
    }

    private static Map<String, List<Operand>> fields(Keys keys, Map<String, Boolean> known) throws ScenarioException {
        Map<String, List<Operand>> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Boolean> field : known.entrySet()) {
            Optional<YamlNode> given = keys.take(field.getKey());
            if (given.isPresent()) {
                fields.put(field.getKey(), field.getValue() ? Operands.list(given.get(), field.getKey(), Long.SIZE)
                        : List.of(field.getKey().equals("control") ? control(given.get())
                                : Operands.read(given.get(), field.getKey(), Long.SIZE)));
            }
        }
        return fields;
    }

    /// A number, or a list of names.
    private static Operand control(YamlNode node) throws ScenarioException {
        if (!node.isList()) {
            return Operands.read(node, "control", Integer.SIZE);
        }
        long bits = 0;
        for (YamlNode name : node.items("control")) {
            bits |= DEBUG_CONTROLS.getOrDefault(name.oneOf("control", new TreeSet<>(DEBUG_CONTROLS.keySet())), 0L);
        }
        return new Operand.Literal(node.line(), BigInteger.valueOf(bits));
    }

    static Action setGuestDebug(YamlNode value) throws ScenarioException {
        Keys keys = value.keys("set_guest_debug");
        Step.Call call = StepParser.call(keys);
        Map<String, List<Operand>> fields = fields(keys, DEBUG_FIELDS);
        keys.finish();
        return new Action.SetGuestDebug(value.line(), fields, call);
    }

    static Action getEvents(YamlNode value, Optional<String> save) throws ScenarioException {
        Keys keys = value.keys("get_vcpu_events");
        Step.Call call = StepParser.call(keys);
        Optional<String> layout = layout(keys);
        keys.finish();
        return new Action.GetEvents(value.line(), layout, call, save);
    }
}
