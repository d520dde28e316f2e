package dev.seascope.views.control;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A panel of the window: a header of 28 pixels with a name, what it shows and its controls; a body; a footer when
/// there is one. Every view sits in one.
public final class Panel {
    private final BorderPane root = new BorderPane();
    private final HBox left = new HBox();
    private final HBox right = new HBox();
    private final FittingRow header = new FittingRow("panel-header");

    /// An empty panel.
    ///
    /// @param title one word, or a few
    public Panel(String title) {
        this(new ReadOnlyStringWrapper(title));
    }

    /// An empty panel whose title changes.
    public Panel(ObservableValue<String> title) {
        var name = new Label();
        name.textProperty().bind(title);
        name.getStyleClass().add("panel-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        left.getStyleClass().add("panel-header-left");
        left.getChildren().add(name);
        right.getStyleClass().add("panel-header-right");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        // The title stays, what follows it is cut
        left.minWidthProperty().bind(name.widthProperty());
        header.getChildren().addAll(left, gap, right);
        root.setTop(header);
        root.getStyleClass().add("panel");
        root.setMinSize(0, 0);
    }

    public Region root() {
        return root;
    }

    /// Add to the header, after the title.
    public Panel describe(Node... nodes) {
        left.getChildren().addAll(nodes);
        return this;
    }

    /// Put a mark before the title.
    public Panel mark(Node node) {
        left.getChildren().addFirst(node);
        return this;
    }

    /// Add controls at the right end of the header. One without a least width of its own is never cut.
    public Panel control(Node... nodes) {
        for (Node node : nodes) {
            if (node instanceof Region region && region.getMinWidth() == Region.USE_COMPUTED_SIZE) {
                region.setMinWidth(Region.USE_PREF_SIZE);
            }
        }
        right.getChildren().addAll(nodes);
        return this;
    }

    /// Let the header do without some of what it holds where there is no room, that which goes first first.
    public Panel dispenseWith(Node... nodes) {
        header.dispenseWith(List.of(nodes));
        return this;
    }

    public Panel body(Node node) {
        root.setCenter(node);
        return this;
    }

    public Panel footer(Node node) {
        node.getStyleClass().add("panel-footer");
        root.setBottom(node);
        return this;
    }

    /// Take the footer away.
    public void noFooter() {
        Node footer = root.getBottom();
        if (footer != null) {
            footer.getStyleClass().remove("panel-footer");
            root.setBottom(null);
        }
    }
}
