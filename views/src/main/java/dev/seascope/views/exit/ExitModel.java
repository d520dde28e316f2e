package dev.seascope.views.exit;

import dev.seascope.kvm.KvmExit;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.session.SessionEvent;
import dev.seascope.views.control.Notation;
import dev.seascope.views.model.SessionModel;
import dev.seascope.vmm.acpi.ErrorSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;

/// What the exit panel shows: the shared page as fields, what the user may answer, what may follow. Holds no controls.
public final class ExitModel {
    /// What is on show at one moment.
    ///
    /// @param title `Exit 8`
    /// @param rows fields of `struct kvm_run`
    /// @param old the rows are of an exit that is over
    /// @param remark a sentence below the title, or empty
    /// @param answerBytes how many bytes the user may answer, 0 when nothing is asked
    /// @param error a memory error of which the guest can be told before it takes an abort: its guest physical address
    /// @param told the guest has not read yet what it was told
    public record Shown(String title, List<ExitRow> rows, boolean old, String remark, int answerBytes,
            OptionalLong error, boolean told) {
        public Shown {
            rows = List.copyOf(rows);
        }

        Shown(String title, List<ExitRow> rows, boolean old, String remark, int answerBytes) {
            this(title, rows, old, remark, answerBytes, OptionalLong.empty(), false);
        }

        /// Whether the guest waits for data.
        public boolean asks() {
            return answerBytes > 0;
        }
    }

    private static final String INJECTED = "An exception was injected: the guest goes on with that";
    private static final Shown NOTHING = new Shown("Exit", List.of(), false, "No exit yet", 0);

    private final SessionModel session;
    private final Consumer<Command> commands;
    private final StringProperty answer = new SimpleStringProperty(this, "answer", "");
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(this, "shown", NOTHING);
    private final Map<String, Integer> counts = new TreeMap<>();
    private int counted;
    private String lastName = "";
    private int answering;

    /// @param commands to the session
    public ExitModel(SessionModel session, Consumer<Command> commands) {
        this.session = session;
        this.commands = commands;
        session.events().addListener((ListChangeListener<SessionEvent>) change -> {
            while (change.next()) {
                if (change.wasRemoved()) {
                    counts.clear();
                    counted = 0;
                    answering = 0;
                }
            }
            count();
        });
        count();
        session.snapshotProperty().subscribe(this::update);
    }

    /// A new value after every snapshot.
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public Shown shown() {
        return shown.get();
    }

    /// What the user typed as the answer. Kept until another exit asks.
    public StringProperty answerProperty() {
        return answer;
    }

    /// What is wrong with the answer as typed, or empty.
    public ObservableValue<String> problem() {
        return answer.flatMap(text -> shown.map(now -> now.asks() ? problem(text, now.answerBytes()) : ""));
    }

    /// Send the answer, if there is nothing wrong with it.
    ///
    /// @param run let the guest go on
    public void answer(boolean run) {
        Shown now = shown.get();
        OptionalLong data = parse(answer.get());
        if (now.asks() && data.isPresent() && problem(answer.get(), now.answerBytes()).isEmpty()) {
            commands.accept(new Command.Answer(data.getAsLong(), run));
        }
    }

    /// Write a CPER about the memory error, if the guest can be told of it.
    public void report() {
        Shown now = shown.get();
        if (now.error().isPresent() && !now.told()) {
            commands.accept(new Command.ReportError(ErrorSource.Severity.RECOVERABLE, now.error().getAsLong()));
        }
    }

    private static String problem(String text, int bytes) {
        if (text.isBlank()) {
            return "needs a number";
        }
        OptionalLong value = parse(text);
        if (value.isEmpty()) {
            return "not a number";
        }
        boolean fits = bytes >= Long.BYTES || value.getAsLong() >>> (8 * bytes) == 0;
        return fits ? "" : "wider than %d %s".formatted(bytes, bytes == 1 ? "byte" : "bytes");
    }

