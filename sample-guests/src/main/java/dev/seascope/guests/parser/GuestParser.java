package dev.seascope.guests.parser;

import dev.seascope.guests.Scenario;
import dev.seascope.guests.ScenarioException;
import dev.seascope.vmm.board.BoardSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what runs, and the board around it.
final class GuestParser {
    private static final List<String> GUEST_KEYS = List.of("sample", "elf", "image", "asm");
    /// What only a board hands over to a guest.
    private static final List<String> BOOT_KEYS = List.of("append", "initrd", "dtb");
    private static final int DEFAULT_GIC = 2;

    private GuestParser() {}

    /// A guest and its board.
    record Read(Scenario.Guest guest, Optional<Scenario.Board> board) {}

    /// @param line of the scenario, for a guest that is not there
    static Read read(Optional<YamlNode> guestNode, Optional<YamlNode> boardNode, int line) throws ScenarioException {
        Scenario.Guest guest = new Scenario.Guest.Empty(line);
        Map<String, YamlNode> boot = new LinkedHashMap<>();
        if (guestNode.isPresent()) {
            Keys keys = guestNode.get().keys("guest");
            for (String key : BOOT_KEYS) {
                keys.take(key).ifPresent(value -> boot.put(key, value));
            }
            guest = guest(guestNode.get(), keys);
        }
        if (boardNode.isPresent()) {
            return new Read(guest, Optional.of(board(boardNode.get(), boot)));
        }
        for (Map.Entry<String, YamlNode> entry : boot.entrySet()) {
            throw entry.getValue().error("guest: '%s' is handed over by a board; add board: {}"
                    .formatted(entry.getKey()));
        }
        return new Read(guest, Optional.empty());
    }

    private static Scenario.Board board(YamlNode node, Map<String, YamlNode> boot) throws ScenarioException {
        Keys keys = node.keys("board");
        Optional<YamlNode> vcpus = keys.take("vcpus");
        Optional<YamlNode> gic = keys.take("gic");
        Optional<YamlNode> acpi = keys.take("acpi");
        keys.finish();
        YamlNode append = boot.get("append");
        return new Scenario.Board(node.line(), vcpus.isPresent() ? between(vcpus.get(), "vcpus", 1, BoardSpec.MOST_VCPUS) : 1,
                gic.isPresent() ? between(gic.get(), "gic", 2, 3) : DEFAULT_GIC,
                acpi.isPresent() && acpi.get().flag("acpi"),
                append == null ? "" : append.text("append"), file(boot, "initrd"), file(boot, "dtb"));
    }

    private static int between(YamlNode node, String what, int least, int most) throws ScenarioException {
        long number = node.unsigned(what, 16);
        if (number < least || number > most) {
            throw node.error("%s: %d to %d, not %d".formatted(what, least, most, number));
        }
        return (int) number;
    }

    private static Optional<Scenario.FileName> file(Map<String, YamlNode> boot, String key) throws ScenarioException {
        YamlNode node = boot.get(key);
        return node == null ? Optional.empty() : Optional.of(new Scenario.FileName(node.line(), node.text(key)));
    }

    private static Scenario.Guest guest(YamlNode node, Keys keys) throws ScenarioException {
        Map<String, YamlNode> given = new LinkedHashMap<>();
        for (String kind : GUEST_KEYS) {
            keys.take(kind).ifPresent(value -> given.put(kind, value));
        }
        Optional<YamlNode> load = keys.take("load");
        keys.finish();
        if (given.size() != 1) {
            throw node.error("guest: exactly one of %s is needed".formatted(String.join(", ", GUEST_KEYS)));
        }
        Map.Entry<String, YamlNode> only = given.entrySet().iterator().next();
        YamlNode value = only.getValue();
        OptionalLong address = load.isPresent() ? OptionalLong.of(load.get().unsigned("load", 52))
                : OptionalLong.empty();
        if (address.isPresent() && (only.getKey().equals("sample") || only.getKey().equals("elf"))) {
            throw load.get().error("load: only asm and image can be placed");
        }
        return switch (only.getKey()) {
            case "sample" -> new Scenario.Guest.Sample(value.line(), value.text("sample"));
            case "elf" -> new Scenario.Guest.Elf(value.line(), value.text("elf"));
            case "image" -> new Scenario.Guest.Image(value.line(), value.text("image"), address);
            default -> new Scenario.Guest.Assembly(StepParser.source(value), address.orElse(Scenario.DEFAULT_LOAD));
        };
    }
}
