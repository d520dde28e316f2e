package dev.seascope.views;

import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.KeyEcho;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.frame.Settings;
import java.util.OptionalInt;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Shows the window to a room: big type on a whole screen with what can be followed from afar, and the keys that are used.
final class Presentation {
    private final Region root;
    private final Arrangement arrangement;
    private final KeyEcho echo;
    private final Keymap keys;
    private final Settings settings;
    /// The size of type before, while something is presented.
    private OptionalInt sizeBefore = OptionalInt.empty();

    /// @param root the content of the window
    Presentation(Region root, Arrangement arrangement, KeyEcho echo, Keymap keys, Settings settings) {
        this.root = root;
        this.arrangement = arrangement;
        this.echo = echo;
        this.keys = keys;
        this.settings = settings;
    }

    /// Begin, or leave everything as it was before.
    void toggle() {
        boolean now = sizeBefore.isEmpty();
        int size = settings.typeSizeProperty().get();
        Dimension2D room = room();
        settings.typeSizeProperty().set(sizeBefore.orElse(Settings.presentingSize(room.getWidth(), room.getHeight())));
        sizeBefore = now ? OptionalInt.of(size) : OptionalInt.empty();
        arrangement.present(now);
        echo.setOn(now);
        if (root.getScene() != null && root.getScene().getWindow() instanceof Stage stage) {
            stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH); // Escape closes cards
            stage.setFullScreenExitHint("%s leaves".formatted(keys.hint(Action.PRESENT)));
            stage.setFullScreen(now);
        }
    }

    /// The size of the screen that the window is on, if it is on one.
    private Dimension2D room() {
        if (root.getScene() != null && root.getScene().getWindow() instanceof Stage stage && stage.isShowing()) {
            Rectangle2D screen = Screen.getScreensForRectangle(stage.getX(), stage.getY(), stage.getWidth(),
                    stage.getHeight()).stream().findFirst().orElse(Screen.getPrimary()).getBounds();
            return new Dimension2D(screen.getWidth(), screen.getHeight());
        }
        return new Dimension2D(root.getWidth(), root.getHeight());
    }
}
