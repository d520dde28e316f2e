package dev.seascope.views.control;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;

/// The two grounds that survive a bad projector: hatching for bits without a meaning, dots around what is UNKNOWN.
public final class Hatch {
    private static final double EVERY = 5;
    private static final double DOT = 1.5;

    private Hatch() {}

    /// Fill a rectangle and draw lines at 135 degrees over it, one every 5 pixels. Lines of neighbouring rectangles meet.
    public static void fill(GraphicsContext g, double x, double y, double width, double height, Paint ground,
            Paint lines) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        g.setFill(ground);
        g.fillRect(x, y, width, height);
        lines(g, x, y, width, height, lines);
        g.restore();
    }

    /// The lines alone, for a region already clipped.
    static void lines(GraphicsContext g, double x, double y, double width, double height, Paint lines) {
        g.setStroke(lines);
        g.setLineWidth(1);
        double first = x - height - (x + y) % EVERY;
        for (double at = first; at < x + width; at += EVERY) {
            g.strokeLine(at, y + height, at + height, y);
        }
    }

    /// A dotted frame.
    public static void unknown(GraphicsContext g, double x, double y, double width, double height, Paint dots) {
        g.save();
        g.setStroke(dots);
        g.setLineWidth(DOT);
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineDashes(DOT, DOT);
        g.strokeRect(x, y, width, height);
        g.restore();
    }
}
