package dev.seascope.views.control;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.text.TextFlow;

/// Explanations beside the thing they explain, one at a time, inside the window: an inverted box with one sentence and
/// an arrow. It never covers what it explains, and goes away with the next click or key.
public final class TipLayer {
    private static final double ARROW = 6;
    private static final double MARGIN = 6;
    private static final double LONGEST_LINE = 520;

    private final Pane root = new Pane();
    private final HBox box = new HBox();
    private final Polygon arrow = new Polygon(0, ARROW, ARROW, 0, 2 * ARROW, ARROW);
    private boolean shown;

    /// A layer to be stacked above the content of a window.
    public TipLayer() {
        root.setMouseTransparent(true);
        root.getStyleClass().add("tip-layer");
        box.getStyleClass().add("tip");
        arrow.getStyleClass().add("tip-arrow");
        root.getChildren().addAll(arrow, box);
        hide();
    }

    /// The layer; it lets every click through.
    public Parent root() {
        return root;
    }

    /// Explain something.
    ///
    /// @param icon put before the sentence
    /// @param sentence without a full stop
    /// @param thing what is explained, in coordinates of the scene
    public void show(Node icon, String sentence, Bounds thing) {
        TextFlow text = Words.flow(sentence, "tip-text");
        box.getChildren().setAll(icon, text);
        box.applyCss();
        text.setPrefWidth(Math.ceil(Math.min(text.prefWidth(Region.USE_COMPUTED_SIZE), LONGEST_LINE)) + 1);
        Bounds at = root.sceneToLocal(thing);
        double width = Math.ceil(box.prefWidth(Region.USE_COMPUTED_SIZE));
        double height = Math.ceil(box.prefHeight(width));
        double centre = at.getCenterX();
        double x = Math.clamp(centre - width / 2, MARGIN, Math.max(MARGIN, root.getWidth() - width - MARGIN));
        boolean below = at.getMaxY() + ARROW + height + MARGIN < root.getHeight();
        double y = below ? at.getMaxY() + ARROW + 2 : at.getMinY() - ARROW - 2 - height;
        box.resizeRelocate(Math.rint(x), Math.rint(y), width, height);
        arrow.setRotate(below ? 0 : 180);
        arrow.relocate(Math.rint(centre - ARROW), Math.rint(below ? y - ARROW : y + height));
        box.setVisible(true);
        arrow.setVisible(true);
        shown = true;
    }

    /// Take the explanation away.
    public void hide() {
        shown = false;
        box.setVisible(false);
        arrow.setVisible(false);
    }

    /// Whether something is being explained.
    public boolean isShowing() {
        return shown;
    }

    /// Hide at the next click into or key pressed in `content`.
    public void hideOnInputTo(Node content) {
        content.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> hide());
        content.addEventFilter(KeyEvent.KEY_PRESSED, _ -> hide());
    }
}
