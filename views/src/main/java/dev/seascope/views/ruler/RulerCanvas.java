package dev.seascope.views.ruler;

import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.StructLayout.Member;
import dev.seascope.views.control.DrawnControl;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Hatch;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Ink;
import dev.seascope.views.control.Lettering;
import dev.seascope.views.ruler.RulerModel.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/// One row of bytes a kernel, to scale, and a lens over the first eight of them. Drawn. When a row gets another kernel
/// its members slide to their new places.
final class RulerCanvas extends DrawnControl {
    private static final Duration SLIDE = Duration.millis(200);
    private static final double LEFT = 168;
    private static final double BYTE = 11.5;
    private static final double VERDICT = 1020;
    private static final double TITLE = 16;
    private static final double SCALE = 26;
    private static final double FIRST_ROW = 44;
    private static final double PITCH = 66;
    private static final double BAR = 36;
    private static final double LENS_GAP = 38;
    private static final double LENS_CELL = 116;
    private static final double LENS_PITCH = 38;
    private static final double LENS_HEIGHT = 34;
    private static final double LENS_NAME = 1112;
    private static final double SMALL = 11;
    private static final double BODY = 12;
    private static final double NAME = 13;

    private final RulerModel model;
    private final Lettering lettering = new Lettering();
    private final DoubleProperty slide = new SimpleDoubleProperty(this, "slide", 1);
    private final Timeline sliding = new Timeline(new KeyFrame(SLIDE, new KeyValue(slide, 1)));
    private List<Row> drawn = List.of();
    private List<Map<String, Double>> from = List.of();

    RulerCanvas(RulerModel model) {
        this.model = model;
        getStyleClass().add("ruler-canvas");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        model.rowsProperty().subscribe(rows -> {
            if (!drawn.isEmpty() && !rows.stream().map(Row::kernel).toList().equals(
                    drawn.stream().map(Row::kernel).toList())) {
                from = drawn.stream().map(row -> places(row.layout())).toList();
                slide.set(0);
                sliding.playFromStart();
            }
            drawn = rows;
            setAccessibleText(spoken(rows));
            requestLayout();
        });
        model.lensProperty().subscribe(this::redraw);
        slide.subscribe(this::redraw);
        setOnMousePressed(this::press);
    }

    @Override
    protected double computePrefWidth(double height) {
        return px(1300);
    }

    @Override
    protected double computePrefHeight(double width) {
        return lensTop() + px(20 + LENS_PITCH * drawn.size() + 14);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private double lensTop() {
        return px(FIRST_ROW + PITCH * drawn.size() + LENS_GAP);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < drawn.size(); i++) {
            if (drawn.get(i).current()) {
                g.setFill(ink(Ink.USER_TINT));
                g.fillRoundRect(px(4), rowTop(i) - px(11), width - px(8), px(PITCH - 6), 8, 8);
                g.setFill(ink(Ink.USER_MARK));
                g.fillRect(px(4), rowTop(i) - px(11), px(3), px(PITCH - 6));
            }
        }
        scale(g);
        for (int i = 0; i < drawn.size(); i++) {
            row(g, drawn.get(i), i);
        }
        loupe(g);
        lens(g);
    }

    private double x(double offset) {
        return px(LEFT) + px(BYTE) * offset;
    }

    private double rowTop(int row) {
        return Math.rint(px(FIRST_ROW + PITCH * row));
    }

    private void scale(GraphicsContext g) {
        int last = Math.max(RulerModel.RELEASED_BYTES, drawn.stream().mapToInt(row -> row.layout().size()).max()
                .orElse(0));
        text(g, words(BODY), Ink.MUTED, "byte", px(TITLE), px(SCALE), TextAlignment.LEFT);
        text(g, words(BODY), Ink.MUTED, "your bytes on this kernel", px(VERDICT), px(SCALE), TextAlignment.LEFT);
        for (int offset = 0; offset <= last; offset += RulerModel.LENS) {
            boolean end = offset >= RulerModel.RELEASED_BYTES;
            g.setFill(ink(offset == RulerModel.RELEASED_BYTES ? Ink.FG : Ink.LINE));
            g.fillRect(Math.rint(x(offset)), px(SCALE + 8), 1, rowTop(drawn.size()) - px(SCALE + 16));
            text(g, end ? boldNumbers(SMALL) : numbers(SMALL), end ? Ink.FG : Ink.MUTED, Integer.toString(offset),
                    x(offset), px(SCALE), TextAlignment.CENTER);
        }
    }

