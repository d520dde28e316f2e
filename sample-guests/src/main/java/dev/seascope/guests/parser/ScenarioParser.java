package dev.seascope.guests.parser;

import dev.seascope.guests.Operand;
import dev.seascope.guests.RegisterName;
import dev.seascope.guests.Scenario;
import dev.seascope.guests.ScenarioException;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import dev.seascope.vmm.board.MemoryMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads scenario files. Everything that can be said without running the guest is checked here, and the message of
/// each error names the line.
public final class ScenarioParser {
    /// The memory of a scenario that lists none.
    private static final Scenario.Slot DEFAULT_SLOT = new Scenario.Slot(0, 0x4000_0000L, 16 << 20, false);
    private static final Scenario.Slot BOARD_SLOT = new Scenario.Slot(0, MemoryMap.RAM, 256 << 20, false);
    private static final List<String> KEYS = List.of("scenario", "title", "kernel", "kernels", "host", "vm", "guest",
            "board", "registers", "memory", "breakpoints", "steps");
    private static final List<String> FEATURES =
            Stream.of(VmFeature.values()).map(VmFeature::key).toList();
    private static final int VERSION = 1;
    private static final int MIN_IPA_BITS = 32;
    private static final int MAX_IPA_BITS = 52;

    private ScenarioParser() {}

    /// Read one scenario.
    ///
    /// @param file how messages name it
    /// @param text its content
    /// @throws ScenarioException if it cannot be used, with the line and why
    public static Scenario parse(String file, String text) throws ScenarioException {
        YamlNode root = YamlNode.parse(file, text);
        Keys keys = root.keys("the scenario");
        // First of all, because a key that is misspelt is often the reason for what else is wrong.
        keys.allow(KEYS);
        YamlNode version = keys.require("scenario");
        if (version.unsigned("scenario", 16) != VERSION) {
            throw version.error("scenario: format %s is not known; this version reads format %d"
                    .formatted(version.text("scenario"), VERSION));
        }
        Optional<YamlNode> title = keys.take("title");
        List<Scenario.KernelChoice> kernels = kernels(keys);
        Optional<YamlNode> hostNode = keys.take("host");
        Scenario.Host host = hostNode.isPresent() ? host(hostNode.get()) : new Scenario.Host(true, false, 48);
        Optional<YamlNode> vmNode = keys.take("vm");
        GuestParser.Read guest = GuestParser.read(keys.take("guest"), keys.take("board"), root.line());
        Scenario.VmPlan vm = vm(vmNode, host, guest.board().isPresent());
        Optional<YamlNode> registersNode = keys.take("registers");
        Map<String, Operand> registers = registersNode.isPresent() ? registers(registersNode.get()) : Map.of();
        Optional<YamlNode> memory = keys.take("memory");
        Optional<YamlNode> breakpointsNode = keys.take("breakpoints");
        List<Operand> breakpoints = new ArrayList<>();
        if (breakpointsNode.isPresent()) {
            for (YamlNode item : breakpointsNode.get().items("breakpoints")) {
                breakpoints.add(Operands.read(item, "breakpoints", Long.SIZE));
            }
        }
        List<Scenario.Content> contents = memory.isPresent() ? StepParser.contents(memory.get(), "memory") : List.of();
        YamlNode stepsNode = keys.require("steps");
        return new Scenario(file, title.isPresent() ? title.get().text("title") : file, kernels, host, vm,
                guest.guest(), guest.board(), registers, contents, breakpoints,
                StepParser.read(stepsNode));
    }

    private static List<Scenario.KernelChoice> kernels(Keys keys) throws ScenarioException {
        Optional<YamlNode> one = keys.take("kernel");
        Optional<YamlNode> several = keys.take("kernels");
        if (one.isPresent() && several.isPresent()) {
            throw several.get().error("kernel and kernels exclude each other");
        }
        List<Scenario.KernelChoice> choices = new ArrayList<>();
        if (several.isPresent()) {
            for (YamlNode item : several.get().items("kernels")) {
                choices.add(kernel(item));
            }
            if (choices.isEmpty()) {
                throw several.get().error("kernels: at least one is needed");
            }
        } else {
            choices.add(one.isPresent() ? kernel(one.get())
                    : new Scenario.KernelChoice(1, Scenario.DEFAULT_KERNEL, Map.of()));
        }
        return choices;
    }

