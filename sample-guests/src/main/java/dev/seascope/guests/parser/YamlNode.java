package dev.seascope.guests.parser;

import dev.seascope.arch.Bytes;
import dev.seascope.guests.ScenarioException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A piece of a YAML document that knows its file and line. Scalars are read as the text the author wrote, so that
/// `0b101` is a number here although YAML has no such form, and `NO` is never false.
record YamlNode(String file, Node node) {
    /// Deeper than any scenario, shallow enough for the recursive composer.
    private static final int MAX_DEPTH = 32;

    private static final Pattern NUMBER = Pattern.compile("([+-]?)(?:0x([0-9a-fA-F]+)|0b([01]+)|([0-9]+))");
    private static final Pattern SIZE = Pattern.compile("(\\S+?)\\s*(KiB|MiB|GiB)");
    private static final Map<String, Integer> SIZE_SHIFTS = Map.of("KiB", 10, "MiB", 20, "GiB", 30);

    /// Parse one document.
    static YamlNode parse(String file, String text) throws ScenarioException {
        LoadSettings settings = LoadSettings.builder().setLabel(file).setAllowDuplicateKeys(true).build();
        try {
            refuseDeepOrSeveral(file, new Parse(settings).parseString(text));
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                throw new ScenarioException(file, 1, "the file is empty");
            }
            return new YamlNode(file, root.get());
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new ScenarioException(new ScenarioException.Place(file, mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1), "not YAML: " + firstLine(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new ScenarioException(file, 1, "not YAML: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("cannot be read");
    }

    private static void refuseDeepOrSeveral(String file, Iterable<Event> events) throws ScenarioException {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
            switch (event.getEventId()) {
                case DocumentStart -> documents++;
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> { }
            }
            if (depth > MAX_DEPTH) {
                throw new ScenarioException(file, line, "nested more than %d deep".formatted(MAX_DEPTH));
            }
            if (documents > 1) {
                throw new ScenarioException(file, line, "a second document; a scenario file holds one");
            }
        }
    }

    /// Line in the file, from 1.
    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /// An error about this node.
    ScenarioException error(String why) {
        int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        return new ScenarioException(new ScenarioException.Place(file, line(), column), why);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /// The scalar's text.
    ///
    /// @param what what it stands for, for the message
    String text(String what) throws ScenarioException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error("%s must be a single value".formatted(what));
    }

    /// The line of the file on which the first line of [#text] stands: a block scalar begins below its `|`.
    int firstTextLine() {
        boolean block = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        return block ? line() + 1 : line();
    }

    /// The items of a list.
    List<YamlNode> items(String what) throws ScenarioException {
        if (!(node instanceof SequenceNode sequence)) {
            throw error("%s must be a list".formatted(what));
        }
        return sequence.getValue().stream().map(item -> new YamlNode(file, item)).toList();
    }

    /// The entries of a mapping in file order, keys included.
    Map<YamlNode, YamlNode> entries(String what) throws ScenarioException {
        if (!(node instanceof MappingNode mapping)) {
            throw error("%s must be a mapping".formatted(what));
        }
        Map<YamlNode, YamlNode> entries = new LinkedHashMap<>();
        List<String> seen = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            var key = new YamlNode(file, tuple.getKeyNode());
            String name = key.text("a key of " + what);
            if (seen.contains(name)) {
                throw key.error("%s is given twice".formatted(name));
            }
            seen.add(name);
            entries.put(key, new YamlNode(file, tuple.getValueNode()));
        }
        return entries;
    }

    /// A mapping whose keys are taken one by one; what is left over is unknown.
    Keys keys(String what) throws ScenarioException {
        return new Keys(this, what);
    }

    /// A number: decimal, `0x` or `0b`, signed.
    BigInteger number(String what) throws ScenarioException {
        String text = text(what);
        return parseNumber(text).orElseThrow(() -> error("%s: '%s' is not a number".formatted(what, text)));
    }

    /// The number that `text` writes, if it is one.
    static Optional<BigInteger> parseNumber(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigInteger magnitude = matcher.group(2) != null ? new BigInteger(matcher.group(2), 16)
                : matcher.group(3) != null ? new BigInteger(matcher.group(3), 2) : new BigInteger(matcher.group(4));
        return Optional.of(matcher.group(1).equals("-") ? magnitude.negate() : magnitude);
    }

    /// An unsigned number of at most `bits` bits.
    long unsigned(String what, int bits) throws ScenarioException {
        BigInteger number = number(what);
        if (number.signum() < 0 || number.bitLength() > bits) {
            throw error("%s: %s does not fit in %d bits".formatted(what, text(what), bits));
        }
        return number.longValue();
    }

    /// A number of bytes, with an optional `KiB`, `MiB` or `GiB`.
    long size(String what) throws ScenarioException {
        String text = text(what);
        Matcher matcher = SIZE.matcher(text);
        String digits = matcher.matches() ? matcher.group(1) : text;
        int shift = matcher.matches() ? SIZE_SHIFTS.getOrDefault(matcher.group(2), 0) : 0;
        BigInteger size = parseNumber(digits).map(number -> number.shiftLeft(shift)).orElse(BigInteger.ZERO);
        if (size.signum() <= 0 || size.bitLength() > 52) {
            throw error("%s: '%s' is not a size; write 64KiB, 16MiB or a number of bytes".formatted(what, text));
        }
        return size.longValue();
    }

    /// `true`, `false`, `1` or `0`.
    boolean flag(String what) throws ScenarioException {
        String text = text(what);
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw error("%s: '%s' is neither true nor false".formatted(what, text));
        };
    }

    /// Bytes written as hexadecimal pairs.
    Bytes bytes(String what) throws ScenarioException {
        String text = text(what);
        try {
            return Bytes.parse(text);
        } catch (IllegalArgumentException _) {
            throw error("%s: '%s' is not bytes; write hexadecimal pairs, \"00 01 ff\"".formatted(what, text));
        }
    }

    /// One of `names`.
    String oneOf(String what, Iterable<String> names) throws ScenarioException {
        String text = text(what);
        for (String name : names) {
            if (name.equals(text)) {
                return text;
            }
        }
        throw error("%s: unknown name '%s'; known: %s".formatted(what, text, String.join(", ", names)));
    }
}
