package dev.seascope.views;

import dev.seascope.views.control.Segments;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// The four columns below the syndrome strip. In a narrow window fields and composer share one, behind a switch.
final class Columns {
    /// Below this width there are three columns; at 100 % type size.
    private static final double NARROW = 1190;
    private static final double[] SHARES = {377.5 / 1430, 693.5 / 1430, 1107.5 / 1430};
    private static final double[] NARROW_SHARES = {0.32, 0.70};

    /// Which of the two is on top in a narrow window.
    private enum Front {
        COMPOSE, FIELDS
    }

    private final Parent machine;
    private final Parent fields;
    private final Parent compose;
    private final Parent registers;
    private final SplitPane root = Workbench.split(Orientation.HORIZONTAL);
    private final ObjectProperty<Front> front = new SimpleObjectProperty<>(this, "front", Front.COMPOSE);
    private final BorderPane shared = new BorderPane();
    private double scale = 1;

    /// @param machine program and exit
    Columns(Parent machine, Parent fields, Parent compose, Parent registers) {
        this.machine = machine;
        this.fields = fields;
        this.compose = compose;
        this.registers = registers;
        SplitPane.setResizableWithParent(fields, false);
        SplitPane.setResizableWithParent(registers, false);
        shared.setTop(chooser());
        shared.setMinHeight(0);
        arrange(false);
        root.widthProperty().subscribe(_ -> fold());
        front.subscribe(_ -> {
            if (root.getItems().contains(shared)) {
                shared.setCenter(chosen());
            }
        });
    }

    Parent root() {
        return root;
    }

    /// Follow the type size.
    ///
    /// @param percent 100 is normal
    void scale(int percent) {
        scale = percent / 100.0;
        fold();
    }

    private void fold() {
        boolean narrow = root.getWidth() > 0 && root.getWidth() < NARROW * scale;
        if (narrow != root.getItems().contains(shared)) {
            arrange(narrow);
        }
    }

    private Node chooser() {
        SequencedMap<Front, String> choices = new LinkedHashMap<>();
        choices.put(Front.COMPOSE, "Compose");
        choices.put(Front.FIELDS, "Fields");
        var bar = new HBox(new Segments<>(choices, front).root());
        bar.getStyleClass().add("column-chooser");
        return bar;
    }

    private Node chosen() {
        return front.get() == Front.COMPOSE ? compose : fields;
    }

    private void arrange(boolean narrow) {
        root.getItems().clear();
        shared.setCenter(null);
        if (narrow) {
            shared.setCenter(chosen());
            root.getItems().setAll(machine, shared, registers);
            root.setDividerPositions(NARROW_SHARES);
        } else {
            root.getItems().setAll(machine, fields, compose, registers);
            root.setDividerPositions(SHARES);
        }
    }
}
