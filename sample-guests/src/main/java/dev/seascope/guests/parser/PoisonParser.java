package dev.seascope.guests.parser;

import dev.seascope.guests.Operand;
import dev.seascope.guests.Scenario;
import dev.seascope.guests.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads poisoned ranges, with the syndrome their error has.
final class PoisonParser {
    private PoisonParser() {}

    static List<Scenario.Poison> read(YamlNode node) throws ScenarioException {
        List<Scenario.Poison> poison = new ArrayList<>();
        for (YamlNode item : node.items("poison")) {
            poison.add(entry(item));
        }
        return poison;
    }

    private static Scenario.Poison entry(YamlNode node) throws ScenarioException {
        Keys keys = node.keys("poison");
        Operand gpa = Operands.read(keys.require("gpa"), "gpa", 52);
        long size = keys.require("size").size("size");
        Optional<YamlNode> fsc = keys.take("fsc");
        Optional<YamlNode> set = keys.take("set");
        Optional<YamlNode> fnv = keys.take("fnv");
        Optional<YamlNode> ea = keys.take("ea");
        Optional<Boolean> s1ptw = flag(keys, "s1ptw");
        Optional<Boolean> hpfarValid = flag(keys, "hpfar_valid");
        Optional<Boolean> apei = flag(keys, "apei");
        keys.finish();
        return new Scenario.Poison(node.line(), gpa, size, fnv.isPresent() && fnv.get().flag("fnv"),
                set.isPresent() ? (int) set.get().unsigned("set", 2) : 0, ea.isPresent() && ea.get().flag("ea"),
                fsc.isPresent() ? Optional.of((int) fsc.get().unsigned("fsc", 6)) : Optional.empty(), s1ptw,
                hpfarValid, apei);
    }

    private static Optional<Boolean> flag(Keys keys, String name) throws ScenarioException {
        Optional<YamlNode> node = keys.take(name);
        return node.isPresent() ? Optional.of(node.get().flag(name)) : Optional.empty();
    }
}
