package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembler;
import dev.seascope.asm.elf.ElfWriter;
import dev.seascope.session.Accesses;
import dev.seascope.session.Breakpoint;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSpec;
import dev.seascope.session.ProgramListing;
import dev.seascope.vmm.acpi.ErrorSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private static MachineSpec loaded(List<Command> commands) {
        return ((Command.Load) commands.getFirst()).spec();
    }

    @Test
    void theFirstSampleRunsToItsFirstExitWithItsCapability() throws Exception {
        List<Command> commands = GuestFiles.open(Samples.FIRST);

        assertThat(commands.subList(1, commands.size())).containsExactly(new Command.SetBreakpoints(List.of()),
                new Command.EnableCap("ARM_NISV_TO_USER"), new Command.Run());
        assertThat(loaded(commands).listing().lines().get(56)).isEqualTo(
                new ProgramListing.Instruction(57, 0x4008_0c20L, 0xf940_0020, "", "ldr     x0, [x1]"));
        assertThat(loaded(commands).listing().lines().get(34)).isEqualTo(
                new ProgramListing.Text(35, "aborted", ""));
        assertThat(loaded(commands).listing().symbolic(0x4008_0c20L)).contains("syscall + 0x20");
    }

    @Test
    void theBreakpointsOfAScenarioAreSet() throws Exception {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, "scenario: 1\nguest: {asm: \"nop\\nhere: nop\"}\nbreakpoints: [here]\nsteps: [{step: 1}]");

        assertThat(GuestFiles.open(file.toString()).getLast()).isEqualTo(
                new Command.SetBreakpoints(List.of(new Breakpoint.AtAddress(1, true, 0x4008_0004L))));
    }

    @Test
    void aSourceIsAssembledAndAnExecutableLoadedWhereverItLies() throws Exception {
        Path source = folder.resolve("a.s");
        Files.writeString(source, "start: nop\n");
        Path elf = folder.resolve("a.elf");
        Files.write(elf, ElfWriter.executable(Assembler.assemble("a.s", "nop\nlast: nop\n", 0x8000_0000L), ""));

        MachineSpec fromSource = loaded(GuestFiles.open(source.toString()));
        MachineSpec fromElf = loaded(GuestFiles.open(elf.toString()));

        assertThat(fromSource.contents()).extracting(MachineSpec.Content::gpa).containsExactly(0x4008_0000L);
        assertThat(fromElf.slots()).anyMatch(slot -> slot.contains(0x8000_0000L));
        assertThat(fromElf.registers().getFirst()).isEqualTo(new MachineSpec.Register("PC", 0x8000_0000L, 0));
        assertThat(fromElf.listing().at(0x8000_0004L)).hasValueSatisfying(line -> {
            assertThat(line.label()).isEqualTo("last");
            assertThat(line.text()).isEqualTo("nop");
        });
    }

    private List<Command> opened(String run) throws Exception {
        Path file = Files.writeString(folder.resolve("until.yaml"), """
                scenario: 1
                board: {}
                guest: {asm: nop}
                steps: [{run: %s}]
                """.formatted(run));
        List<Command> commands = GuestFiles.open(file.toString());
        return commands.subList(1, commands.size());
    }

    @Test
    void theFirstRunEndsInAWindowWhereItsScenarioEndsIt() throws Exception {
        assertThat(opened("{until: {exception: 0x2f}, keep: true}")).containsExactly(
                new Command.SetBreakpoints(List.of(new Breakpoint.OnException(1, true, 0x2f))), new Command.Run());
        List<Command> access = opened("{until: {exit: MMIO, phys_addr: 0x09010018}, keep: true}");
        assertThat(access.getFirst()).isEqualTo(new Command.SetBreakpoints(List.of(
                new Breakpoint.OnAccess(1, true, new Accesses(0x0901_0018L, 1, true, true)))));
        assertThat(access.getLast()).isInstanceOf(Command.RunOnce.class);
        assertThat(opened("{until: 'login: ', keep: true}")).as("a window runs past it, and keeps nothing")
                .containsExactly(new Command.SetBreakpoints(List.of()), new Command.Run());
    }

    /// Bytes that begin as UEFI firmware does.
    private static byte[] firmware() {
        return ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x1400_0400)
                .putInt(40, 0x4856_465f).array();
    }

    @Test
    void firmwareIsOpenedInTheFlashOfABoard() throws Exception {
        Path file = folder.resolve("QEMU_EFI.fd");
        Files.write(file, firmware());

        MachineSpec spec = loaded(GuestFiles.open(file.toString()));

        assertThat(spec.board().orElseThrow().firmware()).contains(Bytes.copyOf(firmware()));
        assertThat(spec.registers().getFirst()).isEqualTo(new MachineSpec.Register("PC", 0, 0));
    }

    @Test
    void aScenarioHasFirmwareInTheFlashOfItsBoard() throws Exception {
        Files.write(folder.resolve("QEMU_EFI.fd"), firmware());
        Path file = folder.resolve("a.yaml");
        String text = "scenario: 1\nguest: {image: QEMU_EFI.fd}\n%ssteps: [{run: {}}]";
        Files.writeString(file, text.formatted("board: {}\n"));

        MachineSpec spec = loaded(GuestFiles.open(file.toString()));

        assertThat(spec.board().orElseThrow().firmware()).contains(Bytes.copyOf(firmware()));
        Files.writeString(file, text.formatted(""));
        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> GuestFiles.open(file.toString()))
                .withMessage(file + ":2: QEMU_EFI.fd is firmware, which runs in the flash of a board; add board: {}");
        Files.writeString(file, text.formatted(
                "vm: {memory: [{gpa: 0, size: 16KiB}, {gpa: 0x40000000, size: 2MiB}]}\nboard: {}\n"));
        assertThat(loaded(GuestFiles.open(file.toString())).board().orElseThrow().firmware()).as("there is memory")
                .isEmpty();
    }

    @Test
    void whatCannotBeOpenedIsNamed() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.bin"));
        Path unknown = folder.resolve("notes.txt");
        Files.writeString(unknown, "hello");

        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> GuestFiles.open("nowhere.elf"))
                .withMessage("nowhere.elf: no such file");
        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> GuestFiles.open(empty.toString()))
                .withMessage(empty + ": the file is empty");
        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> GuestFiles.open(unknown.toString()))
                .withMessage(unknown + ": not a guest: neither an ELF executable, a Linux Image or firmware, nor an"
                        + " assembly source (.s) or a scenario (.yaml)");
        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> GuestFiles.open(folder.toString()))
                .withMessage(folder + ": is a folder");
    }

    @Test
    void aWindowGoesOnFromTheMachineThatACheckKept() throws Exception {
        Path file = Files.writeString(folder.resolve("kept.yaml"), """
                scenario: 1
                board: {}
                guest: {asm: "mov x1, #0x0b000000\\nldr x0, [x1]"}
                steps:
                - enable_cap: ARM_SEA_TO_USER
                - run: {keep: true}
                """);
        GuestFiles.Found found = GuestFiles.scenario(file.toString());
        Path kept = folder.resolve("machines");

        ScenarioRunner.run(found.scenario(), Kernel.DEFAULT, new Places(folder, new DebianGuests(folder), kept));
        List<Command> commands = GuestFiles.open(file.toString());

        assertThat(commands.get(commands.size() - 2)).isEqualTo(new Command.EnableCap("ARM_SEA_TO_USER"));
        Path name = ((Command.RunOnce) commands.getLast()).kept().getFileName();
        assertThat(kept.resolve(name.toString())).exists();
    }

    @Test
    void aWindowTellsOfTheMemoryErrorThatAScenarioDescribesAtItsFirstExit() throws Exception {
        String text = """
                scenario: 1
                board: {acpi: true}
                guest: {asm: "b ."}
                steps:
                - run: {keep: %s}
                - ghes: {phys_addr: 0x44000000}
                - run: {}
                """;
        Path file = Files.writeString(folder.resolve("told.yaml"), text.formatted(false));
        Path kept = Files.writeString(folder.resolve("kept.yaml"), text.formatted(true));
        var report = new Command.ReportError(ErrorSource.Severity.RECOVERABLE, 0x4400_0000L);

        assertThat(GuestFiles.open(file.toString())).endsWith(new Command.Run(), report);
        assertThat(GuestFiles.open(kept.toString()).getLast()).isInstanceOfSatisfying(Command.RunOnce.class,
                once -> assertThat(once.report()).contains(report));
    }
}
