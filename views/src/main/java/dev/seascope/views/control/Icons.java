package dev.seascope.views.control;

import dev.seascope.kvm.Contribution;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons as nodes for controls and as strokes for canvases: Feather for common things, [Glyph] for our own.
public final class Icons {
    private static final double FEATHER = 14;

    private Icons() {}

    /// An icon of the Feather set, 14 pixels at 100 % type size.
    public static Node feather(Feather icon) {
        return feather(icon, FEATHER);
    }

    /// An icon of the Feather set.
    ///
    /// @param size in pixels at 100 % type size
    public static Node feather(Feather icon, double size) {
        return new Icon(size, FontIcon.of(icon));
    }

    /// One of our own glyphs. Style classes `glyph` and `filled` or `outlined`; the stylesheet colours it.
    ///
    /// @param size in pixels at 100 % type size
    public static Node glyph(Glyph glyph, double size, String... styleClasses) {
        return new Icon(size, Icon.path(glyph, styleClasses));
    }

    /// Severity marks of two layers: octagon with x, triangle with !, ring with i, disc with tick.
    public static Node layered(Glyph ground, Glyph figure, double size, String styleClass) {
        return new Icon(size, Icon.path(ground, styleClass), Icon.path(figure, "on-" + styleClass));
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
        g.scale(size / Icon.SQUARE, size / Icon.SQUARE);
        g.beginPath();
        g.appendSVGPath(glyph.path());
        if (glyph.filled()) {
            g.setFillRule(FillRule.EVEN_ODD);
            g.setFill(paint);
            g.fill();
        } else {
            g.setStroke(paint);
            g.setLineWidth(Icon.STROKE * Icon.SQUARE / size);
            g.setLineCap(StrokeLineCap.ROUND);
            g.setLineJoin(StrokeLineJoin.ROUND);
            g.stroke();
        }
        g.restore();
    }
}
