package dev.seascope.session;

import static dev.seascope.session.SessionProbe.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.Gic;
import dev.seascope.vmm.virtio.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptMachineTest {
    private static final MachineSpec GUEST = program("start: mov x1, #0x08000000\nldr x0, [x1]\n");

    @TempDir
    private Path folder = Path.of("");

    private Path name(MachineSpec spec, String... done) {
        return KeptMachine.after(spec, List.of(done), folder).orElseThrow().file();
    }

    private static MachineSpec withBoard(List<Disk.Image> disks) {
        return withBoard(new BoardSpec(16 << 20, 1, Gic.V2, disks));
    }

    private static MachineSpec withBoard(BoardSpec board) {
        return new MachineSpec(GUEST.kernel(), GUEST.host(), GUEST.features(), GUEST.ipaBits(), GUEST.capabilities(),
                List.of(MemorySlot.of(0, 0x4000_0000L, 16 << 20)), GUEST.poison(), GUEST.contents(),
                GUEST.registers(), true, GUEST.listing(), Optional.of(board));
    }

    @Test
    void theSameMachineHasTheSameNameAndAnotherOneAnother() {
        Path here = name(GUEST, "run");

        assertThat(name(program("start: mov x1, #0x08000000\nldr x0, [x1]\n"), "run")).isEqualTo(here);
        assertThat(List.of(name(GUEST), name(GUEST, "run", "run"), name(GUEST, "runrun"),
                name(program("start: mov x1, #0x08000000\nldr x2, [x1]\n"), "run"),
                name(withBoard(List.of()), "run"),
                name(withBoard(new BoardSpec(16 << 20, 1, Gic.V2, List.of()).withAcpi(true)), "run"))).doesNotContain(here).doesNotHaveDuplicates();
    }

    @Test
    void aMachineWithADiskHasNoName() {
        Disk.Image disk = Disk.Image.of(Bytes.copyOf(new byte[512]));

        assertThat(KeptMachine.after(withBoard(List.of(disk)), List.of(), folder)).isEmpty();
    }

    @Test
    void whatIsRestoredIsWhatWasKept() throws Exception {
        Machine first = Machine.create(GUEST, _ -> { });
        first.run(100, Set.of());
        var kept = new KeptMachine(folder.resolve("new/a.machine"));
        kept.keep(first);
        Machine second = Machine.create(GUEST, _ -> { });

        assertThat(kept.restore(second)).isTrue();
        assertThat(second.stopped()).isEqualTo(first.stopped()).isInstanceOf(RunState.AtExit.class);
        assertThat(second.pc()).isEqualTo(first.pc());
    }

    @Test
    void ofTooManyTheOldestAreDeleted() throws Exception {
        Machine machine = Machine.create(GUEST, _ -> { });
        Files.writeString(folder.resolve("of-somebody-else"), "");
        for (int i = 0; i < KeptMachine.MOST_IN_FOLDER; i++) {
            Path file = Files.writeString(folder.resolve(i + ".machine"), "");
            Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * (i + 1)));
        }

        new KeptMachine(folder.resolve("new.machine")).keep(machine);

        assertThat(files()).hasSize(KeptMachine.MOST_IN_FOLDER + 1).contains("of-somebody-else", "new.machine",
                "1.machine").doesNotContain("0.machine");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
