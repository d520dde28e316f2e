package dev.seascope.views.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableDoubleProperty;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.converter.PaintConverter;
import javafx.css.converter.SizeConverter;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/// A control that draws itself on a canvas with the theme's colours and the window's type size. A subclass says how
/// large it wants to be and how it looks; it calls [#redraw] when what it shows changed. Drawing happens at most once
/// per pulse, during layout.
public abstract class DrawnControl extends Region {
    private static final Map<Ink, CssMetaData<DrawnControl, Paint>> INKS = new EnumMap<>(Ink.class);
    private static final CssMetaData<DrawnControl, Number> EM =
            new CssMetaData<>("-sea-em", SizeConverter.getInstance(), Theme.BODY_SIZE) {
                @Override
                public boolean isSettable(DrawnControl control) {
                    return !control.em.isBound();
                }

                @Override
                public StyleableProperty<Number> getStyleableProperty(DrawnControl control) {
                    return control.em;
                }
            };
    private static final List<CssMetaData<? extends Styleable, ?>> CSS_META_DATA;

    static {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        for (Ink ink : Ink.values()) {
            INKS.put(ink, metaData(ink));
        }
        all.addAll(INKS.values());
        all.add(EM);
        CSS_META_DATA = Collections.unmodifiableList(all);
    }

    /// Width of a character of JetBrains Mono at size 1.
    private static final double MONO_ADVANCE = 0.6;

    private final Canvas canvas = new Canvas();
    private final Map<Ink, StyleableObjectProperty<Paint>> inks = new EnumMap<>(Ink.class);
    private final StyleableDoubleProperty em = new SimpleStyleableDoubleProperty(EM, this, "em", Theme.BODY_SIZE) {
        @Override
        protected void invalidated() {
            requestLayout();
        }
    };

    /// An empty control with style class `drawn`.
    @SuppressWarnings("this-escape")
    protected DrawnControl() {
        for (Ink ink : Ink.values()) {
            inks.put(ink, inkProperty(ink));
        }
        canvas.setManaged(false);
        getChildren().add(canvas);
        getStyleClass().add("drawn");
    }

    /// Draw everything; the canvas is clear.
    ///
    /// @param width of the control in pixels
    /// @param height of the control in pixels
    protected abstract void draw(GraphicsContext g, double width, double height);

    /// Ask for drawing again in the next pulse.
    protected final void redraw() {
        requestLayout();
    }

    /// The theme's colour for a role.
    protected final Paint ink(Ink ink) {
        return property(ink).get();
    }

    /// Pixels for a length given at 100 % type size.
    protected final double px(double atFullSize) {
        return atFullSize * em.get() / Theme.BODY_SIZE;
    }

    /// Inter, for words.
    ///
    /// @param size in pixels at 100 % type size
    protected final Font words(double size) {
        return Font.font("Inter", px(size));
    }

    /// Inter semibold, for names.
    protected final Font names(double size) {
        return Font.font("Inter SemiBold", px(size));
    }

    /// JetBrains Mono, for numbers, registers and code.
    protected final Font numbers(double size) {
        return Font.font("JetBrains Mono", evenSize(size));
    }

    /// JetBrains Mono bold.
    protected final Font boldNumbers(double size) {
        return Font.font("JetBrains Mono", FontWeight.BOLD, evenSize(size));
    }

    /// JetBrains Mono semibold.
    protected final Font semiboldNumbers(double size) {
        return Font.font("JetBrains Mono SemiBold", evenSize(size));
    }

    /// The size nearest to the one wanted at which a character is a whole number of pixels wide. At any other size
    /// JavaFX rounds each character's place by itself, and columns of digits look uneven.
    private double evenSize(double size) {
        return digitWidth(size) / MONO_ADVANCE;
    }

    /// Width of a character of [#numbers] and its bolder forms: whole pixels.
    protected final double digitWidth(double size) {
        return Math.rint(px(size) * MONO_ADVANCE);
    }

    @Override
    protected void layoutChildren() {
        double width = Math.ceil(getWidth());
        double height = Math.ceil(getHeight());
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (width > 0 && height > 0) {
            g.save();
            draw(g, getWidth(), getHeight());
            g.restore();
        }
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS_META_DATA;
    }

    /// The styleable properties of every drawn control.
    public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
        return CSS_META_DATA;
    }

    private static CssMetaData<DrawnControl, Paint> metaData(Ink ink) {
        return new CssMetaData<>(ink.property(), PaintConverter.getInstance(), Color.GRAY) {
            @Override
            public boolean isSettable(DrawnControl control) {
                return !control.property(ink).isBound();
            }

            @Override
            public StyleableProperty<Paint> getStyleableProperty(DrawnControl control) {
                return control.property(ink);
            }
        };
    }

    private StyleableObjectProperty<Paint> inkProperty(Ink ink) {
        return new SimpleStyleableObjectProperty<>(Objects.requireNonNull(INKS.get(ink)), this, ink.role(), Color.GRAY) {
            @Override
            protected void invalidated() {
                requestLayout();
            }
        };
    }

    private StyleableObjectProperty<Paint> property(Ink ink) {
        return Objects.requireNonNull(inks.get(ink));
    }
}
