package dev.seascope.views.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.session.SessionEvent;
import dev.seascope.views.Machines;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.SessionModel;
import dev.seascope.vmm.acpi.ErrorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExitModelTest {
    private final List<Command> commands = new ArrayList<>();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());
    private final ExitModel model = new ExitModel(session, commands::add);

    @Test
    void withoutAGuestThereIsNoExit() {
        assertThat(model.shown().rows()).isEmpty();
        assertThat(model.shown().remark()).isEqualTo("No exit yet");
    }

    @Test
    void anMmioExitIsItsFieldsWithOffsets() {
        session.show(MmioReadMoment.snapshot());

        assertThat(model.shown().title()).isEqualTo("Exit 8");
        assertThat(model.shown().rows()).extracting("offset", "field", "type", "value", "comment").containsExactly(
                tuple(8, "exit_reason", "u32", "6", "KVM_EXIT_MMIO"),
                tuple(32, "mmio.phys_addr", "u64", "0x08000000", "no memory slot"),
                tuple(40, "mmio.data", "u8[8]", "2a 00 00 00 00 00 00 00", ""),
                tuple(48, "mmio.len", "u32", "8", ""),
                tuple(52, "mmio.is_write", "u8", "0", "read"));
    }

    @Test
    void theAnswerBeginsWithWhatThePageHoldsAndKeepsWhatIsTyped() {
        session.show(MmioReadMoment.snapshot());
        assertThat(model.answerProperty().get()).isEqualTo("0x000000000000002a");

        model.answerProperty().set("0x55");
        session.show(MmioReadMoment.snapshot());

        assertThat(model.answerProperty().get()).isEqualTo("0x55");
    }

    @Test
    void afterAnInjectionNothingIsAsked() {
        session.show(MmioReadMoment.snapshot());
        assertThat(session.isAtExit()).isTrue();

        session.show(Machines.injected(MmioReadMoment.snapshot()));

        assertThat(session.isAtExit()).isFalse();
        assertThat(model.shown().asks()).isFalse();
        assertThat(model.shown().old()).isTrue();
        assertThat(model.shown().remark()).startsWith("An exception was injected");
    }

    @Test
    void anExitThatNeedsNoCompletionIsOverWhenAnExceptionIsTaken() {
        var exit = new KvmExit.ArmNisv(0, 0x0800_0000L);
        session.append(List.of(new SessionEvent.Started(0, 1, 0), new SessionEvent.Exited(5, 1, exit)));
        session.show(Machines.in(MmioReadMoment.snapshot(), new RunState.AtExit(exit)));
        assertThat(session.isAtExit()).isTrue();

        session.append(List.of(new SessionEvent.Injected(5, "dabt"), new SessionEvent.ExceptionTaken(5, 0x200, 0, 0, 0,
                0, 1, 0, SessionEvent.Before.RESET)));

        assertThat(session.isAtExit()).isFalse();
    }

    @Test
    void anAnswerIsSentAsTyped() {
        session.show(MmioReadMoment.snapshot());

        model.answerProperty().set("0xffff_ffff_ffff_ffff");
        model.answer(true);
        model.answerProperty().set("42");
        model.answer(false);

        assertThat(commands).containsExactly(new Command.Answer(-1, true), new Command.Answer(42, false));
    }

    @Test
    void whatIsWrongWithAnAnswerIsSaidAndNothingIsSent() {
        session.show(at(new KvmExit.Mmio(0x800_0000, 0, 1, false)));

        assertThat(problemOf("0x1ff")).isEqualTo("wider than 1 byte");
        assertThat(problemOf("sensor")).isEqualTo("not a number");
        assertThat(problemOf(" ")).isEqualTo("needs a number");
        assertThat(problemOf("0xff")).isEmpty();

        model.answerProperty().set("0x100");
        model.answer(true);
        assertThat(commands).isEmpty();
    }

    @Test
    void aWriteAsksForNothing() {
        session.show(at(new KvmExit.Mmio(0x800_0000, 7, 4, true)));

        assertThat(model.shown().asks()).isFalse();
        assertThat(model.shown().rows()).extracting(ExitRow::comment).contains("write");
    }

    @Test
    void aSystemEventSaysWhichAndShowsOnlyTheDataThatCount() {
        session.show(at(new KvmExit.SystemEvent(1, List.of(5L))));

        assertThat(model.shown().rows()).extracting("field", "value", "comment").containsExactly(
                tuple("exit_reason", "24", "KVM_EXIT_SYSTEM_EVENT"),
                tuple("system_event.type", "1", "shutdown"),
                tuple("system_event.ndata", "1", ""),
                tuple("system_event.data", "0x5", ""));
    }

    @Test
    void aSyndromeOfTheHostIsDecoded() {
        session.show(at(new KvmExit.ArmSea(1, 0x9200_0410L, 0, 0x4000_0000L)));

        assertThat(model.shown().rows()).extracting("field", "comment").contains(
                tuple("arm_sea.flags", "GPA_VALID"),
                tuple("arm_sea.gva", "not valid"),
                tuple("arm_sea.gpa", ""));
        assertThat(model.shown().rows().get(2).comment()).containsIgnoringCase("data abort");
    }

    @Test
    void aGuestThatAsksAnErrorSourceCanBeToldOfTheMemoryErrorOnce() {
        MachineSnapshot sea = at(new KvmExit.ArmSea(1, 0x9200_0010L, 0x8123_4000L, 0x4800_1000L));
        session.show(withErrorSource(sea, 1));
        assertThat(model.shown().told()).isFalse();
        model.report();
        session.show(withErrorSource(sea, 0));
        assertThat(model.shown().remark()).startsWith("A CPER waits for the guest");
        model.report();

        assertThat(commands).containsExactly(
                new Command.ReportError(ErrorSource.Severity.RECOVERABLE, 0x4800_1000L));
    }

    @Test
    void aMemoryErrorIsToldOnlyWhereItsAddressIsKnownAndSomebodyLooks() {
        session.show(withErrorSource(at(new KvmExit.ArmSea(0, 0x9200_0410L, 0, 0)), 1));
        assertThat(model.shown().error()).isEmpty();

        session.show(at(new KvmExit.ArmSea(1, 0x9200_0010L, 0, 0x4800_1000L)));
        assertThat(model.shown().error()).isEmpty();
        model.report();

        assertThat(commands).isEmpty();
    }

    private static MachineSnapshot withErrorSource(MachineSnapshot machine, int acknowledged) {
        var old = machine.machine();
        return new MachineSnapshot(machine.retired(), machine.state(), machine.x(), machine.sp(), machine.pc(),
                machine.pstate(), machine.system(), machine.host(), machine.kvmRun(), machine.exits(),
                machine.exceptions(), machine.console(), new MachineSnapshot.MachineConfig(old.kernelId(), old.hostRas(),
                        old.features(), old.capabilities(), old.slots(), 1, Optional.of(new ErrorSource(0x4011_0000L))),
                gpa -> gpa == 0x4011_0008L ? acknowledged : 0, machine.program());
    }

    @Test
    void anErrnoAndItsReasonTakeThePlaceOfAnExit() {
        var machine = MmioReadMoment.snapshot();
        session.show(with(machine, new RunState.AtError("ENOSYS", "no capability"), machine.kvmRun()));

        assertThat(model.shown().title()).isEqualTo("KVM_RUN returned -1, ENOSYS");
        assertThat(model.shown().remark()).isEqualTo("no capability");
    }

    @Test
    void whileRunningTheExitsAreCounted() {
        session.append(MmioReadMoment.events());
        var machine = MmioReadMoment.snapshot();
        session.show(with(machine, new RunState.Running(), machine.kvmRun()));

        assertThat(model.shown().remark()).isEqualTo("8 MMIO");
        assertThat(model.shown().old()).isTrue();
    }

    private String problemOf(String text) {
        model.answerProperty().set(text);
        return model.problem().getValue();
    }

    private static MachineSnapshot at(KvmExit exit) {
        Bytes page = Bytes.copyOf(new byte[Structs.KVM_RUN_BYTES]).with(8, 4, exit.reason());
        page = switch (exit) {
            case KvmExit.Mmio mmio -> page.with(32, 8, mmio.physAddr()).with(40, 8, mmio.data()).with(48, 4, mmio.len())
                    .with(52, 1, mmio.isWrite() ? 1 : 0);
            case KvmExit.SystemEvent event -> page.with(32, 4, event.type()).with(36, 4, event.data().size())
                    .with(40, 8, event.data().getFirst());
            case KvmExit.ArmSea sea -> page.with(32, 8, sea.flags()).with(40, 8, sea.esr()).with(48, 8, sea.gva())
                    .with(56, 8, sea.gpa());
            default -> throw new IllegalArgumentException(exit.kernelName());
        };
        return with(MmioReadMoment.snapshot(), new RunState.AtExit(KvmExit.read(page)), page);
    }

    private static MachineSnapshot with(MachineSnapshot machine, RunState state, Bytes page) {
        return new MachineSnapshot(machine.retired(), state, machine.x(), machine.sp(), machine.pc(), machine.pstate(),
                machine.system(), machine.host(), page, machine.exits(), machine.exceptions(), machine.console(),
                machine.machine(), machine.memory(), machine.program());
    }
}
