package dev.seascope.guests.parser;

import dev.seascope.guests.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of one mapping of a scenario file, taken one by one. A key that nobody asked for is an error of the file,
/// never ignored.
final class Keys {
    private final YamlNode mapping;
    private final String what;
    private final Map<String, YamlNode> names = new LinkedHashMap<>();
    private final Map<String, YamlNode> values = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    Keys(YamlNode mapping, String what) throws ScenarioException {
        this.mapping = mapping;
        this.what = what;
        for (Map.Entry<YamlNode, YamlNode> entry : mapping.entries(what).entrySet()) {
            String name = entry.getKey().text(what);
            names.put(name, entry.getKey());
            values.put(name, entry.getValue());
        }
    }

    /// The value of a key, if it is there.
    Optional<YamlNode> take(String name) {
        known.add(name);
        names.remove(name);
        return Optional.ofNullable(values.remove(name));
    }

    /// The value of a key that must be there.
    YamlNode require(String name) throws ScenarioException {
        return take(name).orElseThrow(() -> mapping.error("%s: '%s' is missing".formatted(what, name)));
    }

    /// The names not taken yet, in file order.
    List<String> left() {
        return List.copyOf(values.keySet());
    }

    /// The node of a name that is not taken yet.
    YamlNode nameNode(String name) {
        return Optional.ofNullable(names.get(name)).orElse(mapping);
    }

    /// The mapping itself, for errors about it as a whole.
    YamlNode mapping() {
        return mapping;
    }

    /// Refuse what was not taken.
    void finish() throws ScenarioException {
        refuseAllBut(List.of(), known);
    }

    /// Refuse at once what is none of these.
    void allow(List<String> all) throws ScenarioException {
        refuseAllBut(all, all);
    }

    private void refuseAllBut(List<String> allowed, List<String> told) throws ScenarioException {
        for (Map.Entry<String, YamlNode> entry : names.entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                throw entry.getValue().error("unknown key '%s' in %s; known: %s"
                        .formatted(entry.getKey(), what, String.join(", ", told)));
            }
        }
    }
}
