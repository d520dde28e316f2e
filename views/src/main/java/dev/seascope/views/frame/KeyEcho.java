package dev.seascope.views.frame;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// The keys pressed last and what they did, for people who watch: `Ctrl + Enter  Inject`.
public final class KeyEcho {
    private static final Duration READING_TIME = Duration.seconds(3);

    private final HBox root = new HBox();
    private final PauseTransition reading = new PauseTransition(READING_TIME);
    private boolean on;

    /// @param keys whose use is shown
    public KeyEcho(Keymap keys) {
        root.getStyleClass().addAll("panel", "line", "key-echo");
        root.setMouseTransparent(true);
        root.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.setVisible(false);
        StackPane.setAlignment(root, Pos.BOTTOM_LEFT);
        reading.setOnFinished(_ -> root.setVisible(false));
        keys.onUse(this::show);
    }

    /// A layer's child for the window, at its lower left.
    public Parent root() {
        return root;
    }

    /// Show keys from now on, or no more.
    public void setOn(boolean now) {
        on = now;
        root.setVisible(false);
    }

    private void show(Action action, String pressed) {
        if (on) {
            root.getChildren().clear();
            for (String key : pressed.split("\\+(?=.)", 0)) {
                var cap = new Label(key);
                cap.getStyleClass().add("key-cap");
                root.getChildren().add(cap);
            }
            var title = new Label(action.title());
            title.getStyleClass().add("medium");
            root.getChildren().add(title);
            root.setVisible(true);
            reading.playFromStart();
        }
    }
}
