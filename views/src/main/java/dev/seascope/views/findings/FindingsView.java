package dev.seascope.views.findings;

import dev.seascope.arch.Severity;
import dev.seascope.views.control.Icons;
import dev.seascope.views.findings.FindingRow.Action;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The findings about what is composed, with the verdict of the ioctl above them.
public final class FindingsView {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final double MARK = 11;

    private final VBox root;

    public FindingsView(FindingsModel model) {
        root = new VBox(header(model), list(model));
        root.getStyleClass().add("findings-view");
    }

    public Parent root() {
        return root;
    }

    private static Node header(FindingsModel model) {
        var title = new Label("Findings");
        title.getStyleClass().add("panel-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(title);
        for (Severity severity : Severity.values()) {
            header.getChildren().add(count(model, severity));
        }
        header.getChildren().addAll(gap, verdict(model));
        header.getStyleClass().add("header");
        return header;
    }

    private static Node count(FindingsModel model, Severity severity) {
        var count = new Label("", mark(severity));
        count.textProperty().bind(model.count(severity).map(String::valueOf));
        count.visibleProperty().bind(model.count(severity).map(n -> n > 0));
        count.managedProperty().bind(count.visibleProperty());
        count.setAccessibleText(severity.name().toLowerCase(Locale.ROOT));
        count.setMinWidth(Region.USE_PREF_SIZE);
        return count;
    }

    private static Node verdict(FindingsModel model) {
        var verdict = new Label();
        verdict.textProperty().bind(model.verdict());
        verdict.visibleProperty().bind(verdict.textProperty().isNotEmpty());
        verdict.getStyleClass().add("verdict");
        model.accepted().subscribe(accepted -> {
            verdict.setGraphic(accepted ? Icons.ok(MARK) : Icons.error(MARK));
            verdict.pseudoClassStateChanged(REFUSED, !accepted);
        });
        return verdict;
    }

    private static Node list(FindingsModel model) {
        var rows = new VBox();
        rows.getStyleClass().add("rows");
        model.rowsProperty().subscribe(list -> fill(rows, list, model));
        model.selectedProperty().subscribe(_ -> rows.getChildren().forEach(row -> {
            if (row.getUserData() instanceof FindingRow finding) {
                mark(row, model.isSelected(finding));
            }
        }));
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(0);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private static void fill(VBox rows, List<FindingRow> list, FindingsModel model) {
        rows.getChildren().setAll(list.stream().map(finding -> row(finding, model)).toList());
    }

    private static Node row(FindingRow finding, FindingsModel model) {
        var code = new Label(finding.code());
        code.getStyleClass().addAll("mono", "muted", "small", "code");
        var text = new Label(finding.text());
        text.getStyleClass().add("text-of-finding");
        text.setTooltip(new Tooltip(finding.text()));
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        var line = new HBox(mark(finding.severity()), code, text);
        line.getStyleClass().add("line");
        var row = new VBox(line);
        switch (finding.action()) {
            case Action.None _ -> { }
            case Action.Correct correct -> line.getChildren().add(correction(correct, model));
            case Action.Explain(String why) -> line.getChildren().add(explanation(why, row));
        }
        row.getStyleClass().add("finding");
        row.setUserData(finding);
        mark(row, model.isSelected(finding));
        row.setOnMouseClicked(_ -> model.select(finding));
        return row;
    }

    /// The selected finding is tinted and shows its whole sentence.
    private static void mark(Node row, boolean selected) {
        row.pseudoClassStateChanged(SELECTED, selected);
        if (row.lookup(".text-of-finding") instanceof Label text) {
            text.setWrapText(selected);
        }
    }

    /// Says the first thing that the correction does; the tooltip says all.
    private static Node correction(Action.Correct correct, FindingsModel model) {
        Hyperlink link = link(correct.label().replaceFirst(" and .*", ""), () -> model.correct(correct));
        link.setTooltip(new Tooltip(correct.label()));
        return link;
    }

    /// A link that shows and hides the rule below its row.
    private static Node explanation(String why, VBox row) {
        var text = new Label(why);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().addAll("muted", "why");
        return link("Why", () -> {
            if (!row.getChildren().remove(text)) {
                row.getChildren().add(text);
            }
        });
    }

    private static Hyperlink link(String text, Runnable action) {
        var link = new Hyperlink(text);
        link.getStyleClass().add("quiet-link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> action.run());
        return link;
    }

    private static Node mark(Severity severity) {
        return switch (severity) {
            case ERROR -> Icons.error(MARK);
            case WARNING -> Icons.warning(MARK);
            case NOTE -> Icons.note(MARK);
        };
    }
}
