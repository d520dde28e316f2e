package dev.seascope.views.control;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;

/// A box with an arrow that points at the thing it is about: room for an explanation or a few controls, gone with
/// Escape or a click elsewhere. Made when it is first shown.
public final class Popover {
    private static final double ARROW = 8;

    private final PopOver popover = new PopOver();
    private final VBox box = new VBox();
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
        popover.setContentNode(box);
        popover.setAnimated(false);
        popover.setDetachable(false);
        popover.setArrowSize(ARROW);
        popover.setArrowIndent(ARROW * 2);
        popover.setCornerRadius(6);
        popover.setHeaderAlwaysVisible(false);
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
        box.applyCss();
        double height = box.prefHeight(-1);
        double bottom = owner.getScene().getWindow().getY() + owner.getScene().getWindow().getHeight();
        boolean fits = below + height + 3 * ARROW < bottom;
        popover.setArrowLocation(fits ? ArrowLocation.TOP_CENTER : ArrowLocation.BOTTOM_CENTER);
        popover.show(owner, x, fits ? below : above);
    }

    /// Type size and colours are those of the window, which a popup's scene does not inherit by itself.
    private void dress(Node owner) {
        box.getStylesheets().setAll(owner.getScene().getStylesheets());
        box.setStyle(owner.getScene().getRoot().getStyle());
        popover.getRoot().getStylesheets().setAll(owner.getScene().getStylesheets());
    }

    /// Take it away.
    public void hide() {
        popover.hide();
    }

    /// Whether it is on the screen.
    public boolean isShowing() {
        return popover.isShowing();
    }
}
