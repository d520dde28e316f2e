package dev.seascope.views.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.Styleable;
import javafx.css.StyleableDoubleProperty;
import javafx.css.StyleableProperty;
import javafx.css.converter.SizeConverter;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// An icon that grows with the type size: glyphs of our own one on another, or one of Feather. It grows in steps of
/// a quarter, so that a mark in slightly smaller type keeps its pixels.
final class Icon extends Region {
    static final double SQUARE = 16;
    static final double STROKE = 1.5;

    private static final String FAMILY = "FeatherIcons";
    private static final double STEPS = 4;
    private static final CssMetaData<Icon, Number> EM =
            new CssMetaData<>("-sea-em", SizeConverter.getInstance(), Theme.BODY_SIZE) {
                @Override
                public boolean isSettable(Icon icon) {
                    return !icon.em.isBound();
                }

                @Override
                public StyleableProperty<Number> getStyleableProperty(Icon icon) {
                    return icon.em;
                }
            };
    private static final List<CssMetaData<? extends Styleable, ?>> CSS_META_DATA;

    static {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.add(EM);
        CSS_META_DATA = Collections.unmodifiableList(all);
    }

    private final double size;
    private final Scale scale = new Scale();
    private final List<SVGPath> outlines = new ArrayList<>();
    private final @Nullable FontIcon font;
    private final StyleableDoubleProperty em = new SimpleStyleableDoubleProperty(EM, this, "em", Theme.BODY_SIZE) {
        @Override
        protected void invalidated() {
            fit();
        }
    };

    /// Glyphs drawn one on another.
    ///
    /// @param size of the square in pixels at 100 % type size
    Icon(double size, SVGPath... paths) {
        this.size = size;
        this.font = null;
        // An empty square of the full size keeps the paths where they were drawn, whatever their own extent.
        var square = new Rectangle(SQUARE, SQUARE);
        square.setFill(null);
        var group = new Group(square);
        group.getChildren().addAll(paths);
        group.getTransforms().add(scale);
        for (SVGPath path : paths) {
            if (path.getStyleClass().contains("outlined")) {
                outlines.add(path);
            }
        }
        init(group);
    }

    /// A character of the Feather font.
    Icon(double size, FontIcon font) {
        this.size = size;
        this.font = font;
        init(font);
    }

    private void init(Node content) {
        getStyleClass().add("icon");
        setMouseTransparent(true);
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().add(content);
        fit();
    }

    /// A path of a glyph, with its style classes: `glyph`, `filled` or `outlined`, and those given.
    static SVGPath path(Glyph glyph, String... styleClasses) {
        var path = new SVGPath();
        path.setContent(glyph.path());
        path.setFillRule(FillRule.EVEN_ODD);
        path.getStyleClass().addAll("glyph", glyph.filled() ? "filled" : "outlined");
        path.getStyleClass().addAll(styleClasses);
        path.setStrokeLineCap(StrokeLineCap.ROUND);
        path.setStrokeLineJoin(StrokeLineJoin.ROUND);
        return path;
    }

    private double side() {
        double steps = Math.max(2, Math.rint(em.get() / Theme.BODY_SIZE * STEPS));
        return Math.rint(size * steps / STEPS);
    }

    private void fit() {
        double side = side();
        setPrefSize(side, side);
        scale.setX(side / SQUARE);
        scale.setY(side / SQUARE);
        outlines.forEach(path -> path.setStrokeWidth(STROKE * Math.max(1, side / size) * SQUARE / side));
        if (font != null) {
            // The size goes into the node's own style, beside the icon font, because the stylesheet of the stock
            // controls has a size of its own.
            font.setIconSize((int) side);
            font.setStyle("-fx-font-family: '%s'; -fx-font-size: %2$dpx; -fx-icon-size: %2$dpx;".formatted(
                    FAMILY, (int) side));
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (font != null) {
            font.setLayoutX((getWidth() - font.getLayoutBounds().getWidth()) / 2 - font.getLayoutBounds().getMinX());
            font.setLayoutY((getHeight() - font.getLayoutBounds().getHeight()) / 2 - font.getLayoutBounds().getMinY());
        }
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS_META_DATA;
    }
}
