package dev.seascope.views.timeline;

import dev.seascope.session.SessionEvent;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Words;
import dev.seascope.views.syndrome.RegisterCard;
import dev.seascope.views.timeline.TimelineCanvas.Target;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.animation.PauseTransition;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The card beside an event that the pointer rests on: four facts and two links. It stays while the pointer is on it.
final class EventCard {
    private static final Duration REST = Duration.millis(250);
    private static final Duration GRACE = Duration.millis(300);
    private static final double GAP = 12;

    private final TimelineModel model;
    private final RegisterCard bits = new RegisterCard();
    private final VBox card = new VBox();
    private final Pane layer = new Pane(card);
    private final PauseTransition appear = new PauseTransition(REST);
    private final PauseTransition vanish = new PauseTransition(GRACE);

    EventCard(TimelineModel model, TimelineCanvas lanes) {
        this.model = model;
        card.getStyleClass().add("hover-card");
        card.setVisible(false);
        layer.setPickOnBounds(false);
        layer.setMinWidth(0);
        vanish.setOnFinished(_ -> hide());
        card.setOnMouseEntered(_ -> vanish.stop());
        card.setOnMouseExited(_ -> vanish.playFromStart());
        lanes.hoveredProperty().subscribe(this::pointed);
    }

    /// The node with the card above it.
    Node over(Node below) {
        return new StackPane(below, layer);
    }

    /// Show the card of an event at once.
    void show(Target target) {
        vanish.stop();
        fill(target.event());
        card.setVisible(true);
        card.applyCss();
        card.autosize();
        Bounds mark = target.bounds();
        double right = mark.getMaxX() + GAP;
        boolean fits = right + card.getWidth() <= layer.getWidth() - 4;
        card.relocate(fits ? right : Math.max(0, mark.getMinX() - GAP - card.getWidth()),
                Math.clamp(mark.getMinY() - GAP, 2, Math.max(2, layer.getHeight() - card.getHeight() - 4)));
    }

    private void pointed(Optional<Target> target) {
        if (target.isPresent()) {
            appear.setOnFinished(_ -> show(target.get()));
            appear.playFromStart();
        } else {
            appear.stop();
            vanish.playFromStart();
        }
    }

    private void hide() {
        card.setVisible(false);
    }

    private void fill(SessionEvent event) {
        var title = new Label(EventText.title(event));
        title.getStyleClass().add("strong");
        var time = new Label("t " + Notation.grouped(event.retired()));
        time.getStyleClass().addAll("muted", "small", "mono");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(title, gap, time);
        head.getStyleClass().add("head");
        card.getChildren().setAll(head, facts(event), links(event));
    }

    private Node facts(SessionEvent event) {
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        EventText.facts(event, model.answer(event)).forEach((name, value) -> {
            var key = new Label(name);
            key.getStyleClass().add("muted");
            var text = new Label(value);
            text.getStyleClass().add("mono");
            Words.parse(value).ifPresent(number -> bits.link(text, name, number));
            grid.addRow(grid.getRowCount(), key, text);
        });
        return grid;
    }

    private Node links(SessionEvent event) {
        var links = new HBox(link("Select", () -> model.select(event)));
        links.getStyleClass().add("links");
        OptionalLong address = EventText.address(event);
        address.ifPresent(at -> links.getChildren().add(link("Show code", () -> model.showCode(at))));
        return links;
    }

    private Hyperlink link(String text, Runnable action) {
        var link = new Hyperlink(text);
        link.setOnAction(_ -> {
            action.run();
            hide();
        });
        return link;
    }
}
