package dev.seascope.arch.a64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class A64Test {
    private static final long ADDRESS = 0x4008_0000;
    private static final Effect NOTHING = (_, _) -> new Instruction() {
        @Override
        public void execute(Processor p) {}
    };

    /// Bits the hardware ignores, such as the top of a rotation within a small element, are not in the text: the word
    /// that comes back has them zero.
    @Test
    void everyRowSurvivesTheWayThroughText() {
        var random = new Random(1);
        for (InstructionSpec row : decodedRows()) {
            for (int i = 0; i < 30; i++) {
                int word = randomWord(row, random);
                A64.decode(word, A64.ALL_FEATURES).ifPresent(decoded -> {
                    String text = decoded.text(word, ADDRESS);
                    assertThat(LineAssembler.assemble(text, ADDRESS, Expressions.NUMBERS))
                            .as(text)
                            .isEqualTo(new LineAssembler.Result.Word(canonical(decoded, word)));
                });
            }
        }
    }

    private static List<InstructionSpec> decodedRows() {
        return A64.table().stream().filter(InstructionSpec::isDecoded).toList();
    }

    private static int randomWord(InstructionSpec row, Random random) {
        return (random.nextInt() & ~row.encoding().mask()) | row.encoding().bits();
    }

    private static int canonical(InstructionSpec row, int word) {
        int result = row.encoding().bits();
        for (Operand operand : row.operands()) {
            result = operand.encode(result, operand.decode(word));
        }
        return result;
    }

    /// A few instructions always go by the name of an alias.
    @Test
    void everyRowIsReachedByTheDecoder() {
        var random = new Random(2);
        for (InstructionSpec row : decodedRows()) {
            assertThat(IntStream.generate(() -> randomWord(row, random)).limit(20_000).anyMatch(word ->
                            A64.decode(word, A64.ALL_FEATURES)
                                    .filter(decoded -> row.equals(decoded) || row.equals(decoded.instruction()))
                                    .isPresent()))
                    .as(row.syntax())
                    .isTrue();
        }
    }

    @Test
    void rowsThatOverlapAreRefusedUnlessTheFirstIsMoreSpecific() {
        InstructionSpec general = new Rows().row("00 a:30", "A", NOTHING).list().getFirst();
        InstructionSpec across = new Rows().row("b:1 0 c:30", "B", NOTHING).list().getFirst();
        InstructionSpec specific = new Rows().row("000 d:29", "C", NOTHING).list().getFirst();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecodeTree.of(List.of(general, specific)))
                .withMessage("A overlaps C");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecodeTree.of(List.of(across, general)))
                .withMessage("B overlaps A");
        DecodeTree tree = DecodeTree.of(List.of(specific, general));
        assertThat(tree.find(0, Set.of())).contains(specific);
        assertThat(tree.find(1 << 29, Set.of())).contains(general);
    }

    @Test
    void aRowDescribesExactly32BitsAndItsPlaceholdersNameFields() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rows().row("0 a:30", "A", NOTHING))
                .withMessage("31 bits described: 0 a:30");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rows().row("0 a:32", "A", NOTHING))
                .withMessage("more than 32 bits described: 0 a:32");
        assertThatIllegalArgumentException().isThrownBy(() -> operands("0 a:31", "A #<b>"))
                .withMessageStartingWith("no field b in");
        assertThatIllegalArgumentException().isThrownBy(() -> operands("0 Rd:31", "A <Qd?>"))
                .withMessage("unknown operand <Qd?>");
        assertThatIllegalArgumentException().isThrownBy(() -> operands("0 a:31", "A {#<a>"))
                .withMessage("unbalanced braces:  {#<a>");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rows().row("a:1 a:31", "A", NOTHING))
                .withMessageStartingWith("field a twice");
    }

    private static List<Operand> operands(String diagram, String syntax) {
        return new Rows().row(diagram, syntax, NOTHING).list().getFirst().operands();
    }

    @Test
    void everyPlaceholderOfTheTableNamesAField() {
        assertThat(A64.table()).allSatisfy(row -> assertThat(row.operands()).doesNotContainNull());
    }

    @ParameterizedTest
    @CsvSource({
        "ff000000, not allocated",
        "04000000, SVE is not emulated",
        "80800000, SME is not emulated",
        "8b201c00, a reserved form of add",
        "9240fc00, a reserved form of and"
    })
    void unallocatedWordsAreDataAndSaidWhy(String hex, String why) {
        int word = Integer.parseUnsignedInt(hex, 16);

        assertThat(A64.decode(word, A64.ALL_FEATURES)).isEmpty();
        assertThat(Disassembler.text(word, 0)).isEqualTo(".inst 0x" + hex + " // undefined: " + why);
    }

    @Test
    void aRowThatNeedsAFeatureIsNotThereWithoutIt() {
        int ldadd = 0xf820_0000;

        assertThat(A64.decode(ldadd, Set.of(Feature.LSE))).map(InstructionSpec::mnemonic).contains("ldadd");
        assertThat(A64.decode(ldadd, Set.of())).isEmpty();
        assertThat(Disassembler.text(ldadd, 0, Set.of()))
                .isEqualTo(".inst 0xf8200000 // undefined: ldadd needs FEAT_LSE");
    }
}
