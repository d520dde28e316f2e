package dev.seascope.views.control;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// A row that leaves out what matters least where there is no room for all of it.
public final class FittingRow extends HBox {
    private List<Node> dispensable = List.of();

    /// @param styleClass of the row
    @SuppressWarnings("this-escape")
    public FittingRow(String styleClass) {
        getStyleClass().add(styleClass);
        setMinWidth(0);
    }

    /// Say what may be left out.
    ///
    /// @param nodes of the row at any depth, that which goes first first
    public void dispenseWith(List<? extends Node> nodes) {
        dispensable = List.copyOf(nodes);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        dispensable.forEach(node -> node.setManaged(true));
        for (Node node : dispensable) {
            // Not prefWidth, which remembers what it was before a node further down changed
            node.setManaged(computePrefWidth(-1) <= getWidth());
        }
        dispensable.forEach(node -> node.setVisible(node.isManaged()));
        super.layoutChildren();
    }
}
