package dev.seascope.views.entry;

import dev.seascope.views.control.DrawnControl;
import dev.seascope.views.control.Ink;
import dev.seascope.views.control.Lettering;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.TextAlignment;

/// A track with one stop a step of the entry; dragging goes through the entry at any speed.
final class EntryScrubber extends DrawnControl {
    private static final double SIDE = 40;
    private static final double TRACK = 14;
    private static final double LABEL = 36;
    private static final double STOP = 9;
    private static final double KNOB = 12;
    private static final int LAST = Entry.STOPS.size() - 1;

    private final EntryModel model;
    private final Lettering lettering = new Lettering();

    EntryScrubber(EntryModel model) {
        this.model = model;
        getStyleClass().add("entry-scrubber");
        setFocusTraversable(true);
        setCursor(Cursor.HAND);
        setAccessibleRole(AccessibleRole.SLIDER);
        model.progressProperty().subscribe(progress -> {
            setAccessibleText("Step of the entry: " + Entry.STOPS.get((int) Math.floor(progress.doubleValue())));
            redraw();
        });
        setOnMousePressed(event -> {
            requestFocus();
            drag(event.getX());
        });
        setOnMouseDragged(event -> drag(event.getX()));
        setOnMouseReleased(_ -> model.progressProperty().set(Math.rint(model.progressProperty().get())));
        setOnKeyPressed(this::key);
    }

    @Override
    protected double computePrefHeight(double width) {
        return px(LABEL + 12);
    }

    private double x(double stop) {
        return px(SIDE) + (getWidth() - 2 * px(SIDE)) * stop / LAST;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        double progress = model.progressProperty().get();
        double y = px(TRACK);
        g.setFill(ink(Ink.LINE2));
        g.fillRect(x(0), y - px(1.5), x(LAST) - x(0), px(3));
        g.setFill(ink(Ink.USER_MARK));
        g.fillRect(x(0), y - px(1.5), x(progress) - x(0), px(3));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.CENTER);
        for (int i = 0; i <= LAST; i++) {
            double size = px(STOP);
            g.setFill(ink(Ink.SUBTLE));
            g.fillOval(x(i) - size / 2, y - size / 2, size, size);
            g.setStroke(ink(i <= progress ? Ink.USER_MARK : Ink.LINE2));
            g.setLineWidth(px(2));
            g.strokeOval(x(i) - size / 2, y - size / 2, size, size);
            boolean here = Math.floor(progress) == i;
            lettering.draw(g, here ? names(12) : words(12), ink(here ? Ink.FG : Ink.MUTED), Entry.STOPS.get(i), x(i),
                    px(LABEL));
        }
        double knob = px(KNOB);
        g.setStroke(ink(Ink.USER_MARK));
        g.setLineWidth(1);
        g.strokeOval(x(progress) - knob * 0.8, y - knob * 0.8, knob * 1.6, knob * 1.6);
        g.setFill(ink(Ink.USER));
        g.fillOval(x(progress) - knob / 2, y - knob / 2, knob, knob);
    }

    private void drag(double x) {
        double share = (x - px(SIDE)) / Math.max(1, getWidth() - 2 * px(SIDE));
        model.progressProperty().set(Math.clamp(share * LAST, 0, LAST));
    }

    private void key(KeyEvent event) {
        double now = model.progressProperty().get();
        double wanted = switch (event.getCode()) {
            case LEFT -> Math.ceil(now) - 1;
            case RIGHT -> Math.floor(now) + 1;
            case HOME -> 0;
            case END -> LAST;
            default -> now;
        };
        if (wanted != now) {
            model.progressProperty().set(Math.clamp(wanted, 0, LAST));
            event.consume();
        }
    }
}
