package dev.seascope.views;

import dev.seascope.views.frame.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// How the views lie in the window: the strip across it, columns below, timeline and console at the bottom. While
/// something is presented only what a room can follow is left: no fields, no exit, no timeline.
final class Arrangement {
    /// Where the dividers are at first, as shares of 1430 by 664 pixels.
    private static final double COLUMNS_SHARE = 476.5 / 664;
    private static final double PROGRAM_SHARE = 314.5 / 474;
    private static final double TIMELINE_SHARE = 0.55;

    private final Parent program;
    private final Parent exit;
    private final Parent timeline;
    private final SplitPane left;
    private final SplitPane below;
    private final SplitPane rows;
    private final Columns columns;
    private final VBox root;
    private Optional<Parent> console = Optional.empty();
    private boolean presenting;

    /// @param views by their names
    Arrangement(Function<String, Parent> views, Settings settings) {
        program = views.apply("program");
        exit = views.apply("exit");
        timeline = views.apply("timeline");
        left = split(Orientation.VERTICAL);
        below = split(Orientation.HORIZONTAL);
        below.setMinHeight(Region.USE_COMPUTED_SIZE);
        columns = new Columns(left, views.apply("fields"), views.apply("compose"), views.apply("registers"));
        settings.typeSizeProperty().subscribe(percent -> columns.scale(percent.intValue()));
        rows = split(Orientation.VERTICAL);
        SplitPane.setResizableWithParent(below, false);
        VBox.setVgrow(rows, Priority.ALWAYS);
        root = new VBox(views.apply("syndrome"), rows);
        root.getStyleClass().add("views");
        VBox.setVgrow(root, Priority.ALWAYS);
        arrange();
    }

    Region root() {
        return root;
    }

    /// A guest that writes to its serial port has a console, others have none.
    void show(Optional<Parent> newConsole) {
        if (!newConsole.equals(console)) {
            console = newConsole;
            arrange();
        }
    }

    /// Show what a room can follow, or everything.
    void present(boolean now) {
        presenting = now;
        columns.present(now);
        arrange();
    }

    private void arrange() {
        fill(left, PROGRAM_SHARE, presenting ? List.of(program) : List.of(program, exit));
        List<Node> bottom = new ArrayList<>();
        if (!presenting) {
            bottom.add(timeline);
        }
        console.ifPresent(bottom::add);
        fill(below, TIMELINE_SHARE, bottom);
        fill(rows, COLUMNS_SHARE, bottom.isEmpty() ? List.of(columns.root()) : List.of(columns.root(), below));
    }

    private static void fill(SplitPane split, double share, List<? extends Node> nodes) {
        if (!split.getItems().equals(nodes)) {
            nodes.forEach(Arrangement::cutAtTheRight);
            split.getItems().setAll(nodes);
            if (nodes.size() > 1) {
                split.setDividerPositions(share);
            }
        }
    }

    /// What has too little room in a split pane loses its right and lower edge.
    static void cutAtTheRight(Node node) {
        StackPane.setAlignment(node, Pos.TOP_LEFT);
    }

    static SplitPane split(Orientation orientation) {
        var split = new SplitPane();
        split.setOrientation(orientation);
        split.setMinSize(0, 0);
        split.getStyleClass().add("columns");
        return split;
    }
}
