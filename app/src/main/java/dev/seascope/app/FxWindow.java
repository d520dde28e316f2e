package dev.seascope.app;

import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.Samples;
import dev.seascope.guests.ScenarioException;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.Session;
import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionListener;
import dev.seascope.views.Picture;
import dev.seascope.views.SeascopeWindow;
import dev.seascope.views.Workbench;
import dev.seascope.views.control.Theme;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.control.Alert;
import javafx.stage.FileChooser;

/// The window, wired: session, model and views. The one place where all parts of the program meet.
final class FxWindow implements Window {
    @Override
    public void open(List<Command> start) {
        if (!SeascopeWindow.hasDisplay()) {
            throw new IllegalStateException("there is no display; commands other than open work without one");
        }
        List<Session> sessions = new ArrayList<>();
        Library library = new Library();
        try {
            SeascopeWindow.open(listener -> {
                Session session = connect(listener, start);
                sessions.add(session);
                library.use(session::submit);
                return session::submit;
            }, library);
        } finally {
            sessions.forEach(Session::close);
        }
    }

    private static Session connect(SessionListener listener, List<Command> start) {
        Session session = new Session(listener);
        start.forEach(session::submit);
        return session;
    }

    @Override
    public void picture(MachineSnapshot snapshot, List<SessionEvent> events, Optional<String> view, Path png)
            throws IOException {
        byte[] picture = Picture.draw(() -> {
            var model = new SessionModel(Previewer.KVM);
            model.append(events);
            model.show(snapshot);
            var workbench = new Workbench(model, _ -> { }, GuestLibrary.NONE);
            return view.isEmpty()
                    ? Picture.png(workbench.root(), Theme.LIGHT, Picture.WIDTH, Picture.HEIGHT)
                    : Picture.png(workbench.root(), named(workbench, view.get()), Theme.LIGHT, Picture.WIDTH,
                            Picture.HEIGHT);
        });
        Files.write(png, picture);
    }

    private static Parent named(Workbench workbench, String view) {
        return workbench.view(view).orElseThrow(() -> new IllegalArgumentException("unknown view '%s'; known: %s"
                .formatted(view, String.join(", ", workbench.viewNames()))));
    }

    /// Opens samples and files in the session.
    private static final class Library implements GuestLibrary {
        private Consumer<Command> commands = _ -> { };

        void use(Consumer<Command> session) {
            commands = session;
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
            File file = new FileChooser().showOpenDialog(null);
            if (file != null) {
                load(file.toString());
            }
        }

        private void load(String name) {
            try {
                GuestFiles.open(name).forEach(commands);
            } catch (ScenarioException e) {
                new Alert(Alert.AlertType.ERROR, String.valueOf(e.getMessage())).show();
            }
        }
    }
}
