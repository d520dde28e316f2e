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

    @Test
    void counterThatWrapsSaysSoUntilItIsToldOtherwise() {
        Guest guest = Guest.of("""
                msr PMEVTYPER1_EL0, x2
                msr PMEVCNTR1_EL0, x3
                msr PMCNTENSET_EL0, x4
                msr PMCR_EL0, x1
                mrs x5, PMOVSSET_EL0
                nop
                mrs x6, PMOVSSET_EL0
                mrs x7, PMEVCNTR1_EL0
                msr PMOVSCLR_EL0, x4
                mrs x8, PMOVSCLR_EL0
                mrs x9, PMEVCNTR1_EL0
                msr PMOVSSET_EL0, x1
                mrs x10, PMOVSSET_EL0
                hvc #0""").with("X1", 1).with("X2", 0x11).with("X3", -2 & 0xffff_ffffL).with("X4", 2);

        guest.trap();

        assertThat(guest.cpu.x[5]).isZero();
        assertThat(guest.cpu.x[6]).isEqualTo(2);
        assertThat(guest.cpu.x[7]).isEqualTo(2);
        assertThat(guest.cpu.x[8]).isZero();
        assertThat(guest.cpu.x[9]).isEqualTo(5);
        assertThat(guest.cpu.x[10]).isEqualTo(1);
    }

    @Test
    void cycleCounterHas64BitsAndWrapsAsWell() {
        Guest guest = Guest.of("""
                msr PMCCNTR_EL0, x3
                msr PMCNTENSET_EL0, x4
                msr PMCR_EL0, x1
                nop
                mrs x5, PMOVSSET_EL0
                nop
                nop
                mrs x6, PMOVSSET_EL0
                mrs x7, PMCCNTR_EL0
                mrs x8, PMCR_EL0
                hvc #0""").with("X1", 1).with("X3", -4).with("X4", 1L << 31);

        guest.trap();

        assertThat(guest.cpu.x[5]).isZero();
        assertThat(guest.cpu.x[6]).isEqualTo(1L << 31);
        assertThat(guest.cpu.x[7]).isEqualTo(2);
        assertThat(guest.cpu.x[8]).as("N is 4, LC is 1").isEqualTo(4 << 11 | 1 << 6 | 1);
    }

    @Test
    void softwareIncrementCountsWhereItIsTheEvent() {
        Guest guest = Guest.of("""
                msr PMEVTYPER1_EL0, x2
                msr PMCNTENSET_EL0, x3
                msr PMCR_EL0, x1
                msr PMSWINC_EL0, x4
                msr PMSWINC_EL0, x4
                mrs x5, PMEVCNTR0_EL0
                mrs x6, PMEVCNTR1_EL0
                mrs x7, PMEVCNTR2_EL0
                hvc #0""").with("X1", 1).with("X2", 8).with("X3", 3).with("X4", 7);

        guest.trap();

        assertThat(guest.cpu.x[5]).isEqualTo(2);
        assertThat(guest.cpu.x[6]).as("counts instructions").isEqualTo(4);
        assertThat(guest.cpu.x[7]).as("not enabled").isZero();
    }
}
