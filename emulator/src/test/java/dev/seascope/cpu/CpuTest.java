package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.a64.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuTest {
    private static final String COUNTING = """
            loop: subs x0, x0, #1
            add x1, x1, x0
            str x1, [x2]
            ldr x3, [x2]
            b.ne loop
            hvc #7""";

    @Test
    void resetStateIsWhatKvmGivesANewVcpu() {
        Cpu cpu = new Cpu(new GuestMemory(0), CpuModel.DEFAULT);

        assertThat(cpu.pstate()).isEqualTo(0x3c5);
        assertThat(cpu.currentEl()).isEqualTo(1);
        assertThat(cpu.systemRegisters()).allSatisfy((name, value) -> {
            if (!name.startsWith("ID_") && !List.of("MIDR_EL1", "MPIDR_EL1", "CTR_EL0", "DCZID_EL0", "CurrentEL", "DAIF",
                    "SPSel", "CNTFRQ_EL0", "PMCR_EL0", "PMCEID0_EL0", "OSLSR_EL1").contains(name)) {
                assertThat(value).as(name).isZero();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "5, 0", "7, 0", "64, 0", "1000, 0", "100000, 0",
            "1, 1", "2, 1", "3, 1", "5, 1", "7, 1", "64, 1", "1000, 1", "100000, 1"})
    void resultAndCountDoNotDependOnTheBudgetNorOnTranslation(long budget, int translateAfter) {
        Guest guest = Guest.of(COUNTING).with("X0", 100).with("X2", Guest.DATA);
        guest.cpu.translateAfter(translateAfter);

        Stop stop;
        do {
            stop = Guest.lasting(guest.cpu.run(budget));
        } while (stop instanceof Stop.BudgetSpent);

        assertThat(stop).isInstanceOf(Trap.class);
        assertThat(guest.cpu.x[3]).isEqualTo(99 * 100 / 2);
        assertThat(guest.cpu.retired()).isEqualTo(501);
        assertThat(guest.cpu.attempted()).isEqualTo(501);
    }

    @Test
    void budgetIsExact() {
        Guest guest = Guest.of("nop;".repeat(300));

        assertThat(guest.cpu.run(123)).isEqualTo(new Stop.BudgetSpent());

        assertThat(guest.cpu.pc).isEqualTo(Guest.CODE + 4 * 123);
        assertThat(guest.cpu.retired()).isEqualTo(123);
    }

    @Test
    void breakpointStopsBeforeItsInstructionOnceAndRunsOnAfterwards() {
        Guest guest = Guest.of("loop: add x0, x0, #1; add x1, x1, #1; b loop");
        guest.cpu.setBreakpoints(List.of(Guest.CODE + 4));

        for (int i = 1; i <= 3; i++) {
            assertThat(guest.run()).isEqualTo(new Stop.AtBreakpoint(Guest.CODE + 4));
            assertThat(guest.cpu.x[0]).isEqualTo(i);
            assertThat(guest.cpu.x[1]).isEqualTo(i - 1);
        }

        guest.cpu.setBreakpoints(List.of());
        assertThat(guest.run()).isEqualTo(new Stop.BudgetSpent());
    }

    @Test
    void breakpointWhereASliceBeginsIsNotMissed() {
        Guest guest = Guest.of("nop; nop; nop; nop");
        guest.cpu.setBreakpoints(List.of(Guest.CODE + 8));

        assertThat(guest.cpu.run(2)).isEqualTo(new Stop.BudgetSpent());

        assertThat(guest.cpu.run(1)).isEqualTo(new Stop.AtBreakpoint(Guest.CODE + 8));
        assertThat(guest.cpu.run(1)).isEqualTo(new Stop.BudgetSpent());
        assertThat(guest.cpu.pc).isEqualTo(Guest.CODE + 12);
    }

    @Test
    void stackPointersAreBankedByLevelAndSelection() {
        Guest guest = Guest.of("""
                mov x0, sp
                msr SPSel, #0
                mov x1, sp
                mov sp, x2
                msr SPSel, #1
                mrs x3, SP_EL0
                hvc #0""").with("X2", 0x1230);

        guest.trap();

        assertThat(guest.cpu.x[0]).isEqualTo(Guest.DATA + 0x8000);
        assertThat(guest.cpu.x[1]).isEqualTo(Guest.DATA + 0x4000);
        assertThat(guest.cpu.x[3]).isEqualTo(0x1230);
        assertThat(guest.get("SP_EL0")).isEqualTo(0x1230);
        assertThat(guest.get("SP_EL1")).isEqualTo(Guest.DATA + 0x8000);
    }

    @Test
    void storeIntoTheRunningBlockTakesEffectAtOnce() {
        Guest guest = Guest.of("""
                str w1, [x0]
                nop
                target: mov x2, #1
                hvc #0""");
        guest.with("X0", guest.label("target")).with("X1", 0xd280_0042L); // mov x2, #2

        guest.trap();

        assertThat(guest.cpu.x[2]).isEqualTo(2);
        assertThat(guest.cpu.retired()).isEqualTo(4);
    }

    @Test
    void rewrittenLoopIsDecodedAnewEachTime() {
        Guest guest = Guest.of("""
                again: str w1, [x0]
                add w1, w1, #0x20
                bl target
                add x5, x5, x2
                subs x4, x4, #1
                b.ne again
                hvc #0
                target: mov x2, #0
                ret""");
        // mov x2, #imm: the immediate is in bits 20:5.
        guest.with("X0", guest.label("target")).with("X1", 0xd280_0002L).with("X4", 500);

        guest.trap();

        assertThat(guest.cpu.x[5]).isEqualTo(499 * 500 / 2);
    }

    @Test
    void hostWritesToCodeAreSeen() {
        Guest guest = Guest.of("mov x0, #1; b .-4");
        guest.cpu.run(100);

        guest.put(Guest.CODE, "mov x0, #2");
        guest.cpu.run(100);

        assertThat(guest.cpu.x[0]).isEqualTo(2);
    }

    @Test
    void jumpToNowhereWithVectorsNowhereOnlyEntersExceptionsAndIsReported() {
        Guest guest = new Guest(CpuModel.DEFAULT.with(Feature.RAS), "br x0").with("X0", 0x41000001L)
                .with("VBAR_EL1", 0xffff_0000_0000_0000L);

        Stop stop = guest.run();

        assertThat(stop).isInstanceOfSatisfying(Stop.ExceptionLoop.class,
                loop -> assertThat(loop.pc()).isEqualTo(0xffff_0000_0000_0200L));
        assertThat(guest.cpu.retired()).isEqualTo(1);
        assertThat(guest.run()).as("running again goes on").isInstanceOf(Stop.ExceptionLoop.class);
    }

    @Test
    void exceptionLoopEndsByBudgetIfAskedTo() {
        Guest guest = Guest.of("br x0").with("X0", 1).with("VBAR_EL1", 0xffff_0000_0000_0000L);
        guest.cpu.stopOnExceptionLoop(false);

        assertThat(guest.cpu.run(1000)).isEqualTo(new Stop.BudgetSpent());

        assertThat(guest.cpu.attempted()).isEqualTo(1000);
        assertThat(guest.taken).hasSize(999);
    }

    @Test
    void stateThatIsNotEmulatedIsSaid() {
        Guest guest = Guest.of("nop").with("PSTATE", 0x6000_0010L);

        assertThat(guest.run()).isInstanceOfSatisfying(Stop.Unsupported.class,
                stop -> assertThat(stop.why()).contains("AArch32"));
        assertThat(guest.cpu.pc).isEqualTo(Guest.CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldr q0, [x0]", "str q0, [x0]", "ldp q0, q1, [x0]", "stp q0, q1, [x0], #32"})
    void quadwordsOfDeviceMemoryAreAlignedAsAWhole(String access) {
        Guest guest = Guest.of(access + "; hvc #0").with("CPACR_EL1", 3 << 20).with("X0", Guest.DATA + 8);

        assertThat(guest.exception().vectorOffset()).isEqualTo(0x200);

        long write = access.startsWith("st") ? 1 << 6 : 0;
        assertThat(guest.get("ESR_EL1")).isEqualTo(0x9600_0021L | write);
        assertThat(guest.get("FAR_EL1")).isEqualTo(Guest.DATA + 8);

        Guest aligned = Guest.of(access + "; hvc #0").with("CPACR_EL1", 3 << 20).with("X0", Guest.DATA + 16);
        assertThat(aligned.trap().ec()).isEqualTo(Trap.EC_HVC64);
        assertThat(aligned.taken).isEmpty();
    }

    @Test
    void counterCountsRetiredInstructionsWithinABlock() {
        Guest guest = Guest.of("nop; nop; mrs x0, CNTVCT_EL0; nop; mrs x1, CNTVCT_EL0; hvc #0");

        guest.trap();

        assertThat(guest.cpu.x[0]).isEqualTo(2);
        assertThat(guest.cpu.x[1]).isEqualTo(4);
    }

    @Test
    void timerOutputRisesAtItsInstruction() {
        Guest guest = Guest.of("""
                msr CNTV_CVAL_EL0, x0
                msr CNTV_CTL_EL0, x1
                loop: add x2, x2, #1
                b loop""").with("X0", 1000).with("X1", 1);
        long[] at = {0};
        guest.cpu.interrupts().setTimerListener((_, asserted) -> {
            if (asserted) {
                at[0] = guest.cpu.retired();
                guest.cpu.interrupts().setLines(true, false);
            }
        });
        guest.with("PSTATE", 5);

        ExceptionListener.Taken irq = guest.exception();

        assertThat(at[0]).isEqualTo(1000);
        assertThat(irq.retired()).isEqualTo(1000);
        assertThat(irq.vectorOffset()).isEqualTo(0x280);
    }

    @Test
    void waitForInterruptSleepsUntilTheTimer() {
        Guest guest = Guest.of("msr CNTV_CVAL_EL0, x0; msr CNTV_CTL_EL0, x1; wfi; mrs x2, CNTVCT_EL0; hvc #0")
                .with("X0", 50_000).with("X1", 1);

        Trap trap = guest.trap();
        assertThat(trap.esrEl2()).isEqualTo(0x07e0_0000L);
        assertThat(guest.cpu.sleepUntilTimer()).isTrue();
        guest.cpu.completeInstruction();
        guest.trap();

        assertThat(guest.cpu.x[2]).isEqualTo(50_001);
        assertThat(guest.cpu.retired()).isEqualTo(5);
    }
}
