package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first access of an instruction to a hole is thrown, the others are not: nobody must be able to tell.
class DeviceAccessTest {
    @ParameterizedTest
    @ValueSource(strings = {
            "ldr x0, [x1]", "ldr w0, [x1, #8]", "ldrb w0, [x1, x2]", "ldrsh x0, [x1]", "ldrsw x0, [x1]", "ldr wzr, [x1]",
            "str x0, [x1]", "strb w0, [x1, #3]", "str xzr, [x1]", "ldar w0, [x1]", "stlr x0, [x1]", "ldtr x0, [x1]",
            "ldr x1, [x1]", "ldur x0, [x1, #-8]", "ldr x0, [x1], #8", "ldp x0, x3, [x1]",
            "ldxr x0, [x1]", "ldadd x0, x2, [x1]"})
    void laterAccessesLeaveAsTheFirstDid(String access) {
        Guest guest = Guest.of("nop\nmov x9, #1\n" + access + "\nadd x9, x9, #1");
        guest.cpu.setRegister("X0", 0x1111_2222_3333_4444L);
        guest.cpu.setRegister("X1", Guest.HOLE + 0x100);
        guest.cpu.setRegister("X2", 3);
        CpuSnapshot start = guest.cpu.snapshot();
        Stop first = Guest.lasting(guest.cpu.run(100));
        CpuSnapshot after = guest.cpu.snapshot();

        for (long budget : List.of(100L, 3L, 4L)) {
            guest.cpu.restore(start);
            assertThat(Guest.lasting(guest.cpu.run(budget))).as(access).isEqualTo(first);
            assertThat(guest.cpu.snapshot()).as(access).isEqualTo(after);
        }
        guest.cpu.restore(start);
        for (int i = 0; i < 2; i++) {
            assertThat(guest.cpu.run(1)).isInstanceOf(Stop.BudgetSpent.class);
        }
        assertThat(Guest.lasting(guest.cpu.run(1))).isEqualTo(first);
        assertThat(guest.cpu.snapshot()).isEqualTo(after);
    }

    @Test
    void memoryThatComesToBeThereIsReadAndWritten() {
        Guest guest = Guest.of("again: ldr x0, [x1]\nstr x0, [x1, #8]\nb again").with("X1", Guest.HOLE);
        for (int i = 0; i < 4; i++) {
            assertThat(guest.trap().isAbort()).isTrue();
            guest.cpu.completeInstruction();
            assertThat(guest.trap().iss() & Syndrome.WNR).isNotZero();
            guest.cpu.completeInstruction();
        }

        guest.memory.setSlot(MemorySlot.of(7, Guest.HOLE, 4096));
        guest.write64(Guest.HOLE, 0x1234);
        assertThat(guest.run()).isInstanceOf(Stop.BudgetSpent.class);

        assertThat(guest.get("X0")).isEqualTo(0x1234);
        assertThat(guest.read64(Guest.HOLE + 8)).isEqualTo(0x1234);
        guest.memory.removeSlot(7);
        assertThat(guest.trap().isAbort()).isTrue();
    }

    @Test
    void anotherInstructionInItsPlaceIsWhatExecutes() {
        Guest guest = Guest.of("again: ldr x0, [x1]\nb again").with("X1", Guest.HOLE);
        guest.trap();
        guest.trap();

        guest.put(Guest.CODE, "hvc #7");

        assertThat(guest.trap().ec()).isEqualTo(Trap.EC_HVC64);
    }

    @Test
    void faultOfTheTranslationIsStillTheGuests() {
        Guest guest = Guest.of("again: ldr x0, [x1]\nb again").with("X1", Guest.HOLE);
        guest.trap();
        guest.trap();
        guest.with("X1", 1L << 50);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr() & Syndrome.FSC).isEqualTo(Syndrome.FSC_ADDRESS_SIZE);
        guest.with("X1", Guest.HOLE + 1).cpu.setPc(Guest.CODE);
        assertThat(guest.exception().esr() & Syndrome.FSC).as("Device memory").isEqualTo(Syndrome.FSC_ALIGNMENT);
        guest.with("X1", Guest.HOLE).cpu.setPc(Guest.CODE);
        assertThat(guest.trap().isAbort()).isTrue();
    }
}
