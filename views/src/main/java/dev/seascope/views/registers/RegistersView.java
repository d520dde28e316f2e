package dev.seascope.views.registers;

import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Panel;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// General and system registers: what they hold, what changed, what an injection would change. A search narrows the list
/// to the registers whose names contain what is typed.
public final class RegistersView {
    private final RegistersModel model;
    private final RegisterTable table;
    private final Panel panel;
    private final HBox search = new HBox();
    private @Nullable TextField field;

    /// @param hint of the search, with its key
    public RegistersView(RegistersModel model, String hint) {
        this.model = model;
        table = new RegisterTable(model);
        search.getChildren().add(button(hint));
        panel = new Panel("Registers").control(search, comparison(model)).body(table);
        panel.root().getStyleClass().add("registers-view");
    }

    public Parent root() {
        return panel.root();
    }

    /// Put the keyboard focus into the search, which appears.
    public void find() {
        TextField shown = field;
        if (shown == null) {
            shown = field();
            field = shown;
        }
        search.getChildren().setAll(shown);
        shown.requestFocus();
    }

    private TextField field() {
        TextField made = TextFields.createClearableTextField();
        made.setId("register-search");
        made.getStyleClass().addAll("mono", "search-field");
        made.setPromptText("register");
        made.setAccessibleText("Find a register");
        made.textProperty().subscribe(model.filterProperty()::set);
        made.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.DOWN) {
                table.first();
                table.requestFocus();
                event.consume();
            }
        });
        return made;
    }

    private void close() {
        if (field != null) {
            field.clear();
        }
        search.getChildren().setAll(button("Find a register"));
        table.requestFocus();
    }

    private Node button(String hint) {
        var button = new Button("", Icons.feather(Feather.SEARCH));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(hint));
        button.setAccessibleText(hint);
        button.setOnAction(_ -> find());
        return button;
    }

    private static Node comparison(RegistersModel model) {
        var toggle = new ToggleButton();
        toggle.textProperty().bind(model.comparison());
        toggle.selectedProperty().bindBidirectional(model.sinceStartProperty());
        toggle.setTooltip(new Tooltip("Marks show what changed. Click for: since the start"));
        toggle.getStyleClass().setAll("quiet-toggle");
        return toggle;
    }
}
