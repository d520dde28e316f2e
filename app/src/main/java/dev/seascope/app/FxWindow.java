package dev.seascope.app;

import dev.seascope.arch.text.StripDrawing;
import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.ScenarioException;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.Session;
import dev.seascope.session.SessionEvent;
import dev.seascope.views.Picture;
import dev.seascope.views.SeascopeWindow;
import dev.seascope.views.Workbench;
import dev.seascope.views.control.Theme;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.frame.Settings;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Parent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window, wired: session, model and views. The one place where all parts of the program meet.
final class FxWindow implements Window {
    @Override
    public boolean hasDisplay() {
        return SeascopeWindow.hasDisplay();
    }

    @Override
    public void open(String name) throws ScenarioException {
        AtomicReference<@Nullable Future<List<Command>>> guest = opening(name);
        var file = SettingsFile.of(System.getProperty("os.name"), System.getenv(),
                Path.of(System.getProperty("user.home")));
        Settings settings = file.read();
        Map<String, String> before = settings.values();
        List<Session> sessions = new ArrayList<>();
        try {
            // Not kept: what goes into a guest's memory may take as much room again as that memory.
            SeascopeWindow.open(stage -> sessions.add(
                    show(stage, name, Objects.requireNonNull(guest.getAndSet(null)), settings)));
            if (!settings.values().equals(before)) {
                file.write(settings);
            }
        } catch (IOException e) {
            System.getLogger(FxWindow.class.getName()).log(System.Logger.Level.WARNING,
                    "the settings are not kept: " + Arguments.reason(e));
        } catch (UnopenedGuest e) {
            throw e.reason;
        } finally {
            sessions.forEach(Session::close);
        }
    }

    /// The guest is read and assembled while the toolkit starts and the window is built.
    private static AtomicReference<@Nullable Future<List<Command>>> opening(String name) {
        var guest = new FutureTask<List<Command>>(() -> GuestFiles.open(name));
        Thread.ofPlatform().name("guest").daemon().start(guest);
        return new AtomicReference<>(guest);
    }

    /// Show the window on a stage. The one place where session, model and views meet.
    ///
    /// @param start what the session does first; waited for when all else is ready
    /// @param settings looks and keys
    /// @return the session behind it, to be closed when the window is
    static Session show(Stage stage, String name, Future<List<Command>> start, Settings settings) {
        var library = new Library(name);
        var session = new AtomicReference<@Nullable Session>();
        SeascopeWindow.show(stage, listener -> {
            Session made = new Session(listener);
            session.set(made);
            return made::submit;
        }, library, () -> commands(start), settings);
        return Objects.requireNonNull(session.get());
    }

    private static List<Command> commands(Future<List<Command>> start) {
        try {
            return start.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ScenarioException reason) {
                throw new UnopenedGuest(reason);
            }
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the guest was opened", e);
        }
    }

    /// Carries the reason why a guest could not be opened off the JavaFX thread.
    private static final class UnopenedGuest extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final ScenarioException reason;

        UnopenedGuest(ScenarioException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    @Override
    public void picture(String name, List<MachineSnapshot> stops, List<SessionEvent> events, Optional<String> view, Path png)
            throws IOException {
        byte[] picture = Picture.draw(() -> {
            var model = new SessionModel(Previewer.KVM);
            model.guestProperty().set(Library.guest(name));
            model.planProperty().set(Library.guest(name).plan().orElse(SessionModel.FIRST_PLAN));
            model.append(events);
            stops.forEach(model::show);
            var workbench = new Workbench(model, _ -> { }, GuestLibrary.NONE);
            return view.isEmpty()
                    ? Picture.png(workbench.root(), Theme.LIGHT, Picture.WIDTH, Picture.HEIGHT)
                    : Picture.png(workbench.root(), named(workbench, view.get()), Theme.LIGHT, Picture.WIDTH,
                            Picture.HEIGHT);
        });
        Files.write(png, picture);
    }

    @Override
    public byte[] strip(StripDrawing drawing) {
        return Picture.draw(() -> StripPicture.png(drawing));
    }

    private static Parent named(Workbench workbench, String view) {
        return workbench.view(view).orElseThrow(() -> new IllegalArgumentException("unknown view '%s'; known: %s"
                .formatted(view, String.join(", ", workbench.viewNames()))));
    }
}
