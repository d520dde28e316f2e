package dev.seascope.views.timeline;

import dev.seascope.views.control.DrawnControl;
import dev.seascope.views.control.Ink;
import dev.seascope.views.control.Lettering;
import dev.seascope.views.control.Notation;
import dev.seascope.views.timeline.LaneDrawing.Stretch;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;

/// The whole run in one bar, with a frame around the stretch on show. The frame can be dragged.
final class TimelineOverview extends DrawnControl {
    private static final double HEIGHT = 14;
    private static final double WIDTH = 300;
    private static final double LEAST_WIDTH = 40;
    private static final double BEGIN = 16;
    private static final double END = 68;
    private static final double GAP = 8;
    private static final double SMALL = 11;
    private static final double LEAST_FRAME = 6;

    private final TimelineModel model;
    private final Lettering lettering = new Lettering();
    private double grabbed;
    private double laidOutEnd;

    TimelineOverview(TimelineModel model) {
        this.model = model;
        getStyleClass().add("timeline-overview");
        setCursor(Cursor.HAND);
        setAccessibleRole(AccessibleRole.SCROLL_BAR);
        setAccessibleText("Overview of the whole run");
        makeRoom();
        model.revisionProperty().subscribe(() -> {
            makeRoom();
            redraw();
        });
        model.rangeProperty().subscribe(this::redraw);
        setOnMousePressed(this::grab);
        setOnMouseDragged(event -> model.panTo(scale().time(event.getX()) - grabbed));
        setOnScroll(event -> {
            model.zoom(Math.signum(event.getDeltaY()), scale().time(event.getX()));
            event.consume();
        });
    }

    @Override
    protected double computePrefWidth(double height) {
        return px(BEGIN + WIDTH) + end();
    }

    @Override
    protected double computePrefHeight(double width) {
        return px(HEIGHT);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return px(HEIGHT);
    }

    /// Room for the end of the time, which may be long.
    private double end() {
        return Math.max(px(END), px(2 * GAP) + lettering.width(numbers(SMALL), Notation.grouped(model.end())));
    }

    private void makeRoom() {
        if (laidOutEnd != end()) {
            laidOutEnd = end();
            setMinWidth(px(BEGIN + LEAST_WIDTH) + laidOutEnd);
        }
    }

    private TimeScale scale() {
        return new TimeScale(0, Math.max(1, model.end()), px(BEGIN), Math.max(1, getWidth() - px(BEGIN) - end()));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        TimeScale scale = scale();
        double left = scale.left();
        double right = left + scale.width();
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        lettering.draw(g, numbers(SMALL), ink(Ink.MUTED), "0", left - px(GAP), height / 2);
        g.setTextAlign(TextAlignment.LEFT);
        lettering.draw(g, numbers(SMALL), ink(Ink.MUTED), Notation.grouped(model.end()), right + px(GAP), height / 2);
        g.setFill(ink(Ink.EL0));
        g.fillRoundRect(left, 0, scale.width(), height, 4, 4);
        double stripe = Math.rint(height * 0.43);
        g.setFill(ink(Ink.EL1));
        for (Stretch stretch : LaneDrawing.stretches(model.bars(Lane.EL1), scale, model.now())) {
            g.setGlobalAlpha(stretch.share());
            g.fillRect(Math.rint(stretch.x()), Math.rint((height - stripe) / 2), Math.rint(stretch.width()), stripe);
        }
        g.setGlobalAlpha(1);
        if (model.isEmpty()) {
            return;
        }
        double from = Math.clamp(scale.at(model.range().from()), left, Math.max(left, right - LEAST_FRAME));
        double to = Math.max(from + LEAST_FRAME, Math.min(scale.at(model.range().to()), right));
        g.setStroke(ink(Ink.USER_MARK));
        g.setLineWidth(1.5);
        g.strokeRoundRect(from + 0.75, 0.75, to - from - 1.5, height - 1.5, 6, 6);
    }

    /// Take hold of the frame where it is, or bring its middle to the pointer first.
    private void grab(MouseEvent event) {
        double time = scale().time(event.getX());
        boolean inFrame = time >= model.range().from() && time <= model.range().to();
        grabbed = inFrame ? time - model.range().from() : model.range().span() / 2;
        model.panTo(time - grabbed);
    }
}
