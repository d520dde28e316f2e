package dev.seascope.views;

import dev.seascope.session.Command;
import dev.seascope.session.SessionListener;
import dev.seascope.views.control.Theme;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.frame.Settings;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionFeed;
import dev.seascope.views.model.SessionModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The window on a screen. Everything it shows comes through a session's listener, everything a user does goes out as
/// commands.
public final class SeascopeWindow {
    private static final Duration FIRST_FRAME = Duration.millis(150);
    /// What a window manager may put above the content.
    private static final double TITLE_BAR = 40;
    private static final double LEAST_WIDTH = 1000;
    private static final double LEAST_HEIGHT = 640;

    private SeascopeWindow() {}

    /// Whether there seems to be a screen. Where there is none, a [Picture] can still be drawn.
    public static boolean hasDisplay() {
        boolean unix = !System.getProperty("os.name").toLowerCase(Locale.ROOT).matches("(windows|mac).*");
        return !unix || "headless".equalsIgnoreCase(System.getProperty("glass.platform"))
                || !Optional.ofNullable(System.getenv("DISPLAY")).orElse("").isBlank();
    }

    /// Open a window and return when the user has closed it. To be called once, on the main thread.
    ///
    /// @param fill shows the stage it is given, see [#show]; called on the JavaFX thread
    /// @throws IllegalStateException if the window cannot be opened; the message says why
    public static void open(Consumer<Stage> fill) {
        var closed = new CountDownLatch(1);
        var failure = new AtomicReference<@Nullable Throwable>();
        try {
            Platform.startup(() -> {
                try {
                    var stage = new Stage();
                    stage.setOnHidden(_ -> closed.countDown());
                    fill.accept(stage);
                } catch (RuntimeException | Error e) { // or nobody would ever know that there is no window
                    failure.set(e);
                    closed.countDown();
                }
            });
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            // Platform.exit would wait for ever for a toolkit that never started.
            throw new IllegalStateException("no window can be opened here: " + e.getMessage(), e);
        }
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
        switch (failure.get()) {
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case null, default -> { }
        }
    }

    /// Put the window's content on a stage and show it. To be called on the JavaFX thread.
    ///
    /// @param connect starts a session that reports to the listener it is given, and returns what takes its commands
    /// @param guests what can be opened, told by the same session
    /// @param settings looks and keys; whether to greet once the first frame is on the screen
    /// @param first what the session is told first; asked for when all else is ready, and the window does not show if
    ///        that throws
    public static void show(Stage stage, Function<SessionListener, Consumer<Command>> connect, GuestLibrary guests,
            Supplier<List<Command>> first, Settings settings) {
        Theme theme = Workbench.theme(settings.lookProperty().get());
        theme.prepare();
        var model = new SessionModel(Previewer.KVM);
        model.guestProperty().bind(guests.current());
        model.planProperty().set(SessionModel.FIRST_PLAN);
        guests.current().subscribe(guest -> guest.plan().ifPresent(model.planProperty()::set));
        Consumer<Command> commands = connect.apply(SessionFeed.onFxThread(model));
        var workbench = new Workbench(model, commands, guests, settings);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        var scene = new Scene(new Region(), Math.min(Picture.WIDTH, screen.getWidth()),
                Math.min(Picture.HEIGHT, screen.getHeight()));
        theme.apply(scene, settings.contrastProperty().get());
        scene.setRoot(workbench.root()); // in a scene that is dressed already, nodes look up their styles once
        stage.titleProperty().bind(model.guestProperty().map(guest ->
                guest.name().isEmpty() ? "Seascope" : guest.name() + " – Seascope"));
        stage.setScene(scene);
        if (screen.getWidth() < Picture.WIDTH || screen.getHeight() < Picture.HEIGHT + TITLE_BAR) {
            stage.setMaximized(true);
        } else {
            // Said by us: a window manager that is late makes JavaFX put the title above the screen
            stage.setX(screen.getMinX() + (screen.getWidth() - Picture.WIDTH) / 2);
            stage.setY(screen.getMinY() + (screen.getHeight() - Picture.HEIGHT - TITLE_BAR) / 3);
        }
        stage.setMinWidth(Math.min(LEAST_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, screen.getHeight()));
        guests.use(workbench::carryOut);
        first.get().forEach(workbench::carryOut);
        if (FirstFrame.isWanted()) {
            FirstFrame.whenPainted(scene, () -> System.out.println(FirstFrame.report()), stage::hide);
        }
        stage.show();
        // The greeting comes after the first frame, and would be measured with it
        if (settings.welcomeProperty().get() && !FirstFrame.isWanted()) {
            var greeting = new PauseTransition(FIRST_FRAME);
            greeting.setOnFinished(_ -> workbench.welcomeProperty().set(true));
            greeting.play();
        }
    }
}
