package dev.seascope.views.control;

import javafx.scene.canvas.GraphicsContext;

/// A sample of a cell's ground, for a legend.
public final class Swatch extends DrawnControl {
    private static final double WIDTH = 14;
    private static final double HEIGHT = 12;

    /// What is shown.
    public enum Pattern {
        /// Reserved as zero.
        HATCH,
        /// UNKNOWN.
        DOTTED
    }

    private final Pattern pattern;

    public Swatch(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    protected double computePrefWidth(double height) {
        return px(WIDTH);
    }

    @Override
    protected double computePrefHeight(double width) {
        return px(HEIGHT);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        switch (pattern) {
            case HATCH -> {
                Hatch.fill(g, 0, 0, width, height, ink(Ink.INSET), ink(Ink.HATCH));
                g.setStroke(ink(Ink.LINE2));
                g.setLineWidth(1);
                g.strokeRect(0.5, 0.5, width - 1, height - 1);
            }
            case DOTTED -> Hatch.unknown(g, 0.75, 0.75, width - 1.5, height - 1.5, ink(Ink.FG));
        }
    }
}
