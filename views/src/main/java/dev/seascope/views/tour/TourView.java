package dev.seascope.views.tour;

import dev.seascope.views.control.Icons;
import dev.seascope.views.tour.TourModel.Spot;
import java.util.Optional;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// A ring around the part of the window that the tour is at, and a bubble beside it. The rest of the window stays in use.
public final class TourView {
    private static final double GAP = 10;
    /// What just appeared has its place after that.
    private static final Duration SETTLING = Duration.millis(120);

    private final Pane root = new Pane();
    private final TourModel model;
    private final Function<String, Optional<Node>> parts;
    private final Region ring = new Region();
    private final VBox bubble = new VBox();
    private final PauseTransition settling = new PauseTransition(SETTLING);

    /// @param parts finds a part of the window by its name, if it is in sight
    public TourView(TourModel model, Function<String, Optional<Node>> parts) {
        this.model = model;
        this.parts = parts;
        root.setPickOnBounds(false);
        root.setMinSize(0, 0);
        root.getStyleClass().add("tour-layer");
        ring.getStyleClass().add("tour-ring");
        ring.setMouseTransparent(true);
        ring.setManaged(false); // it lies where the part is
        bubble.getStyleClass().addAll("panel", "tour-bubble");
        settling.setOnFinished(_ -> place());
        root.layoutBoundsProperty().subscribe(_ -> settling.playFromStart());
        model.spotProperty().subscribe(spot -> spot.ifPresentOrElse(this::show, () -> root.getChildren().clear()));
    }

    /// A layer for the window.
    public Parent root() {
        return root;
    }

    private void show(Spot spot) {
        var title = label(spot.title(), "strong", "tour-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var place = label("%d of %d".formatted(TourModel.SPOTS.indexOf(spot) + 1, TourModel.SPOTS.size()), "muted", "small");
        var close = new Button("", Icons.feather(Feather.X));
        close.getStyleClass().add("icon-button");
        close.setTooltip(new Tooltip("End the tour (Esc)"));
        close.setAccessibleText("End the tour (Esc)");
        close.setOnAction(_ -> model.close());
        var head = new HBox(title, gap, place, close);
        head.getStyleClass().add("line");
        var text = label(spot.text());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        bubble.getChildren().setAll(head, text, foot(spot));
        root.getChildren().setAll(ring, bubble);
        ring.applyCss();
        place();
        settling.playFromStart();
    }

    private Node foot(Spot spot) {
        boolean last = spot == Spot.END;
        var next = new Button(last ? "Done" : spot.asks().isEmpty() ? "Next" : "Skip");
        next.setMinWidth(Region.USE_PREF_SIZE);
        next.setOnAction(_ -> model.next());
        if (spot.asks().isEmpty()) {
            next.getStyleClass().add("primary");
        }
        var asks = label(spot.asks(), "strong", "tour-asks");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var foot = new HBox(asks, gap, next);
        foot.getStyleClass().add("line");
        return foot;
    }

    private void place() {
        Optional<Spot> spot = model.spotProperty().get();
        if (spot.isEmpty() || root.getScene() == null) {
            return;
        }
        Optional<Bounds> at = parts.apply(spot.get().view()).filter(node -> node.getScene() != null)
                .map(node -> root.sceneToLocal(node.localToScene(node.getLayoutBounds())));
        ring.setVisible(at.isPresent());
        bubble.applyCss();
        bubble.autosize();
        at.ifPresent(bounds -> ring.resizeRelocate(bounds.getMinX() - 2, bounds.getMinY() - 2, bounds.getWidth() + 4,
                bounds.getHeight() + 4));
        Bounds free = beside(at.orElseGet(() -> new BoundingBox(root.getWidth() / 2, root.getHeight() / 2, 0, 0)));
        bubble.relocate(Math.rint(free.getMinX()), Math.rint(free.getMinY()));
    }

    /// Below it, above it, at its right or left, or where there is no room, over its lower end.
    private Bounds beside(Bounds part) {
        double width = bubble.getWidth();
        double height = bubble.getHeight();
        double x = Math.clamp(part.getCenterX() - width / 2, GAP, Math.max(GAP, root.getWidth() - width - GAP));
        double y = Math.clamp(part.getCenterY() - height / 2, GAP, Math.max(GAP, root.getHeight() - height - GAP));
        double right = part.getMaxX() + GAP;
        double left = part.getMinX() - GAP - width;
        double below = part.getMaxY() + GAP;
        double above = part.getMinY() - GAP - height;
        if (below + height < root.getHeight()) {
            return new BoundingBox(x, below, width, height);
        }
        if (right + width < root.getWidth()) {
            return new BoundingBox(right, y, width, height);
        }
        if (left > 0) {
            return new BoundingBox(left, y, width, height);
        }
        return above > 0 ? new BoundingBox(x, above, width, height)
                : new BoundingBox(x, Math.max(GAP, root.getHeight() - height - GAP), width, height);
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
