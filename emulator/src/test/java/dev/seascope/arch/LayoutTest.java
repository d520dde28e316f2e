package dev.seascope.arch;

import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Condition.not;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.res0;
import static dev.seascope.arch.Field.res1;
import static dev.seascope.arch.Field.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Field KIND = choice("KIND[7:6]", "Kind", Field.is(0, "None"), Field.is(2, "Two"));
    private static final Field SIZE = value("SIZE[5:2]", "Size");
    private static final Field LAST = flag("LAST[5]", "Last", "No", "Yes", "");
    private static final FieldTable TABLE = new FieldTable("Body", new Bits("", 5, 0), List.of(
            new FieldTable.Row(SIZE, is(KIND, 0)), new FieldTable.Row(LAST, is(KIND, 2))),
            List.of(new FieldTable.Absent(value("OLD[1:0]", "Old"), "needs FEAT_OLD")));
    private static final Layout LAYOUT = Layout.of("TEST", KIND, Field.union("[5:0]", "Body", TABLE));

    @Test
    void gapsAndOverlapsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Layout.of("GAP", value("A[7:6]", ""), value("B[4:0]",
                "")))
                .withMessageContaining("B[4:0] should start at bit 5");
        assertThatIllegalArgumentException().isThrownBy(() -> Layout.of("TWICE", value("A[7:6]", ""), value("B[6:0]",
                "")));
    }

    @Test
    void valuesThatDoNotFitOrAreRepeatedAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> choice("A[1:0]", "", Field.is(4, "four")))
                .withMessageContaining("A[1:0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice("A[1:0]", "", Field.is(1, "one"), Field.is(1, "uno")));
        assertThatIllegalArgumentException().isThrownBy(() -> new RegisterValue(LAYOUT, 0).with(KIND, 4))
                .withMessage("0x4 does not fit in KIND[7:6]");
    }

    @Test
    void badRangesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bits.of("A[3:4]"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bits.of("A[64]"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bits.of("A[1"));
    }

    @Test
    void theValueDecidesWhichFieldsAreInForce() {
        assertThat(LAYOUT.leaves(0x00)).extracting(Field::name).containsExactly("KIND", "SIZE", "RES0");
        assertThat(LAYOUT.leaves(0x80)).extracting(Field::name).containsExactly("KIND", "LAST", "RES0");
        assertThat(LAYOUT.leaves(0x40)).extracting(Field::name).containsExactly("KIND", "RES0");
        assertThat(LAYOUT.leafAt(3, 0x00)).isEqualTo(SIZE);
        assertThat(LAYOUT.leaf("LAST", 0x80)).contains(LAST);
        assertThat(LAYOUT.leaf("LAST", 0x00)).isEmpty();
    }

    @Test
    void readingIsTotalAndSaysWhatEachFieldMeans() {
        assertThat(LAYOUT.read(0xa0)).extracting(reading -> reading.field().name(), Layout.Reading::value,
                Layout.Reading::meaning).containsExactly(tuple("KIND", 2L, "Two"), tuple("LAST", 1L, "Yes"),
                        tuple("RES0", 0L, "reserved"));
        assertThat(LAYOUT.read(0x40)).extracting(Layout.Reading::meaning).containsExactly("unallocated", "reserved");
    }

    @Test
    void reservedBitsAndUnallocatedValuesAreFindings() {
        List<Finding> findings = LAYOUT.lint(0x43);

        assertThat(findings).extracting(Finding::code).containsExactly("VAL-RSVD:KIND", "RES0");
        assertThat(findings.get(1).message()).isEqualTo("Bits 1:0 are reserved as 0 here");
        assertThat(findings.get(1).fix()).contains(new Fix("Clear the reserved bits", 0x40));
        assertThat(LAYOUT.lint(0x3c)).isEmpty();
    }

    @Test
    void bitsReservedAsOneAreChecked() {
        Layout layout = Layout.of("ONES", res1("[7:6]"), value("A[5:1]", ""), res0("[0]"));

        assertThat(layout.lint(0x41)).extracting(Finding::code, Finding::message).containsExactly(
                tuple("RES0", "Bit 0 is reserved as 0 here"), tuple("RES1", "Bit 7 is reserved as 1 here"));
        assertThat(layout.lint(0x41).get(1).fix()).contains(new Fix("Set the reserved bits", 0xc1));
    }

    @Test
    void aFieldSaysWhyItIsThere() {
        assertThat(LAYOUT.why(SIZE, 0x00)).isEqualTo("is in force because KIND is 0");
        assertThat(LAYOUT.why(LAYOUT.leafAt(4, 0x80), 0x80))
                .isEqualTo("because KIND is 2; SIZE[5:2] is in force when KIND is 0; OLD[1:0] needs FEAT_OLD");
        assertThat(LAYOUT.why(KIND, 0x00)).isEmpty();
    }

    @Test
    void conditionsSayWhatTheyAskFor() {
        assertThat(is(SIZE, 0, 2, 3, 5, 6, 7).text()).isEqualTo("SIZE is 0x00 or 0x02 or 0x03 or 0x05 to 0x07");
        assertThat(not(SIZE, 4).text()).isEqualTo("SIZE is not 0x04");
        assertThat(is(KIND, 0).and(is(LAST, 1)).text()).isEqualTo("KIND is 0 and LAST is 1");
        assertThat(is(KIND, 0).and(is(LAST, 1)).unmet(0x20 | 0x80)).isEqualTo("KIND is 2");
        assertThatIllegalArgumentException().isThrownBy(() -> is(value("WIDE[7:0]", ""), 1));
    }
}
