package dev.seascope.views.timeline;

import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Ink;
import dev.seascope.views.timeline.LaneDrawing.Look;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;

/// Draws the shapes that stand for events.
///
/// @param ink the paint of a role
/// @param px pixels for a length at 100 % type size
record MarkDrawing(Function<Ink, Paint> ink, DoubleUnaryOperator px) {
    /// Height and width of a shape at 100 % type size.
    static final double SIZE = 9;
    private static final double DOT = 2.5;

    /// Draw one.
    ///
    /// @param x its middle
    /// @param y its middle
    void draw(GraphicsContext g, Look look, double x, double y) {
        double size = px.applyAsDouble(SIZE);
        double half = size / 2;
        g.setFill(ink.apply(look.mark()));
        switch (look) {
            case EXIT, REFUSED -> g.fillRect(Math.rint(x - half), Math.rint(y - half), size, size);
            case TAKEN -> Icons.draw(g, Glyph.TRIANGLE, x - half - 0.5, y - half - 0.5, size + 1, ink.apply(look.mark()));
            case RETURNED -> Icons.draw(g, Glyph.TRIANGLE_DOWN, x - half, y - half, size, ink.apply(look.mark()));
            case SKIPPED -> {
                double dot = px.applyAsDouble(DOT);
                for (int i = 0; i < 3; i++) {
                    g.fillOval(x - half + i * (size - dot) / 2, y - dot / 2, dot, dot);
                }
            }
            case INJECTED -> g.fillPolygon(new double[] {x - half - 0.5, x + half + 0.5, x},
                    new double[] {y - half + 0.5, y - half + 0.5, y + half + 0.5}, 3);
        }
    }
}
