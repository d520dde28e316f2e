package dev.seascope.views.frame;

import dev.seascope.session.RunState;
import dev.seascope.views.control.FittingRow;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Where the machine is, in one line under the toolbar. A click on an entry selects the register it comes from, and shows
/// its bits.
public final class RibbonView {
    private static final List<String> DISPENSABLE =
            List.of("guest", "EASE", "vectors", "MMU", "exit", "NZCV", "host", "masked", "stack");

    private final FittingRow root = new FittingRow("ribbon");
    private final Selection selection;
    private final Label level = new Label();
    private final Label stale = new Label("stale");
    private final Region gap = new Region();
    /// By their labels.
    private final Map<String, RibbonEntryView> entries = new HashMap<>();

    public RibbonView(SessionModel session, Selection selection) {
        this.selection = selection;
        level.getStyleClass().addAll("mono", "level");
        level.setMinWidth(Region.USE_PREF_SIZE);
        stale.getStyleClass().addAll("ribbon-entry", "stale");
        HBox.setHgrow(gap, Priority.ALWAYS);
        session.snapshotProperty().subscribe(machine ->
                show(Ribbon.of(machine), machine.state() instanceof RunState.Running));
    }

    public Parent root() {
        return root;
    }

    /// Changes the row only where its entries are others than before; as a rule only what they say is new.
    private void show(Ribbon ribbon, boolean running) {
        List<Node> nodes = new ArrayList<>();
        level.setText(ribbon.level());
        if (!ribbon.level().isEmpty()) {
            nodes.add(level);
        }
        ribbon.guest().forEach(entry -> nodes.add(entry(entry, running && !entry.live(), "guest-entry")));
        if (ribbon.stale()) {
            nodes.add(stale);
        }
        nodes.add(gap);
        ribbon.host().forEach(entry -> nodes.add(entry(entry, false, "host-entry")));
        if (!root.getChildren().equals(nodes)) {
            root.getChildren().setAll(nodes);
            root.dispenseWith(DISPENSABLE.stream().map(entries::get).filter(Objects::nonNull)
                    .map(RibbonEntryView::root).filter(nodes::contains).toList());
        }
    }

    private Node entry(Ribbon.Entry entry, boolean dimmed, String styleClass) {
        RibbonEntryView view = entries.computeIfAbsent(entry.label(),
                _ -> new RibbonEntryView(entry, styleClass, selection));
        view.show(entry.pieces(), dimmed);
        return view.root();
    }
}
