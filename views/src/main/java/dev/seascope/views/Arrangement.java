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
    /// Heights of 664 pixels, and what more is good for at 100 % type size.
    private static final double BOTTOM = 187.5;
    private static final double ALL = 664;
    private static final double EXIT = 159.5;
    private static final double PROGRAM_AND_EXIT = 474;
    private static final double TIMELINE_SHARE = 0.55;

    private final Parent program;
    private final Parent exit;
    private final Parent timeline;
    private final Division left = new Division(Orientation.VERTICAL);
    private final Division below = new Division(Orientation.HORIZONTAL);
    private final Division rows = new Division(Orientation.VERTICAL);
    private final Columns columns;
    private final VBox root;
    private Optional<Parent> console = Optional.empty();
    private boolean presenting;
    private double scale = 1;

    /// @param views by their names
    Arrangement(Function<String, Parent> views, Settings settings) {
        program = views.apply("program");
        exit = views.apply("exit");
        timeline = views.apply("timeline");
        below.setMinHeight(Region.USE_COMPUTED_SIZE);
        columns = new Columns(left, views.apply("fields"), views.apply("compose"), views.apply("registers"));
        SplitPane.setResizableWithParent(below, false);
        VBox.setVgrow(rows, Priority.ALWAYS);
        root = new VBox(views.apply("syndrome"), rows);
        root.getStyleClass().add("views");
        VBox.setVgrow(root, Priority.ALWAYS);
        settings.typeSizeProperty().subscribe(percent -> {
            scale = percent.doubleValue() / Settings.NORMAL_SIZE;
            columns.scale(scale);
            arrange();
        });
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
        left.hold(placed(presenting ? List.of(program) : List.of(program, exit)),
                height -> lower(height, Math.min(height * EXIT / PROGRAM_AND_EXIT, EXIT * scale)));
        List<Node> bottom = new ArrayList<>();
        if (!presenting) {
            bottom.add(timeline);
        }
        console.ifPresent(bottom::add);
        below.hold(placed(bottom), _ -> new double[] {TIMELINE_SHARE});
        // A console makes use of any height, the lanes of the timeline do not
        rows.hold(placed(bottom.isEmpty() ? List.of(columns.root()) : List.of(columns.root(), below)), height ->
                lower(height, Math.min(height * BOTTOM / ALL, console.isPresent() ? height : BOTTOM * scale)));
    }

    private static double[] lower(double height, double wanted) {
        return new double[] {height <= 0 ? 0.5 : (height - wanted) / height};
    }

    private static List<Node> placed(List<? extends Node> nodes) {
        nodes.forEach(Arrangement::cutAtTheRight);
        return List.copyOf(nodes);
    }

    /// What has too little room in a split pane loses its right and lower edge.
    static void cutAtTheRight(Node node) {
        StackPane.setAlignment(node, Pos.TOP_LEFT);
    }
}
