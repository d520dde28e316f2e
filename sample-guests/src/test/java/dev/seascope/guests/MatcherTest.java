package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private static final Matcher.Resolver LITERALS = new Matcher.Resolver() {
        @Override
        public BigInteger number(Operand operand) throws ScenarioException {
            return operand instanceof Operand.Literal(int _, BigInteger value) ? value : unknown(operand);
        }

        @Override
        public Bytes bytes(Operand operand) throws ScenarioException {
            return operand instanceof Operand.Octets(int _, Bytes bytes) ? bytes : Bytes.copyOf(unknown(operand)
                    .toByteArray());
        }

        private BigInteger unknown(Operand operand) throws ScenarioException {
            throw new ScenarioException("a.yaml", operand.line(), "not a literal");
        }
    };

    private static Operand literal(long value) {
        return new Operand.Literal(1, BigInteger.valueOf(value));
    }

    private static Observed register(long value) {
        return Observed.Numeral.unsigned(value, 64, true);
    }

    @Property
    void aRegisterMatchesItsValueInSignedAndInUnsignedForm(@ForAll long value) throws Exception {
        var unsigned = new Operand.Literal(1, new BigInteger(Long.toUnsignedString(value)));

        assertThat(new Matcher.Is(literal(value)).matches(register(value), LITERALS)).isTrue();
        assertThat(new Matcher.Is(unsigned).matches(register(value), LITERALS)).isTrue();
        assertThat(new Matcher.Is(unsigned).matches(register(value ^ 1), LITERALS)).isFalse();
    }

    @Property
    void notIsTheOppositeOfWhatItHolds(@ForAll long value, @ForAll long expected) throws Exception {
        Matcher is = new Matcher.Is(literal(expected));

        assertThat(new Matcher.Not(is).matches(register(value), LITERALS))
                .isEqualTo(!is.matches(register(value), LITERALS));
    }

    @Property
    void aMaskLooksAtItsBitsOnly(@ForAll long value, @ForAll long mask) throws Exception {
        var wanted = new Operand.Literal(1, new BigInteger(Long.toUnsignedString(value & mask)));
        var unsignedMask = new Operand.Literal(1, new BigInteger(Long.toUnsignedString(mask)));

        assertThat(new Matcher.Masked(unsignedMask, wanted).matches(register(value), LITERALS)).isTrue();
    }

    @Test
    void minusOneIsWhatAFailedCallReturns() throws Exception {
        assertThat(new Matcher.Is(literal(-1)).matches(Observed.Numeral.result(-1), LITERALS)).isTrue();
        assertThat(new Matcher.Is(literal(-1)).matches(Observed.Numeral.result(0), LITERALS)).isFalse();
    }

    @Test
    void bytesMatchAsAPrefix() throws Exception {
        var data = new Observed.Octets(Bytes.parse("55 00 00 00"));

        assertThat(new Matcher.Is(new Operand.Octets(1, Bytes.parse("55 00"))).matches(data, LITERALS)).isTrue();
        assertThat(new Matcher.Is(new Operand.Octets(1, Bytes.parse("55 01"))).matches(data, LITERALS)).isFalse();
        assertThat(new Matcher.Is(new Operand.Octets(1, Bytes.parse("55 00 00 00 00"))).matches(data, LITERALS))
                .isFalse();
    }

    @Test
    void elementsThatAreNotGivenMustBeZero() throws Exception {
        var pad = new Observed.Elements(List.of(1L, 0L, 2L));

        assertThat(new Matcher.Elements(List.of(literal(1), literal(0), literal(2))).matches(pad, LITERALS)).isTrue();
        assertThat(new Matcher.Elements(List.of(literal(1))).matches(pad, LITERALS)).isFalse();
    }

    @Test
    void whatIsAbsentSatisfiesNothing() throws Exception {
        var absent = new Observed.Absent("no exit");

        assertThat(new Matcher.Is(literal(0)).matches(absent, LITERALS)).isFalse();
        assertThat(new Matcher.Not(new Matcher.Is(literal(0))).matches(absent, LITERALS)).isFalse();
        assertThat(new Matcher.Any(List.of(new Matcher.Is(literal(0)))).matches(absent, LITERALS)).isFalse();
    }

    @Test
    void oneOfSeveralIsEnough() throws Exception {
        Matcher any = new Matcher.Any(List.of(new Matcher.Named("MMIO"), new Matcher.Named("ARM_NISV")));

        assertThat(any.matches(new Observed.Text("ARM_NISV"), LITERALS)).isTrue();
        assertThat(any.matches(new Observed.Text("ARM_SEA"), LITERALS)).isFalse();
    }

    @Test
    void outputIsSearched() throws Exception {
        var output = new Observed.Text("Hello\nworld\n");

        assertThat(new Matcher.Contains("lo\nwo").matches(output, LITERALS)).isTrue();
        assertThat(new Matcher.Finds(Pattern.compile("^w.*d$", Pattern.MULTILINE)).matches(output, LITERALS)).isTrue();
    }

    @Test
    void expectationsAreWrittenAsTheObservedValueIs() throws Exception {
        assertThat(new Matcher.Is(literal(16)).describe(register(17), LITERALS)).isEqualTo("0x10");
        assertThat(new Matcher.Is(literal(16)).describe(Observed.Numeral.unsigned(17, 64, false), LITERALS))
                .isEqualTo("16");
        assertThat(new Matcher.Is(literal(-1)).describe(Observed.Numeral.result(0), LITERALS)).isEqualTo("-1");
        assertThat(new Matcher.Not(new Matcher.Is(literal(0))).describe(register(0), LITERALS)).isEqualTo("not 0x0");
        assertThat(new Matcher.Masked(literal(0x3f), literal(0x10)).describe(register(0), LITERALS))
                .isEqualTo("0x10 under mask 0x3f");
        assertThat(new Matcher.Any(List.of(new Matcher.Is(literal(1)), new Matcher.Is(literal(2))))
                .describe(register(0), LITERALS)).isEqualTo("0x1 or 0x2");
    }
}
