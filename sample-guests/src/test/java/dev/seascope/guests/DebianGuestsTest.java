package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.machine.VmSnapshot;
import dev.seascope.session.Machine;
import dev.seascope.session.RunState;
import dev.seascope.vmm.board.Gic;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Guests that nobody here wrote reach what they are known to print on other machines.
@Tag("guests")
class DebianGuestsTest {
    private static final long BOOT = 1_200_000_000L;
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
}
