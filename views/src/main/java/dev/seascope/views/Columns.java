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
    /// Widths of program, fields, composer and registers at 100 % type size, gaps included.
    private static final double PROGRAM = 377.5;
    private static final double FIELDS = 316;
    private static final double COMPOSER = 414;
    private static final double REGISTERS = 322.5;
    private static final double ALL = PROGRAM + FIELDS + COMPOSER + REGISTERS;

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
    private final Division root = new Division(Orientation.HORIZONTAL);
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
    /// @param size 1 is normal
    void scale(double size) {
        scale = size;
        fold();
        root.divide();
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
        if (columns == Fold.FOUR) {
            shared.setCenter(null);
        } else {
            root.getItems().removeAll(fields, compose, registers);
            shared.setTop(chooser(columns));
            shared.setCenter(chosen());
        }
        switch (columns) {
            case FOUR -> root.hold(List.of(machine, fields, compose, registers), this::four);
            case THREE -> root.hold(List.of(machine, shared, registers), _ -> new double[] {0.30, 0.72});
            case TWO -> root.hold(List.of(machine, shared), _ -> new double[] {0.46});
        }
        // What has just come into the window has no style until the next pulse, and is laid out before that.
        root.applyCss();
    }

    /// Where the dividers between four columns are: what is more than they need goes to program and composer.
    private double[] four(double width) {
        double more = Math.max(0, width - ALL * scale) / 2;
        double unit = (width - 2 * more) / ALL;
        double first = PROGRAM * unit + more;
        double second = first + FIELDS * unit;
        return new double[] {first / width, second / width, (second + COMPOSER * unit + more) / width};
    }
}
