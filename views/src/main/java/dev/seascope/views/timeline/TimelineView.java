package dev.seascope.views.timeline;

import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Panel;
import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.Keymap;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// What happened, over instructions retired: exits, levels, exceptions, injections.
public final class TimelineView {
    /// What title, gaps and edges of the header take, in heights of the overview.
    private static final double HEADER_MARGINS = 9;

    private final Panel panel;
    private final Label caption;
    private final TimelineOverview overview;
    private final HBox jumps;
    private final HBox scaling;

    public TimelineView(TimelineModel model, Keymap keys) {
        var lanes = new TimelineCanvas(model);
        caption = muted("time is instructions retired");
        overview = new TimelineOverview(model);
        jumps = jumps(model, keys);
        scaling = scaling(model);
        panel = new Panel("Timeline").describe(caption).control(overview, jumps, scaling)
                .body(new EventCard(model, lanes).over(lanes));
        panel.root().getStyleClass().add("timeline-view");
        panel.root().setMinHeight(Region.USE_COMPUTED_SIZE);
        panel.root().layoutBoundsProperty().subscribe(this::makeRoom);
        overview.minWidthProperty().subscribe(this::makeRoom);
    }

    /// In a narrow header the explanation goes first, then the keys beside the jumps, then the overview.
    private void makeRoom() {
        double room = panel.root().getWidth() - overview.prefHeight(-1) * HEADER_MARGINS
                - scaling.prefWidth(-1);
        double needed = overview.prefWidth(-1) + caption.prefWidth(-1) + jumps.prefWidth(-1);
        show(caption, needed <= room);
        boolean keyed = overview.minWidth(-1) + jumpsWidth(ContentDisplay.RIGHT) <= room;
        jumpsWidth(keyed ? ContentDisplay.RIGHT : ContentDisplay.TEXT_ONLY);
        show(overview, overview.minWidth(-1) + jumps.prefWidth(-1) <= room);
    }

    private double jumpsWidth(ContentDisplay content) {
        jumps.getChildren().forEach(each -> ((Button) each).setContentDisplay(content));
        return jumps.prefWidth(-1);
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    public Parent root() {
        return panel.root();
    }

    private static HBox jumps(TimelineModel model, Keymap keys) {
        var row = new HBox(jump("Next exception", keys.keys(Action.NEXT_EXCEPTION), model::nextException),
                jump("Next exit", keys.keys(Action.NEXT_EXIT), model::nextExit));
        row.getStyleClass().add("jumps");
        return row;
    }

    private static Button jump(String text, ObservableValue<String> key, Runnable action) {
        var cap = new Label();
        cap.textProperty().bind(key);
        cap.getStyleClass().add("key-cap");
        var button = new Button(text, cap);
        button.getStyleClass().add("jump");
        button.setOnAction(_ -> action.run());
        button.setFocusTraversable(false);
        return button;
    }

    private static HBox scaling(TimelineModel model) {
        var row = new HBox(new Separator(Orientation.VERTICAL),
                tool(Feather.MINUS, "Show more time (S)", () -> model.zoom(-1, middle(model))),
                tool(Feather.PLUS, "Show less time (W)", () -> model.zoom(1, middle(model))),
                tool(Feather.MAXIMIZE, "Show the whole run", model::fit));
        row.getStyleClass().add("scaling");
        return row;
    }

    private static double middle(TimelineModel model) {
        return (model.range().from() + model.range().to()) / 2;
    }

    private static Button tool(Feather icon, String says, Runnable action) {
        var button = new Button();
        button.setGraphic(Icons.feather(icon));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        button.setOnAction(_ -> action.run());
        button.setFocusTraversable(false);
        return button;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        return label;
    }
}