    /// `0x` for hexadecimal, otherwise decimal; `_` may group digits.
    private static OptionalLong parse(String text) {
        String digits = text.strip().replace("_", "");
        try {
            return OptionalLong.of(digits.startsWith("0x") || digits.startsWith("0X")
                    ? Long.parseUnsignedLong(digits, 2, digits.length(), 16)
                    : Long.parseUnsignedLong(digits));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    private void count() {
        for (; counted < session.events().size(); counted++) {
            if (session.events().get(counted) instanceof SessionEvent.Exited exited) {
                lastName = shortName(exited.exit());
                counts.merge(lastName, 1, Integer::sum);
            }
        }
    }

    private static String shortName(KvmExit exit) {
        return exit.kernelName().replaceFirst("^KVM_EXIT_", "");
    }

    private void update(MachineSnapshot machine) {
        KvmExit last = machine.kvmRun().size() == 0 ? new KvmExit.Unknown() : KvmExit.read(machine.kvmRun());
        List<ExitRow> rows = ExitRows.of(last, machine.kvmRun(), machine.machine());
        String lastTitle = machine.exits() == 0 ? "Exit" : "Exit " + machine.exits();
        shown.set(switch (machine.state()) {
            case RunState.Empty _ -> NOTHING;
            case RunState.AtExit _ when !session.isAtExit() -> new Shown(lastTitle, rows, true, INJECTED, 0);
            case RunState.AtExit(KvmExit exit) -> {
                int asked = exit instanceof KvmExit.Mmio mmio && !mmio.isWrite() ? mmio.len() : 0;
                if (asked > 0 && answering != machine.exits()) {
                    answering = machine.exits();
                    answer.set(prefilled(((KvmExit.Mmio) exit).data(), asked));
                }
                List<ExitRow> fields = ExitRows.of(exit, machine.kvmRun(), machine.machine());
                Optional<ErrorSource> source = machine.machine().errorSource();
                if (exit instanceof KvmExit.ArmSea sea && sea.gpaValid() && source.isPresent()) {
                    boolean told = !source.get().isFree(machine.memory()::byteAt);
                    yield new Shown(lastTitle, fields, false, told ? "A CPER waits for the guest: inject an abort"
                            : "No CPER waits for the guest", 0, OptionalLong.of(sea.gpa()), told);
                }
                yield new Shown(lastTitle, fields, false, follows(exit), asked);
            }
            case RunState.Running _ -> new Shown(lastTitle, rows, true, soFar(), 0);
            case RunState.AtError(String errno, String why) ->
                    new Shown("KVM_RUN returned -1, " + errno, rows, false, why, 0);
            case RunState.Failed(String why) -> new Shown(lastTitle, rows, false, why, 0);
            case RunState.AtBreakpoint _, RunState.Paused _ ->
                    new Shown(lastTitle, rows, true, lastWas(machine), 0);
        });
    }

    /// What is in the page already, as many digits as will be read: an answer that changes nothing.
    private static String prefilled(long data, int bytes) {
        long mask = bytes >= Long.BYTES ? -1 : (1L << (8 * bytes)) - 1;
        return "0x" + Notation.digits(data & mask, 2 * bytes);
    }

    private String lastWas(MachineSnapshot machine) {
        return machine.exits() == 0
                ? "No exit yet"
                : "No exit; last was %d%s".formatted(machine.exits(), lastName.isEmpty() ? "" : ", " + lastName);
    }

    private String soFar() {
        return String.join(", ", counts.entrySet().stream()
                .map(count -> Notation.grouped(count.getValue()) + " " + count.getKey()).toList());
    }

    private static String follows(KvmExit exit) {
        return switch (exit) {
            case KvmExit.Mmio mmio -> mmio.isWrite() ? "The data left the guest. Run, or inject an abort" : "";
            case KvmExit.ArmNisv _ -> "KVM could not decode the access: inject an abort, or set PC and run";
            case KvmExit.ArmLdst64b _ -> "A 64-byte access: inject an abort, or set PC and run";
            case KvmExit.ArmSea _ -> "The host did not claim the error: inject an abort, or run to try again";
            case KvmExit.SystemEvent _ -> "The guest ended. Restart runs it again";
            case KvmExit.FailEntry _, KvmExit.Internal _ -> "KVM cannot go on. Restart runs the guest again";
            case KvmExit.Hypercall _, KvmExit.Debug _, KvmExit.Intr _, KvmExit.Unknown _, KvmExit.Unlisted _ -> "";
        };
    }
}
