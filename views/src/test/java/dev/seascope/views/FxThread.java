package dev.seascope.views;

import dev.seascope.views.control.Theme;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Builds views off screen and uses them as a person would. JavaFX starts once, without a display.
public final class FxThread {
    private FxThread() {}

    /// Run `action` on the JavaFX thread and return its result, or throw what it threw.
    public static <T> T call(Supplier<T> action) {
        Picture.startToolkit();
        Executor fxThread = Platform::runLater;
        try {
            return CompletableFuture.supplyAsync(action, fxThread).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Run `action` on the JavaFX thread.
    public static void run(Runnable action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    /// Put a view into a scene of the given size and lay it out.
    public static <P extends Parent> P show(P view, int width, int height) {
        var scene = new Scene(view, width, height);
        Theme.LIGHT.apply(scene);
        view.applyCss();
        view.layout();
        view.applyCss();
        view.layout();
        return view;
    }

    /// The only node with this style class.
    public static Node find(Parent in, String styleClass) {
        Node found = in.lookup("." + styleClass);
        if (found == null) {
            throw new AssertionError("no node of class " + styleClass);
        }
        return found;
    }

    /// Click a node at a place in its own coordinates.
    public static void click(Node node, double x, double y) {
        fire(node, MouseEvent.MOUSE_PRESSED, x, y);
        fire(node, MouseEvent.MOUSE_RELEASED, x, y);
        fire(node, MouseEvent.MOUSE_CLICKED, x, y);
    }

    /// Move the pointer to a place in a node's own coordinates.
    public static void point(Node node, double x, double y) {
        fire(node, MouseEvent.MOUSE_MOVED, x, y);
    }

    /// Press at one place of a node, move to another with the button down, release there.
    public static void drag(Node node, double fromX, double toX, double y) {
        fire(node, MouseEvent.MOUSE_PRESSED, fromX, y);
        double step = Math.signum(toX - fromX) * 4;
        for (double x = fromX; Math.abs(x - fromX) <= Math.abs(toX - fromX); x += step) {
            fire(node, MouseEvent.MOUSE_DRAGGED, x, y);
        }
        fire(node, MouseEvent.MOUSE_RELEASED, toX, y);
    }

    /// Type characters while a node has the focus.
    public static void type(Node node, String text) {
        text.chars().forEach(character -> Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_TYPED,
                Character.toString(character), "", KeyCode.UNDEFINED, false, false, false, false)));
    }

    /// An event without a source carries coordinates of the scene.
    private static void fire(Node node, EventType<MouseEvent> type, double x, double y) {
        Point2D at = node.localToScene(x, y);
        MouseButton button = type == MouseEvent.MOUSE_MOVED ? MouseButton.NONE : MouseButton.PRIMARY;
        Event.fireEvent(node, new MouseEvent(type, at.getX(), at.getY(), at.getX(), at.getY(), button, 1, false, false,
                false, false, type == MouseEvent.MOUSE_PRESSED, false, false, true, false, true, null));
    }

    /// Press and release a key while a node has the focus.
    public static void press(Node node, KeyCode key) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
    }
}
