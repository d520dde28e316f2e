package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.a64.Feature;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionsTest {
    private static final CpuModel RAS = CpuModel.DEFAULT.with(Feature.RAS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            svc #0x1234         | 0x3c5 | 0x200 | 0x56001234 | 4
            svc #1              | 0x3c4 | 0x000 | 0x56000001 | 4
            svc #0              | 0x000 | 0x400 | 0x56000000 | 4
            brk #0xffff         | 0x3c5 | 0x200 | 0xf200ffff | 0
            .inst 0             | 0x3c5 | 0x200 | 0x02000000 | 0
            hlt #0              | 0x3c5 | 0x200 | 0x02000000 | 0
            hvc #0              | 0x000 | 0x400 | 0x02000000 | 0
            smc #0              | 0x000 | 0x400 | 0x02000000 | 0
            eret                | 0x000 | 0x400 | 0x02000000 | 0
            wfi                 | 0x000 | 0x400 | 0x07e00000 | 0
            wfe                 | 0x000 | 0x400 | 0x07e00001 | 0
            mrs x1, CTR_EL0     | 0x000 | 0x400 | 0x6232c021 | 0
            dc cvau, x22        | 0x000 | 0x400 | 0x6212ded6 | 0
            mrs x1, CNTVCT_EL0  | 0x000 | 0x400 | 0x6234f821 | 0
            msr DAIFSet, #2     | 0x000 | 0x400 | 0x620cd3e4 | 0
            mrs x11, DAIF       | 0x000 | 0x400 | 0x6232d165 | 0
            mrs x30, PMCCNTR_EL0 | 0x000 | 0x400 | 0x6230e7db | 0
            mrs x1, SCTLR_EL1   | 0x000 | 0x400 | 0x02000000 | 0
            mrs x1, MIDR_EL1    | 0x000 | 0x400 | 0x62300021 | 0
            msr SPSel, #0       | 0x000 | 0x400 | 0x02000000 | 0
            mrs x1, S3_4_C1_C1_0 | 0x3c5 | 0x200 | 0x02000000 | 0
            msr CurrentEL, x0   | 0x3c5 | 0x200 | 0x02000000 | 0
            """)
    void synchronousExceptionReportsItself(String instruction, String pstate, String vector, String esr, int behind) {
        String[] unspellable = {"mrs x1, S3_4_C1_C1_0", ".inst 0xd53c1101", "msr CurrentEL, x0", ".inst 0xd5184240"};
        String source = instruction;
        for (int i = 0; i < unspellable.length; i += 2) {
            source = source.equals(unspellable[i]) ? unspellable[i + 1] : source;
        }
        Guest guest = Guest.of(source).with("FAR_EL1", 0x55).with("PSTATE", Long.decode(pstate));

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.vectorOffset()).isEqualTo(Integer.decode(vector));
        assertThat(taken.esr()).isEqualTo(Long.decode(esr));
        assertThat(taken.elr()).isEqualTo(Guest.CODE + behind);
        assertThat(taken.spsr()).isEqualTo(Long.decode(pstate));
        assertThat(taken.far()).as("FAR_EL1 is not written").isEqualTo(0x55);
        assertThat(taken.retired()).isEqualTo(behind / 4);
        assertThat(guest.get("ESR_EL1")).isEqualTo(taken.esr());
        assertThat(guest.get("ELR_EL1")).isEqualTo(taken.elr());
        assertThat(guest.get("SPSR_EL1")).isEqualTo(taken.spsr());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x60000005 | 0x00000000 | 0x604003c5
            0x60000005 | 0x00800000 | 0x600003c5
            0x60400005 | 0x00800000 | 0x604003c5
            0x61000000 | 0x00800000 | 0x610003c5
            0x60001005 | 0x00800000 | 0x600003c5
            0x60000005 | 0x100000800000 | 0x600013c5
            0x60800005 | 0x00800000 | 0x600003c5
            """)
    void entryKeepsAndSetsThePstateBitsThatTheArchitectureSays(String before, String sctlr, String after) {
        Guest guest = Guest.of("svc #0").with("PSTATE", Long.decode(before)).with("SCTLR_EL1", Long.decode(sctlr));

        guest.exception();

        assertThat(guest.cpu.pstate()).isEqualTo(Long.decode(after));
        assertThat(guest.get("SPSR_EL1")).isEqualTo(Long.decode(before));
    }

    @Test
    void processorWithoutPanAndSsbsDoesNotSetThem() {
        Guest guest = new Guest(CpuModel.ARMV8_0_A, "svc #0").with("SCTLR_EL1", 0x1000_0000_0000L);

        guest.exception();

        assertThat(guest.cpu.pstate()).isEqualTo(0x3c5);
    }

    @Test
    void misalignedPcIsReportedWithItsAddress() {
        Guest guest = Guest.of("br x0").with("X0", Guest.CODE + 2);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0x8a00_0000L);
        assertThat(taken.far()).isEqualTo(Guest.CODE + 2);
        assertThat(taken.elr()).isEqualTo(Guest.CODE + 2);
    }

    @Test
    void misalignedPcIsNotTakenForAnInstructionThatAnotherLevelExecuted() {
        Guest guest = Guest.of("br x5").with("X5", Guest.DATA).with("X2", Guest.DATA + 1);
        guest.put(Guest.DATA, "msr ELR_EL1, x2; msr SPSR_EL1, xzr; eret");

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.fromEl()).isZero();
        assertThat(taken.esr()).isEqualTo(0x8a00_0000L);
        assertThat(taken.far()).isEqualTo(Guest.DATA + 1);
    }

    @Test
    void misalignedStackPointerFaultsOnlyWhenChecked() {
        Guest checked = Guest.of("ldr x0, [sp]").with("SP_EL1", Guest.DATA + 8).with("SCTLR_EL1", 8);
        Guest unchecked = Guest.of("ldr x0, [sp]; hvc #9").with("SP_EL1", Guest.DATA + 8);

        assertThat(checked.exception().esr()).isEqualTo(0x9a00_0000L);
        assertThat(unchecked.trap().iss()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ldr x0, [x1]   | 0x96000021
            str w0, [x1]   | 0x96000061
            ldxr x0, [x1]  | 0x96000021
            ldar x0, [x1]  | 0x96000021
            stlr x0, [x1]  | 0x96000061
            ldadd x2, x0, [x1] | 0x96000021
            """)
    void unalignedAccessToDeviceMemoryFaults(String instruction, String esr) {
        Guest guest = Guest.of(instruction).with("X1", Guest.DATA + 1);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(Long.decode(esr));
        assertThat(taken.far()).isEqualTo(Guest.DATA + 1);
    }

    @Test
    void exceptionReturnRestoresTheState() {
        Guest guest = Guest.of("eret").with("SPSR_EL1", 0xa000_0000L).with("ELR_EL1", Guest.DATA);
        guest.put(Guest.DATA, "mov x0, sp; svc #0");

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.fromEl()).isZero();
        assertThat(taken.spsr()).isEqualTo(0xa000_0000L);
        assertThat(guest.cpu.x[0]).isEqualTo(Guest.DATA + 0x4000);
    }

    @ParameterizedTest
    @CsvSource({"0x20000002", "0x2000000d", "0x20000009", "0x20000010", "0x20000001", "0x2000000c"})
    void illegalReturnKeepsTheModeAndSetsIl(String spsr) {
        Guest guest = Guest.of("eret").with("SPSR_EL1", Long.decode(spsr)).with("ELR_EL1", Guest.DATA);
        guest.put(Guest.DATA, "nop");

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.esr()).isEqualTo(0x3a00_0000L);
        assertThat(taken.elr()).isEqualTo(Guest.DATA);
        assertThat(taken.spsr()).isEqualTo(0x2010_0005L);
        assertThat(taken.retired()).isEqualTo(1);
    }

    @Test
    void exceptionReturnClearsTheExclusiveMonitor() {
        Guest guest = Guest.of("ldxr x0, [x1]; adr x2, next; msr ELR_EL1, x2; eret; next: stxr w3, x0, [x1]; hvc #0");
        guest.put(Guest.CODE, "ldxr x0, [x1]; adr x2, .+12; msr ELR_EL1, x2; eret; stxr w3, x0, [x1]; hvc #0");
        guest.with("X1", Guest.DATA).with("SPSR_EL1", 0x3c5);

        guest.trap();

        assertThat(guest.cpu.x[3]).isEqualTo(1);
    }

    @Test
    void virtualSErrorWaitsForItsMaskAndCarriesItsSyndrome() {
        Guest guest = new Guest(RAS, "mrs x0, ISR_EL1; msr DAIFClr, #4; nop; hvc #9");
        guest.cpu.interrupts().setVirtualSError(true, 0x0101_d1edL);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(guest.cpu.x[0]).isEqualTo(0x100);
        assertThat(taken.vectorOffset()).isEqualTo(0x380);
        assertThat(taken.esr()).isEqualTo(0xbf01_d1edL);
        assertThat(taken.elr()).isEqualTo(Guest.CODE + 8);
        assertThat(guest.cpu.interrupts().virtualSErrorPending()).isFalse();
    }

    @Test
    void nonMaskableErrorsIgnoreTheMask() {
        Guest guest = new Guest(RAS.with(Extension.SCTLR2), "nop; nop").with("SCTLR2_EL1", 1 << 2);
        guest.cpu.interrupts().setVirtualSError(true, 1 << 24);

        assertThat(guest.exception()).returns(0x380, ExceptionListener.Taken::vectorOffset)
                .returns(Guest.CODE, ExceptionListener.Taken::elr);
    }

    @Test
    void errorBarrierDefersAMaskedSError() {
        Guest guest = new Guest(RAS, "esb; mrs x0, DISR_EL1; mrs x1, ISR_EL1; hvc #0");
        guest.cpu.interrupts().setVirtualSError(true, 0x0101_d1edL);

        guest.trap();

        assertThat(guest.cpu.x[0]).isEqualTo(0x8101_d1edL);
        assertThat(guest.cpu.x[1]).isZero();
        assertThat(guest.taken).isEmpty();
    }

    @Test
    void interruptsAreTakenAsSoonAsTheyAreUnmasked() {
        Guest guest = Guest.of("nop; msr DAIFClr, #2; nop; nop");
        guest.cpu.interrupts().setLines(true, false);

        ExceptionListener.Taken taken = guest.exception();

        assertThat(taken.vectorOffset()).isEqualTo(0x280);
        assertThat(taken.elr()).isEqualTo(Guest.CODE + 8);
    }

    @Test
    void waitForInterruptWithAnInterruptPendingIsNoTrap() {
        Guest guest = Guest.of("wfi; hvc #9");
        guest.cpu.interrupts().setLines(true, false);

        assertThat(guest.trap().iss()).isEqualTo(9);
    }

    @Test
    void injectedExceptionIsTakenAtThePresentPc() {
        Guest guest = Guest.of("ldr x0, [x1]").with("X1", Guest.HOLE);
        Trap trap = guest.trap();

        guest.cpu.takeException(0, OptionalLong.of(0x9600_0010L), OptionalLong.of(trap.farEl2()));

        assertThat(guest.cpu.pc).isEqualTo(Guest.VECTORS + 0x200);
        assertThat(guest.get("ELR_EL1")).isEqualTo(Guest.CODE);
        assertThat(guest.get("ESR_EL1")).isEqualTo(0x9600_0010L);
        assertThat(guest.get("FAR_EL1")).isEqualTo(Guest.HOLE);
        assertThat(guest.taken).hasSize(1);
    }

    @Test
    void bigEndianDataIsSwappedAtBothLevels() {
        Guest guest = Guest.of("ldr w0, [x1]; strh w2, [x1, #8]; hvc #0").with("X1", Guest.DATA).with("X2", 0x1234)
                .with("SCTLR_EL1", 1 << 25);
        guest.write64(Guest.DATA, 0x0807_0605_0403_0201L);
        guest.trap();

        assertThat(guest.cpu.x[0]).isEqualTo(0x0102_0304L);
        assertThat(guest.memory.byteAt(Guest.DATA + 8)).isEqualTo(0x12);

        guest.cpu.setPc(Guest.CODE);
        guest.atEl0();
        guest.exception();
        assertThat(guest.cpu.x[0]).as("E0E is 0").isEqualTo(0x0403_0201L);
    }
}
