package dev.seascope.views.exit;

import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Panel;
import dev.seascope.views.control.PhraseLabel;
import dev.seascope.views.syndrome.RegisterCard;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Why `KVM_RUN` returned, as the VMM finds it in the shared page, and the answer to a read.
public final class ExitView {
    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Panel panel;

    public ExitView(ExitModel model) {
        var struct = new Label("struct kvm_run");
        struct.getStyleClass().addAll("mono", "host-text");
        var side = new Label("host side");
        side.getStyleClass().addAll("muted", "small");
        panel = new Panel(model.shownProperty().map(ExitModel.Shown::title)).describe(struct)
                .mark(Icons.glyph(Glyph.EXIT, 13, "host-mark")).control(side)
                .body(body(model)).footer(footer(model));
        panel.root().getStyleClass().add("exit-view");
        model.shownProperty().subscribe(shown -> panel.root().pseudoClassStateChanged(OLD, shown.old()));
    }

    public Parent root() {
        return panel.root();
    }

    private static Node body(ExitModel model) {
        var grid = new GridPane();
        grid.getStyleClass().add("fields");
        var card = new RegisterCard();
        model.shownProperty().subscribe(shown -> {
            grid.getChildren().clear();
            shown.rows().forEach(row -> add(grid, row, card));
        });
        var body = new ScrollPane(grid);
        body.setFitToWidth(true);
        body.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        body.setMinHeight(0);
        body.getStyleClass().add("plain-scroll");
        return body;
    }

    private static void add(GridPane grid, ExitRow row, RegisterCard card) {
        Label number = label(row.value(), "mono");
        card.link(number, row.register(), row.bits());
        var comment = new PhraseLabel("muted", "small");
        comment.show(row.comment());
        HBox.setHgrow(comment, Priority.ALWAYS);
        var value = new HBox(number, comment);
        value.getStyleClass().add("value");
        Node[] cells = {label(Integer.toString(row.offset()), "mono", "muted", "small"),
            label(row.field(), "mono", "host-text"), label(row.type(), "mono", "muted", "small"), value};
        int at = grid.getRowCount();
        for (int i = 0; i < cells.length; i++) {
            GridPane.setValignment(cells[i], VPos.CENTER);
            grid.add(cells[i], i, at);
        }
    }

    /// The question to the user, or else what there is to say.
    private static Node footer(ExitModel model) {
        Node answer = answer(model);
        answer.visibleProperty().bind(model.shownProperty().map(ExitModel.Shown::asks));
        answer.managedProperty().bind(answer.visibleProperty());
        var remark = new Label();
        remark.getStyleClass().add("remark");
        remark.setMaxWidth(Double.MAX_VALUE);
        remark.setMinHeight(Region.USE_PREF_SIZE);
        remark.textProperty().bind(model.shownProperty().map(ExitModel.Shown::remark));
        remark.visibleProperty().bind(model.shownProperty().map(shown -> !shown.asks() && !shown.remark().isEmpty()));
        remark.managedProperty().bind(remark.visibleProperty());
        var report = new Button("Write CPER");
        report.getStyleClass().add("plain-button");
        report.setMinWidth(Region.USE_PREF_SIZE);
        report.setOnAction(_ -> model.report());
        report.visibleProperty().bind(model.shownProperty().map(shown -> shown.error().isPresent() && !shown.told()));
        report.managedProperty().bind(report.visibleProperty());
        HBox.setHgrow(remark, Priority.ALWAYS);
        var line = new HBox(remark, report);
        line.getStyleClass().add("remark-line");
        var footer = new VBox(answer, line);
        footer.visibleProperty().bind(answer.visibleProperty().or(remark.visibleProperty()));
        footer.managedProperty().bind(footer.visibleProperty());
        return footer;
    }

    private static Node answer(ExitModel model) {
        var field = new TextField();
        field.textProperty().bindBidirectional(model.answerProperty());
        field.getStyleClass().addAll("mono", "answer-field");
        field.setOnAction(_ -> model.answer(true));
        field.setAccessibleText("Answer to the MMIO read");
        var name = label("Answer", "muted");
        name.setLabelFor(field);
        var problem = label("", "error-text", "small");
        model.problem().subscribe(text -> {
            problem.setText(text);
            field.pseudoClassStateChanged(WRONG, !text.isEmpty());
        });
        var send = new Button("Answer and run");
        send.getStyleClass().add("plain-button");
        send.setOnAction(_ -> model.answer(true));
        send.disableProperty().bind(problem.textProperty().isNotEmpty());
        send.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(name, field, problem, gap, send);
        row.getStyleClass().add("answer");
        return row;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
