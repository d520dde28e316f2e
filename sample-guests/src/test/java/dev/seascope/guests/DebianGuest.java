package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.session.Machine;
import dev.seascope.session.MachineSpec;
import dev.seascope.session.RunState;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.BootPlan.NamedFile;
import dev.seascope.vmm.board.Gic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;

/// A guest that nobody here wrote, out of a package of Debian. The profile `guests` fetches and unpacks the packages.
final class DebianGuest {
    /// Where the packages are unpacked.
    static final Path FOLDER = folder(System.getProperty("seascope.guests", ""));
    private static final Path INSTALLER = FOLDER.resolve(
            "usr/lib/debian-installer/images/12/arm64/text/debian-installer/arm64");
    private static final long SLICE = 1_000_000;
    private static final int MIB = 1 << 20;

    private final Machine machine;

    /// Where the guest may find nothing.
    private final LongPredicate holes;

    /// How much of the console was waited for.
    private int seen;

    private DebianGuest(Machine machine, LongPredicate holes) {
        this.machine = machine;
        this.holes = holes;
    }

    /// Debian's kernel with an initial file system of ours.
    static DebianGuest linux(String program, String arguments, int vcpus, Gic gic) {
        return linux(program, arguments, new BoardSpec(256L * MIB, vcpus, gic, List.of()));
    }

    /// The same on a board that ACPI tables describe.
    static DebianGuest linuxWithAcpi(String program, String arguments, int vcpus, Gic gic) {
        return linux(program, arguments, new BoardSpec(256L * MIB, vcpus, gic, List.of()).withAcpi(true));
    }

    private static DebianGuest linux(String program, String arguments, BoardSpec board) {
        return start(file(INSTALLER.resolve("linux")), OptionalLong.empty(), arguments,
                Optional.of(new NamedFile(program, LinuxPrograms.initrd(program))),
                board, address -> (address & -4096) == LinuxPrograms.HOLE || (address & -4096) == LinuxPrograms.MEMORY);
    }

    /// Debian's installer.
    static DebianGuest installer() {
        return start(file(INSTALLER.resolve("linux")), OptionalLong.empty(), "console=ttyAMA0",
                Optional.of(file(INSTALLER.resolve("initrd.gz"))), BoardSpec.of(1024L * MIB, Gic.V2), _ -> false);
    }

    /// U-Boot for QEMU's machine, where that has its flash.
    static DebianGuest uBoot() {
        return firmware("usr/lib/u-boot/qemu_arm64/u-boot.bin", Gic.V2);
    }

    /// EDK II for QEMU's machine.
    static DebianGuest uefi(Gic gic) {
        return firmware("usr/share/qemu-efi-aarch64/QEMU_EFI.fd", gic);
    }

    private static DebianGuest firmware(String path, Gic gic) {
        return start(file(FOLDER.resolve(path)), OptionalLong.empty(), "", Optional.empty(),
                BoardSpec.of(256L * MIB, gic), _ -> false);
    }

    private static DebianGuest start(NamedFile program, OptionalLong load, String arguments,
            Optional<NamedFile> initrd, BoardSpec board, LongPredicate holes) {
        var guest = new BoardGuest(program, load, arguments, initrd, Optional.empty(), board, Kernel.DEFAULT);
        try {
            return new DebianGuest(Machine.create(guest.spec(), _ -> { }), holes);
        } catch (IOException | MachineSpec.UnusableException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder(String given) {
        return Path.of(given.isEmpty() ? "target/guests" : given);
    }

    private static NamedFile file(Path path) {
        try {
            return new NamedFile(path.toString(), Bytes.copyOf(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw new UncheckedIOException("the profile 'guests' fetches this file; run mvn verify -Pguests", e);
        }
    }

    Machine machine() {
        return machine;
    }

    String console() {
        return machine.serial().output();
    }

    /// Run until the console shows a text behind what the last call waited for.
    ///
    /// @param most the most instructions this may take
    DebianGuest until(String text, long most) {
        long end = machine.retired() + most;
        int from = Math.min(seen, console().length());
        boolean goesOn = true;
        int found = console().indexOf(text, from);
        while (found < 0) {
            assertThat(goesOn && machine.retired() < end).as("the guest stopped, or took %d instructions, without '%s':%n%s",
                    most, text, console()).isTrue();
            goesOn = step();
            found = console().indexOf(text, from);
        }
        seen = found + text.length();
        return this;
    }

    /// Whether it can go on.
    private boolean step() {
        // Whatever the last run stopped for is answered only now: what a test waits for may be in front of it.
        machine.answer(0);
        RunResult result = machine.run(SLICE, Set.of());
        if (result instanceof RunResult.Exited(KvmExit.Mmio mmio)) {
            assertThat(mmio.physAddr()).as("an access without a device at 0x%x", machine.pc()).matches(holes::test);
            return true;
        }
        return result instanceof RunResult.Held(RunResult.Reason reason, _) && reason == RunResult.Reason.LIMIT;
    }
}
