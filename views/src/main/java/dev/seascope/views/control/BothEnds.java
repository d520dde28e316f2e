package dev.seascope.views.control;

import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Two nodes at the ends of a line; below each other where both do not fit.
public final class BothEnds extends Pane {
    private final Region first;
    private final Region second;

    /// @param first at the left
    /// @param second at the right, or below
    public BothEnds(Region first, Region second) {
        this.first = first;
        this.second = second;
        getChildren().addAll(first, second);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double gap() {
        return first.prefHeight(-1) / 2;
    }

    private boolean fits(double width) {
        return computePrefWidth(-1) <= width;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return first.prefWidth(-1) + gap() + second.prefWidth(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return width < 0 || fits(width) ? Math.max(first.prefHeight(-1), second.prefHeight(-1))
                : first.prefHeight(-1) + second.prefHeight(-1);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        boolean fits = fits(width);
        double right = Math.min(width, second.prefWidth(-1));
        first.resizeRelocate(0, 0, Math.min(width, first.prefWidth(-1)), first.prefHeight(-1));
        second.resizeRelocate(fits ? snapPositionX(width - right) : 0, fits ? 0 : first.prefHeight(-1), right,
                second.prefHeight(-1));
    }
}
