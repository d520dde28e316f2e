package dev.seascope.views.control;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;

/// A line at the lower edge of the window that says what has just happened and goes away by itself.
public final class Notice {
    private static final Duration READING_TIME = Duration.seconds(2.5);
    private static final double MARK = 14;

    private Notice() {}

    /// Say that something was done.
    ///
    /// @param near any node of the window; says nothing while that is in none
    /// @param text without a full stop: `Copied as C`
    public static void done(Node near, String text) {
        say(near, text, Icons.ok(MARK));
    }

    private static void say(Node near, String text, Node mark) {
        Optional<Window> window = Optional.ofNullable(near.getScene()).map(Scene::getWindow).filter(Window::isShowing);
        window.ifPresent(owner -> Notifications.create().owner(owner).text(text).graphic(mark)
                .position(Pos.BOTTOM_CENTER).hideAfter(READING_TIME).hideCloseButton()
                .styleClass("sea-notice").show());
    }
}