    private void row(GraphicsContext g, Row row, int index) {
        double y = rowTop(index);
        int size = row.layout().size();
        boolean tooLong = size > RulerModel.RELEASED_BYTES;
        text(g, numbers(NAME), Ink.FG, row.kernel().id(), px(TITLE), y + px(8), TextAlignment.LEFT);
        text(g, numbers(BODY), tooLong ? Ink.ERROR_TEXT : Ink.MUTED, size + " bytes", px(TITLE), y + px(26),
                TextAlignment.LEFT);
        Map<String, Double> before = index < from.size() ? from.get(index) : Map.of();
        for (Member member : row.layout().members()) {
            double place = member.offset();
            double shown = before.getOrDefault(member.name(), place) * (1 - slide.get()) + place * slide.get();
            member(g, member, x(shown) + 1, y, px(BYTE) * member.bytes() - 2);
        }
        if (tooLong) {
            double left = x(RulerModel.RELEASED_BYTES);
            double wide = px(BYTE) * (size - RulerModel.RELEASED_BYTES);
            g.setStroke(ink(Ink.ERROR));
            g.setLineWidth(2);
            g.strokeRoundRect(left + 1, y - px(4), wide - 2, px(BAR) + px(8), 6, 6);
            text(g, names(SMALL), Ink.ERROR_TEXT, size - RulerModel.RELEASED_BYTES + " bytes too many",
                    left + wide / 2, y + px(BAR) + px(14), TextAlignment.CENTER);
        }
        verdict(g, row, y);
    }

    private void member(GraphicsContext g, Member member, double x, double y, double width) {
        double height = px(BAR);
        boolean fresh = RulerModel.isNew(member);
        if (member.isPad() || member.isReserved()) {
            Hatch.fill(g, x, y, width, height, ink(Ink.PANEL), ink(Ink.HATCH));
            frame(g, x, y, width, height, Ink.LINE2);
        } else {
            g.setFill(ink(fresh ? Ink.USER : Ink.INSET));
            g.fillRoundRect(x, y, width, height, 6, 6);
            if (!fresh) {
                frame(g, x, y, width, height, Ink.LINE2);
            }
        }
        String name = member.array() ? member.name() + "[" + member.count() + "]" : member.name();
        double needed = lettering.width(numbers(SMALL), name);
        if (needed + 10 < width && !member.isPad()) {
            if (member.isPad() || member.isReserved()) {
                g.setFill(ink(Ink.PANEL));
                g.fillRect(x + width / 2 - needed / 2 - 4, y + height / 2 - px(8), needed + 8, px(16));
            }
            text(g, numbers(SMALL), fresh ? Ink.ON_USER : Ink.FG, name, x + width / 2, y + height / 2,
                    TextAlignment.CENTER);
        }
    }

    private void frame(GraphicsContext g, double x, double y, double width, double height, Ink colour) {
        g.setStroke(ink(colour));
        g.setLineWidth(1);
        g.strokeRoundRect(x + 0.5, y + 0.5, width - 1, height - 1, 6, 6);
    }

    private void verdict(GraphicsContext g, Row row, double y) {
        double x = px(VERDICT);
        double size = px(12);
        double top = y + px(8) - size / 2;
        Icons.draw(g, row.accepted() ? Glyph.DISC : Glyph.OCTAGON, x, top, size,
                ink(row.accepted() ? Ink.OK : Ink.ERROR));
        Icons.draw(g, row.accepted() ? Glyph.TICK : Glyph.CROSS, x, top, size,
                ink(row.accepted() ? Ink.ON_OK : Ink.ON_ERROR));
        text(g, numbers(BODY), row.accepted() ? Ink.OK : Ink.ERROR_TEXT,
                row.accepted() ? "returns 0" : "-" + row.errno(), x + px(20), y + px(8), TextAlignment.LEFT);
        text(g, words(BODY), Ink.MUTED, row.answer(), x, y + px(26), TextAlignment.LEFT);
    }

    /// The frame around the byte looked at, through all rows, and the lines to the lens.
    private void loupe(GraphicsContext g) {
        int offset = model.lensProperty().get();
        g.setStroke(ink(Ink.FG));
        g.setLineWidth(1.5);
        g.strokeRoundRect(x(offset) - 1, px(SCALE + 9), px(BYTE) + 2, rowTop(drawn.size()) - px(SCALE + 13), 6, 6);
        g.save();
        g.setStroke(ink(Ink.LINE2));
        g.setLineDashes(4, 3);
        double from = rowTop(drawn.size()) - px(4);
        double to = lensTop() - px(2);
        g.strokeLine(x(0), from, px(LEFT), to);
        g.strokeLine(x(RulerModel.LENS), from, px(LEFT + LENS_CELL * RulerModel.LENS), to);
        g.restore();
    }

