package dev.seascope.views.frame;

import dev.seascope.views.control.FittingRow;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Words;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.geometry.Orientation;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.TextFlow;

/// The line at the bottom of the window.
public final class StatusView {
    private static final double ICON = 12;

    private final FittingRow root = new FittingRow("status");
    private final ObjectProperty<StatusLine> line = new SimpleObjectProperty<>(this, "line");

    public StatusView(SessionModel session, Keymap keys) {
        Runnable update = () -> line.set(StatusLine.of(session.snapshot(), session.isAtExit(), keys));
        session.snapshotProperty().subscribe(update);
        update.run();
        keys.presetProperty().addListener((_, _, _) -> update.run());
        line.subscribe(this::show);
    }

    public Parent root() {
        return root;
    }

    private void show(StatusLine line) {
        boolean error = line.severity() == StatusLine.Severity.ERROR;
        TextFlow sentence = Words.flow(line.sentence(), error ? "error-text" : "status-text");
        sentence.setMinWidth(0);
        var box = new HBox(sentence);
        box.setFillHeight(false);
        box.getStyleClass().add("status-sentence");
        HBox.setHgrow(box, Priority.ALWAYS);
        List<Node> nodes = new ArrayList<>(List.of(error ? Icons.error(ICON) : Icons.note(ICON), box));
        for (String fact : line.facts()) {
            if (nodes.size() > 2) {
                nodes.add(new Separator(Orientation.VERTICAL));
            }
            var label = new Label(fact);
            label.getStyleClass().add("muted");
            label.setMinWidth(Region.USE_PREF_SIZE);
            nodes.add(label);
        }
        root.getChildren().setAll(nodes);
        root.dispenseWith(nodes.subList(2, nodes.size()).reversed());
    }
}
