package dev.seascope.views.palette;

import dev.seascope.views.control.Icons;
import dev.seascope.views.palette.PaletteModel.Entry;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A field and what fits its text. Up and Down choose, Enter does it, Escape closes.
public final class PaletteView {
    private final StackPane root = new StackPane();
    private final PaletteModel model;
    private final TextField field = new TextField();
    private final ListView<Entry> list = new ListView<>();

    public PaletteView(PaletteModel model) {
        this.model = model;
        field.setId("palette-text");
        field.getStyleClass().addAll("palette-field", "first-focus");
        field.setPromptText("Go to anything: a command, a register, a sample, a kernel, a symbol, 0x…");
        field.setAccessibleText("Go to anything");
        field.textProperty().bindBidirectional(model.textProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox.setHgrow(field, Priority.ALWAYS);
        var line = new HBox(Icons.feather(Feather.SEARCH), field);
        line.getStyleClass().addAll("line", "palette-line");
        list.getStyleClass().addAll("found-list", "palette-list");
        list.setFocusTraversable(false);
        list.setAccessibleText("What fits");
        var nothing = new Label("Nothing fits");
        nothing.getStyleClass().add("muted");
        list.setPlaceholder(nothing);
        list.setCellFactory(_ -> new EntryCell());
        model.foundProperty().subscribe(found -> {
            list.getItems().setAll(found);
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        var card = new VBox(line, list);
        card.getStyleClass().addAll("panel", "palette-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(card, Pos.TOP_CENTER);
        root.getChildren().add(card);
        root.getStyleClass().add("palette-layer");
        root.setOnMousePressed(event -> {
            if (root.equals(event.getTarget())) {
                model.openProperty().set(false);
            }
        });
    }

    /// A layer for the window.
    public Parent root() {
        return root;
    }

    private void key(KeyEvent event) {
        boolean taken = switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(10);
            case PAGE_UP -> move(-10);
            case ENTER -> choose();
            default -> false;
        };
        if (taken) {
            event.consume();
        }
    }

    private boolean move(int by) {
        int last = list.getItems().size() - 1;
        if (last >= 0) {
            int at = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, last);
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - 5));
        }
        return true;
    }

    private boolean choose() {
        Entry chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            model.choose(chosen);
        }
        return true;
    }

    /// `Next exception   command   Ctrl+E`.
    private final class EntryCell extends ListCell<Entry> {
        private final Label title = new Label();
        private final Label kind = new Label();
        private final Label keys = new Label();
        private final HBox row;

        EntryCell() {
            title.setMinWidth(0);
            kind.getStyleClass().addAll("muted", "small");
            kind.setMinWidth(Region.USE_PREF_SIZE);
            keys.getStyleClass().add("key-cap");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            row = new HBox(title, gap, kind, keys);
            row.getStyleClass().add("line");
            row.setMinWidth(0);
            setPrefWidth(0);
            setOnMouseClicked(_ -> {
                if (!isEmpty()) {
                    model.choose(getItem());
                }
            });
        }

        @Override
        protected void updateItem(Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            title.setText(entry.title());
            kind.setText(entry.kind());
            keys.setText(entry.keys());
            keys.setVisible(!entry.keys().isEmpty());
            keys.setManaged(keys.isVisible());
            setGraphic(row);
            setAccessibleText("%s, %s %s".formatted(entry.title(), entry.kind(), entry.keys()));
        }
    }
}
