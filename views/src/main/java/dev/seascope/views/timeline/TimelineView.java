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
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// What happened, over instructions retired: exits, levels, exceptions, injections.
public final class TimelineView {
    private final Panel panel;

    public TimelineView(TimelineModel model, Keymap keys) {
        var lanes = new TimelineCanvas(model);
        panel = new Panel("Timeline").describe(muted("time is instructions retired"))
                .control(new TimelineOverview(model), jumps(model, keys), scaling(model))
                .body(new EventCard(model, lanes).over(lanes));
        panel.root().getStyleClass().add("timeline-view");
        panel.root().setMinHeight(Region.USE_COMPUTED_SIZE); // lanes that overlap say nothing
    }

    public Parent root() {
        return panel.root();
    }

    private static Node jumps(TimelineModel model, Keymap keys) {
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

    private static Node scaling(TimelineModel model) {
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
