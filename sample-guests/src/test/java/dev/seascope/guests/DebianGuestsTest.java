package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.kvm.machine.VmSnapshot;
import dev.seascope.session.Command;
import dev.seascope.session.Machine;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.session.Session;
import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionListener;
import dev.seascope.vmm.board.Gic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Guests that nobody here wrote reach what they are known to print on other machines.
@Tag("guests")
class DebianGuestsTest {
    private static final long BOOT = 1_200_000_000L;
    private static final long UEFI_BOOT = 800_000_000L;
    private static final long INSTALLER = 8_000_000_000L;
    private static final String USER_SPACE = "Seascope: user space is reached, process 1";
    private static final String ARGUMENTS = "console=ttyAMA0 earlycon";

    @Test
    void linuxBootsToOurProgramAndSwitchesTheMachineOff() {
        DebianGuest linux = DebianGuest.linux(LinuxPrograms.HELLO, ARGUMENTS, 1, Gic.V2).until(USER_SPACE, BOOT);

        assertThat(linux.console()).contains("Booting Linux on physical CPU 0x0000000000 [0x000f5ea0]",
                "Machine model: Seascope", "earlycon: pl11 at MMIO 0x0000000009000000", "psci: PSCIv1.",
                "Root IRQ handler: gic_handle_irq",
                "arch_timer: cp15 timer(s) running at 1000.00MHz (virt)", "smp: Brought up 1 node, 1 CPU",
                "9000000.pl011: ttyAMA0 at MMIO 0x9000000", "registered as rtc0",
                "setting system clock to 2026-01-01T00:00:00 UTC", "Run /init as init process");
        linux.until("reboot: Power down", 10_000_000);
        assertThat(linux.machine().stopped()).isInstanceOfSatisfying(RunState.AtExit.class,
                state -> assertThat(state.exit()).isEqualTo(new KvmExit.SystemEvent(1, List.of(0L))));
    }

    @Test
    void linuxStartsEveryProcessor() {
        DebianGuest linux = DebianGuest.linux(LinuxPrograms.HELLO, ARGUMENTS, 4, Gic.V2).until(USER_SPACE, 2 * BOOT);

        assertThat(linux.console()).contains("smp: Brought up 1 node, 4 CPUs", "Booted secondary processor 0x0000000003");
    }

    @Test
    void linuxBootsWithTheNewerInterruptController() {
        DebianGuest linux = DebianGuest.linux(LinuxPrograms.HELLO, ARGUMENTS, 2, Gic.V3).until(USER_SPACE, 2 * BOOT);

        assertThat(linux.console()).contains("GICv3: CPU1: found redistributor 1", "smp: Brought up 1 node, 2 CPUs");
    }

    @Test
    void linuxFindsTheDevicesInAcpiTablesAndAnErrorSource() {
        DebianGuest linux = DebianGuest.linuxWithAcpi(LinuxPrograms.HELLO, "earlycon", 1, Gic.V2)
                .until(USER_SPACE, BOOT);

        assertThat(linux.console()).contains("efi: EFI v2.80 by Seascope", "ACPI: SPCR: console: pl011,mmio32,0x9000000",
                "psci: probing for conduit method from ACPI.", "Root IRQ handler: gic_handle_irq",
                "arch_timer: cp15 timer(s) running at 1000.00MHz (virt)", "ACPI: Using GIC for interrupt routing",
                "GHES: APEI firmware first mode is enabled by APEI bit and WHEA _OSC.",
                "ttyAMA0 at MMIO 0x9000000").doesNotContainIgnoringCase("firmware bug", "firmware warn");
        linux.until("reboot: Power down", 10_000_000);
    }

    @Test
    void linuxStartsEveryProcessorOfAcpiTablesWithTheNewerInterruptController() {
        DebianGuest linux = DebianGuest.linuxWithAcpi(LinuxPrograms.HELLO, "console=ttyAMA0 earlycon", 2, Gic.V3)
                .until(USER_SPACE, 2 * BOOT);

        assertThat(linux.console()).contains("GICv3: CPU1: found redistributor 1", "smp: Brought up 1 node, 2 CPUs");
    }

    @Test
    void theInstallerAsksForTheLanguage() {
        DebianGuest installer = DebianGuest.installer().until("Choose the language to be used", INSTALLER)
                .until("English", 100_000_000);

        assertThat(installer.console()).contains("Starting system log daemon: syslogd, klogd.", "Select a language");
    }

    @Test
    void twoRunsAreTheSameToTheLastBitHoweverTheyAreCutIntoSlices() {
        long instructions = 200_000_000;
        Machine first = DebianGuest.linux(LinuxPrograms.HELLO, ARGUMENTS, 1, Gic.V2).machine();
        Machine second = DebianGuest.linux(LinuxPrograms.HELLO, ARGUMENTS, 1, Gic.V2).machine();

        first.run(instructions, Set.of());
        for (long left = instructions; left > 0; left -= Math.min(left, 777_777)) {
            second.run(Math.min(left, 777_777), Set.of());
        }

        VmSnapshot one = first.vm().snapshot();
        assertThat(one.isSameStateAs(second.vm().snapshot())).isTrue();
        assertThat(checksum(first)).isEqualTo(checksum(second));
        assertThat(first.serial().output()).isEqualTo(second.serial().output()).contains("Linux version 6.1.");
    }

