package dev.seascope.views.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeColumnsTest {
    private static final double DIGIT = 6.6;

    @ParameterizedTest
    @CsvSource({"200, 0, 8", "364, 99, 8", "365, 99, 8", "380, 1234, 8", "300, 0, 16", "440, 0, 16", "900, 12345, 16"})
    void noColumnLiesOnAnother(double width, int lastNumber, int addressDigits) {
        var columns = new CodeColumns(length -> length, DIGIT, width, lastNumber, addressDigits);
        double addressEnd = columns.address() + DIGIT * addressDigits;

        assertThat(columns.numberRight()).isLessThan(columns.address());
        if (columns.showsWords()) {
            assertThat(addressEnd).isLessThanOrEqualTo(columns.word());
            assertThat(columns.labelRoom(true)).isPositive();
        }
        assertThat(columns.labelRight()).isLessThan(columns.code());
        assertThat(columns.labelRoom(false)).isPositive();
        assertThat(columns.labelRight() - columns.labelRoom(false)).isGreaterThanOrEqualTo(
                columns.showsWords() ? columns.word() : addressEnd);
    }
}
