package dev.seascope.views.decode;

import dev.seascope.views.control.Icons;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Sends the syndrome to the composer, and says beforehand what of it KVM cannot reproduce.
final class RebuildPane {
    private static final double MARK = 11;
    private static final int MOST = 4;

    private final DecodeModel model;
    private final VBox losses = new VBox();
    private final Button send = new Button("Rebuild in the composer");
    private final VBox root;

    RebuildPane(DecodeModel model) {
        this.model = model;
        send.setId("rebuild");
        send.getStyleClass().add("primary");
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setTooltip(new Tooltip("Compose an injection that gives the guest this syndrome"));
        send.setOnAction(_ -> model.send());
        losses.getStyleClass().add("rebuild-losses");
        var title = new Label("As an injection");
        title.getStyleClass().add("panel-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(title, gap, send);
        head.getStyleClass().add("line");
        root = new VBox(head, losses);
        root.getStyleClass().add("decode-rebuild");
        root.visibleProperty().bind(model.shownProperty().map(_ -> model.isSyndrome()));
        root.managedProperty().bind(root.visibleProperty());
        model.shownProperty().subscribe(_ -> show());
        model.openProperty().subscribe(_ -> show());
    }

    Parent root() {
        return root;
    }

    private void show() {
        Rebuild rebuild = model.rebuild();
        send.setDisable(rebuild.plan().isEmpty());
        List<String> said = rebuild.losses();
        if (said.isEmpty()) {
            losses.getChildren().setAll(line("The guest would read exactly this on " + model.kernel(), Icons.ok(MARK)));
            return;
        }
        losses.getChildren().setAll(said.stream().limit(said.size() > MOST ? MOST - 1 : MOST)
                .map(loss -> line(loss, Icons.warning(MARK))).toList());
        if (said.size() > MOST) {
            Label rest = line("and %d more".formatted(said.size() - MOST + 1), Icons.warning(MARK));
            rest.setTooltip(new Tooltip(String.join("\n", said.subList(MOST - 1, said.size()))));
            losses.getChildren().add(rest);
        }
    }

    private static Label line(String text, Node mark) {
        var label = new Label(text, mark);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("decode-line");
        return label;
    }
}