    private static long checksum(Machine machine) {
        var sum = new CRC32C();
        machine.vm().memory().slots().forEach(slot -> {
            for (long at = slot.gpa(); at < slot.end(); at += 1 << 20) {
                int length = (int) Math.min(1 << 20, slot.end() - at);
                sum.update(machine.vm().memory().read(at, length).orElseThrow().toArray());
            }
        });
        return sum.getValue();
    }

    @Test
    void uBootComesToItsPromptAndAnswers() {
        DebianGuest uBoot = DebianGuest.uBoot().until("Hit any key to stop autoboot", 200_000_000);

        assertThat(uBoot.console()).contains("U-Boot 2023.01", "DRAM:  256 MiB", "In:    pl011@9000000",
                "using default environment");
        uBoot.machine().type(" ");
        uBoot.until("=> ", 200_000_000);
        uBoot.machine().type("md.l 40000000 1\n");
        // The first word of the device tree, big-endian there.
        uBoot.until("40000000: edfe0dd0", 200_000_000);
    }

    @Test
    void aWindowThatOpensUefiShowsItsConsole() throws Exception {
        Path file = DebianGuest.FOLDER.resolve("usr/share/qemu-efi-aarch64/QEMU_EFI.fd");
        var banner = new CompletableFuture<MachineSnapshot>();
        var listener = new SessionListener() {
            @Override
            public void onSnapshot(MachineSnapshot snapshot) {
                if (snapshot.console().contains("UEFI firmware")) {
                    banner.complete(snapshot);
                }
            }

            @Override
            public void onEvent(SessionEvent event) {
                // The snapshots tell enough.
            }
        };

        try (var session = new Session(listener)) {
            GuestFiles.open(file.toString()).forEach(session::submit);
            session.submit(new Command.Run());

            assertThat(banner.get(2, TimeUnit.MINUTES).machine().slots()).containsKey(0L);
        }
    }

    @Test
    void uefiComesToItsShellAndAnswers() {
        DebianGuest uefi = DebianGuest.uefi(Gic.V2).until("UEFI Interactive Shell v2.2", UEFI_BOOT);

        assertThat(uefi.console()).contains("UEFI firmware", "BdsDxe: starting Boot0001 \"EFI Internal Shell\"");
        uefi.until("any other key to continue.", 100_000_000);
        uefi.machine().type("\r");
        // The shell looks for keys once a second.
        uefi.until("Shell> ", 1_200_000_000);
        uefi.machine().type("ver\r");
        uefi.until("UEFI Interactive Shell v2.2", 100_000_000).until("UEFI v2.70 (EDK II, 0x00010000)", 10_000_000)
                .until("Shell> ", 100_000_000);
        uefi.machine().type("memmap\r");
        uefi.until("MMIO       0000000004000000-0000000007FFFFFF", 500_000_000)
                .until("Total Memory:            256 MB (268,435,456 Bytes)", 100_000_000).until("Shell> ", 100_000_000);
        uefi.machine().type("setvar Seascope -guid 12345678-1234-1234-1234-123456789abc -nv -bs =L\"kept\"\r");
        uefi.until("Shell> ", 500_000_000);
        assertThat(variables(uefi)).contains("_FVH", utf16("Seascope"), utf16("kept"));
        uefi.machine().type("reset -s\r");
        assertThat(uefi.machine().run(500_000_000, Set.of()))
                .isEqualTo(new RunResult.Exited(new KvmExit.SystemEvent(1, List.of(0L))));
    }

    /// What the first block of the second bank of flash holds.
    private static String variables(DebianGuest uefi) {
        byte[] store = uefi.machine().vm().memory().read(0x0400_0000L, 0x4_0000).orElseThrow().toArray();
        return new String(store, StandardCharsets.ISO_8859_1);
    }

    private static String utf16(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }

    @Test
    void uefiComesToItsShellWithTheNewerInterruptController() {
        DebianGuest uefi = DebianGuest.uefi(Gic.V3).until("any other key to continue.", UEFI_BOOT);

        assertThat(uefi.console()).contains("UEFI Interactive Shell v2.2");
    }

    /// QEMU's flash answers U-Boot with the same words; U-Boot takes the two chips for one.
    @Test
    void uBootFindsTheFlashErasesAndPrograms() {
        DebianGuest uBoot = DebianGuest.uBoot().until("Hit any key to stop autoboot", 200_000_000);

        uBoot.machine().type(" ");
        uBoot.until("=> ", 200_000_000);
        uBoot.machine().type("flinfo\n");
        uBoot.until("Bank # 1: CFI conformant flash (16 x 16)  Size: 32 MB in 256 Sectors", 200_000_000)
                .until("Intel Extended command set, Manufacturer ID: 0x89, Device ID: 0x0018", 200_000_000)
                .until("Bank # 2: CFI conformant flash (16 x 16)  Size: 32 MB in 256 Sectors", 200_000_000)
                .until("=> ", 500_000_000);
        uBoot.machine().type("protect off 4000000 403ffff; erase 4000000 403ffff; cp.l 0 4000000 4; md.l 4000000 5\n");
        uBoot.until("Un-Protected 2 sectors", 500_000_000).until("Erased 2 sectors", 2_000_000_000L)
                .until("04000000: 1400000a", 500_000_000).until("04000010: ffffffff", 10_000_000);
    }
}
