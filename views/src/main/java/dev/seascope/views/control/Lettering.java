package dev.seascope.views.control;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Draws text on a canvas and knows how wide it is. JavaFX measures text only through a scene-graph node, which is slow,
/// so widths are remembered. One for each drawn control; belongs to the JavaFX thread.
public final class Lettering {
    private static final int REMEMBERED = 4096;

    private record Key(Font font, String text) {}

    private final Map<Key, Double> widths = new HashMap<>();
    private final Text measure = new Text();

    /// Draw text with its alignment and baseline as `g` has them.
    ///
    /// @return its width in pixels
    public double draw(GraphicsContext g, Font font, Paint paint, String text, double x, double y) {
        if (text.isEmpty()) {
            return 0;
        }
        g.setFont(font);
        g.setFill(paint);
        g.fillText(text, x, y);
        return width(font, text);
    }

    /// Width in pixels.
    public double width(Font font, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (widths.size() > REMEMBERED) {
            widths.clear();
        }
        return widths.computeIfAbsent(new Key(font, text), key -> {
            measure.setFont(key.font());
            measure.setText(key.text());
            return measure.getLayoutBounds().getWidth();
        });
    }
}
