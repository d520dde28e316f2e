package dev.seascope.views;

import dev.seascope.views.control.Segments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// The four columns below the syndrome strip. In a narrow window fields and composer share one, behind a switch; in a
/// narrower one the registers are there too.
final class Columns {
    private static final double[] SHARES = {377.5 / 1430, 693.5 / 1430, 1107.5 / 1430};

    /// How many columns there are.
    private enum Fold {
        FOUR, THREE, TWO;

        /// @param width at 100 % type size
        static Fold of(double width) {
            return width >= 1190 ? FOUR : width >= 980 ? THREE : TWO;
        }
    }

    /// Which of those that share a column is on top.
    private enum Front {
        COMPOSE, FIELDS, REGISTERS
    }

    private final Parent machine;
    private final Parent fields;
    private final Parent compose;
    private final Parent registers;
    private final SplitPane root = Arrangement.split(Orientation.HORIZONTAL);
    private final ObjectProperty<Front> front = new SimpleObjectProperty<>(this, "front", Front.COMPOSE);
    private final BorderPane shared = new BorderPane();
    private Fold fold = Fold.FOUR;
    private double scale = 1;
    private boolean presenting;

    /// @param machine program and exit
    Columns(Parent machine, Parent fields, Parent compose, Parent registers) {
        this.machine = machine;
        this.fields = fields;
        this.compose = compose;
        this.registers = registers;
        for (Parent column : List.of(machine, fields, compose, registers, shared)) {
            Arrangement.cutAtTheRight(column);
            BorderPane.setAlignment(column, Pos.TOP_LEFT);
        }
        SplitPane.setResizableWithParent(fields, false);
        SplitPane.setResizableWithParent(registers, false);
        shared.setMinSize(0, 0);
        arrange(Fold.FOUR);
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

    /// While something is presented, fields stay behind the switch.
    void present(boolean now) {
        presenting = now;
        fold();
    }

    private void fold() {
        Fold fitting = Fold.of(root.getWidth() / scale);
        Fold wanted = presenting && fitting == Fold.FOUR ? Fold.THREE : fitting;
        if (root.getWidth() > 0 && wanted != fold) {
            arrange(wanted);
        }
    }

    private Node chooser(Fold columns) {
        SequencedMap<Front, String> choices = new LinkedHashMap<>();
        choices.put(Front.COMPOSE, "Compose");
        choices.put(Front.FIELDS, "Fields");
        if (columns == Fold.TWO) {
            choices.put(Front.REGISTERS, "Registers");
        } else if (front.get() == Front.REGISTERS) {
            front.set(Front.COMPOSE);
        }
        var bar = new HBox(new Segments<>(choices, front).root());
        bar.getStyleClass().add("column-chooser");
        return bar;
    }

    private Node chosen() {
        return switch (front.get()) {
            case COMPOSE -> compose;
            case FIELDS -> fields;
            case REGISTERS -> registers;
        };
    }

    private void arrange(Fold columns) {
        fold = columns;
        root.getItems().clear();
        shared.setCenter(null);
        if (columns != Fold.FOUR) {
            shared.setTop(chooser(columns));
            shared.setCenter(chosen());
        }
        switch (columns) {
            case FOUR -> {
                root.getItems().setAll(machine, fields, compose, registers);
                root.setDividerPositions(SHARES);
            }
            case THREE -> {
                root.getItems().setAll(machine, shared, registers);
                root.setDividerPositions(0.30, 0.72);
            }
            case TWO -> {
                root.getItems().setAll(machine, shared);
                root.setDividerPositions(0.46);
            }
        }
    }
}
