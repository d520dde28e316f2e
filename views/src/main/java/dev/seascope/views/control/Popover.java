package dev.seascope.views.control;

import java.util.List;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;
import org.jspecify.annotations.Nullable;

/// A box with an arrow that points at the thing it is about: room for an explanation or a few controls, gone with
/// Escape or a click elsewhere. Made when it is first shown.
public final class Popover {
    private static final double ARROW = 8;
    private static final double CORNER = 6;
    private static final double MARGIN = 3 * ARROW;
    /// How much wider ControlsFX draws the box than it thinks when it places the arrow.
    private static final double WIDER = 20;

    private @Nullable PopOver popover;
    private final VBox box = new VBox();
    private List<String> stylesheets = List.of();
    private boolean filled;

    /// @param title first line of the box; empty for none
    public Popover(String title) {
        box.getStyleClass().add("popover-box");
        if (!title.isEmpty()) {
            var head = new Label(title);
            head.getStyleClass().add("strong");
            box.getChildren().add(head);
        }
        box.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
                event.consume();
            }
        });
    }

    private PopOver popover() {
        PopOver made = popover;
        if (made == null) {
            made = new PopOver(box);
            made.setAnimated(false);
            made.setDetachable(false);
            boolean shaped = isShaped();
            made.setArrowSize(shaped ? ARROW : 0);
            made.setArrowIndent(shaped ? ARROW * 2 : 0);
            made.setCornerRadius(shaped ? CORNER : 0);
            made.setHeaderAlwaysVisible(false);
            popover = made;
        }
        return made;
    }

    /// Without a compositing window manager nothing shows through beside an arrow or a round corner.
    private static boolean isShaped() {
        return Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW);
    }

    /// What would not show through is filled as the box is.
    private void fill() {
        Background ground = box.getBackground();
        if (!isShaped() && ground != null && !ground.getFills().isEmpty()) {
            popover().getScene().setFill(ground.getFills().getFirst().getFill());
        }
    }

    /// Whether [#content] was called.
    public boolean hasContent() {
        return filled;
    }

    /// What the box says below its title.
    public void content(Node content) {
        if (filled) {
            box.getChildren().removeLast();
        }
        box.getChildren().add(content);
        filled = true;
    }

    /// Show it below a node.
    public void show(Node owner) {
        Bounds at = owner.localToScreen(owner.getBoundsInLocal());
        point(owner, at.getCenterX(), at.getMaxY(), at.getMinY());
    }

    /// Show it at a part of a node, below it, or above where there is no room below.
    ///
    /// @param part in coordinates of `owner`
    public void show(Node owner, Bounds part) {
        Bounds at = owner.localToScreen(part);
        point(owner, at.getCenterX(), at.getMaxY(), at.getMinY());
    }

    private void point(Node owner, double x, double below, double above) {
        dress(owner);
        measure();
        Window window = owner.getScene().getWindow();
        boolean down = below + box.prefHeight(Region.USE_COMPUTED_SIZE) + MARGIN < window.getY() + window.getHeight();
        double half = box.prefWidth(Region.USE_COMPUTED_SIZE) / 2 + MARGIN;
        boolean left = x - half < window.getX();
        boolean right = x + half > window.getX() + window.getWidth();
        popover().setArrowLocation(down
                ? left ? ArrowLocation.TOP_LEFT : right ? ArrowLocation.TOP_RIGHT : ArrowLocation.TOP_CENTER
                : left ? ArrowLocation.BOTTOM_LEFT : right ? ArrowLocation.BOTTOM_RIGHT : ArrowLocation.BOTTOM_CENTER);
        popover().show(owner, x - (right ? WIDER : left ? 0 : WIDER / 2), down ? below : above);
        fill();
    }

    /// Type size is that of the window, which a popup does not inherit; the width is settled before the popup places its
    /// arrow.
    private void dress(Node owner) {
        stylesheets = List.copyOf(owner.getScene().getStylesheets());
        popover().getRoot().getStylesheets().setAll(stylesheets);
        box.setStyle(owner.getScene().getRoot().getStyle());
    }

    private void measure() {
        box.setPrefWidth(Region.USE_COMPUTED_SIZE);
        if (box.getScene() == null) {
            var scene = new Scene(new StackPane(box));
            scene.getStylesheets().setAll(stylesheets);
            box.applyCss();
            box.layout(); // some controls know their size only after that
            box.applyCss();
            box.setPrefWidth(Math.ceil(box.prefWidth(Region.USE_COMPUTED_SIZE)));
            scene.setRoot(new StackPane());
        } else {
            box.applyCss();
            box.setPrefWidth(Math.ceil(box.prefWidth(Region.USE_COMPUTED_SIZE)));
        }
    }

    /// Take it away.
    public void hide() {
        if (popover != null) {
            popover.hide();
        }
    }

    /// Whether it is on the screen.
    public boolean isShowing() {
        return popover != null && popover.isShowing();
    }
}
