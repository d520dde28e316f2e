package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the hypervisor sees. Expected syndromes are the Arm ARM's bits, written out for the instruction.
class TrapTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ldr x0, [x1]            | 0x93c08007
            ldr w3, [x1]            | 0x93830007
            ldrsw x3, [x1]          | 0x93a38007
            ldrsb w4, [x1]          | 0x93240007
            ldrsh x4, [x1]          | 0x93648007
            str w2, [x1]            | 0x93820047
            strb wzr, [x1]          | 0x931f0047
            ldr x0, [x1], #8        | 0x92000007
            ldp x0, x2, [x1]        | 0x92000007
            stp x0, x2, [x1]        | 0x92000047
            ldxr x0, [x1]           | 0x92000007
            dc civac, x1            | 0x92000147
            dc zva, x1              | 0x92000061
            """)
    void accessToAHoleReportsTheAccess(String instruction, String esr) {
        Guest guest = Guest.of(instruction).with("X1", Guest.HOLE);

        if (instruction.startsWith("dc zva")) {
            // MMU off: Device memory, on which DC ZVA takes an alignment fault before any hypervisor sees it.
            assertThat(guest.exception().esr()).isEqualTo(0x9600_0061L);
            return;
        }
        assertThat(guest.trap())
                .isEqualTo(new Trap(Long.decode(esr), Guest.HOLE, Guest.HOLE, true, false));
        assertThat(guest.cpu.pc).isEqualTo(Guest.CODE);
        assertThat(guest.cpu.retired()).isZero();
        assertThat(guest.cpu.attempted()).isEqualTo(1);
    }

    @Test
    void offsetInThePageIsInFarAndNotInHpfar() {
        Guest guest = Guest.of("ldr x0, [x1]").with("X1", Guest.HOLE + 0xff8);

        assertThat(guest.trap()).returns(Guest.HOLE + 0xff8, Trap::farEl2).returns(Guest.HOLE, Trap::ipa);
    }

    @Test
    void abortFromEl0IsReportedLikeOneFromEl1() {
        assertThat(Guest.of("ldr x0, [x1]").with("X1", Guest.HOLE).atEl0().trap().esrEl2()).isEqualTo(0x93c0_8007L);
    }

    @Test
    void fetchFromAHoleIsAnInstructionAbort() {
        Guest guest = Guest.of("br x1").with("X1", Guest.HOLE + 4);

        assertThat(guest.trap()).isEqualTo(new Trap(0x8200_0007L, Guest.HOLE + 4, Guest.HOLE, true, false));
        assertThat(guest.cpu.pc).isEqualTo(Guest.HOLE + 4);
    }

    @Test
    void writeToAReadOnlySlotIsAPermissionFault() {
        Guest guest = Guest.of("ldr x2, [x1]; str x0, [x1]").with("X1", 0x4400_0000L);
        guest.memory.setSlot(new MemorySlot(1, 0x4400_0000L, 65536, true, false));

        assertThat(guest.trap()).isEqualTo(new Trap(0x93c0_804fL, 0x4400_0000L, 0x4400_0000L, true, false));
        assertThat(guest.cpu.retired()).isEqualTo(1);
    }

    @Test
    void poisonIsRaisedByLoadsAndFetchesButNotByStores() {
        Guest guest = Guest.of("str x0, [x1]; ldr x0, [x1, #0x40]; ldr x0, [x1]").with("X1", Guest.DATA);
        guest.memory.setPoison(List.of(Poison.of(Guest.DATA, 64)));

        assertThat(guest.trap()).isEqualTo(new Trap(0x9200_0010L, Guest.DATA, Guest.DATA, true, false));
        assertThat(guest.cpu.retired()).as("the store and the load beside it retire").isEqualTo(2);

        guest.cpu.setPc(Guest.DATA);
        assertThat(guest.trap()).isEqualTo(new Trap(0x8200_0010L, Guest.DATA, Guest.DATA, true, false));
    }

    @Test
    void codeBesidePoisonRunsUpToIt() {
        Guest guest = Guest.of("nop; nop; nop; nop");
        guest.memory.setPoison(List.of(Poison.of(Guest.CODE + 8, 1)));

        assertThat(guest.trap()).returns(Guest.CODE + 8, Trap::farEl2);
        assertThat(guest.cpu.retired()).isEqualTo(2);
        guest.memory.setPoison(List.of());
        assertThat(guest.cpu.run(2)).isEqualTo(new Stop.BudgetSpent());
    }

    @Test
    void poisonDecidesTheSyndrome() {
        Guest guest = Guest.of("ldr x0, [x1]").with("X1", Guest.DATA + 8);
        guest.memory.setPoison(List.of(new Poison(Guest.DATA, 4096, 1, 3, 1, 0x15, 1, Poison.DEFAULT, true)));

        Trap trap = guest.trap();

        assertThat(trap.esrEl2()).isEqualTo(0x9200_0000L | 3 << 11 | 1 << 10 | 1 << 9 | 1 << 7 | 0x15);
        assertThat(trap.hpfarValid()).as("FnV is 1").isFalse();
        assertThat(trap.ipa()).isZero();
        assertThat(trap.apei()).isTrue();
    }

    @Test
    void hypervisorCallLeavesPcBehindItAndRetires() {
        Guest guest = Guest.of("hvc #0x1234");

        assertThat(guest.trap().esrEl2()).isEqualTo(0x5a00_1234L);
        assertThat(guest.cpu.pc).isEqualTo(Guest.CODE + 4);
        assertThat(guest.cpu.retired()).isEqualTo(1);
    }

    @Test
    void secureMonitorCallIsTrappedAtTheInstruction() {
        Guest guest = Guest.of("smc #5");

        assertThat(guest.trap().esrEl2()).isEqualTo(0x5e00_0005L);
        assertThat(guest.cpu.pc).isEqualTo(Guest.CODE);
        assertThat(guest.cpu.retired()).isZero();
    }

    @Test
    void completedInstructionCountsAndGoesOn() {
        Guest guest = Guest.of("ldr x0, [x1]; hvc #3").with("X1", Guest.HOLE);
        guest.trap();

        guest.cpu.completeInstruction();

        assertThat(guest.trap().iss()).isEqualTo(3);
        assertThat(guest.cpu.retired()).isEqualTo(2);
        assertThat(guest.cpu.attempted()).isEqualTo(2);
    }

    @Test
    void storeThatFaultsInItsSecondPageWritesNothing() {
        long last = Guest.RAM + Guest.RAM_BYTES - 4;
        Guest guest = Guest.of("str x0, [x1]").with("X0", -1).with("X1", last).with("SCTLR_EL1", 0);
        guest.memory.setSlot(MemorySlot.of(0, Guest.RAM, Guest.RAM_BYTES));

        // MMU off: the unaligned access itself is a fault, so nothing is written either way.
        assertThat(guest.exception().esr()).isEqualTo(0x9600_0061L);
        assertThat(guest.memory.read(last, 4).orElseThrow().number(0, 4)).isZero();
    }
}
