package dev.seascope.session;

import static dev.seascope.session.SessionProbe.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.kvm.KvmExit;
import dev.seascope.vmm.acpi.ErrorSource;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.Gic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MachineCheckpointTest {
    /// Writes its progress to memory and to the serial port, and reads from a hole each time round.
    private static final MachineSpec GUEST = onBoard(program("""
            start:  mov     x1, #0x08000000
                    ldr     x5, =0x09000000
                    ldr     x6, =0x40000000
                    mov     w7, #'a'
            again:  ldr     x0, [x1, #0x200]
                    add     x2, x2, x0
                    str     x2, [x6], #8
                    str     w7, [x5]
                    add     w7, w7, #1
                    b       again
            """));

    /// With devices, and no interrupt controller at the address that the guest takes for a hole.
    private static MachineSpec onBoard(MachineSpec spec) {
        return new MachineSpec(spec.kernel(), spec.host(), spec.features(), spec.ipaBits(), spec.capabilities(),
                spec.slots(), spec.poison(), spec.contents(), spec.registers(), true, spec.listing(),
                Optional.of(BoardSpec.of(16 << 20, Gic.NONE)));
    }

    private static Machine started() throws MachineSpec.UnusableException {
        Machine machine = Machine.create(GUEST, _ -> { });
        machine.run(100, Set.of());
        return machine;
    }

    private static String goOn(Machine machine) {
        for (int data = 5; data < 8; data++) {
            machine.answer(data);
            machine.run(100, Set.of());
        }
        return "%s %d %d %s %s".formatted(machine.serial().output(), machine.retired(), machine.exits(),
                machine.vm().memory().read(0x4000_0000L, 64).orElseThrow(), machine.stopped());
    }

    @Test
    void whatFollowsACheckpointFollowsAgain() throws Exception {
        Machine machine = started();
        machine.answer(3);
        machine.run(100, Set.of());
        MachineCheckpoint checkpoint = machine.checkpoint();

        String first = goOn(machine);
        machine.restore(checkpoint);

        assertThat(machine.serial().output()).isEqualTo("a");
        assertThat(machine.stopped()).isInstanceOf(RunState.AtExit.class);
        assertThat(goOn(machine)).isEqualTo(first).startsWith("abcd ");
    }

    @Test
    void aCheckpointGoesThroughAStreamIntoAnotherMachine() throws Exception {
        Machine machine = started();
        var stream = new ByteArrayOutputStream();
        machine.write(machine.checkpoint(), stream);

        Machine other = Machine.create(GUEST, _ -> { });
        other.restore(other.readCheckpoint(new ByteArrayInputStream(stream.toByteArray())));

        assertThat(other.stopped()).isEqualTo(machine.stopped());
        assertThat(goOn(other)).isEqualTo(goOn(machine));
    }

    @Test
    void aStreamThatHoldsNoWholeCheckpointIsRefused() throws Exception {
        Machine machine = started();
        var stream = new ByteArrayOutputStream();
        machine.write(machine.checkpoint(), stream);
        byte[] whole = stream.toByteArray();

        for (int length : new int[] {0, 3, 4, 100, whole.length / 2, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> machine.readCheckpoint(new ByteArrayInputStream(cut))).as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
        whole[0] = 0x7f;
        assertThatThrownBy(() -> machine.readCheckpoint(new ByteArrayInputStream(whole)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aCheckpointOfAnotherKindOfMachineIsRefused() throws Exception {
        Machine machine = started();
        MachineCheckpoint other = Machine.create(program("start: b start"), _ -> { }).checkpoint();

        assertThatThrownBy(() -> machine.restore(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMachineOnItsWayToWhatAFileHoldsIsNotShown(@TempDir Path folder) throws Exception {
        Path kept = folder.resolve("a.machine");
        Runnable nothing = () -> { };
        var once = new AtomicReference<>(nothing);
        // On the emulation thread, so that both commands wait before it goes on.
        try (var probe = new SessionProbe(_ -> once.getAndSet(nothing).run())) {
            probe.load(GUEST);
            MachineSnapshot first = probe.stopAfter(new Command.RunOnce(kept));
            once.set(() -> {
                probe.session.submit(new Command.Load(GUEST));
                probe.session.submit(new Command.RunOnce(kept));
            });
            probe.snapshots.clear();

            MachineSnapshot again = probe.stopAfter(new Command.Step(1));

            assertThat(again.state()).isEqualTo(first.state());
            assertThat(probe.events).filteredOn(SessionEvent.Restored.class::isInstance).hasSize(1);
            assertThat(probe.snapshots).extracting(MachineSnapshot::state).doesNotContain(new RunState.Paused("Loaded"));
        }
    }

    @Test
    void aMachineThatIsRunOnceIsTakenFromItsFileTheNextTimeAndAtARestart(@TempDir Path folder) throws Exception {
        Path kept = folder.resolve("new").resolve("guest.machine");
        try (var probe = new SessionProbe()) {
            probe.load(GUEST);
            MachineSnapshot first = probe.stopAfter(new Command.RunOnce(kept));
            assertThat(first.state()).isInstanceOf(RunState.AtExit.class);
            assertThat(Files.size(kept)).isPositive();
        }
        try (var probe = new SessionProbe()) {
            probe.load(GUEST);
            int before = probe.events.size();
            MachineSnapshot second = probe.stopAfter(new Command.RunOnce(kept));

            assertThat(second.state()).isEqualTo(new RunState.AtExit(new KvmExit.Mmio(0x0800_0200L, 0, 8, false)));
            assertThat(second.retired()).isEqualTo(4);
            assertThat(probe.events.subList(before, probe.events.size())).startsWith(
                    new SessionEvent.Restored(4, 1, second.pc()),
                    new SessionEvent.Exited(4, 1, new KvmExit.Mmio(0x0800_0200L, 0, 8, false)));
            probe.stopAfter(new Command.Answer(1, true));
            probe.session.submit(new Command.Restart());
            assertThat(probe.next(RunState.AtExit.class::isInstance).retired()).isEqualTo(4);
        }
    }

    @Test
    void aMemoryErrorIsReportedWhereTheMachineStandsAndAgainAtARestart(@TempDir Path folder) throws Exception {
        MachineSpec spec = withAcpi(program("mov x1, #0x0b000000\nldr x0, [x1]\n"));
        ErrorSource source = spec.board().flatMap(BoardSpec::errorSource).orElseThrow();
        var report = new Command.ReportError(ErrorSource.Severity.RECOVERABLE, 0x4010_0000L);
        var told = new SessionEvent.ErrorReported(1, "recoverable", 0x4010_0000L);
        try (var probe = new SessionProbe()) {
            probe.load(spec);
            probe.session.submit(new Command.RunOnce(folder.resolve("guest.machine"), Optional.of(report)));
            probe.next(state -> state instanceof RunState.AtExit);
            MachineSnapshot stop = probe.nextStop();

            assertThat(stop.memory().byteAt(source.memory() + 0x1000)).as("block status").isEqualTo(0x11);
            assertThat(probe.events).containsOnlyOnce(told);
            probe.stopAfter(report);
            assertThat(probe.events).as("the guest has not acknowledged").containsOnlyOnce(told);
            probe.session.submit(new Command.Restart());
            probe.next(RunState.AtExit.class::isInstance);
            assertThat(probe.nextStop().memory().byteAt(source.memory() + 0x1000)).isEqualTo(0x11);
            assertThat(probe.events).filteredOn(told::equals).hasSize(2);
        }
        Machine kept = Machine.create(spec, _ -> { });
        new KeptMachine(folder.resolve("guest.machine")).restore(kept);
        assertThat(kept.vm().memory().byteAt(source.memory() + 0x1000)).as("in what is kept").isZero();
    }

    private static MachineSpec withAcpi(MachineSpec spec) {
        BoardSpec board = BoardSpec.of(16 << 20, Gic.V2).withAcpi(true);
        ErrorSource source = board.errorSource().orElseThrow();
        List<MachineSpec.Content> contents = new ArrayList<>(spec.contents());
        contents.add(new MachineSpec.Content(source.memory(), source.initial()));
        return new MachineSpec(spec.kernel(), spec.host(), spec.features(), spec.ipaBits(), spec.capabilities(),
                spec.slots(), spec.poison(), contents, spec.registers(), true, spec.listing(), Optional.of(board));
    }

    @Test
    void aFileThatIsNoMachineIsWrittenAnew(@TempDir Path folder) throws Exception {
        Path kept = Files.writeString(folder.resolve("guest.machine"), "something else");
        try (var probe = new SessionProbe()) {
            probe.load(GUEST);
            MachineSnapshot stop = probe.stopAfter(new Command.RunOnce(kept));

            assertThat(stop.state()).isInstanceOf(RunState.AtExit.class);
            assertThat(stop.retired()).isEqualTo(4);
            assertThat(Files.size(kept)).isGreaterThan(100);
        }
    }
}
