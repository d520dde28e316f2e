package dev.seascope.views.frame;

import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import java.util.List;
import java.util.Locale;
import javafx.collections.ObservableList;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// One entry of the ribbon: a label, and a value in pieces. It lasts as long as the window; what it shows changes.
final class RibbonEntryView {
    private final HBox root;
    private final HBox value = new HBox();

    /// @param entry what is shown first; its label and its register stay
    RibbonEntryView(Ribbon.Entry entry, String styleClass, Selection selection) {
        var label = new Label(entry.label());
        label.getStyleClass().addAll("muted", "ribbon-label");
        value.getStyleClass().add("ribbon-value");
        root = new HBox(label, value);
        root.getStyleClass().addAll("ribbon-entry", styleClass);
        root.setMinWidth(Region.USE_PREF_SIZE);
        if (!entry.register().isEmpty()) {
            root.setOnMouseClicked(_ -> selection.open(new Subject.Register(entry.register())));
            if (RegisterLayouts.of(entry.register()).isPresent()) {
                root.getStyleClass().add("register-link");
                root.setCursor(Cursor.HAND);
                Tooltip.install(root, new Tooltip("Show the bits of " + entry.register()));
            }
            root.setOnMouseEntered(_ -> selection.hover(new Subject.Register(entry.register())));
            root.setOnMouseExited(_ -> selection.hover(Subject.NOTHING));
        }
    }

    Node root() {
        return root;
    }

    void show(List<Ribbon.Piece> pieces, boolean dimmed) {
        ObservableList<Node> shown = value.getChildren();
        if (shown.size() > pieces.size()) {
            shown.remove(pieces.size(), shown.size());
        }
        for (int i = 0; i < pieces.size(); i++) {
            if (i == shown.size()) {
                shown.add(new Label());
            }
            show(pieces.get(i), (Label) shown.get(i));
        }
        if (!dimmed) {
            root.getStyleClass().remove("dimmed");
        } else if (!root.getStyleClass().contains("dimmed")) {
            root.getStyleClass().add("dimmed");
        }
    }

    /// Setting the same style classes again would style the label anew.
    private static void show(Ribbon.Piece piece, Label in) {
        in.setText(piece.text());
        String emphasis = piece.emphasis().name().toLowerCase(Locale.ROOT);
        if (!in.getStyleClass().contains(emphasis)) {
            in.getStyleClass().setAll("label", "mono", emphasis);
        }
    }
}
