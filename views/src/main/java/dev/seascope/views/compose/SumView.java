package dev.seascope.views.compose;

import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.control.BothEnds;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Notation;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The card that adds a syndrome up: one row a source, a line, what the guest reads; below it where the fault address
/// and the next PC come from.
final class SumView {
    private static final double MARK = 9;

    private final VBox root = new VBox();

    private final Selection selection;

    /// @param selection opens the registers named
    SumView(ObservableValue<Sum> sum, Selection selection) {
        this.selection = selection;
        root.getStyleClass().add("syndrome-sum");
        sum.subscribe(this::show);
    }

    Parent root() {
        return root;
    }

    private void show(Sum sum) {
        root.getChildren().clear();
        if (!sum.rows().isEmpty()) {
            root.getChildren().addAll(rows(sum), rule());
        }
        root.getChildren().add(result(sum));
        if (sum.far().isPresent() || sum.pc().isPresent()) {
            root.getChildren().add(consequences(sum));
        }
    }

    private static Node rows(Sum sum) {
        var grid = new GridPane();
        grid.getStyleClass().add("syndrome-sum-rows");
        var text = new ColumnConstraints();
        text.setHgrow(Priority.ALWAYS);
        text.setMinWidth(0);
        var value = new ColumnConstraints();
        value.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), text, value);
        for (int i = 0; i < sum.rows().size(); i++) {
            Contribution row = sum.rows().get(i);
            String colour = Icons.sourceClass(row.source()) + "-text";
            var name = new Label(Icons.sourceName(row.source()), Icons.source(row.source(), MARK));
            name.getStyleClass().addAll("medium", "syndrome-sum-source", colour);
            var rule = label(row.text(), "muted");
            rule.setMinWidth(0);
            grid.addRow(i, name, rule, label(Sum.digits(row.bits()), "mono", colour));
        }
        return grid;
    }

    private static Node rule() {
        var rule = new Region();
        rule.getStyleClass().add("syndrome-sum-line");
        return rule;
    }

    private Node result(Sum sum) {
        var line = new HBox(opening(label(sum.title(), "strong"), "ESR_EL1"), gap(), label(sum.how(), "muted", "syndrome-sum-how"));
        sum.result().ifPresent(value -> line.getChildren().add(label(Notation.address(value), "mono-bold",
                "syndrome-sum-result")));
        line.getStyleClass().addAll("line", "syndrome-sum-result-line");
        return line;
    }

    private Node consequences(Sum sum) {
        HBox address = consequence();
        sum.far().ifPresent(far -> {
            Label value = label(Notation.address(far.value()), "mono");
            if (far.unknown()) {
                value.getStyleClass().add("unknown");
            }
            address.getChildren().addAll(opening(marked("FAR_EL1", far.source()), "FAR_EL1"), value);
        });
        HBox counter = consequence();
        sum.pc().ifPresent(pc -> counter.getChildren().addAll(
                marked("PC, VBAR +0x%03x".formatted(pc.offset()), pc.source()),
                label(Notation.address(pc.value()), "mono")));
        return address.getChildren().isEmpty() ? counter : new BothEnds(address, counter);
    }

    /// Make a label show the bits of the register it names.
    private Label opening(Label label, String register) {
        if (label.getText().contains(register)) {
            label.getStyleClass().add("register-link");
            label.setCursor(Cursor.HAND);
            label.setTooltip(new Tooltip("Show the bits of " + register));
            label.setOnMouseClicked(_ -> selection.open(new Subject.Register(register)));
        }
        return label;
    }

    private static HBox consequence() {
        var line = new HBox();
        line.getStyleClass().addAll("line", "syndrome-sum-consequences");
        return line;
    }

    private static Label marked(String text, Source source) {
        Label label = label(text, "muted", "syndrome-sum-source");
        label.setGraphic(Icons.source(source, MARK));
        label.setMinWidth(0);
        return label;
    }

    private static Label label(String text, String... styleClasses) {
        var label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Node gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
