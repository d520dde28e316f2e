package dev.seascope.views.syndrome;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.views.control.Panel;
import dev.seascope.views.control.StripValue;
import dev.seascope.views.control.Words;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.Selection.Subject.RegisterBits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// The same register as the strip, as a tree: name, range, control, meaning and sources of each field, and the selected
/// field in words.
public final class FieldsView {
    private static final int DETAIL_LINES = 3;
    /// Of the detail text with its spacing, in type sizes.
    private static final double LINE_HEIGHT = 1.46;

    private final ShownRegister model;
    private final Selection selection;
    private final Panel panel = new Panel("Fields");
    private final VBox list = new VBox();
    private final TextFlow detail = new TextFlow();
    private final Hyperlink more = new Hyperlink("More");
    private final FieldCard card = new FieldCard();
    private final Set<String> turned = new LinkedHashSet<>(Set.of("ISS"));
    private List<FieldRow> rows = List.of();
    private final List<FieldRowView> rowViews = new ArrayList<>();

    public FieldsView(ShownRegister model, Selection selection) {
        this.model = model;
        this.selection = selection;
        var register = new Label();
        register.getStyleClass().addAll("mono", "muted");
        register.textProperty().bind(model.shownProperty().map(StripValue::register));
        panel.describe(register).body(scroll()).footer(footer());
        panel.root().getStyleClass().add("fields-view");
        model.shownProperty().subscribe(_ -> update());
        more.getStyleClass().add("quiet-link");
        more.setAccessibleText("Everything about this field (F1)");
        more.setOnAction(_ -> explain());
        list.setOnContextMenuRequested(_ -> explain());
        selection.selectedProperty().subscribe(_ -> mark());
        selection.hoveredProperty().subscribe(_ -> mark());
        detail.widthProperty().subscribe(_ -> mark());
    }

    public Parent root() {
        return panel.root();
    }

    private Node scroll() {
        list.getStyleClass().add("rows");
        list.setFocusTraversable(true);
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        var scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    private Node footer() {
        detail.getStyleClass().add("field-detail");
        return detail;
    }

    private void update() {
        List<FieldRow> now = FieldRow.of(model.shownProperty().get(), turned);
        boolean sameControls = now.size() == rows.size();
        for (int i = 0; sameControls && i < now.size(); i++) {
            sameControls = now.get(i).looksLike(rows.get(i));
        }
        rows = now;
        if (!sameControls) {
            rowViews.clear();
            for (FieldRow row : now) {
                rowViews.add(new FieldRowView(row, new RowEditing()));
            }
            list.getChildren().setAll(rowViews.stream().map(FieldRowView::root).toList());
        }
        for (int i = 0; i < now.size(); i++) {
            rowViews.get(i).show(now.get(i));
        }
        mark();
    }

    private void mark() {
        String register = model.shownProperty().get().register();
        for (int i = 0; i < rows.size(); i++) {
            FieldRow row = rows.get(i);
            Bits bits = row.field().bits();
            boolean closed = !row.parts() || !row.open();
            rowViews.get(i).mark(closed && selection.selects(register, bits),
                    closed && selection.hovers(register, bits));
        }
        describe(selected(register));
    }

    private Optional<Bits> selected(String register) {
        return selection.selected() instanceof RegisterBits(String of, Bits bits) && of.equals(register)
                ? Optional.of(bits) : Optional.empty();
    }

    /// The selected field in at most three lines.
    private void describe(Optional<Bits> selected) {
        StripValue shown = model.shownProperty().get();
        Optional<Field> field = selected.map(bits -> shown.value().layout().leafAt(bits.msb(), shown.value().bits()));
        if (field.isEmpty()) {
            detail.getChildren().setAll(plain("Select a field to read what it tells the guest."));
            return;
        }
        Bits bits = field.get().bits();
        var name = new Text("%s, %s. ".formatted(field.get().name(), bits.width() == 1 ? "bit " + bits.msb()
                : "bits " + bits.msb() + ":" + bits.lsb()));
        name.getStyleClass().add("strong");
        String text = field.get().explanation().isEmpty() ? field.get().title() + "." : field.get().explanation();
        write(name, text);
        // What does not fit into three lines goes by whole sentences.
        double room = detail.getWidth() - detail.snappedLeftInset() - detail.snappedRightInset();
        for (int end = text.lastIndexOf(". "); end > 0 && room > 0 && lines(room) > DETAIL_LINES;
                end = text.lastIndexOf(". ", end - 1)) {
            write(name, text.substring(0, end + 1));
        }
    }

    private void write(Text name, String text) {
        List<Node> pieces = new ArrayList<>(List.of(name));
        pieces.addAll(List.copyOf(Words.flow(text, "detail-text").getChildren()));
        pieces.add(new Text(" "));
        pieces.add(more);
        detail.getChildren().setAll(pieces);
    }

    /// Everything about the selected field, in a box beside its row.
    private void explain() {
        StripValue shown = model.shownProperty().get();
        for (int i = 0; i < rows.size(); i++) {
            Bits bits = rows.get(i).field().bits();
            if (!rows.get(i).open() && !rows.get(i).parts() && selection.selects(shown.register(), bits)) {
                Node row = rowViews.get(i).root();
                card.show(shown, bits.msb(), row, row.getLayoutBounds());
            }
        }
    }

    /// How many lines the detail text takes at a width.
    private double lines(double width) {
        detail.applyCss();
        double height = detail.prefHeight(width + detail.snappedLeftInset() + detail.snappedRightInset())
                - detail.snappedTopInset() - detail.snappedBottomInset();
        double line = ((Text) detail.getChildren().getFirst()).getFont().getSize() * LINE_HEIGHT;
        return Math.rint(height / line);
    }

    private static Text plain(String text) {
        var node = new Text(text);
        node.getStyleClass().addAll("detail-text", "muted");
        return node;
    }

    private void key(KeyEvent event) {
        String register = model.shownProperty().get().register();
        int at = -1;
        for (int i = 0; i < rows.size(); i++) {
            Bits bits = rows.get(i).field().bits();
            if (!rows.get(i).open() && selection.selects(register, bits)) {
                at = i;
            }
        }
        switch (event.getCode()) {
            case UP -> select(Math.max(0, at - 1));
            case DOWN -> select(Math.min(rows.size() - 1, at + 1));
            case F1 -> explain();
            case SPACE -> {
                if (at >= 0) {
                    rowViews.get(at).toggle();
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(int row) {
        selection.select(new RegisterBits(model.shownProperty().get().register(), rows.get(row).field().bits()));
    }

    private final class RowEditing implements FieldRowView.Actions {
        @Override
        public void set(Bits field, long value) {
            model.set(field, value);
        }

        @Override
        public void select(Bits field) {
            selection.select(new RegisterBits(model.shownProperty().get().register(), field));
            list.requestFocus();
        }

        @Override
        public void hover(Optional<Bits> field) {
            String register = model.shownProperty().get().register();
            selection.hover(field.<Subject>map(bits -> new RegisterBits(register, bits)).orElse(Subject.NOTHING));
        }

        @Override
        public void toggle(String parent) {
            if (!turned.remove(parent)) {
                turned.add(parent);
            }
            update();
        }
    }
}
