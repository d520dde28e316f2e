package dev.seascope.app;

import dev.seascope.guests.DebianGuests;
import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.Samples;
import dev.seascope.guests.Scenario;
import dev.seascope.guests.ScenarioException;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.session.Command;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.frame.Opening;
import dev.seascope.views.frame.Opening.Remedy;
import dev.seascope.views.frame.Opening.SourceLine;
import dev.seascope.views.model.SessionModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.concurrent.Task;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Opens samples and files in the session. Reading them, and fetching what is not here yet, happens on a thread of its
/// own, so the window goes on; everything else belongs to the JavaFX thread.
final class Library implements GuestLibrary {
    /// What is done sooner than this is not worth a word.
    private static final Duration PATIENCE = Duration.millis(200);
    private static final int LINES_AROUND = 3;
    private static final String MISSING = "It runs Debian's own kernel, which does not come with Seascope. It can be fetched "
            + "once from Debian's archive, and is kept in your cache folder from then on.";

    private final ReadOnlyObjectWrapper<SessionModel.Guest> current;
    private final ObjectProperty<Opening> opening = new SimpleObjectProperty<>(this, "opening", Opening.NONE);
    private Consumer<Command> commands = _ -> { };
    private String wanted;
    private @Nullable Work running;
    private @Nullable File folder;

    /// What a thread does to open a guest.
    private interface Way {
        List<Command> commands(Consumer<String> telling) throws ScenarioException, IOException;
    }

    /// One opening.
    private static final class Work extends Task<List<Command>> {
        private final Way way;

        Work(Way way) {
            this.way = way;
        }

        @Override
        protected List<Command> call() throws ScenarioException, IOException {
            return way.commands(this::updateMessage);
        }
    }

    /// @param first what is open already
    Library(String first) {
        wanted = first;
        current = new ReadOnlyObjectWrapper<>(guest(first));
    }

    /// How the window names what is opened: `mmio read`, a sample.
    static SessionModel.Guest guest(String name) {
        if (Samples.names().contains(name)) {
            // What an operating system makes of one injection is what a sample on Linux is about: that is composed.
            Optional<InjectionPlan> plan = Samples.onLinux().contains(name)
                    ? Samples.scenario(name).flatMap(Scenario::firstInjection) : Optional.empty();
            return new SessionModel.Guest(name.replace('-', ' '), "sample", plan);
        }
        String file = String.valueOf(Path.of(name).getFileName());
        return new SessionModel.Guest(file, file.matches(".*\\.ya?ml") ? "scenario" : "guest");
    }

    @Override
    public void use(Consumer<Command> session) {
        commands = session;
    }

    @Override
    public ObservableValue<SessionModel.Guest> current() {
        return current.getReadOnlyProperty();
    }

    @Override
    public List<Entry> samples() {
        return Samples.names().stream()
                .map(name -> new Entry(name, Samples.scenario(name).orElseThrow().title())).toList();
    }

    @Override
    public void open(Entry sample) {
        load(sample.id());
    }

    @Override
    public boolean canOpenFiles() {
        return true;
    }

    @Override
    public void openFile() {
        var chooser = new FileChooser();
        chooser.setTitle("Open a guest: ELF, Image, firmware, assembly or a scenario");
        chooser.setInitialDirectory(folder);
        File file = chooser.showOpenDialog(Window.getWindows().stream().filter(Window::isFocused).findFirst()
                .orElse(null));
        if (file != null) {
            folder = file.getParentFile();
            load(file.toString());
        }
    }

    @Override
    public void openFile(Path file) {
        load(file.toString());
    }

    @Override
    public ObservableValue<Opening> opening() {
        return opening;
    }

    @Override
    public void leaveOpening() {
        Work now = running;
        running = null;
        if (now != null) {
            now.cancel();
        }
        opening.set(Opening.NONE);
    }

    @Override
    public void openAgain() {
        load(wanted);
    }

    @Override
    public void fetch() {
        String name = wanted;
        start(name, "Asking Debian's archive", telling -> {
            DebianGuests.ofUser().fetch(telling);
            return GuestFiles.open(name);
        });
    }

    private void load(String name) {
        start(name, "Reading its files", _ -> GuestFiles.open(name));
    }

    private void start(String name, String doing, Way way) {
        leaveOpening();
        wanted = name;
        var work = new Work(way);
        running = work;
        var patience = new PauseTransition(PATIENCE);
        patience.setOnFinished(_ -> tell(work, work.getMessage().isEmpty() ? doing : "Fetching " + work.getMessage()));
        work.messageProperty().subscribe(step -> tell(work, "Fetching " + step));
        work.setOnSucceeded(_ -> {
            if (running == work) {
                leaveOpening();
                work.getValue().forEach(commands);
                current.set(guest(name));
            }
        });
        work.setOnFailed(_ -> {
            if (running == work) {
                running = null;
                opening.set(failure(name, work.getException()));
            }
        });
        patience.play();
        Thread.ofPlatform().name("guest").daemon().start(work);
    }

    private void tell(Work work, String doing) {
        if (running == work && work.isRunning()) {
            opening.set(new Opening.Working(guest(wanted).name(), doing));
        }
    }

    private static Opening failure(String name, Throwable thrown) {
        String guest = guest(name).name();
        String why = String.valueOf(thrown.getMessage());
        return switch (thrown) {
            case ScenarioException scenario when scenario.isFetchable() ->
                new Opening.Failed(guest, MISSING, List.of(), Remedy.FETCH);
            case ScenarioException scenario -> new Opening.Failed(guest, why,
                    scenario.place().map(place -> excerpt(name, place)).orElse(List.of()), Remedy.OPEN_AGAIN);
            case IOException _ -> new Opening.Failed(guest, why, List.of(), Remedy.FETCH_AGAIN);
            default -> new Opening.Failed(guest, String.valueOf(thrown), List.of(), Remedy.OPEN_AGAIN);
        };
    }

    /// The lines around a mistake, if the text can be had.
    private static List<SourceLine> excerpt(String name, ScenarioException.Place place) {
        List<String> lines = text(place.file()).or(() -> text(name)).map(text -> text.lines().toList()).orElse(List.of());
        List<SourceLine> shown = new ArrayList<>();
        for (int line = Math.max(1, place.line() - LINES_AROUND);
                line <= Math.min(lines.size(), place.line() + LINES_AROUND); line++) {
            shown.add(new SourceLine(line, lines.get(line - 1), line == place.line() ? place.column() : -1));
        }
        return shown;
    }

    private static Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException _) {
            return Samples.text(file.replaceFirst("\\.yaml$", ""));
        }
    }
}
