package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembler;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.session.Machine;
import dev.seascope.session.MachineCheckpoint;
import dev.seascope.vmm.ImageFormatException;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.BootPlan.NamedFile;
import dev.seascope.vmm.board.Gic;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoardGuestTest {
    private static final int MIB = 1 << 20;

    private static BoardGuest raw(byte[] program, long load) {
        return new BoardGuest(new NamedFile("firmware.bin", Bytes.copyOf(program)), OptionalLong.of(load), "",
                Optional.empty(), Optional.empty(), BoardSpec.of(64L * MIB, Gic.V2), Kernel.DEFAULT);
    }

    private static Machine inFlash(String source) throws Exception {
        return Machine.create(raw(Assembler.assemble("firmware.s", source, 0).image(0), 0).spec(), _ -> { });
    }

    private static KvmExit exit(RunResult result) {
        return ((RunResult.Exited) result).exit();
    }

    @Test
    void firmwareRunsInFlashAndProgramsTheOtherBankThroughCommands() throws Exception {
        // Erases the first block of bank 1, programs a word, and reads it together with its neighbour, which takes a slot
        // again: KVM has no syndrome for a load of a pair. Then it stores where nothing is, to stop.
        Machine machine = inFlash("""
                _start: mov     x1, #0x04000000
                        ldr     w2, =0x00200020
                        str     w2, [x1]
                        ldr     w2, =0x00d000d0
                        str     w2, [x1]
                        ldr     w3, [x1]
                        ldr     w2, =0x00400040
                        str     w2, [x1]
                        ldr     w2, =0x12345678
                        str     w2, [x1]
                        mov     w2, #-1
                        str     w2, [x1]
                        ldp     w4, w5, [x1]
                        mov     x6, #0x0b000000
                        str     wzr, [x6]
                """);

        RunResult end = machine.run(1000, Set.of());

        assertThat(exit(end)).isInstanceOfSatisfying(KvmExit.Mmio.class,
                mmio -> assertThat(mmio.physAddr()).isEqualTo(0x0b00_0000L));
        assertThat(machine.vcpu().cpu().x[3]).as("status").isEqualTo(0x0080_0080L);
        assertThat(machine.vcpu().cpu().x[4]).isEqualTo(0x1234_5678L);
        assertThat(machine.vcpu().cpu().x[5]).isEqualTo(0xffff_ffffL);
    }

    @Test
    void aMachineWithItsFlashInCommandModeGoesOnFromACheckpoint() throws Exception {
        String source = """
                _start: mov     x1, #0x04000000
                        ldr     w2, =0x00900090
                        str     w2, [x1]
                        ldr     w3, [x1]
                        mov     w2, #-1
                        str     w2, [x1]
                        ldp     w4, w5, [x1]
                        mov     x6, #0x0b000000
                        str     wzr, [x6]
                """;
        Machine machine = inFlash(source);
        machine.run(3, Set.of());
        MachineCheckpoint checkpoint = machine.checkpoint();
        assertThat(machine.vm().memory().slotAt(0x0400_0000L)).isEmpty();
        machine.run(1000, Set.of());
        assertThat(machine.vm().memory().slotAt(0x0400_0000L)).isPresent();

        machine.restore(checkpoint);
        assertThat(machine.vm().memory().slotAt(0x0400_0000L)).isEmpty();
        machine.run(1000, Set.of());

        assertThat(machine.vcpu().cpu().x[3]).as("manufacturer").isEqualTo(0x0089_0089L);
        assertThat(machine.vm().memory().slotAt(0x0400_0000L)).isPresent();
    }

    @Test
    void bytesBelowTheDevicesAreInFlashAndOthersInRam() throws Exception {
        byte[] program = new byte[64];

        assertThat(raw(program, 0x1000).spec().board().orElseThrow().firmware().orElseThrow().size())
                .isEqualTo(0x1000 + 64);
        assertThat(raw(program, 0x4100_0000L).spec().board().orElseThrow().firmware()).isEmpty();
        assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> raw(program, 0x03ff_fff0L).spec())
                .withMessage("firmware.bin: 64 bytes at 0x3fffff0 do not fit: a bank of flash ends at 0x4000000");
    }

    @Test
    void firmwareIsNotGivenAcpiTables() {
        BoardGuest plain = raw(new byte[64], 0);
        var guest = new BoardGuest(plain.program(), plain.load(), "", Optional.empty(), Optional.empty(),
                plain.board().withAcpi(true), Kernel.DEFAULT);

        assertThatExceptionOfType(ImageFormatException.class).isThrownBy(guest::spec)
                .withMessageStartingWith("firmware.bin: firmware makes its own ACPI tables");
    }

    @Test
    void onlyABoardWithFirmwareTellsOfFlash() throws Exception {
        byte[] program = new byte[64];

        assertThat(tree(raw(program, 0))).contains("cfi-flash", "qemu,fw-cfg-mmio");
        assertThat(tree(raw(program, 0x4100_0000L))).contains("arm,pl011").doesNotContain("cfi-flash", "fw-cfg");
    }

    private static String tree(BoardGuest guest) throws Exception {
        byte[] tree = guest.spec().contents().getLast().bytes().toArray();
        return new String(tree, StandardCharsets.ISO_8859_1);
    }
}
