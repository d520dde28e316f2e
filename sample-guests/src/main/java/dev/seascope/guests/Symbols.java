package dev.seascope.guests;

import dev.seascope.arch.Bytes;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What names stand for while a scenario is loaded and run: symbols of the guest, and results that steps saved.
final class Symbols implements Matcher.Resolver {
    private final Scenario scenario;
    private final Map<String, Long> addresses;
    private final Map<String, Observed> saved = new HashMap<>();

    private Symbols(Scenario scenario, Map<String, Long> addresses) {
        this.scenario = scenario;
        this.addresses = Map.copyOf(addresses);
    }

    static Symbols of(Scenario scenario, Map<String, Long> addresses) {
        return new Symbols(scenario, addresses);
    }

    Map<String, Long> addresses() {
        return addresses;
    }

    void save(String name, Observed value) {
        saved.put(name, value);
    }

    @Override
    public BigInteger number(Operand operand) throws ScenarioException {
        return switch (operand) {
            case Operand.Literal(int _, BigInteger value) -> value;
            case Operand.Symbol(int line, String name, BigInteger offset) -> {
                Long address = addresses.get(name);
                if (address == null) {
                    throw new ScenarioException(scenario.file(), line, "unknown symbol '%s'".formatted(name));
                }
                yield new BigInteger(Long.toUnsignedString(address)).add(offset);
            }
            case Operand.Saved(int line, String name, BigInteger offset) -> {
                if (saved(line, name) instanceof Observed.Numeral number) {
                    yield number.value().add(offset);
                }
                throw new ScenarioException(scenario.file(), line, "$%s is not a number".formatted(name));
            }
            case Operand.Octets octets -> throw new ScenarioException(scenario.file(), octets.line(),
                    "bytes where a number is needed");
        };
    }

    @Override
    public Bytes bytes(Operand operand) throws ScenarioException {
        return switch (operand) {
            case Operand.Octets(int _, Bytes bytes) -> bytes;
            case Operand.Saved(int line, String name, _) -> {
                if (saved(line, name) instanceof Observed.Octets(Bytes bytes)) {
                    yield bytes;
                }
                throw new ScenarioException(scenario.file(), line, "$%s does not hold bytes".formatted(name));
            }
            case Operand.Literal _,Operand.Symbol _ -> throw new ScenarioException(scenario.file(), operand.line(),
                    "a number where bytes are needed");
        };
    }

    private Observed saved(int line, String name) throws ScenarioException {
        return Optional.ofNullable(saved.get(name)).orElseThrow(() -> new ScenarioException(scenario.file(), line,
                "$%s was not saved by an earlier step".formatted(name)));
    }

    /// The bits of a number in a field of this width, negative numbers as two's complement.
    ///
    /// @throws ScenarioException if it does not fit
    BigInteger fitted(Operand operand, String what, int bits) throws ScenarioException {
        BigInteger value = number(operand);
        boolean fits = value.signum() >= 0 ? value.bitLength() <= bits : value.bitLength() < bits;
        if (!fits) {
            throw new ScenarioException(scenario.file(), operand.line(), "%s: 0x%s does not fit in %d bits"
                    .formatted(what, value.toString(16), bits));
        }
        return value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(bits)) : value;
    }

    /// As [#fitted], 64 bits.
    long fitted64(Operand operand, String what) throws ScenarioException {
        return fitted(operand, what, Long.SIZE).longValue();
    }
}
