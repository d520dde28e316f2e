package dev.seascope.views.memory;

import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Notation;
import dev.seascope.views.memory.MemoryModel.Row;
import dev.seascope.views.memory.MemoryModel.Shown;
import dev.seascope.views.memory.Translation.Level;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The card that shows guest memory: the walk of the guest's tables to an address above, the bytes around it below.
public final class MemoryView {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final StackPane root = new StackPane();
    private final MemoryModel model;
    private final TextField field = new TextField();
    private final GridPane walk = new GridPane();
    private final Label verdict = label("", "memory-verdict");
    private final GridPane dump = new GridPane();

    public MemoryView(MemoryModel model) {
        this.model = model;
        walk.getStyleClass().add("walk");
        dump.getStyleClass().add("hex-dump");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        var content = new VBox(walk, verdict, new Separator(), dump);
        content.getStyleClass().add("memory-body");
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        var card = new BorderPane(scroll);
        card.setTop(header());
        card.getStyleClass().addAll("panel", "memory-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.getChildren().add(card);
        root.getStyleClass().add("entry-layer");
        root.setPickOnBounds(false);
        model.shownProperty().subscribe(this::show);
    }

    /// A layer for the window.
    public Parent root() {
        return root;
    }

    private Node header() {
        field.setId("memory-address");
        field.getStyleClass().addAll("mono", "first-focus", "memory-address");
        field.setAccessibleText("Address, register or symbol");
        field.setPromptText("address, register, symbol");
        field.textProperty().bindBidirectional(model.addressProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(label("Memory", "strong", "card-title"), field);
        for (String name : MemoryModel.suggestions()) {
            var link = new Hyperlink(name);
            link.setMnemonicParsing(false);
            link.getStyleClass().addAll("mono", "quiet-link");
            link.setMinWidth(Region.USE_PREF_SIZE);
            link.setOnAction(_ -> model.addressProperty().set(name));
            header.getChildren().add(link);
        }
        var close = new Button("", Icons.feather(Feather.X));
        close.getStyleClass().add("icon-button");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setAccessibleText("Close (Esc)");
        close.setOnAction(_ -> model.openProperty().set(false));
        header.getChildren().addAll(gap, new Separator(Orientation.VERTICAL), close);
        header.getStyleClass().add("panel-header");
        return header;
    }

    private void key(KeyEvent event) {
        long by = switch (event.getCode()) {
            case UP -> -MemoryModel.ROW;
            case DOWN -> MemoryModel.ROW;
            case PAGE_UP -> -MemoryModel.ROW * 16L;
            case PAGE_DOWN -> MemoryModel.ROW * 16L;
            default -> 0;
        };
        if (by != 0) {
            model.move(by);
            event.consume();
        }
    }

    private void show(Shown shown) {
        field.pseudoClassStateChanged(WRONG, shown.va().isEmpty());
        walk.getChildren().clear();
        dump.getChildren().clear();
        verdict.setText(shown.translation().map(Translation::verdict)
                .orElse("No number, register or symbol of this name."));
        if (shown.va().isPresent()) {
            walk.addRow(0, label("address", "muted"), label(Notation.digits(shown.va().getAsLong(), 16), "mono-bold"));
        }
        shown.translation().map(Translation::levels).orElse(List.of()).forEach(this::level);
        for (int i = 0; i < shown.rows().size(); i++) {
            row(i, shown.rows().get(i));
        }
    }

    private void level(Level level) {
        int row = walk.getRowCount();
        walk.addRow(row, label(level.name(), "muted"), label(level.table(), "mono"), label(level.descriptor(), "mono-bold"),
                label(level.meaning()));
    }

    private void row(int at, Row row) {
        dump.add(label(Notation.digits(row.va(), 16), "mono", "muted", "hex-address"), 0, at);
        for (int i = 0; i < row.bytes().size(); i++) {
            var octet = label(row.bytes().get(i), i == row.at() ? "mono-bold" : "mono", "hex-byte");
            if (i == row.at()) {
                octet.getStyleClass().add("hex-here");
            }
            if (i == MemoryModel.ROW / 2) {
                octet.getStyleClass().add("hex-middle");
            }
            dump.add(octet, 1 + i, at);
        }
        dump.add(label(row.text(), "mono", "hex-text"), 1 + row.bytes().size(), at);
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
