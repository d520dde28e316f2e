package dev.seascope.views;

import java.util.List;
import java.util.function.DoubleFunction;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/// A split pane that divides itself anew whenever its size changes, until somebody moves a divider of it.
final class Division extends SplitPane {
    private DoubleFunction<double[]> shares = _ -> new double[0];
    private boolean moved;
    private double divided = -1;

    @SuppressWarnings("this-escape")
    Division(Orientation orientation) {
        setOrientation(orientation);
        setMinSize(0, 0);
        getStyleClass().add("columns");
        addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> moved |= isOnDivider(event));
    }

    /// Hold these nodes.
    ///
    /// @param places where the dividers are, from 0 to 1, in a pane of so many pixels
    void hold(List<? extends Node> nodes, DoubleFunction<double[]> places) {
        if (!getItems().equals(nodes)) {
            getItems().setAll(nodes);
            moved = false;
        }
        shares = places;
        divide();
    }

    /// Divide anew, because the places have changed.
    void divide() {
        divided = -1;
        requestLayout();
    }

    private boolean isOnDivider(MouseEvent event) {
        Node node = event.getTarget() instanceof Node target ? target : this;
        while (node != null && !node.getStyleClass().contains("split-pane-divider")) {
            node = node.getParent();
        }
        return node != null && equals(node.getParent());
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double size = getOrientation() == Orientation.HORIZONTAL ? getWidth() : getHeight();
        if (!moved && size != divided && getItems().size() > 1) {
            divided = size;
            // A divider stops at those that are not yet where they belong
            for (int i = 0; i < getDividers().size(); i++) {
                setDividerPositions(shares.apply(size));
                super.layoutChildren();
            }
        }
    }
}
