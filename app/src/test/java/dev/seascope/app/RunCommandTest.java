package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    /// Echoes what is typed, until a full stop, then switches the machine off.
    private static final String ECHO = """
            _start: ldr     x1, =0x09000000
            1:      ldr     w2, [x1, #0x18]
                    tbnz    w2, #4, 1b
                    ldr     w3, [x1]
                    str     w3, [x1]
                    cmp     w3, #'.'
                    b.ne    1b
                    ldr     w0, =0x84000008
                    hvc     #0
            """;
    private static final String RESET = """
            _start: ldr     x1, =0x09000000
                    mov     w2, #'r'
                    str     w2, [x1]
                    ldr     w0, =0x84000009
                    hvc     #0
            """;

    @TempDir
    private Path folder = Path.of("");

    private String source(String text) throws IOException {
        return Files.writeString(folder.resolve("guest.s"), text).toString();
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    @Test
    void theSerialConsoleIsOnTheStandardStreamsUntilTheGuestSwitchesItselfOff() throws IOException {
        CliRun run = CliRun.with("Hello, guest. And more", "run", source(ECHO));

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("Hello, guest.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aFileOnStandardInputMakesTheSameRunEachTime() throws IOException {
        String guest = source(ECHO);
        String[] command = {"run", guest, "--stats", "--memory", "4MiB"};

        CliRun first = CliRun.with("abc.", command);
        CliRun second = CliRun.with("abc.", command);

        assertThat(statistics(first)).isEqualTo(statistics(second)).containsPattern("instructions \\d+")
                .containsPattern("RAM SHA-256  [0-9a-f]{64}");
        assertThat(statistics(CliRun.with("abcd.", command))).isNotEqualTo(statistics(first));
    }

    private static String statistics(CliRun run) {
        return run.err().replaceAll("host seconds.*\n", "");
    }

    @Test
    void ctrlAXEndsTheRun() throws IOException {
        CliRun run = CliRun.with("ab\u0001x", "run", source(ECHO));

        assertThat(run.code()).isZero();
    }

    @Test
    void aReaderThatClosesThePipeEndsTheRun() throws IOException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int character) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        var err = new ByteArrayOutputStream();
        var streams = new Streams(InputStream.nullInputStream(), new PrintStream(closed, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        String guest = source("""
                _start: ldr     x1, =0x09000000
                1:      str     w0, [x1]
                        b       1b
                """);

        assertThat(new Cli(streams, FxWindow::new).run("run", guest)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("seascope: standard output cannot be written any more (at 0x4008000");
    }

    @Test
    void theLimitEndsTheRunWithItsOwnExitCode() throws IOException {
        CliRun run = CliRun.of("run", source("_start: b _start"), "--max-instructions", "5000");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo(
                "seascope: the limit of 5000 instructions is reached (at 0x40080000, after 5000 instructions)\n");
    }

    @Test
    void aGuestThatResetsItselfForEverIsStopped() throws IOException {
        CliRun run = CliRun.of("run", source(RESET));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).matches("r{3,}");
        assertThat(run.err()).contains("the guest resets itself again and again");
    }

    @Test
    void aGuestThatWaitsForNothingIsToldSo() throws IOException {
        CliRun run = CliRun.of("run", source("_start: wfi\n b _start"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("no interrupt is pending and no timer is set");
    }

    @Test
    void anAccessWhereNoDeviceIsReadsAsZerosAndIsNamed() throws IOException {
        CliRun run = CliRun.of("run", source("""
                _start: ldr     x1, =0x0b000000
                        ldr     x2, [x1]
                        cbnz    x2, _start
                        ldr     w0, =0x84000008
                        hvc     #0
                """));

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualTo("seascope: no device at 0xb000000, which the guest reads at 0x40080004\n");
    }

    @Test
    void x0PointsAtADeviceTreeWithTheCommandLine() throws IOException {
        // Prints the byte after each 'Z' of the tree's first 4 KiB.
        CliRun run = CliRun.of("run", source("""
                _start: ldr     x1, =0x09000000
                        add     x2, x0, #4096
                1:      ldrb    w3, [x0], #1
                        cmp     w3, #'Z'
                        b.ne    2f
                        ldrb    w3, [x0]
                        str     w3, [x1]
                2:      cmp     x0, x2
                        b.lo    1b
                        ldr     w0, =0x84000008
                        hvc     #0
                """), "--append", "ZoZk");

        assertThat(run.out()).startsWith("ok");
    }

    @Test
    void bytesGoWhereTheyAreToldTo() throws IOException {
        Path elf = folder.resolve("guest.elf");
        CliRun.of("asm", source(ECHO), "-o", elf.toString(), "--load", "0x20000");

        assertThat(CliRun.with("elf.", "run", elf.toString()).out()).isEqualTo("elf.");
        byte[] raw = new byte[8];
        raw[3] = 0x14; // b .
        assertThat(CliRun.of("run", file("raw.bin", raw), "--load", "0", "--max-instructions", "10").err())
                .contains("(at 0x0, after 10 instructions)");
    }

    @Test
    void aDiskIsReadThroughVirtioAndItsFileIsNotTouched() throws IOException {
        byte[] sector = new byte[512];
        sector[0] = 'd';
        String disk = file("disk.img", sector);
        // The registers of a driver, one queue of one request: header, 512 bytes, status.
        CliRun run = CliRun.of("run", source("""
                        .macro  set register, value
                        ldr     w1, =\\value
                        str     w1, [x0, #\\register]
                        .endm
                _start: ldr     x0, =0x0a000200
                        set     0x70, 3
                        set     0x24, 1
                        set     0x20, 1
                        set     0x70, 11
                        set     0x38, 4
                        set     0x80, descriptors
                        set     0x90, available
                        set     0xa0, used
                        set     0x44, 1
                        set     0x70, 15
                        set     0x50, 0
                        ldr     x2, =0x09000000
                        ldr     x3, =buffer
                        ldrb    w4, [x3]
                        str     w4, [x2]
                        ldr     w0, =0x84000008
                        hvc     #0
                        .data
                        .balign 16
                descriptors:
                        .quad   header
                        .word   16, 1 | 1 << 16
                        .quad   buffer
                        .word   512, 3 | 2 << 16
                        .quad   status
                        .word   1, 2
                        .skip   16
                available:
                        .hword  0, 1, 0, 0, 0, 0
                        .balign 4
                used:   .skip   64
                header: .quad   0, 0
                status: .byte   0xff
                buffer: .skip   512
                """), "--disk", disk);

        assertThat(run.out()).isEqualTo("d");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(Files.readAllBytes(Path.of(disk))).isEqualTo(sector);
    }

    @Test
    void theGuestsOfDebianAreListedWhetherTheyAreHereOrNot() {
        CliRun run = CliRun.of("guests");

        assertThat(run.out().lines()).hasSize(4);
        assertThat(run.code()).isEqualTo(run.out().contains("not here") ? 1 : 0);
    }

    @Test
    void whatCannotBeRunIsNamedWithTheReason() throws IOException {
        String raw = file("raw.bin", new byte[100]);
        unusable("no such file or folder", "run", "no-such-file");
        unusable("is a folder", "run", folder.toString());
        unusable("neither an ELF executable nor a Linux Image; say where it goes with --load", "run", raw);
        unusable("raw.bin: 0x3 is not a multiple of 4", "run", raw, "--load", "3");
        unusable("--memory: 'lots' is not a size", "run", raw, "--load", "0", "--memory", "lots");
        unusable("in steps of 2MiB", "run", raw, "--load", "0", "--memory", "5MiB");
        unusable("a machine has 1 to 8 vCPUs, not 99", "run", raw, "--load", "0", "--smp", "99");
        unusable("--gic: the interrupt controller is 2 or 3, not 4", "run", raw, "--load", "0", "--gic", "4");
        unusable("initrd: 6291456 bytes", "run", raw, "--load", "0x40000000", "--memory", "4MiB", "--initrd",
                file("initrd", new byte[6 << 20]));
        unusable("debian:x: no guest 'x' of Debian; known: linux, installer, u-boot, uefi", "run", "debian:x");
        unusable("--initrd: no program 'x'; known: hello, aborts", "run", raw, "--load", "0", "--initrd", "program:x");
        unusable("a device tree has at most 2097152", "run", raw, "--load", "0", "--dtb",
                file("big.dtb", new byte[3 << 20]));
        unusable("not a flattened device tree", "run", raw, "--load", "0", "--dtb", raw);
        unusable("raw.bin: firmware makes its own ACPI tables", "run", raw, "--load", "0", "--acpi");
        unusable("a board with ACPI has a device tree of its own", "run", raw, "--load", "0x40080000", "--acpi", "--dtb",
                raw);
        unusable("no-such-disk: no such file", "run", raw, "--load", "0", "--disk", "no-such-disk");
        unusable("guest.s:1:", "run", source("_start: nonsense x0"));
        byte[] packed = Arrays.copyOf(new byte[] {0x1f, (byte) 0x8b}, 100);
        unusable("not a complete gzip file", "run", file("kernel.gz", packed));
        byte[] kernel = new byte[4096];
        System.arraycopy("ARMd".getBytes(StandardCharsets.US_ASCII), 0, kernel, 56, 4);
        kernel[19] = 0x10; // image_size 256 MiB
        unusable("do not fit: the machine has 64MiB of memory", "run", file("Image", kernel), "--memory", "64MiB");
    }

    private static void unusable(String why, String... command) {
        CliRun run = CliRun.of(command);
        assertThat(run.err()).contains(why).doesNotContain("Exception");
        assertThat(run.code()).as(why).isEqualTo(2);
    }
}
