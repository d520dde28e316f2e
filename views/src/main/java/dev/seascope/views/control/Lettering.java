package dev.seascope.views.control;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Draws text on a canvas and knows how wide it is. JavaFX measures text only through a scene-graph node, which is slow,
/// so widths are remembered. One for each drawn control; belongs to the JavaFX thread.
public final class Lettering {
    private static final int REMEMBERED = 1024;
    private static final char THIN_SPACE = '\u2009';
    private static final Pattern PARTS = Pattern.compile(String.valueOf(THIN_SPACE));

    private record Key(Font font, String text) {}

    private final Map<Key, Double> widths = new HashMap<>();
    private final Text measure = new Text();

    /// Draw text with its alignment and baseline as `g` has them. A thin space (as in `1 257`) is a gap of a quarter of
    /// the type size, whether or not the font has one.
    ///
    /// @return its width in pixels
    public double draw(GraphicsContext g, Font font, Paint paint, String text, double x, double y) {
        if (text.isEmpty()) {
            return 0;
        }
        g.setFont(font);
        g.setFill(paint);
        double width = width(font, text);
        if (text.indexOf(THIN_SPACE) < 0) {
            g.fillText(text, x, y);
            return width;
        }
        TextAlignment alignment = g.getTextAlign();
        double at = switch (alignment) {
            case LEFT, JUSTIFY -> x;
            case CENTER -> x - width / 2;
            case RIGHT -> x - width;
        };
        g.setTextAlign(TextAlignment.LEFT);
        for (String part : PARTS.splitAsStream(text).toList()) {
            g.fillText(part, at, y);
            at += width(font, part) + gap(font);
        }
        g.setTextAlign(alignment);
        return width;
    }

    /// Width in pixels.
    public double width(Font font, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.indexOf(THIN_SPACE) >= 0) {
            double width = -gap(font);
            for (String part : PARTS.splitAsStream(text).toList()) {
                width += width(font, part) + gap(font);
            }
            return width;
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

    private static double gap(Font font) {
        return font.getSize() / 4;
    }
}
