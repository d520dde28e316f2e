package dev.seascope.guests.parser;

import dev.seascope.guests.Operand;
import dev.seascope.guests.ScenarioException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads operands: numbers, symbols with offsets, carried results, bytes.
final class Operands {
    private static final Pattern SYMBOL = Pattern.compile("([A-Za-z_.][A-Za-z0-9_.$]*)\\s*(?:([+-])\\s*(\\w+))?");
    private static final Pattern SAVED = Pattern.compile("\\$([A-Za-z_]\\w*)\\s*(?:([+-])\\s*(\\w+))?");

    private Operands() {}

    /// A number, a symbol or `$name`.
    static Operand read(YamlNode node, String what) throws ScenarioException {
        String text = node.text(what).strip();
        Optional<BigInteger> number = YamlNode.parseNumber(text);
        if (number.isPresent()) {
            return new Operand.Literal(node.line(), number.get());
        }
        Matcher saved = SAVED.matcher(text);
        Optional<BigInteger> added = offset(saved);
        if (added.isPresent()) {
            return new Operand.Saved(node.line(), saved.group(1), added.get());
        }
        Matcher symbol = SYMBOL.matcher(text);
        BigInteger offset = offset(symbol).orElseThrow(() ->
                node.error("%s: '%s' is not a number, a symbol or $name".formatted(what, text)));
        return new Operand.Symbol(node.line(), symbol.group(1), offset);
    }

    /// What is added to a name, 0 if nothing is written; empty if the text is not such a name.
    private static Optional<BigInteger> offset(Matcher matcher) {
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<BigInteger> number = Optional.ofNullable(matcher.group(3)).map(YamlNode::parseNumber)
                .orElse(Optional.of(BigInteger.ZERO));
        return "-".equals(matcher.group(2)) ? number.map(BigInteger::negate) : number;
    }

    /// As [#read], refusing at once a number that is too wide.
    static Operand read(YamlNode node, String what, int bits) throws ScenarioException {
        Operand operand = read(node, what);
        if (operand instanceof Operand.Literal(int _, BigInteger value) && !fits(value, bits)) {
            throw node.error("%s: %s does not fit in %d bits".formatted(what, node.text(what), bits));
        }
        return operand;
    }

    /// Whether an unsigned field of so many bits can hold the number, negative ones as two's complement.
    static boolean fits(BigInteger value, int bits) {
        return value.signum() >= 0 ? value.bitLength() <= bits : value.bitLength() < bits;
    }

    /// Bytes in hexadecimal pairs, or `$name`.
    static Operand bytes(YamlNode node, String what) throws ScenarioException {
        Matcher saved = SAVED.matcher(node.text(what).strip());
        return saved.matches() && saved.group(3) == null
                ? new Operand.Saved(node.line(), saved.group(1), BigInteger.ZERO) : new Operand.Octets(node.line(), node.bytes(what));
    }

    /// A list of numbers.
    static List<Operand> list(YamlNode node, String what, int bits) throws ScenarioException {
        List<Operand> operands = new ArrayList<>();
        for (YamlNode item : node.items(what)) {
            operands.add(read(item, what, bits));
        }
        return operands;
    }
}
