package dev.seascope.views.console;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Layout;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.text.Found;
import dev.seascope.arch.text.Found.Kind;
import dev.seascope.arch.text.SyndromeText;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.control.Words;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// What the guest wrote to its serial port, the syndromes it told of there, and what a user types into it. Holds no
/// controls.
public final class ConsoleModel {
    /// More than this many characters is not shown; the oldest lines go, many at once, so that the text mostly grows.
    static final int MOST = 200_000;
    private static final int CUT = 50_000;
    private static final int EC_SHIFT = Esr.EC.bits().lsb();
    /// Colours and cursor movements of a terminal (ECMA-48 control sequences), which plain text has not.
    private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|[@-Z\\\\-_=>])");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x07\\x0b-\\x1f\\x7f]");
    /// How Linux begins the reports that something failed.
    private static final Pattern ALARM = Pattern.compile("(?m)^.*(?:Internal error: |Kernel panic - |Unable to handle kernel "
            + "|SError Interrupt on CPU|unhandled exception|Hardware Error).*$");
    private static final char BACKSPACE = '\b';

    private final SessionModel session;
    private final Consumer<Command> commands;
    private final ReadOnlyObjectWrapper<Output> output =
            new ReadOnlyObjectWrapper<>(this, "output", Output.NONE);
    private final ReadOnlyObjectWrapper<Optional<Found>> selected =
            new ReadOnlyObjectWrapper<>(this, "selected", Optional.empty());
    /// Where the guest stopped last, how much it had written by then, and by the stop before.
    private long stop = -1;
    private int written;
    private int seen;

    /// What the guest has written.
    ///
    /// @param text plain
    /// @param found the registers it tells of
    /// @param reveal where a reader should look: the first syndrome told since the stop before this one
    /// @param fresh where what was written since that stop begins
    record Output(String text, List<Found> found, OptionalInt reveal, int fresh) {
        /// Before the first character.
        static final Output NONE = new Output("", List.of(), OptionalInt.empty(), 0);

        /// Lines that say that the guest's kernel is in trouble.
        List<Stretch> alarms() {
            return ALARM.matcher(text).results().map(line -> new Stretch(line.start(), line.end())).toList();
        }

        /// The syndromes, in the order of the text.
        List<Found> syndromes() {
            return found.stream().filter(one -> one.kind() == Kind.ESR).toList();
        }
    }

    /// A part of the text.
    ///
    /// @param from its first character
    /// @param to the one after its last
    record Stretch(int from, int to) {
        static Stretch of(Found one) {
            return new Stretch((int) one.offset(), (int) one.offset() + one.length());
        }
    }

    public ConsoleModel(SessionModel session, Consumer<Command> commands) {
        this.session = session;
        this.commands = commands;
        session.snapshotProperty().subscribe(this::follow);
    }

    /// Whether the guest has written anything: a guest without a serial port has no console to show.
    public ObservableValue<Boolean> used() {
        return session.snapshotProperty().map(machine -> !machine.console().isEmpty());
    }

    /// All of it.
    ReadOnlyObjectProperty<Output> outputProperty() {
        return output.getReadOnlyProperty();
    }

    /// The value that is told in words: the one chosen, else the newest syndrome.
    public ReadOnlyObjectProperty<Optional<Found>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// All of it as plain text.
    public String text() {
        return output.get().text();
    }

    void select(Found one) {
        selected.set(Optional.of(one));
    }

    /// The value at a place of the text.
    Optional<Found> at(int offset) {
        return output.get().found().stream()
                .filter(one -> one.offset() <= offset && offset < one.offset() + one.length()).findFirst();
    }

    /// Choose the next or previous syndrome.
    public void move(int by) {
        List<Found> all = output.get().syndromes();
        long from = selected.get().map(Found::offset).orElse(-1L);
        Optional<Found> next = by > 0 ? all.stream().filter(one -> one.offset() > from).findFirst()
                : all.reversed().stream().filter(one -> one.offset() < from).findFirst();
        next.ifPresent(this::select);
    }

    /// Choose the next syndrome, after the last one the first.
    public void next() {
        Optional<Found> before = selected.get();
        move(1);
        List<Found> all = output.get().syndromes();
        if (selected.get().equals(before) && !all.isEmpty()) {
            select(all.getFirst());
        }
    }

    /// `2 of 3`, when a syndrome is selected.
    String position() {
        List<Found> all = output.get().syndromes();
        int at = selected.get().map(all::indexOf).orElse(-1);
        return at < 0 || all.size() < 2 ? "" : "%d of %d".formatted(at + 1, all.size());
    }

    /// Send characters to the guest as a keyboard would: Enter is a carriage return.
    void type(String characters) {
        if (!characters.isEmpty()) {
            commands.accept(new Command.Type(characters.replace('\n', '\r')));
        }
    }

    /// The register that a value is of, as the guest that prints it sees it.
    static String register(Found one) {
        String level = "_EL" + one.view().orElse(1);
        return switch (one.kind()) {
            case ESR, CLASS -> "ESR" + level;
            case SPSR -> "SPSR" + level;
            case FAR -> "FAR" + level;
            case INSTRUCTION -> "A64";
        };
    }

    /// The whole register, where the text tells only a part.
    static long value(Found one) {
        return one.kind() == Kind.CLASS ? one.value() << EC_SHIFT : one.value();
    }

    /// What a value means: a syndrome's class, then its status code, then each field that is not 0.
    static String meaning(Found one) {
        return switch (one.kind()) {
            case ESR -> syndrome(one);
            case CLASS -> Esr.read(value(one), one.context()).stream().filter(ConsoleModel::isClass).findFirst()
                    .map(Layout.Reading::meaning).orElse("");
            case SPSR -> "EL%d with SP_EL%d".formatted(one.value() >>> 2 & 3,
                    (one.value() & 1) == 0 ? 0 : one.value() >>> 2 & 3);
            case FAR -> "the address that faulted";
            case INSTRUCTION -> "the instruction at PC";
        };
    }

    private static String syndrome(Found one) {
        List<String> words = new ArrayList<>();
        for (Layout.Reading reading : Esr.read(one.value(), one.context())) {
            Bits bits = reading.field().bits();
            String name = reading.field().name();
            if (isClass(reading)) {
                words.add(reading.meaning());
            } else if (name.endsWith("FSC")) {
                words.add(Math.min(1, words.size()), "%s %s %s".formatted(name, Words.number(reading.field(), reading.value()),
                        reading.meaning()).strip());
            } else if (reading.value() != 0 && bits.msb() < EC_SHIFT - 1 && !name.startsWith("RES0")) {
                words.add("%s %s %s".formatted(name, Words.number(reading.field(), reading.value()), reading.meaning())
                        .strip());
            }
        }
        return String.join(" · ", words);
    }

    private static boolean isClass(Layout.Reading reading) {
        return reading.field().name().equals(Esr.EC.name());
    }

    private void follow(MachineSnapshot machine) {
        boolean running = machine.state() instanceof RunState.Running;
        if (running || machine.retired() != stop) {
            seen = written; // what happens to a guest that stands still makes nothing old
        }
        Output before = output.get();
        String text = machine.console().isEmpty() ? "" : plain(machine.console());
        boolean same = text.equals(before.text());
        if (!same && !text.startsWith(before.text())) {
            seen = 0;
            selected.set(Optional.empty());
        }
        List<Found> found = same ? before.found() : List.copyOf(SyndromeText.find(text));
        Optional<Found> news = found.stream().filter(one -> one.kind() == Kind.ESR && one.offset() >= seen).findFirst();
        OptionalInt reveal = running || news.isEmpty() ? OptionalInt.empty()
                : OptionalInt.of(beginning(text, news.get()));
        Output now = new Output(text, found, reveal, seen);
        if (!now.equals(before)) {
            news.ifPresent(this::select);
            output.set(now);
        }
        if (!running) {
            stop = machine.retired();
            written = text.length();
        }
    }

    /// Where a report begins that tells a syndrome: a kernel says first what went wrong.
    private static int beginning(String text, Found syndrome) {
        int line = text.lastIndexOf('\n', (int) syndrome.offset() - 1) + 1;
        return text.lastIndexOf('\n', line - 2) + 1;
    }

    /// Output without what only a terminal understands; a backspace takes the character before it.
    static String plain(String output) {
        String text = CONTROL_SEQUENCE.matcher(recent(output)).replaceAll("").replace("\r\n", "\n");
        if (text.indexOf(BACKSPACE) >= 0) {
            text = rubbedOut(text);
        }
        return UNPRINTABLE.matcher(text).replaceAll("");
    }

    private static String recent(String output) {
        if (output.length() <= MOST) {
            return output;
        }
        int cut = (output.length() - MOST + CUT - 1) / CUT * CUT;
        int line = output.indexOf('\n', cut);
        return output.substring(line < 0 || line - cut > CUT / 2 ? cut : line + 1);
    }

    private static String rubbedOut(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != BACKSPACE) {
                out.append(character);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
                out.setLength(out.length() - 1);
            }
        }
        return out.toString();
    }
}
