package dev.seascope.views.registers;

import dev.seascope.views.control.Panel;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

/// General and system registers: what they hold, what changed, what an injection would change.
public final class RegistersView {
    private final Panel panel;

    public RegistersView(RegistersModel model) {
        panel = new Panel("Registers").control(comparison(model)).body(new RegisterTable(model));
        panel.root().getStyleClass().add("registers-view");
    }

    public Parent root() {
        return panel.root();
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