    private static Scenario.KernelChoice kernel(YamlNode node) throws ScenarioException {
        if (!node.isMapping()) {
            return new Scenario.KernelChoice(node.line(), node.oneOf("kernel", kernelIds()), Map.of());
        }
        Keys keys = node.keys("kernel");
        String base = keys.require("base").oneOf("base", kernelIds());
        Map<String, String> changes = new TreeMap<>();
        for (String toggle : keys.left()) {
            YamlNode name = keys.nameNode(toggle);
            String value = keys.require(toggle).text(toggle);
            try {
                Kernel.of(base).derive(Map.of(toggle, value));
            } catch (IllegalArgumentException e) {
                throw name.error("kernel: " + e.getMessage());
            }
            changes.put(toggle, value);
        }
        return new Scenario.KernelChoice(node.line(), base, changes);
    }

    static List<String> kernelIds() {
        return Kernel.all().stream().map(Kernel::id).toList();
    }

    private static Scenario.Host host(YamlNode node) throws ScenarioException {
        Keys keys = node.keys("host");
        Optional<YamlNode> ras = keys.take("ras");
        Optional<YamlNode> apei = keys.take("apei_claims");
        Optional<YamlNode> limit = keys.take("ipa_limit_bits");
        keys.finish();
        return new Scenario.Host(ras.isEmpty() || ras.get().flag("ras"),
                apei.isPresent() && apei.get().flag("apei_claims"),
                limit.isPresent() ? ipaBits(limit.get(), "ipa_limit_bits") : 48);
    }

    private static int ipaBits(YamlNode node, String what) throws ScenarioException {
        long bits = node.unsigned(what, 16);
        if (bits < MIN_IPA_BITS || bits > MAX_IPA_BITS) {
            throw node.error("%s: %d is not between %d and %d".formatted(what, bits, MIN_IPA_BITS, MAX_IPA_BITS));
        }
        return (int) bits;
    }

    private static Scenario.VmPlan vm(Optional<YamlNode> node, Scenario.Host host, boolean onBoard)
            throws ScenarioException {
        var features = new TreeSet<String>();
        List<Scenario.Slot> slots = new ArrayList<>();
        List<Scenario.Poison> poison = List.of();
        int ipaBits = 40;
        Optional<YamlNode> featureNode = Optional.empty();
        Optional<YamlNode> memoryNode = Optional.empty();
        if (node.isPresent()) {
            Keys keys = node.get().keys("vm");
            featureNode = keys.take("features");
            memoryNode = keys.take("memory");
            Optional<YamlNode> poisonNode = keys.take("poison");
            Optional<YamlNode> bits = keys.take("ipa_bits");
            keys.finish();
            poison = poisonNode.isPresent() ? PoisonParser.read(poisonNode.get()) : List.of();
            ipaBits = bits.isPresent() ? ipaBits(bits.get(), "ipa_bits") : ipaBits;
        }
        if (featureNode.isPresent()) {
            for (YamlNode item : featureNode.get().items("features")) {
                String feature = item.oneOf("features", FEATURES);
                if (onBoard && feature.equals(VmFeature.MTE.key())) {
                    throw item.error("features: the tags of mte are not emulated, and an operating system would use them;"
                            + " leave it out with board:");
                }
                features.add(feature);
            }
        } else if (host.ras()) {
            features.add("ras");
        }
        if (memoryNode.isPresent()) {
            for (YamlNode item : memoryNode.get().items("memory")) {
                Scenario.Slot slot = StepParser.slot(item.keys("memory slot"), false);
                requireApart(item, slot, slots);
                slots.add(slot);
            }
        } else {
            slots.add(onBoard ? BOARD_SLOT : DEFAULT_SLOT);
        }
        return new Scenario.VmPlan(node.map(YamlNode::line).orElse(1), features, slots, poison, ipaBits);
    }

    private static void requireApart(YamlNode node, Scenario.Slot slot, List<Scenario.Slot> others)
            throws ScenarioException {
        if (((slot.gpa() | slot.size()) & 0xfff) != 0) {
            throw node.error("memory slot: address and size must be multiples of 4KiB");
        }
        for (Scenario.Slot other : others) {
            if (slot.gpa() < other.gpa() + other.size() && other.gpa() < slot.gpa() + slot.size()) {
                throw node.error("memory slot at %#x overlaps the one at %#x".formatted(slot.gpa(), other.gpa()));
            }
        }
    }

    private static Map<String, Operand> registers(YamlNode node) throws ScenarioException {
        Map<String, Operand> registers = new LinkedHashMap<>();
        for (Map.Entry<YamlNode, YamlNode> entry : node.entries("registers").entrySet()) {
            String name = entry.getKey().text("registers");
            int bits = RegisterName.bits(name).orElse(0);
            if (bits == 0) {
                throw entry.getKey().error("unknown register '%s'".formatted(name));
            }
            registers.put(name, Operands.read(entry.getValue(), name, bits));
        }
        return registers;
    }
}
