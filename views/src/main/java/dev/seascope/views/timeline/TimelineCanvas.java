package dev.seascope.views.timeline;

import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionEvent.Exited;
import dev.seascope.session.SessionEvent.Injected;
import dev.seascope.views.control.DrawnControl;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Ink;
import dev.seascope.views.control.Lettering;
import dev.seascope.views.control.Notation;
import dev.seascope.views.timeline.LaneDrawing.Crowd;
import dev.seascope.views.timeline.LaneDrawing.Shape;
import dev.seascope.views.timeline.LaneDrawing.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The lanes of the timeline under their axis, drawn.
final class TimelineCanvas extends DrawnControl {
    private static final double AXIS = 18;
    private static final double LANE_LEAST = 15;
    private static final double LANE_MOST = 28;
    private static final double HIGHLIGHT = 17;
    private static final double LEFT = 96;
    private static final double TITLE = 10;
    private static final double SMALL = 11;
    private static final double BAR = 13;
    private static final double LABEL_SPACING = 100;
    private static final double REACH = 7;

    /// Something drawn that can be pointed at.
    ///
    /// @param bounds in this control's coordinates
    record Target(Bounds bounds, SessionEvent event) {}

    private static final int FEWEST_LANES = 2;

    private final TimelineModel model;
    private final Lettering lettering = new Lettering();
    private final MarkDrawing drawing = new MarkDrawing(this::ink, this::px);
    private final List<Target> targets = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Optional<Target>> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered", Optional.empty());
    private double dragFrom;
    private boolean dragged;

