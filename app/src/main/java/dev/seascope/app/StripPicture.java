package dev.seascope.app;

import dev.seascope.arch.text.StripDrawing;
import dev.seascope.views.control.Png;
import dev.seascope.views.control.Theme;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints the drawing of a register as pixels, twice as large as it says.
final class StripPicture {
    private static final int SCALE = 2;
    private static final String FONT = "JetBrains Mono";
    private static final double CRISP = 0.5;

    private StripPicture() {}

    /// The drawing as a PNG file. On the JavaFX thread.
    static byte[] png(StripDrawing drawing) {
        Theme.loadFonts();
        Canvas canvas = new Canvas(SCALE * drawing.width(), SCALE * drawing.height());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.scale(SCALE, SCALE);
        g.setFill(colour(StripDrawing.BACKGROUND));
        g.fillRect(0, 0, drawing.width(), drawing.height());
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BASELINE);
        drawing.cells().forEach(cell -> paint(g, cell));
        return Png.encode(canvas.snapshot(null, null));
    }

    private static void paint(GraphicsContext g, StripDrawing.Cell cell) {
        StripDrawing.Box box = cell.box();
        g.setFill(colour(box.fill()));
        g.fillRect(box.x(), box.y(), box.width(), box.height());
        g.setStroke(colour(box.stroke()));
        g.strokeRect(box.x() + CRISP, box.y() + CRISP, box.width(), box.height());
        for (StripDrawing.Label label : cell.labels()) {
            g.setFont(Font.font(FONT, label.size()));
            g.setFill(colour(label.colour()));
            g.fillText(label.text(), label.x(), label.y());
        }
    }

    private static Color colour(int rgb) {
        return Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }
}
