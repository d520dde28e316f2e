package dev.seascope.views.program;

import dev.seascope.session.Breakpoint;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Ink;
import dev.seascope.views.program.ProgramModel.Arrow;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;

/// Draws what stands before a line of the program: its breakpoint, and where the guest is.
///
/// @param ink the paint of a role
/// @param px pixels for a length at 100 % type size
record CodeGutter(Function<Ink, Paint> ink, DoubleUnaryOperator px) {
    private static final double LEFT = 4;
    private static final double DISC = 11;
    private static final double ARROW = 13;
    private static final double ARROW_BESIDE_DISC = 9;

    /// Draw the gutter of one line.
    ///
    /// @param offer show where a click would make a breakpoint
    /// @param y top edge of the row
    /// @param height of the row
    void draw(GraphicsContext g, Optional<Breakpoint.AtAddress> breakpoint, Arrow arrow, boolean offer, double y,
            double height) {
        double size = px(DISC);
        double x = px(LEFT);
        double top = y + (height - size) / 2;
        if (breakpoint.isPresent()) {
            if (breakpoint.get().enabled()) {
                g.setFill(ink.apply(Ink.ERROR));
                g.fillOval(x, top, size, size);
            } else {
                g.setStroke(ink.apply(Ink.ERROR));
                g.setLineWidth(px(1.2));
                g.strokeOval(x + 0.6, top + 0.6, size - 1.2, size - 1.2);
            }
        } else if (offer) {
            g.setStroke(ink.apply(Ink.LINE2));
            g.setLineWidth(1);
            g.strokeOval(x + 0.5, top + 0.5, size - 1, size - 1);
        }
        // The arrow is smaller when it shares the gutter with a breakpoint, and lies over it.
        double arrowSize = px(breakpoint.isPresent() ? ARROW_BESIDE_DISC : ARROW);
        double left = x + (size - arrowSize) / 2;
        double arrowTop = y + (height - arrowSize) / 2;
        switch (arrow) {
            case NONE -> { }
            case PC -> Icons.draw(g, Glyph.PC, left, arrowTop, arrowSize,
                    ink.apply(breakpoint.isPresent() ? Ink.CURRENT : Ink.CURRENT_FRAME));
            case STALE_PC -> Icons.draw(g, Glyph.NEXT_PC, left, arrowTop, arrowSize, ink.apply(Ink.CURRENT_FRAME));
            case NEXT_PC -> Icons.draw(g, Glyph.NEXT_PC, left, arrowTop, arrowSize, ink.apply(Ink.USER_MARK));
        }
    }

    private double px(double length) {
        return px.applyAsDouble(length);
    }
}