    TimelineCanvas(TimelineModel model) {
        this.model = model;
        getStyleClass().add("timeline-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        model.revisionProperty().subscribe(this::redraw);
        model.rangeProperty().subscribe(this::redraw);
        setOnMouseMoved(event -> hover(targetAt(event.getX(), event.getY())));
        setOnMouseExited(_ -> hover(Optional.empty()));
        setOnMousePressed(event -> {
            requestFocus();
            dragFrom = scale().time(event.getX());
            dragged = false;
        });
        setOnMouseDragged(this::drag);
        setOnMouseReleased(_ -> setCursor(Cursor.DEFAULT));
        setOnMouseClicked(this::click);
        setOnScroll(this::scroll);
        setOnKeyPressed(this::key);
    }

    /// What the pointer is over.
    ReadOnlyObjectProperty<Optional<Target>> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    @Override
    protected double computeMinHeight(double width) {
        return px(AXIS + LANE_LEAST * FEWEST_LANES) + 2;
    }

    @Override
    protected double computePrefHeight(double width) {
        return px(AXIS + LANE_LEAST * Lane.values().length) + 2;
    }

    private TimeScale scale() {
        return new TimeScale(model.range().from(), model.range().to(), px(LEFT), Math.max(1, getWidth() - px(LEFT)));
    }

    /// Lanes that overlap say nothing: in a low view there are fewer.
    private List<Lane> lanes(double height) {
        int room = (int) ((height - px(AXIS) - 1) / px(LANE_LEAST));
        return Lane.among(Math.clamp(room, FEWEST_LANES, Lane.values().length));
    }

    private double laneHeight(double height) {
        return Math.clamp((height - px(AXIS) - 1) / lanes(height).size(), px(LANE_LEAST), px(LANE_MOST));
    }

    private double laneTop(Lane lane, double height) {
        return Math.rint(px(AXIS) + lanes(height).indexOf(lane) * laneHeight(height));
    }

    private double laneMiddle(Lane lane, double height) {
        return Math.rint(laneTop(lane, height) + laneHeight(height) / 2);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        targets.clear();
        g.setTextBaseline(VPos.CENTER);
        TimeScale scale = scale();
        double playhead = Math.rint(scale.x(model.now()));
        ground(g, scale, playhead, width, height);
        List<Lane> lanes = lanes(height);
        for (Lane lane : lanes) {
            text(g, words(SMALL), Ink.MUTED, lane.title(), px(TITLE), laneMiddle(lane, height));
        }
        if (model.isEmpty()) {
            text(g, words(SMALL), Ink.MUTED, "Nothing has run yet. Open or write a guest.", px(LEFT) + 8,
                    laneMiddle(Lane.HOST, height));
            return;
        }
        g.save();
        g.beginPath();
        g.rect(px(LEFT), 0, Math.max(0, width - px(LEFT)), height);
        g.clip();
        lanes.stream().filter(lane -> lane == Lane.EL1 || lane == Lane.EL0).forEach(lane ->
                bars(g, lane, lane == Lane.EL1 ? Ink.EL1 : Ink.EL0, scale, height));
        playhead(g, playhead, height);
        lanes.stream().filter(lane -> lane != Lane.EL1 && lane != Lane.EL0).forEach(lane ->
                marks(g, lane, scale, height));
        if (lanes.contains(Lane.INJECTIONS)) {
            composed(g, playhead, height);
        }
        flag(g, playhead, width);
        g.restore();
    }

    private void ground(GraphicsContext g, TimeScale scale, double playhead, double width, double height) {
        if (playhead < width && !model.isEmpty()) {
            double from = Math.max(px(LEFT), playhead);
            g.setFill(ink(Ink.FUTURE));
            g.fillRect(from, 0, width - from, height);
        }
        g.setFill(ink(Ink.LINE));
        g.fillRect(0, px(AXIS) - 1, width, 1);
        for (Lane lane : lanes(height)) {
            double bottom = Math.rint(laneTop(lane, height) + laneHeight(height)) - 1;
            if (bottom < height - 2) {
                g.fillRect(0, bottom, width, 1);
            }
        }
        if (model.isEmpty()) {
            return;
        }
        g.setTextAlign(TextAlignment.CENTER);
        for (TimeScale.Tick tick : scale.ticks(px(LABEL_SPACING))) {
            double x = Math.rint(scale.x(tick.time()));
            if (x > px(LEFT)) {
                g.setFill(ink(Ink.LINE));
                g.fillRect(x, tick.labelled() ? px(AXIS) - 1 : 0, 1, height);
                if (tick.labelled() && !isUnderFlag(x, Notation.grouped(tick.time()), playhead)) {
                    text(g, numbers(SMALL), Ink.MUTED, Notation.grouped(tick.time()), x, px(AXIS) / 2);
                }
            }
        }
        g.setTextAlign(TextAlignment.LEFT);
    }

    /// Whether the flag at the playhead would hide part of a label.
    private boolean isUnderFlag(double x, String label, double playhead) {
        return Math.abs(x - playhead) < (flagWidth() + lettering.width(numbers(SMALL), label)) / 2 + px(4);
    }

    private double flagWidth() {
        return lettering.width(boldNumbers(SMALL), Notation.grouped(model.now())) + 16;
    }

    private void bars(GraphicsContext g, Lane lane, Ink colour, TimeScale scale, double height) {
        double bar = px(BAR);
        double top = laneMiddle(lane, height) - Math.floor(bar / 2) - 1;
        Font font = words(SMALL);
        Bars bars = model.bars(lane);
        for (Stretch stretch : LaneDrawing.stretches(bars, scale, model.now())) {
            g.setFill(ink(colour));
            g.setGlobalAlpha(stretch.share());
            double radius = stretch.width() > 6 ? 4 : 0;
            g.fillRoundRect(stretch.x(), top, stretch.width(), bar, radius, radius);
            g.setGlobalAlpha(1);
            if (stretch.bar().isPresent() && stretch.width() > 20) {
                String name = model.barName(bars.pc(stretch.bar().getAsInt()));
                if (lettering.width(font, name) < stretch.width() - 8) {
                    text(g, font, Ink.FG, name, stretch.x() + 4, top + bar / 2);
                }
            }
        }
    }

    private void marks(GraphicsContext g, Lane lane, TimeScale scale, double height) {
        double y = laneMiddle(lane, height);
        Marks marks = model.marks(lane);
        if (LaneDrawing.isCrowded(marks, scale)) {
            double size = px(MarkDrawing.SIZE);
            g.setFill(ink(switch (lane) {
                case HOST -> Ink.HOST;
                case INJECTIONS -> Ink.USER_MARK;
                case EXCEPTIONS, EL0, EL1 -> Ink.GUEST;
            }));
            for (Crowd crowd : LaneDrawing.crowds(marks, scale)) {
                g.fillRect(crowd.x(), y - size / 2, crowd.width(), size);
            }
            return;
        }
        Font font = words(SMALL);
        double tall = Math.min(px(HIGHLIGHT), laneHeight(height));
        for (Shape shape : LaneDrawing.shapes(marks, scale, model, px(8), text -> lettering.width(font, text))) {
            SessionEvent event = model.event(shape.event());
            double labelWidth = lettering.width(font, shape.label());
            double reach = px(REACH);
            double left = shape.label().isEmpty() ? shape.x() - reach : Math.min(shape.x() - reach, shape.labelX());
            double right = shape.label().isEmpty() ? shape.x() + reach
                    : Math.max(shape.x() + reach, shape.labelX() + labelWidth);
            if (model.isSelected(event)) {
                double top = y - tall / 2;
                g.setFill(ink(Ink.USER_TINT));
                g.fillRoundRect(left - 3, top, right - left + 6, tall - 1, 6, 6);
                g.setStroke(ink(Ink.USER_MARK));
                g.setLineWidth(1);
                g.strokeRoundRect(left - 2.5, top + 0.5, right - left + 5, tall - 2, 6, 6);
            } else if (model.isHovered(event)) {
                g.setStroke(ink(Ink.FG));
                g.setLineWidth(2);
                double ring = px(MarkDrawing.SIZE) + 5;
                g.strokeRoundRect(shape.x() - ring / 2, y - ring / 2, ring, ring, 6, 6);
            }
            drawing.draw(g, shape.look(), shape.x(), y);
            boolean current = event instanceof Exited && event.retired() == model.now();
            text(g, current ? names(SMALL) : font, shape.look().label(), shape.label(), shape.labelX(), y);
            if (right > px(LEFT)) {
                targets.add(new Target(new BoundingBox(left, y - tall / 2, right - left, tall), event));
            }
        }
    }

    private void composed(GraphicsContext g, double playhead, double height) {
        String label = model.composed();
        if (label.isEmpty()) {
            return;
        }
        double y = laneMiddle(Lane.INJECTIONS, height);
        double size = px(MarkDrawing.SIZE) + 2;
        g.setFill(ink(Ink.PANEL));
        g.fillPolygon(new double[] {playhead - size / 2, playhead + size / 2, playhead},
                new double[] {y - size / 2 + 1, y - size / 2 + 1, y + size / 2}, 3);
        Icons.draw(g, Glyph.TRIANGLE_DOWN, playhead - size / 2, y - size / 2, size, ink(Ink.USER_MARK));
        // Left of its mark like the rest of what is now, unless an injection that was sent has its name there.
        double gap = size / 2 + px(5);
        double width = lettering.width(words(SMALL), label);
        double left = playhead - gap - width;
        double right = playhead + gap;
        if (left > px(LEFT) && !holdsInjection(left, playhead)) {
            text(g, words(SMALL), Ink.USER_TEXT, label, left, y);
        } else if (!holdsInjection(right, right + width)) {
            text(g, words(SMALL), Ink.USER_TEXT, label, right, y);
        }
    }

    private boolean holdsInjection(double from, double to) {
        return targets.stream().anyMatch(target -> target.event() instanceof Injected
                && target.bounds().getMaxX() > from && target.bounds().getMinX() < to);
    }

    private void playhead(GraphicsContext g, double x, double height) {
        g.setFill(ink(model.isFailed() ? Ink.ERROR : Ink.USER_MARK));
        g.fillRect(x - 1, px(AXIS) - 1, 2, height);
    }

    /// The time at the playhead, wholly in sight.
    ///
    /// @param end right edge of the view; beyond it there is no flag
    private void flag(GraphicsContext g, double at, double end) {
        String time = Notation.grouped(model.now());
        Font font = boldNumbers(SMALL);
        double width = flagWidth();
        double x = at > end ? at : Math.min(at, end - width / 2);
        g.setFill(ink(model.isFailed() ? Ink.ERROR : Ink.USER));
        g.fillRoundRect(Math.rint(x - width / 2), 1, Math.rint(width), px(AXIS) - 2, 6, 6);
        g.setTextAlign(TextAlignment.CENTER);
        text(g, font, model.isFailed() ? Ink.ON_ERROR : Ink.ON_USER, time, x, px(AXIS) / 2);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private double text(GraphicsContext g, Font font, Ink colour, String text, double x, double y) {
        return lettering.draw(g, font, ink(colour), text, x, y);
    }

    private Optional<Target> targetAt(double x, double y) {
        for (int i = targets.size() - 1; i >= 0; i--) {
            if (targets.get(i).bounds().contains(x, y)) {
                return Optional.of(targets.get(i));
            }
        }
        return Optional.empty();
    }

    private void hover(Optional<Target> target) {
        target.ifPresentOrElse(over -> model.hover(over.event()), model::hoverNothing);
        hovered.set(target);
    }

    private void click(MouseEvent event) {
        if (!dragged && event.getButton() == MouseButton.PRIMARY) {
            targetAt(event.getX(), event.getY()).ifPresent(target -> model.select(target.event()));
        }
    }

    private void drag(MouseEvent event) {
        double by = dragFrom - scale().time(event.getX());
        if (dragged || Math.abs(by) * scale().pixelsPerInstruction() > 3) {
            dragged = true;
            setCursor(Cursor.CLOSED_HAND);
            model.pan(by);
        }
    }

    private void scroll(ScrollEvent event) {
        double along = event.getDeltaX();
        if (event.isShiftDown() || Math.abs(along) > Math.abs(event.getDeltaY())) {
            double pixels = along == 0 ? event.getDeltaY() : along;
            model.pan(-pixels / scale().pixelsPerInstruction());
        } else {
            model.zoom(Math.signum(event.getDeltaY()), scale().time(Math.max(px(LEFT), event.getX())));
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        double middle = (model.range().from() + model.range().to()) / 2;
        double step = model.range().span() / 8;
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case W, PLUS, ADD, EQUALS -> model.zoom(1, middle);
            case S, MINUS, SUBTRACT -> model.zoom(-1, middle);
            case A, LEFT -> model.pan(-step);
            case D, RIGHT -> model.pan(step);
            case HOME -> model.panTo(0);
            case END -> model.reveal(model.end());
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT || attribute == AccessibleAttribute.VALUE_STRING
                ? spoken()
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    /// What is on show, as a sentence.
    String spoken() {
        if (model.isEmpty()) {
            return "Timeline, nothing has run yet";
        }
        return "Timeline from %d to %d instructions, now at %d%s".formatted((long) Math.max(0, model.range().from()),
                (long) model.range().to(), model.now(), model.selectedText());
    }
}
