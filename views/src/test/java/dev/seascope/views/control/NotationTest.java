package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotationTest {
    @Test
    void numbersAreLowerCaseHexadecimal() {
        assertThat(Notation.hex(0x97C0_C710L)).isEqualTo("0x97c0c710");
        assertThat(Notation.hex(-1)).isEqualTo("0xffffffffffffffff");
    }

    @Test
    void addressesHaveEightDigitsOrSixteen() {
        assertThat(Notation.address(0x0800_0000L)).isEqualTo("0x08000000");
        assertThat(Notation.address(0xffff_0000_0000_0000L)).isEqualTo("0xffff000000000000");
        assertThat(Notation.address(0x1_0000_0000L)).isEqualTo("0x0000000100000000");
    }

    @Test
    void theLastDigitIsNoLeadingZero() {
        assertThat(Notation.leadingZeros(0, 16)).isEqualTo(15);
        assertThat(Notation.leadingZeros(0x2a, 16)).isEqualTo(14);
        assertThat(Notation.leadingZeros(-1, 8)).isZero();
    }

    @Test
    void countsAreGroupedAndNeverRounded() {
        assertThat(Notation.grouped(999)).isEqualTo("999");
        assertThat(Notation.grouped(1257)).isEqualTo("1\u2009257");
        assertThat(Notation.grouped(1_234_567)).isEqualTo("1\u2009234\u2009567");
    }
}
