package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compiled programs with their MMU on, which count their own instructions. Another emulator gave both the count and the
/// result. The one in the resources, `smc.elf`, was made of C by aarch64-linux-gnu-gcc 12.2 -O2, for 300,000 rounds.
class GuestProgramsTest {
    private static final Path SHARED = Path.of("../../shared/guests/build");
    private static final long UART = 0x0900_0000L;
    private static final int UART_FR = 0x18;
    private static final long TRANSMIT_EMPTY = 0x90;
    private static final int LOAD_SEGMENT = 1;

    @Test
    void selfModifyingProgramCountsAndComputesTheSame() throws IOException {
        try (InputStream stream = GuestProgramsTest.class.getResourceAsStream("smc.elf")) {
            assertThat(run(Objects.requireNonNull(stream).readAllBytes()))
                    .contains(" inst=5400033 ").endsWith("check=000000022ab7cbf0");
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
            "int, 2213021394, 0007530000005354",
            "sieve, 1955988422, 00000000007d2a44",
            "call, 1462185638, 000000000051171b",
            "mem, 484463822, 9497b78f72f7bf00",
            "chase, 240879223, 000000142d3edf00",
            "svc, 124000068, 00000000007a1200",
            "mmio, 140000017, 00000000aba95000",
            "sys, 131125022, 00001d8f00dc8c00",
            "fp, 1141334820, 00000000058a5430"})
    void programCountsAndComputesTheSame(String name, String count, String result) throws IOException {
        Path file = SHARED.resolve(name + "-L.elf");
        assumeThat(file).exists();

        assertThat(run(Files.readAllBytes(file))).contains(" inst=" + count + " ").endsWith("check=" + result);
    }

    private static String run(byte[] content) {
        ByteBuffer elf = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        var memory = new GuestMemory(256 << 20);
        memory.setSlot(MemorySlot.of(0, 0x4000_0000L, 256 << 20));
        int headers = (int) elf.getLong(32);
        for (int i = 0; i < elf.getShort(56); i++) {
            int header = headers + 56 * i;
            if (elf.getInt(header) == LOAD_SEGMENT) {
                byte[] segment = new byte[(int) elf.getLong(header + 32)];
                elf.get((int) elf.getLong(header + 8), segment);
                memory.write(elf.getLong(header + 24), segment);
            }
        }
        var cpu = new Cpu(memory, CpuModel.ARMV8_0_A);
        cpu.setPc(elf.getLong(24));
        var console = new StringBuilder();
        Stop stop = Guest.lasting(cpu.run(Long.MAX_VALUE / 2));
        while (stop instanceof Trap trap && trap.isAbort() && trap.ipa() == UART) {
            serve(cpu, trap, console);
            stop = Guest.lasting(cpu.run(Long.MAX_VALUE / 2));
        }
        assertThat(stop).as(console.toString()).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.ec()).isEqualTo(Trap.EC_HVC64));
        return console.toString().strip();
    }

    /// A serial port that is always ready.
    private static void serve(Cpu cpu, Trap trap, StringBuilder console) {
        int offset = (int) trap.farEl2() & 0xfff;
        int register = (int) trap.iss() >>> 16 & 0x1f;
        boolean write = (trap.iss() & Syndrome.WNR) != 0;
        if (write && offset == 0) {
            console.append((char) cpu.x[register]);
        } else if (!write && register != 31) {
            cpu.x[register] = offset == UART_FR ? TRANSMIT_EMPTY : 0;
        }
        cpu.completeInstruction();
    }
}
