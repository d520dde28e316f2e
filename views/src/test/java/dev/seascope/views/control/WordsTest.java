package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Field;
import dev.seascope.views.FxThread;
import java.util.List;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void numbersAreReadAsPeopleTypeThem() {
        assertThat(Words.parse(" 0x01c0_c700 ")).contains(0x01c0_c700L);
        assertThat(Words.parse("0b101")).contains(5L);
        assertThat(Words.parse("33")).contains(33L);
        assertThat(Words.parse("0xffffffffffffffff")).contains(-1L);
        assertThat(Words.parse("0x1ffffffffffffffff")).isEmpty();
        assertThat(Words.parse("-1")).isEmpty();
        assertThat(Words.parse("")).isEmpty();
        assertThat(Words.parse("0x")).isEmpty();
    }

    @Test
    void aNarrowFieldOrAnIndexIsDecimal() {
        assertThat(Words.number(Field.value("SAS[23:22]", ""), 3)).isEqualTo("3");
        assertThat(Words.number(Field.value("DFSC[5:0]", ""), 0x10)).isEqualTo("0x10");
        assertThat(Words.number(Field.value("SRT[20:16]", "", "", Field.Form.REGISTER), 31)).isEqualTo("31");
    }

    @Test
    void aMeaningGetsShorterBySense() {
        assertThat(Words.clause("Synchronous External abort, not on a table walk"))
                .isEqualTo("Synchronous External abort");
        assertThat(Words.brief("Recoverable (UER)")).isEqualTo("UER");
        assertThat(Words.brief("Doubleword")).isEqualTo("Doubleword");
        assertThat(Words.condition("because ISV is 0; SAS[23:22] is in force when ISV is 1"))
                .isEqualTo("while ISV is 0");
    }

    @Test
    void codeInASentenceIsSetInTheFixedWidthFont() {
        List<String> code = FxThread.call(() -> Words.flow("KVM ORs 0x10 in: FAR_EL1 and ext_abt_esr keep", "tip")
                .getChildren().stream().filter(piece -> piece.getStyleClass().contains("mono"))
                .map(piece -> ((Text) piece).getText()).toList());

        assertThat(code).containsExactly("0x10", "FAR_EL1", "ext_abt_esr");
    }
}
