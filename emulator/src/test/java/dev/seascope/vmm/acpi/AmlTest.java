package dev.seascope.vmm.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmlTest {
    /// One byte counts to 63, two to 4095, three to 1048575 (ACPI 6.3, 20.2.4).
    @ParameterizedTest
    @CsvSource({"58, 3f", "59, 4104", "4089, 4fff", "4090, 810001", "1048568, 8fffff", "1048569, c1000001"})
    void aPackagesLengthCountsItsOwnBytes(int content, String length) {
        Bytes scope = Aml.scope("_SB_", List.of(Bytes.copyOf(new byte[content])));

        Bytes expected = Bytes.parse("10" + length);
        assertThat(scope.slice(0, expected.size())).isEqualTo(expected);
        assertThat(scope.size()).isEqualTo(expected.size() + 4 + content);
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "1, 01", "2, 0a02", "0xff, 0aff", "0x100, 0b0001", "0x10000, 0c00000100",
        "0x100000000, 0e0000000001000000", "-1, 0effffffffffffffff"})
    void aNumberIsAsShortAsItCanBe(String value, String encoded) {
        assertThat(Aml.number(Long.decode(value))).isEqualTo(Bytes.parse(encoded));
    }
}
