package dev.seascope.views.control;

import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;

/// A piece of text in a drawn control that a click opens: while the pointer is on it, it is underlined, the pointer is a
/// hand and a tooltip says what a click does.
public final class DrawnLink {
    private static final double BELOW = 0.55;

    private final DrawnControl owner;
    private final Tooltip tooltip = new Tooltip();
    private String target = "";

    public DrawnLink(DrawnControl owner) {
        this.owner = owner;
    }

    /// The pointer moved.
    ///
    /// @param on what the link under the pointer leads to; empty when there is none
    /// @param tip what a click does
    public void point(String on, String tip) {
        if (on.equals(target)) {
            return;
        }
        boolean was = !target.isEmpty();
        target = on;
        tooltip.setText(tip);
        owner.setCursor(on.isEmpty() ? Cursor.DEFAULT : Cursor.HAND);
        if (on.isEmpty()) {
            Tooltip.uninstall(owner, tooltip);
        } else if (!was) {
            Tooltip.install(owner, tooltip);
        }
        owner.redraw();
    }

    /// Whether the pointer is on the link to this target.
    public boolean leadsTo(String other) {
        return target.equals(other);
    }

    /// Draw text from its left end, underlined if the pointer is on the link to `to`.
    ///
    /// @param quiet its colour otherwise
    /// @param link its colour then
    public void draw(GraphicsContext g, Lettering lettering, Font font, Paint quiet, Paint link, String to, String text,
            double x, double middle) {
        boolean on = leadsTo(to);
        double width = lettering.draw(g, font, on ? link : quiet, text, x, middle);
        if (on) {
            g.fillRect(x, Math.rint(middle + font.getSize() * BELOW), width, 1);
        }
    }
}
