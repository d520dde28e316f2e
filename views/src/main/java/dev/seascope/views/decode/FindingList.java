package dev.seascope.views.decode;

import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.Severity;
import dev.seascope.views.control.Icons;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject.RegisterBits;
import java.util.List;
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

/// What the architecture would not have produced, with a correction where there is an obvious one.
final class FindingList {
    private static final double MARK = 11;

    private final DecodeModel model;
    private final Selection selection;
    private final VBox rows = new VBox();
    private final VBox root;

    /// @param selection a click on a finding selects its field here
    FindingList(DecodeModel model, Selection selection) {
        this.model = model;
        this.selection = selection;
        var title = new Label("Findings");
        title.getStyleClass().addAll("panel-title", "decode-part");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(0);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root = new VBox(title, scroll);
        root.setMinHeight(0);
        root.getStyleClass().add("decode-findings");
        model.findingsProperty().subscribe(this::show);
        model.shownProperty().subscribe(_ -> show(model.findingsProperty().get()));
    }

    Parent root() {
        return root;
    }

    private void show(List<Finding> findings) {
        rows.getChildren().setAll(findings.stream().map(this::row).toList());
        if (findings.isEmpty()) {
            var fine = new Label(model.isOnlyClass() ? "The text tells only the exception class"
                    : "Nothing is odd about this value", Icons.ok(MARK));
            fine.getStyleClass().addAll("muted", "decode-line");
            rows.getChildren().setAll(fine);
        }
    }

    private Node row(Finding finding) {
        var code = new Label(finding.code());
        code.getStyleClass().addAll("mono", "muted", "small");
        code.setMinWidth(Region.USE_PREF_SIZE);
        var text = new Label(finding.message());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var words = new VBox(text, code);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var row = new HBox(mark(finding.severity()), words);
        finding.fix().ifPresent(fix -> row.getChildren().add(fix(fix)));
        row.getStyleClass().add("decode-finding");
        row.setOnMouseClicked(_ -> selection.select(new RegisterBits(model.shownProperty().get().register(),
                finding.field().bits())));
        return row;
    }

    private Node fix(Fix fix) {
        var link = new Hyperlink(fix.label().replaceFirst(" and .*", ""));
        link.getStyleClass().add("quiet-link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setTooltip(new Tooltip(fix.label()));
        link.setOnAction(_ -> model.setValue(fix.value()));
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
