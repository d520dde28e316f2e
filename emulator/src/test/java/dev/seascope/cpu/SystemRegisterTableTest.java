package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemRegisterTableTest {
    @Test
    void rowsAreFoundByNameAndEncoding() {
        assertThat(SystemRegisterTable.ROWS).allSatisfy(row -> {
            assertThat(SystemRegisterTable.at(row.encoding())).isSameAs(row);
            assertThat(SystemRegisterTable.named(row.name())).contains(row);
            assertThat(SystemRegisterTable.ROWS.get(row.index())).isSameAs(row);
        });
    }

    @Test
    void reservedIdentificationRegistersReadAsZero() {
        Guest guest = Guest.of(".inst 0xd5380740; .inst 0xd5380120; hvc #0").with("X0", 5); // ID_AA64MMFR2, ID_PFR1

        guest.trap();

        assertThat(guest.cpu.x[0]).isZero();
    }

    @Test
    void writesChangeTheWritableBitsOnly() {
        Guest guest = Guest.of("""
                msr VBAR_EL1, x0
                msr CONTEXTIDR_EL1, x0
                msr ACTLR_EL1, x0
                msr SPSR_EL1, x0
                mrs x1, VBAR_EL1
                hvc #0""").with("X0", -1);

        guest.trap();

        assertThat(guest.cpu.x[1]).isEqualTo(-0x800);
        assertThat(guest.get("CONTEXTIDR_EL1")).isEqualTo(0xffff_ffffL);
        assertThat(guest.get("ACTLR_EL1")).isZero();
        assertThat(guest.get("SPSR_EL1")).isEqualTo(0xffff_ffffL);
    }

    @Test
    void accessForTheHypervisorFollowsNoRules() {
        Guest guest = Guest.of("nop");

        assertThat(guest.cpu.setRegister("MIDR_EL1", 0x1234)).isTrue();
        assertThat(guest.cpu.register("MIDR_EL1")).hasValue(0x1234);
        assertThat(guest.cpu.setSystemRegister(0xc290, 7)).as("ESR_EL1").isTrue();
        assertThat(guest.cpu.register("ESR_EL1")).hasValue(7);
        assertThat(guest.cpu.systemRegisterName(0xc290)).contains("ESR_EL1");
        assertThat(guest.cpu.register("SCTLR2_EL1")).as("not on this processor").isEmpty();
        assertThat(guest.cpu.register("ESR_EL2")).isEmpty();
        assertThat(guest.cpu.setRegister("DC ZVA", 0)).isFalse();
    }

    @Test
    void performanceMonitorCountsRetiredInstructions() {
        Guest guest = Guest.of("""
                msr PMCR_EL0, x1
                msr PMEVTYPER0_EL0, x2
                msr PMCNTENSET_EL0, x1
                nop
                nop
                mrs x0, PMEVCNTR0_EL0
                hvc #0""").with("X1", 1).with("X2", 8);

        guest.trap();

        assertThat(guest.cpu.x[0]).isEqualTo(3);
    }
}
