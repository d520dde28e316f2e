package dev.seascope.views.frame;

import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.session.RunState;
import dev.seascope.views.control.FittingRow;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Where the machine is, in one line under the toolbar. A click on an entry selects the register it comes from, and shows
/// its bits.
public final class RibbonView {
    /// What a narrow window does without, that which goes first first.
    private static final List<String> DISPENSABLE =
            List.of("guest", "EASE", "vectors", "MMU", "exit", "NZCV", "host", "masked", "stack");

    private final FittingRow root = new FittingRow("ribbon");
    private final Selection selection;

    public RibbonView(SessionModel session, Selection selection) {
        this.selection = selection;
        session.snapshotProperty().subscribe(machine ->
                show(Ribbon.of(machine), machine.state() instanceof RunState.Running));
    }

    public Parent root() {
        return root;
    }

    private void show(Ribbon ribbon, boolean running) {
        List<Node> nodes = new ArrayList<>();
        if (!ribbon.level().isEmpty()) {
            var level = new Label(ribbon.level());
            level.getStyleClass().addAll("mono", "level");
            level.setMinWidth(Region.USE_PREF_SIZE);
            nodes.add(level);
        }
        ribbon.guest().forEach(entry -> nodes.add(entry(entry, running && !entry.live(), "guest-entry")));
        if (ribbon.stale()) {
            var stale = new Label("stale");
            stale.getStyleClass().addAll("ribbon-entry", "stale");
            nodes.add(stale);
        }
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        nodes.add(gap);
        ribbon.host().forEach(entry -> nodes.add(entry(entry, false, "host-entry")));
        root.getChildren().setAll(nodes);
        root.dispenseWith(DISPENSABLE.stream().flatMap(label ->
                nodes.stream().filter(entry -> label.equals(entry.getUserData()))).toList());
    }

    private Node entry(Ribbon.Entry entry, boolean dimmed, String styleClass) {
        var label = new Label(entry.label());
        label.getStyleClass().addAll("muted", "ribbon-label");
        var value = new HBox();
        value.getStyleClass().add("ribbon-value");
        for (Ribbon.Piece piece : entry.pieces()) {
            var text = new Label(piece.text());
            text.getStyleClass().addAll("mono", piece.emphasis().name().toLowerCase(Locale.ROOT));
            value.getChildren().add(text);
        }
        var box = new HBox(label, value);
        box.getStyleClass().addAll("ribbon-entry", styleClass);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setUserData(entry.label());
        if (dimmed) {
            box.getStyleClass().add("dimmed");
        }
        if (!entry.register().isEmpty()) {
            box.setOnMouseClicked(_ -> selection.open(new Subject.Register(entry.register())));
            if (RegisterLayouts.of(entry.register()).isPresent()) {
                box.getStyleClass().add("register-link");
                box.setCursor(Cursor.HAND);
                Tooltip.install(box, new Tooltip("Show the bits of " + entry.register()));
            }
            box.setOnMouseEntered(_ -> selection.hover(new Subject.Register(entry.register())));
            box.setOnMouseExited(_ -> selection.hover(Subject.NOTHING));
        }
        return box;
    }
}
