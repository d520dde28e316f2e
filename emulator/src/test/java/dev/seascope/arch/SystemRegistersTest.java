package dev.seascope.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemRegistersTest {
    @ParameterizedTest
    @CsvSource({
        // Register ids of KVM's user-space API, low 16 bits
        "ESR_EL1, 0xc290", "FAR_EL1, 0xc300", "VBAR_EL1, 0xc600", "SCTLR_EL1, 0xc080", "SCTLR2_EL1, 0xc083",
        "TTBR0_EL1, 0xc100", "MPIDR_EL1, 0xc005", "CNTV_CTL_EL0, 0xdf19", "TPIDR_EL0, 0xde82", "VDISR_EL2, 0xe609",
        // Numbered families
        "DBGBVR0_EL1, 0x8004", "DBGBCR15_EL1, 0x807d", "DBGWVR2_EL1, 0x8016", "PMEVCNTR0_EL0, 0xdf40",
        "PMEVCNTR30_EL0, 0xdf5e", "PMEVTYPER8_EL0, 0xdf68", "ICH_LR9_EL2, 0xe669", "ICC_AP1R3_EL1, 0xc64b",
        "ICC_SGI1R_EL1, 0xc65d"
    })
    void registersHaveTheEncodingThatOthersGiveThem(String name, String encoding) {
        assertThat(SystemRegisters.encoding(name)).hasValue(Integer.decode(encoding));
        assertThat(SystemRegisters.name(Integer.decode(encoding))).isEqualTo(name);
    }

    @Test
    void everyNameIsFoundUnderItsOwnEncoding() {
        for (String name : SystemRegisters.names()) {
            int encoding = SystemRegisters.encoding(name).orElseThrow();
            assertThat(name).isIn(SystemRegisters.name(encoding, true), SystemRegisters.name(encoding, false),
                    SystemRegisters.name128(encoding, true));
        }
        assertThat(SystemRegisters.names()).hasSizeGreaterThan(1000).doesNotHaveDuplicates();
    }

    @Test
    void encodingsWithoutNameAreNamedByTheirParts() {
        assertThat(SystemRegisters.name(SystemRegisters.encoding(3, 0, 15, 2, 1))).isEqualTo("S3_0_C15_C2_1");
        assertThat(SystemRegisters.encoding("s3_0_c15_c2_1")).hasValue(SystemRegisters.encoding(3, 0, 15, 2, 1));
        assertThat(SystemRegisters.isNamed(SystemRegisters.encoding(3, 0, 15, 2, 1))).isFalse();
        assertThat(SystemRegisters.encoding("S3_0_C16_C0_0")).isEmpty();
        assertThat(SystemRegisters.encoding("ESR_EL9")).isEmpty();
    }

    @Test
    void readingAndWritingOneEncodingCanNameTwoRegisters() {
        int encoding = SystemRegisters.encoding("DBGDTRRX_EL0").orElseThrow();

        assertThat(SystemRegisters.name(encoding, true)).isEqualTo("DBGDTRRX_EL0");
        assertThat(SystemRegisters.name(encoding, false)).isEqualTo("DBGDTRTX_EL0");
        assertThat(SystemRegisters.encoding("dbgdtrtx_el0")).hasValue(encoding);
    }

    @Test
    void wideMaintenanceHasItsOwnName() {
        int encoding = SystemRegisters.encoding("TLBI VAE1OS").orElseThrow();

        assertThat(SystemRegisters.name128(encoding, false)).isEqualTo("TLBIP VAE1OS");
        assertThat(SystemRegisters.name128(SystemRegisters.encoding("TTBR0_EL1").orElseThrow(), true))
                .isEqualTo("TTBR0_EL1");
    }

    @Test
    void partsThatAreTooWideAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SystemRegisters.encoding(3, 8, 0, 0, 0))
                .withMessageContaining("3 8 0 0 0");
    }
}
