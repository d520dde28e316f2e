package dev.seascope.views.syndrome;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Meaning;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.PhraseLabel;
import dev.seascope.views.control.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The controls of one row of the fields tree. Built for the shape of a row; [#show] fills in values.
final class FieldRowView {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass HOVERED = PseudoClass.getPseudoClass("hovered");
    private static final double MARK = 9;

    /// What a row asks of the tree.
    interface Actions {
        void set(Bits field, long value);

        void select(Bits field);

        void hover(Optional<Bits> field);

        void toggle(String parent);
    }

    private final HBox root = new HBox();
    private final Actions actions;
    private final Label name = new Label();
    private final PhraseLabel meaning = new PhraseLabel("muted", "field-meaning");
    private final HBox marks = new HBox();
    private final StackPane chevron = new StackPane();
    private final Editor editor;
    private FieldRow row;

    /// The part of a row that shows the value and may change it.
    private interface Editor {
        Node node();

        void show(FieldRow row);

        default void toggle() {}
    }

    FieldRowView(FieldRow row, Actions actions) {
        this.row = row;
        this.actions = actions;
        Bits bits = row.field().bits();
        name.setText(row.field().name());
        name.getStyleClass().add("field-name");
        var range = new Label(row.range());
        range.getStyleClass().addAll("mono", "muted", "field-range");
        range.setMinWidth(Region.USE_PREF_SIZE);
        chevron.getStyleClass().add("field-chevron");
        var nameBox = new HBox(chevron, name);
        nameBox.getStyleClass().addAll("field-name-box", "depth-" + row.depth());
        nameBox.setAlignment(Pos.CENTER_LEFT);
        editor = switch (row.edit()) {
            case NONE -> new Shown();
            case TICK -> new Tick();
            case LIST -> new Choices();
            case NUMBER -> new Typed();
        };
        var editorBox = new HBox(editor.node());
        editorBox.getStyleClass().add("field-editor");
        editorBox.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(meaning, Priority.ALWAYS);
        marks.getStyleClass().add("field-marks");
        marks.setAlignment(Pos.CENTER_RIGHT);
        marks.setMinWidth(Region.USE_PREF_SIZE);
        root.getChildren().addAll(nameBox, range, editorBox, meaning, marks);
        root.getStyleClass().addAll("row", "field-row", row.reserved() ? "reserved" : "named");
        root.setAlignment(Pos.CENTER_LEFT);
        root.setOnMousePressed(_ -> {
            if (this.row.parts()) {
                actions.toggle(this.row.field().name());
            } else {
                actions.select(bits);
            }
        });
        root.setOnMouseEntered(_ -> actions.hover(this.row.parts() ? Optional.empty() : Optional.of(bits)));
        root.setOnMouseExited(_ -> actions.hover(Optional.empty()));
    }

    Parent root() {
        return root;
    }

    void show(FieldRow now) {
        row = now;
        meaning.show(now.meaning());
        editor.show(now);
        marks.getChildren().setAll(now.sources().stream().map(source -> Icons.source(source, MARK)).toList());
        chevron.getChildren().setAll(now.parts()
                ? List.of(Icons.glyph(now.open() ? Glyph.CHEVRON_DOWN : Glyph.CHEVRON_RIGHT, MARK, "muted-mark"))
                : List.of());
        root.pseudoClassStateChanged(PseudoClass.getPseudoClass("open"), now.open());
    }

    void mark(boolean selected, boolean hovered) {
        root.pseudoClassStateChanged(SELECTED, selected);
        root.pseudoClassStateChanged(HOVERED, hovered);
    }

    /// What Space does: flip a single bit, open or close the parts.
    void toggle() {
        if (row.parts()) {
            actions.toggle(row.field().name());
        } else {
            editor.toggle();
        }
    }

    /// A value that cannot be changed, with a lock when someone forces it.
    private static final class Shown implements Editor {
        private final Label value = new Label();

        @Override
        public Node node() {
            value.getStyleClass().addAll("mono", "field-value");
            return value;
        }

        @Override
        public void show(FieldRow row) {
            value.setText(row.open() ? "" : row.value() == 0 ? "0" : Words.number(row.field(), row.value()));
            value.getStyleClass().removeIf(style -> style.endsWith("-text"));
            value.setGraphic(null);
            row.forcedBy().ifPresent(source -> {
                value.getStyleClass().add(Icons.sourceClass(source) + "-text");
                value.setGraphic(Icons.glyph(Glyph.LOCK, MARK, lockClass(source)));
            });
        }

        private static String lockClass(Source source) {
            return Icons.sourceClass(source) + "-lock";
        }
    }

    private final class Tick implements Editor {
        private final CheckBox box = new CheckBox();

        @Override
        public Node node() {
            box.setFocusTraversable(false);
            box.setAccessibleText(row.field().name());
            box.setOnAction(_ -> {
                actions.select(row.field().bits());
                actions.set(row.field().bits(), box.isSelected() ? 1 : 0);
            });
            return box;
        }

        @Override
        public void show(FieldRow now) {
            box.setSelected(now.value() != 0);
        }

        @Override
        public void toggle() {
            box.fire();
        }
    }

    private final class Choices implements Editor {
        private final ComboBox<Long> box = new ComboBox<>();
        private boolean showing;

        @Override
        public Node node() {
            Bits bits = row.field().bits();
            LongStream.range(0, 1L << bits.width()).forEach(box.getItems()::add);
            box.setCellFactory(_ -> new MeaningCell(() -> row));
            box.setButtonCell(new NumberCell(row.field()));
            box.setVisibleRowCount(16);
            box.setFocusTraversable(false);
            box.setAccessibleText(row.field().name());
            int digits = Words.number(row.field(), (1L << bits.width()) - 1).length();
            box.getStyleClass().addAll("mono", "field-choice", "digits-" + digits);
            box.setOnAction(_ -> {
                Long chosen = box.getValue();
                if (!showing && chosen != null && chosen != row.value()) {
                    actions.select(bits);
                    actions.set(bits, chosen);
                    show(row); // bits that are forced may have kept the value from becoming the chosen one
                }
            });
            return box;
        }

        @Override
        public void show(FieldRow now) {
            showing = true;
            box.setValue(now.value());
            showing = false;
        }
    }

    private final class Typed implements Editor {
        private final TextField box = new TextField();

        @Override
        public Node node() {
            box.getStyleClass().addAll("mono", "field-number");
            box.setAccessibleText(row.field().name());
            box.setOnAction(_ -> {
                Words.parse(box.getText()).filter(row.field().bits()::fits)
                        .ifPresent(value -> actions.set(row.field().bits(), value));
                show(row);
            });
            return box;
        }

        @Override
        public void show(FieldRow now) {
            box.setText(Words.number(now.field(), now.value()));
        }
    }

    /// A value in the closed box.
    private static final class NumberCell extends ListCell<Long> {
        private final Field field;

        NumberCell(Field field) {
            this.field = field;
        }

        @Override
        protected void updateItem(Long value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty || value == null ? "" : Words.number(field, value));
        }
    }

    /// A value with its meaning in the open list; unallocated ones are grey and can be chosen all the same.
    private static final class MeaningCell extends ListCell<Long> {
        private static final PseudoClass UNALLOCATED = PseudoClass.getPseudoClass("unallocated");

        private final Supplier<FieldRow> row;

        MeaningCell(Supplier<FieldRow> row) {
            this.row = row;
            getStyleClass().add("meaning-cell");
        }

        @Override
        protected void updateItem(Long value, boolean empty) {
            super.updateItem(value, empty);
            if (empty || value == null) {
                setText("");
                return;
            }
            Field field = row.get().field();
            long other = field.bits().set(row.get().register(), value);
            String meaning = switch (field) {
                case Field.Choice choice -> Optional.ofNullable(choice.meanings().find(value))
                        .filter(Meaning::allocated).map(Meaning::text).orElse("");
                case Field.Value number -> number.form().text(value);
                case Field.Dependent dependent -> dependent.sense().isAllocated(other)
                        ? dependent.sense().text(other) : "";
                case Field.Res0 _, Field.Res1 _, Field.Fixed _, Field.Union _ -> "";
            };
            boolean unallocated = meaning.isEmpty()
                    && (field instanceof Field.Choice || field instanceof Field.Dependent);
            pseudoClassStateChanged(UNALLOCATED, unallocated);
            setText(Words.number(field, value) + "  " + (unallocated ? "unallocated" : meaning));
        }
    }
}
