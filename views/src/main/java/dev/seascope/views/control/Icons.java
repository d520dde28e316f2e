package dev.seascope.views.control;

import dev.seascope.kvm.Contribution;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Paint;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons as nodes for controls and as strokes for canvases: Feather for common things, [Glyph] for our own.
public final class Icons {
    private static final double SQUARE = 16;
    private static final double STROKE = 1.5;

    private Icons() {}

    /// An icon of the Feather set; the stylesheet gives it size and colour.
    public static FontIcon feather(Feather icon) {
        return FontIcon.of(icon);
    }

    /// One of our own glyphs as a node of the given size. Style classes `glyph` and `filled` or `outlined`; the
    /// stylesheet colours it.
    public static Node glyph(Glyph glyph, double size, String... styleClasses) {
        var box = new StackPane(shape(glyph, size, styleClasses));
        box.setMinSize(size, size);
        box.setPrefSize(size, size);
        box.setMaxSize(size, size);
        box.setMouseTransparent(true);
        return box;
    }

    /// Severity marks of two layers: octagon with x, triangle with !, ring with i, disc with tick.
    public static Node layered(Glyph ground, Glyph figure, double size, String styleClass) {
        var box = new StackPane(new Group(shape(ground, size, styleClass), shape(figure, size, "on-" + styleClass)));
        box.setMinSize(size, size);
        box.setPrefSize(size, size);
        box.setMaxSize(size, size);
        box.setMouseTransparent(true);
        return box;
    }

    /// Something is wrong.
    public static Node error(double size) {
        return layered(Glyph.OCTAGON, Glyph.CROSS, size, "error-mark");
    }

    /// Something is odd.
    public static Node warning(double size) {
        return layered(Glyph.WARNING, Glyph.EXCLAMATION, size, "warning-mark");
    }

    /// Something is worth knowing.
    public static Node note(double size) {
        return glyph(Glyph.NOTE, size, "note-mark");
    }

    /// Accepted.
    public static Node ok(double size) {
        return layered(Glyph.DISC, Glyph.TICK, size, "ok-mark");
    }

    /// The shape of a source of bits: circle, diamond, triangle, square, in its colour.
    public static Node source(Contribution.Source source, double size) {
        return glyph(sourceGlyph(source), size, sourceClass(source));
    }

    /// The shape that stands for a source everywhere.
    public static Glyph sourceGlyph(Contribution.Source source) {
        return switch (source) {
            case YOU -> Glyph.CIRCLE;
            case KVM -> Glyph.DIAMOND;
            case PSTATE -> Glyph.SQUARE;
            case LAST_TRAP -> Glyph.TRIANGLE;
        };
    }

    /// The colour that stands for a source everywhere.
    public static Ink sourceInk(Contribution.Source source) {
        return switch (source) {
            case YOU -> Ink.USER_MARK;
            case KVM -> Ink.KVM;
            case PSTATE -> Ink.GUEST;
            case LAST_TRAP -> Ink.HOST;
        };
    }

    /// Style class of a mark of this source: `you`, `kvm`, `pstate`, `last-trap`.
    public static String sourceClass(Contribution.Source source) {
        return switch (source) {
            case YOU -> "you";
            case KVM -> "kvm";
            case PSTATE -> "pstate";
            case LAST_TRAP -> "last-trap";
        };
    }

    /// What a source is called beside its mark.
    public static String sourceName(Contribution.Source source) {
        return switch (source) {
            case YOU -> "you";
            case KVM -> "KVM";
            case PSTATE -> "PSTATE";
            case LAST_TRAP -> "last trap";
        };
    }

    /// Draw a glyph on a canvas.
    ///
    /// @param x left edge
    /// @param y top edge
    /// @param size of the square
    public static void draw(GraphicsContext g, Glyph glyph, double x, double y, double size, Paint paint) {
        g.save();
        g.translate(x, y);
        g.scale(size / SQUARE, size / SQUARE);
        g.beginPath();
        g.appendSVGPath(glyph.path());
        if (glyph.filled()) {
            g.setFillRule(FillRule.EVEN_ODD);
            g.setFill(paint);
            g.fill();
        } else {
            g.setStroke(paint);
            g.setLineWidth(STROKE * SQUARE / size);
            g.setLineCap(StrokeLineCap.ROUND);
            g.setLineJoin(StrokeLineJoin.ROUND);
            g.stroke();
        }
        g.restore();
    }

    private static Node shape(Glyph glyph, double size, String... styleClasses) {
        var path = new SVGPath();
        path.setContent(glyph.path());
        path.setFillRule(FillRule.EVEN_ODD);
        path.getStyleClass().addAll("glyph", glyph.filled() ? "filled" : "outlined");
        path.getStyleClass().addAll(styleClasses);
        if (!glyph.filled()) {
            path.setStrokeWidth(STROKE * SQUARE / size);
            path.setStrokeLineCap(StrokeLineCap.ROUND);
            path.setStrokeLineJoin(StrokeLineJoin.ROUND);
        }
        // An empty square of the full size keeps the path where it was drawn, whatever its own extent.
        var square = new Rectangle(SQUARE, SQUARE);
        square.getStyleClass().add("glyph-square");
        square.setFill(null);
        var group = new Group(square, path);
        group.getTransforms().add(new Scale(size / SQUARE, size / SQUARE, 0, 0));
        return new Group(group);
    }
}