    private void lens(GraphicsContext g) {
        double top = lensTop();
        int looked = model.lensProperty().get();
        text(g, names(BODY), Ink.FG, "Bytes 0 to 7", px(TITLE), top + px(8), TextAlignment.LEFT);
        text(g, names(BODY), Ink.FG, "Byte " + looked, px(LENS_NAME), top + px(8), TextAlignment.LEFT);
        for (int offset = 0; offset < RulerModel.LENS; offset++) {
            text(g, numbers(SMALL), Ink.MUTED, Integer.toString(offset), lensX(offset) + px(LENS_CELL) / 2,
                    top + px(8), TextAlignment.CENTER);
        }
        for (int i = 0; i < drawn.size(); i++) {
            Row row = drawn.get(i);
            double y = lensRow(i);
            double middle = y + px(LENS_HEIGHT) / 2;
            text(g, numbers(BODY), Ink.FG, row.kernel().id(), px(TITLE), middle, TextAlignment.LEFT);
            for (int offset = 0; offset < RulerModel.LENS; offset++) {
                cell(g, row.layout(), offset, lensX(offset) + 1, y, px(LENS_CELL) - 2);
            }
            boolean pad = RulerModel.mustBeZero(row.layout(), looked);
            boolean fresh = row.layout().memberAt(looked).map(RulerModel::isNew).orElse(false);
            text(g, pad ? words(BODY) : numbers(BODY), fresh ? Ink.USER_TEXT : pad ? Ink.MUTED : Ink.FG,
                    pad ? "pad, must be 0" : RulerModel.name(row.layout(), looked), px(LENS_NAME), middle,
                    TextAlignment.LEFT);
        }
        g.setStroke(ink(Ink.FG));
        g.setLineWidth(1.5);
        g.strokeRoundRect(lensX(looked) - 2, top - px(3), px(LENS_CELL) + 4,
                px(20 + LENS_PITCH * drawn.size() + 8), 6, 6);
    }

    private double lensX(int offset) {
        return px(LEFT) + px(LENS_CELL) * offset;
    }

    private double lensRow(int row) {
        return lensTop() + px(20 + LENS_PITCH * row);
    }

    private void cell(GraphicsContext g, StructLayout layout, int offset, double x, double y, double width) {
        double height = px(LENS_HEIGHT);
        boolean pad = RulerModel.mustBeZero(layout, offset);
        boolean fresh = layout.memberAt(offset).map(RulerModel::isNew).orElse(false);
        int value = model.byteAt(offset);
        boolean wrong = pad && value != 0;
        if (pad) {
            Hatch.fill(g, x, y, width, height, ink(Ink.PANEL), ink(Ink.HATCH));
        } else {
            g.setFill(ink(fresh ? Ink.USER_TINT : Ink.INSET));
            g.fillRoundRect(x, y, width, height, 6, 6);
        }
        if (wrong) {
            g.setStroke(ink(Ink.ERROR));
            g.setLineWidth(2);
            g.strokeRoundRect(x + 1, y + 1, width - 2, height - 2, 6, 6);
        } else {
            frame(g, x, y, width, height, fresh ? Ink.USER_MARK : Ink.LINE2);
        }
        String name = RulerModel.name(layout, offset);
        String digits = "%02x".formatted(value);
        Font font = numbers(SMALL);
        if (pad) {
            g.setFill(ink(Ink.PANEL));
            double wide = lettering.width(font, name) + 8;
            g.fillRect(x + width / 2 - wide / 2, y + px(3), wide, height - px(6));
        }
        Ink colour = fresh ? Ink.USER_TEXT : pad ? Ink.MUTED : Ink.FG;
        text(g, font, colour, fitting(name, font, width - 1), x + width / 2, y + height * 0.3, TextAlignment.CENTER);
        text(g, value == 0 ? font : boldNumbers(SMALL), wrong ? Ink.ERROR_TEXT : value == 0 ? Ink.MUTED : Ink.FG,
                digits, x + width / 2, y + height * 0.72, TextAlignment.CENTER);
    }

    /// A name that is too long loses its end.
    private String fitting(String name, Font font, double width) {
        String text = name;
        while (text.length() > 4 && lettering.width(font, text) > width) {
            text = text.substring(0, text.length() - 2) + "…";
        }
        return text;
    }

    private void text(GraphicsContext g, Font font, Ink colour, String text, double x, double y,
            TextAlignment alignment) {
        g.setTextAlign(alignment);
        lettering.draw(g, font, ink(colour), text, x, y);
    }

    private void press(MouseEvent event) {
        boolean inLens = event.getY() > lensTop();
        double bytes = inLens ? (event.getX() - px(LEFT)) / px(LENS_CELL) : (event.getX() - px(LEFT)) / px(BYTE);
        int offset = (int) Math.floor(bytes);
        int limit = inLens ? RulerModel.LENS : RulerModel.RELEASED_BYTES;
        if (bytes >= 0 && offset < limit) {
            model.look(offset);
        }
    }

    private static Map<String, Double> places(StructLayout layout) {
        Map<String, Double> places = new HashMap<>();
        layout.members().forEach(member -> places.put(member.name(), (double) member.offset()));
        return places;
    }

    private static String spoken(List<Row> rows) {
        return String.join(". ", rows.stream().map(row -> "%s, %d bytes, %s, %s".formatted(row.kernel().id(),
                row.layout().size(), row.accepted() ? "returns 0" : "fails with " + row.errno(), row.answer()))
                .toList());
    }
}
