package dev.seascope.views.decode;

import dev.seascope.arch.text.Found;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Words;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject.RegisterBits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;

/// The value beside another, field by field; only what differs has a row.
final class ComparePane {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final DecodeModel model;
    private final Selection selection;
    private final VBox root;
    private final GridPane grid = new GridPane();
    private final Label summary = new Label();

    /// @param selection a click on a row selects its field here
    ComparePane(DecodeModel model, Selection selection) {
        this.model = model;
        this.selection = selection;
        var title = new Label("Compare with");
        title.getStyleClass().add("panel-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        summary.getStyleClass().addAll("muted", "small");
        summary.setMinWidth(0);
        var head = new HBox(title, other(), summary);
        head.getStyleClass().addAll("line", "decode-part");
        grid.getStyleClass().add("compare-grid");
        columns();
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(0);
        scroll.getStyleClass().add("plain-scroll");
        scroll.visibleProperty().bind(model.otherProperty().map(Optional::isPresent));
        scroll.managedProperty().bind(scroll.visibleProperty());
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root = new VBox(head, scroll);
        root.setMinHeight(Region.USE_COMPUTED_SIZE);
        root.getStyleClass().add("decode-compare");
        model.otherProperty().subscribe(_ -> show());
        model.shownProperty().subscribe(_ -> show());
    }

    Parent root() {
        return root;
    }

    /// Offers the values of the text. (The completion that ControlsFX has needs a package which JavaFX does not export.)
    private Node other() {
        TextField field = TextFields.createClearableTextField();
        field.setId("decode-other");
        field.setPromptText("a second value");
        field.setAccessibleText("Value to compare with");
        field.getStyleClass().addAll("mono", "compare-value");
        var offered = new ContextMenu();
        field.focusedProperty().subscribe(_ -> offer(field, offered));
        field.textProperty().addListener((_, _, text) -> {
            Optional<Long> value = number(text);
            field.pseudoClassStateChanged(WRONG, value.isEmpty() && !text.isBlank());
            model.otherProperty().set(value);
            offer(field, offered);
        });
        return field;
    }

    private void offer(TextField field, ContextMenu menu) {
        List<String> values = field.isFocused() ? suggestions(field.getText()) : List.of();
        if (values.isEmpty()) {
            menu.hide();
            return;
        }
        menu.getItems().setAll(values.stream().map(value -> {
            var item = new MenuItem(value);
            item.setOnAction(_ -> {
                field.setText(value);
                field.end();
            });
            return item;
        }).toList());
        if (!menu.isShowing()) {
            menu.show(field, Side.BOTTOM, 0, 0);
        }
    }

    private List<String> suggestions(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return model.foundProperty().get().stream().filter(one -> one.kind() != Found.Kind.CLASS)
                .map(one -> Notation.address(one.value())).distinct()
                .filter(text -> text.contains(wanted) && !text.equals(wanted)).limit(8).toList();
    }

    private static Optional<Long> number(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        return digits.isEmpty() ? Optional.empty()
                : Words.parse(digits.startsWith("0x") || digits.startsWith("0b") ? digits : "0x" + digits);
    }

    private void columns() {
        for (int i = 0; i < 3; i++) {
            var column = new ColumnConstraints();
            column.setHgrow(i == 0 ? Priority.NEVER : Priority.ALWAYS);
            if (i > 0) {
                column.setPercentWidth(40);
            }
            grid.getColumnConstraints().add(column);
        }
    }

    private void show() {
        grid.getChildren().clear();
        Optional<Comparison> comparison = model.comparison();
        summary.setText(comparison.map(each -> each.rows().isEmpty() ? "equal"
                : "%d differ, %d equal".formatted(each.rows().size(), each.same())).orElse(""));
        comparison.ifPresent(each -> {
            for (int i = 0; i < each.rows().size(); i++) {
                Comparison.Row row = each.rows().get(i);
                grid.addRow(i, cell(row, row.name(), "medium"), cell(row, row.left(), "compare-left"),
                        cell(row, row.right(), "compare-right"));
            }
        });
    }

    private Label cell(Comparison.Row row, String text, String style) {
        var label = new Label(text.isEmpty() ? "–" : text);
        label.getStyleClass().add(text.isEmpty() ? "muted" : style);
        label.setWrapText(!style.equals("medium"));
        label.setMinHeight(Region.USE_PREF_SIZE);
        if (style.equals("medium")) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        label.setOnMouseClicked(_ -> selection.select(new RegisterBits(model.shownProperty().get().register(),
                row.bits())));
        return label;
    }
}
