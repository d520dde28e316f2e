package dev.seascope.views.entry;

import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.syndrome.RegisterCard;
import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The card of one exception entry: before and after, why this vector, and a track to go through it by hand. Covers the
/// middle of the window while open; the timeline below stays in use.
public final class EntryView {
    private static final PseudoClass INJECTED = PseudoClass.getPseudoClass("injected");
    private static final Duration STEP = Duration.millis(450);
    private static final int LAST = Entry.STOPS.size() - 1;

    private final StackPane root = new StackPane();
    private final EntryModel model;
    private final Timeline play = new Timeline();

    /// @param keys say which keys do the same
    /// @param next goes to the next exception
    /// @param previous goes to the one before
    public EntryView(EntryModel model, Keymap keys, Runnable next, Runnable previous) {
        this.model = model;
        var card = new BorderPane(body());
        card.setTop(header(keys, next, previous));
        card.setBottom(footer());
        card.getStyleClass().addAll("panel", "entry-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.getChildren().add(card);
        root.getStyleClass().add("entry-layer");
        root.setPickOnBounds(false);
        root.visibleProperty().bind(model.entryProperty().map(Optional::isPresent));
        root.managedProperty().bind(root.visibleProperty());
    }

    /// A layer for the window; invisible while no entry is on show.
    public Parent root() {
        return root;
    }

    private Node header(Keymap keys, Runnable next, Runnable previous) {
        var title = new Label("Exception entry");
        title.getStyleClass().addAll("strong", "card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var chip = new Label();
        chip.getStyleClass().add("entry-chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        var when = new Label();
        when.getStyleClass().add("muted");
        model.entryProperty().subscribe(shown -> shown.ifPresent(entry -> {
            chip.setText(entry.title());
            chip.pseudoClassStateChanged(INJECTED, entry.injected());
            chip.setGraphic(entry.injected() ? Icons.glyph(Glyph.INJECT, 12, "user-mark") : null);
            when.setText(entry.when());
        }));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(title, chip, when, gap, jump("Previous", keys.keys(Action.PREVIOUS_EXCEPTION), previous),
                jump("Next", keys.keys(Action.NEXT_EXCEPTION), next), new Separator(Orientation.VERTICAL),
                tool(Icons.feather(Feather.X), "Close (Esc)", model::close));
        header.getStyleClass().add("panel-header");
        return header;
    }

    private Node body() {
        var why = new WhyPane(model).root();
        HBox.setHgrow(why, Priority.ALWAYS);
        var body = new HBox(new EntryFlow(model, new RegisterCard()), new Separator(Orientation.VERTICAL), why);
        body.getStyleClass().add("entry-body");
        return body;
    }

    private Node footer() {
        var scrubber = new EntryScrubber(model);
        HBox.setHgrow(scrubber, Priority.ALWAYS);
        var hint = new Label("Drag to scrub\nthe entry");
        hint.getStyleClass().addAll("muted", "scrub-hint");
        hint.setMinWidth(Region.USE_PREF_SIZE);
        var footer = new HBox(tool(Icons.glyph(Glyph.BACK, 14), "To the beginning", () -> stepTo(0)),
                tool(Icons.glyph(Glyph.STEP_OUT, 14), "Step back", () -> stepTo(Math.ceil(progress()) - 1)),
                tool(Icons.glyph(Glyph.STEP_INTO, 14), "Step", () -> stepTo(Math.floor(progress()) + 1)),
                tool(Icons.glyph(Glyph.RUN, 14), "Play", this::play), scrubber, hint);
        footer.getStyleClass().addAll("panel-footer", "entry-footer");
        return footer;
    }

    private double progress() {
        return model.progressProperty().get();
    }

    private void stepTo(double stop) {
        play.stop();
        model.progressProperty().set(Math.clamp(stop, 0, LAST));
    }

    /// From where it stands to the end; from the beginning if it is at the end.
    private void play() {
        play.stop();
        if (progress() >= LAST) {
            model.progressProperty().set(0);
        }
        Duration time = STEP.multiply(LAST - progress());
        play.getKeyFrames().setAll(new KeyFrame(time, new KeyValue(model.progressProperty(), LAST)));
        play.playFromStart();
    }

    private static Button jump(String text, ObservableValue<String> key, Runnable action) {
        var cap = new Label();
        cap.textProperty().bind(key);
        cap.getStyleClass().add("key-cap");
        var button = new Button(text, cap);
        button.getStyleClass().add("jump");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Button tool(Node icon, String says, Runnable action) {
        var button = new Button();
        button.setGraphic(icon);
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
