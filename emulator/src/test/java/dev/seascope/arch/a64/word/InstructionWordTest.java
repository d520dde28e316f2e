package dev.seascope.arch.a64.word;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout.Reading;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.a64.A64;
import dev.seascope.arch.a64.Disassembler;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.text.RegisterExport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionWordTest {
    private static final OptionalLong ADDRESS = OptionalLong.of(0x4008_0000L);
    private static final List<InstructionSpec> INSTRUCTIONS =
            A64.table().stream().filter(row -> row.instruction().equals(row)).toList();

    private static InstructionWord word(int word) {
        return new InstructionWord(word, ADDRESS);
    }

    private static List<Reading> read(int word) {
        return word(word).register().read();
    }

    /// Any words, and as many with the fixed bits of some row.
    @Provide
    Arbitrary<Integer> words() {
        Arbitrary<Integer> any = Arbitraries.integers().withDistribution(net.jqwik.api.RandomDistribution.uniform());
        Arbitrary<Integer> ofRow = any.flatMap(free -> Arbitraries.of(INSTRUCTIONS)
                .map(row -> row.encoding().bits() | (free & ~row.encoding().mask())));
        return Arbitraries.oneOf(any, ofRow);
    }

    @Property(tries = 20_000)
    void everyBitOfEveryWordIsInOneField(@ForAll("words") int word) {
        int next = 31;
        for (Reading reading : read(word)) {
            Bits bits = reading.field().bits();
            assertThat(bits.msb()).isEqualTo(next);
            next = bits.lsb() - 1;
        }
        assertThat(next).isEqualTo(-1);
    }

    @Property(tries = 20_000)
    void theFieldsReadMakeTheWordAgain(@ForAll("words") int word) {
        RegisterValue again = new RegisterValue(InstructionWord.layout(ADDRESS), 0);
        for (Reading reading : read(word)) {
            again = again.with(reading.field(), reading.value());
        }

        assertThat((int) again.bits()).isEqualTo(word);
    }

    @Property(tries = 5_000)
    void everyWordHasATextATableAndEitherIsAnInstructionOrSaysWhyNot(@ForAll("words") int word) {
        InstructionWord described = word(word);

        assertThat(described.isAllocated()).isEqualTo(A64.decode(word, A64.ALL_FEATURES).isPresent());
        assertThat(described.findings().isEmpty()).isEqualTo(described.isAllocated());
        assertThat(described.text()).isEqualTo(Disassembler.text(word, ADDRESS.getAsLong()));
        assertThat(RegisterExport.table(described.register(), described.facts())).contains("%08x".formatted(word));
    }

    @Property(tries = 5_000)
    void aFixMakesAnInstruction(@ForAll("words") int word) {
        for (Finding finding : word(word).findings()) {
            finding.fix().ifPresent(fix -> {
                assertThat(word((int) fix.value()).isAllocated()).isTrue();
                assertThat(Integer.bitCount((int) fix.value() ^ word)).isBetween(1, 2);
            });
        }
    }

    @Test
    void theFixedBitsOfARowAreFixedAndItsOperandsAreFields() {
        var random = new Random(4);
        for (InstructionSpec row : INSTRUCTIONS) {
            int word = row.encoding().bits() | (random.nextInt() & ~row.encoding().mask());
            if (!A64.decode(word, A64.ALL_FEATURES).map(InstructionSpec::instruction).equals(Optional.of(row))) {
                continue;
            }
            List<Field> fields = read(word).stream().map(Reading::field).toList();
            long fixed = fields.stream().filter(Field.Fixed.class::isInstance).mapToLong(field -> field.bits().mask())
                    .reduce(0, (a, b) -> a | b);
            assertThat((int) fixed).describedAs(row.toString()).isEqualTo(row.encoding().mask());
            for (Operand operand : row.operands()) {
                assertThat(fields).extracting(Field::bits).describedAs(row.toString()).containsAll(operand.fields());
            }
        }
    }

    @Test
    void everyFieldOfTheTableHasATitleAndWhatTheSyntaxShowsHasAMeaning() {
        for (InstructionSpec row : INSTRUCTIONS) {
            for (Bits bits : row.diagram().fields().values()) {
                assertThat(FieldNames.title(bits.name())).describedAs("%s of %s", bits, row).isNotEmpty();
            }
        }
    }

    /// Changing an operand's field changes the text, as the same assembler text says.
    @Test
    void theMeaningIsWhatTheAssemblerWrites() {
        var random = new Random(5);
        for (InstructionSpec row : INSTRUCTIONS) {
            int word = row.encoding().bits() | (random.nextInt() & ~row.encoding().mask());
            Optional<InstructionSpec> decoded = A64.decode(word, A64.ALL_FEATURES);
            if (!decoded.equals(Optional.of(row))) {
                continue;
            }
            String text = word(word).text();
            for (Reading reading : read(word)) {
                boolean register = reading.field().name().matches("R[dnmat]2?") && reading.meaning().indexOf(' ') < 0;
                if (register && row.operands().stream().anyMatch(op -> op.fields().contains(reading.field().bits()))) {
                    assertThat(text).describedAs("%08x", word).contains(reading.meaning());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            f9400020; fixed=1111100101, imm12=#0, Rn=x1, Rt=x0
            910043ff; sf=64 bits, fixed=00100010, sh=lsl #0, imm12=#0x10, Rn=sp, Rd=sp
            14000010; fixed=000101, imm26=0x40080040 +0x40
            b0000041; fixed=1, immlo=0x40089000 page +0x9000 (immhi:immlo), fixed=10000, \
            immhi=0x40089000 page +0x9000 (immhi:immlo), Rd=x1
            d3401c20; sf=64 bits, fixed=10100110, N=, immr=#0 #8 (immr:imms), imms=#8 (immr:imms), Rn=x1, Rd=x0
            fa400020; sf=64 bits, fixed=1111010010, Rm=x0, cond=eq, fixed=00, Rn=x1, fixed=0, nzcv=#0x0
            88a07c41; size=, fixed=0010001, A=no acquire, fixed=1, Rs=w0, R=no release, fixed=11111, Rn=x2, Rt=w1
            4ea01c01; fixed=0, Q=128 bits, fixed=001110101, Rm=v0.16b (Rn:Rm), fixed=000111, Rn=v0.16b (Rn:Rm), Rd=v1.16b
            b8617840; fixed=10111000011, Rm=x1, option=uxtx, S=scaled, fixed=10, Rn=x2, Rt=w0
            """)
    void fieldsHaveTheNamesOfTheArmArmAndTheMeaningsOfTheAssembler(String hex, String expected) {
        String fields = read(Integer.parseUnsignedInt(hex, 16)).stream()
                .map(reading -> reading.field().name() + "=" + reading.meaning().replace(",", ""))
                .reduce((a, b) -> a + ", " + b).orElseThrow();

        assertThat(fields).isEqualTo(expected);
    }

    @Test
    void theFieldsOfASystemRegistersNumberAllNameTheRegister() {
        assertThat(read(0xd538_5200)).filteredOn(reading -> !(reading.field() instanceof Field.Fixed))
                .filteredOn(reading -> !reading.field().name().equals("Rt")).hasSize(5)
                .allSatisfy(reading -> assertThat(reading.meaning()).isEqualTo("esr_el1 (o0:op1:CRn:CRm:op2)"));
    }

    @Test
    void whereTheAddressIsNotKnownATargetIsADistance() {
        List<Reading> branch = new InstructionWord(0x17ff_ffff, OptionalLong.empty()).register().read();

        assertThat(branch.getLast().meaning()).isEqualTo("PC -0x4");
    }

    @Test
    void anAliasIsNamedWithWhatItStandsFor() {
        assertThat(word(0xd280_0020).facts()).containsEntry("text", "mov x0, #0x1")
                .containsEntry("alias of", "movz x0, #0x1").containsEntry("group", "Data processing, immediate");
        assertThat(word(0x88a0_7c41).facts()).containsEntry("needs", "FEAT_LSE");
    }

    @Test
    void aReservedValueIsTheFieldsFault() {
        Finding finding = word(0x1200_fc20 | 1 << 15).findings().getFirst();

        assertThat(finding.field().name()).isIn("imms", "immr", "N");
        assertThat(finding.message()).startsWith("UNDEFINED: a reserved form of and");
    }

    @Test
    void withoutAnAddressWhatIsRelativeToItIsWrittenSo() {
        assertThat(Stream.of(0x1400_0010, 0x17ff_ffff, 0x5400_0041, 0xb000_0041, 0xd280_0020)
                .map(bits -> new InstructionWord(bits, OptionalLong.empty()).text()))
                .containsExactly("b .+0x40", "b .-0x4", "b.ne .+0x8", "adrp x1, .+0x9000", "mov x0, #0x1");
    }
}
