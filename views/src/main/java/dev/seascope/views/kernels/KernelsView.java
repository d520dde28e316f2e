package dev.seascope.views.kernels;

import dev.seascope.inject.KernelTable.Aspect;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.PhraseLabel;
import dev.seascope.views.control.Segments;
import dev.seascope.views.kernels.KernelsModel.Row;
import dev.seascope.views.kernels.KernelsModel.Sent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One injection on every kernel: a row a kernel, what differs from the kernel in use marked and said in words.
public final class KernelsView {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
    private static final double MARK = 11;
    private static final int FIRST_ASPECT = 1;
    private static final double NAME = 244;
    private static final double LEAST_NAME = 120;
    private static final double LEAST_DIFFERENCES = 180;
    private static final double DIFFERENCES = 260;

    private final StackPane root = new StackPane();
    private final KernelsModel model;
    private final GridPane grid = new GridPane();
    private final Label summary = label("", "muted");

    public KernelsView(KernelsModel model) {
        this.model = model;
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        var card = new BorderPane(scroll);
        card.setTop(header());
        card.setBottom(footer());
        card.getStyleClass().addAll("panel", "kernels-card");
        card.setMaxHeight(Region.USE_PREF_SIZE);
        root.getChildren().add(card);
        root.getStyleClass().add("entry-layer");
        root.setPickOnBounds(false);
        grid.getStyleClass().add("kernels-table");
        model.rowsProperty().subscribe(this::show);
    }

    /// A layer for the window.
    public Parent root() {
        return root;
    }

    private Node header() {
        SequencedMap<Sent, String> choices = new LinkedHashMap<>();
        for (Sent sent : Sent.values()) {
            choices.put(sent, sent.title());
        }
        var injection = label("", "mono", "muted");
        model.rowsProperty().subscribe(_ -> injection.setText(model.injection()));
        var derive = new Button("Derive a kernel", Icons.feather(Feather.GIT_BRANCH));
        derive.setTooltip(new Tooltip("A kernel like one of these but for a few behaviours"));
        derive.getStyleClass().add("first-focus");
        derive.setMinWidth(Region.USE_PREF_SIZE);
        var deriving = new Deriving(model);
        derive.setOnAction(_ -> deriving.show(derive));
        var header = new HBox(label("On every kernel", "strong", "card-title"), injection, gap(),
                new Segments<>(choices, model.sentProperty()).root(), derive, new Separator(Orientation.VERTICAL),
                tool(Feather.X, "Close (Esc)", () -> model.openProperty().set(false)));
        header.getStyleClass().add("panel-header");
        return header;
    }

    private Node footer() {
        var footer = new HBox(summary, gap(), label("Differences are from the kernel in use; a new one is tried with Use",
                "muted"));
        footer.getStyleClass().addAll("panel-footer", "kernels-footer");
        return footer;
    }

    private void columns(int aspects) {
        grid.getColumnConstraints().clear();
        for (int i = 0; i < FIRST_ASPECT + aspects; i++) {
            grid.getColumnConstraints().add(new ColumnConstraints());
        }
        grid.getColumnConstraints().getFirst().setPrefWidth(NAME);
        grid.getColumnConstraints().getFirst().setMinWidth(LEAST_NAME);
        var differences = new ColumnConstraints();
        differences.setHgrow(Priority.ALWAYS);
        differences.setMinWidth(LEAST_DIFFERENCES);
        differences.setPrefWidth(DIFFERENCES);
        var use = new ColumnConstraints();
        use.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().addAll(differences, use);
    }

    private void show(List<Row> rows) {
        List<Aspect> aspects = model.aspects();
        grid.getChildren().clear();
        columns(aspects.size());
        grid.add(label("kernel", "muted", "head", "first"), 0, 0);
        int column = FIRST_ASPECT;
        for (Aspect aspect : aspects) {
            grid.add(label(aspect.title(), "muted", "head"), column++, 0);
        }
        grid.add(label("differs in", "muted", "head"), column, 0);
        for (int i = 0; i < rows.size(); i++) {
            row(i + 1, rows.get(i), aspects);
        }
        long differing = model.differing();
        summary.setText(differing == 0 ? "The same on all %d kernels".formatted(rows.size())
                : "%d of %d kernels answer otherwise than %s".formatted(differing, rows.size(), model.current().id()));
    }

    private void row(int at, Row row, List<Aspect> aspects) {
        var ground = new Region();
        ground.getStyleClass().add("kernel-row");
        ground.pseudoClassStateChanged(CURRENT, row.current());
        ground.pseudoClassStateChanged(DIFFERS, row.differs());
        grid.add(ground, 0, at, GridPane.REMAINING, 1);
        grid.add(name(row), 0, at);
        int column = FIRST_ASPECT;
        for (Aspect aspect : aspects) {
            grid.add(cell(row, aspect), column++, at);
        }
        grid.add(differences(row), column++, at);
        grid.add(action(row), column, at);
    }

    private static Node name(Row row) {
        var id = label(row.kernel().id().replace("+", "\n+ "), "mono", "strong-mono");
        var title = new PhraseLabel("muted", "small");
        title.show(row.kernel().title().replaceFirst("^[^:]*: ", ""));
        var box = new VBox(id, title);
        box.getStyleClass().add("kernel-name");
        return box;
    }

    private static Node cell(Row row, Aspect aspect) {
        boolean differs = row.outcome().differences().contains(aspect);
        boolean number = aspect != Aspect.ENTERED && aspect != Aspect.MMIO;
        var cell = label(row.text(aspect), differs ? "differing" : "same");
        if (number) {
            cell.getStyleClass().add(differs ? "mono-bold" : "mono");
        }
        if (aspect == Aspect.ANSWER) {
            cell.setGraphic(row.accepted() ? Icons.ok(MARK) : Icons.error(MARK));
            cell.getStyleClass().add(row.accepted() ? "ok-text" : "error-text");
        }
        return cell;
    }

    private static Node differences(Row row) {
        var text = new Label(row.current() ? "the kernel in use" : row.differs() ? String.join("; ", row.differences())
                : "nothing");
        text.getStyleClass().add(row.differs() ? "kernel-differences" : "muted");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        return text;
    }

    private Node action(Row row) {
        List<Node> links = new ArrayList<>();
        if (row.derived()) {
            links.add(link("Remove", "Take %s off the table".formatted(row.kernel().id()),
                    () -> model.remove(row.kernel())));
        }
        if (!row.current()) {
            links.add(link("Use", "Ask %s from here on".formatted(row.kernel().id()), () -> model.use(row.kernel())));
        }
        var box = new HBox(links.toArray(Node[]::new));
        box.getStyleClass().add("kernel-actions");
        return box;
    }

    private static Hyperlink link(String text, String says, Runnable action) {
        var link = new Hyperlink(text);
        link.getStyleClass().add("quiet-link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setAccessibleText(says);
        link.setTooltip(new Tooltip(says));
        link.setOnAction(_ -> action.run());
        return link;
    }

    private static Button tool(Feather icon, String says, Runnable action) {
        var button = new Button();
        button.setGraphic(Icons.feather(icon));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Node gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
