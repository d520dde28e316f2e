package dev.seascope.views.control;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Layout.Reading;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.control.StripGeometry.Box;
import dev.seascope.views.control.StripGeometry.Bracket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws a [BitStrip]: brackets, names, cells, sources, meanings, each on its line.
final class StripPainter {
    private static final double BRACKET = 14;
    private static final double NAME = 33;
    private static final double CELL_TOP = 43;
    private static final double CELL_HEIGHT = 26;
    private static final double MARK = 77;
    private static final double MEANING = 91;
    static final double BRACKET_ROW = 19;
    private static final double BODY = 11;
    private static final double SMALL = 11;
    private static final double DIGIT = 13;
    private static final double MARK_SIZE = 8;
    private static final double SIDE = 8;
    private static final double APART = 7;
    private static final String DOT = " · ";

    private final BitStrip strip;
    private final Lettering lettering = new Lettering();

    StripPainter(BitStrip strip) {
        this.strip = strip;
    }

    double nameWidth(String name) {
        return width(name, strip.names(BODY));
    }

    double cellTop(int row) {
        return y(row, CELL_TOP);
    }

    double cellHeight() {
        return Math.rint(strip.px(CELL_HEIGHT));
    }

    void draw(GraphicsContext g, StripValue value, StripGeometry geometry, double left, double width) {
        g.translate(left, 0);
        for (Bracket bracket : geometry.brackets()) {
            drawBracket(g, value, bracket);
        }
        List<Reading> readings = value.value().read();
        for (int i = 0; i < geometry.boxes().size(); i++) {
            Box box = geometry.boxes().get(i);
            boolean selected = strip.isSelected(box.field());
            if (selected) {
                drawSelection(g, box);
            }
            drawName(g, box, readings.get(i), geometry, selected);
            drawCells(g, value, box);
        }
        for (Box box : geometry.boxes()) {
            drawRings(g, box);
        }
        drawMeanings(g, value, geometry, readings, width - left);
    }

    private double y(int row, double atFullSize) {
        return Math.rint(row * strip.rowHeight() + strip.px(atFullSize - (strip.isBracketed() ? 0 : BRACKET_ROW)));
    }

    private void drawBracket(GraphicsContext g, StripValue value, Bracket bracket) {
        Bits bits = bracket.field().bits();
        boolean supplied = !value.suppliedAs().isEmpty() && (bits.mask() & value.editable()) != 0;
        String name = bracket.field().name();
        String range = bits.msb() + ":" + bits.lsb();
        double middle = y(bracket.row(), BRACKET) + 0.5;
        double foot = y(bracket.row(), BRACKET + 5) + 0.5;
        double left = bracket.x() + 0.5;
        double right = bracket.x() + bracket.width() - 0.5;
        Paint line = strip.ink(supplied ? Ink.USER_MARK : Ink.MUTED);
        String label = supplied ? "%s %s, the %d bits you can supply in ".formatted(name, range,
                Long.bitCount(value.editable() & bits.mask())) : StripGeometry.isReserved(bracket.field()) ? name : name + " " + range;
        Font font = supplied ? strip.names(SMALL) : strip.words(SMALL);
        double labelWidth = width(label, font);
        double asWidth = supplied ? width(value.suppliedAs(), strip.numbers(SMALL)) : 0;
        if (labelWidth + asWidth > bracket.width() - strip.px(12)) {
            label = name;
            labelWidth = width(label, font);
            asWidth = 0;
        }
        double start = Math.rint(bracket.x() + (bracket.width() - labelWidth - asWidth) / 2);
        double margin = strip.px(6);
        g.setStroke(line);
        g.setLineWidth(1);
        g.strokePolyline(new double[] {left, left, start - margin}, new double[] {foot, middle, middle}, 3);
        g.strokePolyline(new double[] {start + labelWidth + asWidth + margin, right, right},
                new double[] {middle, middle, foot}, 3);
        text(g, label, start, middle, font, strip.ink(supplied ? Ink.USER_TEXT : Ink.MUTED), SMALL);
        if (asWidth > 0) {
            text(g, value.suppliedAs(), start + labelWidth, middle, strip.numbers(SMALL), strip.ink(Ink.USER_TEXT),
                    SMALL);
        }
    }

    private void drawSelection(GraphicsContext g, Box box) {
        double top = y(box.row(), NAME - 10) + 0.5;
        double bottom = y(box.row(), MEANING + 9) + 0.5;
        double inset = strip.px(3.5);
        g.setFill(strip.ink(Ink.USER_TINT));
        g.fillRoundRect(box.x() - inset, top, box.width() + 2 * inset, bottom - top, 8, 8);
        g.setStroke(strip.ink(Ink.USER_MARK));
        g.setLineWidth(1.5);
        g.strokeRoundRect(box.x() - inset, top, box.width() + 2 * inset, bottom - top, 8, 8);
    }

    private void drawName(GraphicsContext g, Box box, Reading reading, StripGeometry geometry, boolean selected) {
        Bits bits = box.field().bits();
        boolean underBracket = geometry.brackets().stream().anyMatch(bracket -> bracket.field().equals(box.field()));
        String range = bits.width() == 1 ? "" : bits.msb() + ":" + bits.lsb();
        boolean reserved = !StripGeometry.isNamed(box.field());
        boolean anonymous = underBracket || box.field().name().equals(bits.range());
        String name = reserved ? bits.width() == 1 ? "–" : anonymous ? range : box.field().name() + " " + range
                : underBracket && !reading.meaning().isEmpty() ? reading.meaning() : box.field().name();
        double center = box.x() + box.width() / 2;
        double middle = y(box.row(), NAME);
        double room = box.width() + strip.px(4);
        if (reserved) {
            String shown = width(name, strip.words(SMALL)) > room ? bits.width() > 3 ? range : "–" : name;
            textCentered(g, shown, center, middle, strip.words(SMALL), strip.ink(Ink.MUTED), SMALL);
            return;
        }
        Paint ink = strip.ink(selected ? Ink.USER_TEXT : Ink.FG);
        Font bold = strip.names(BODY);
        double nameWidth = width(name, bold);
        double rangeWidth = range.isEmpty() || underBracket ? 0 : strip.px(4) + width(range, strip.words(SMALL));
        if (nameWidth + rangeWidth > room) {
            rangeWidth = 0;
        }
        if (nameWidth > room + strip.px(8)) {
            name = elide(name, bold, room);
            nameWidth = width(name, bold);
        }
        double start = Math.rint(center - (nameWidth + rangeWidth) / 2);
        text(g, name, start, middle, bold, ink, BODY);
        if (rangeWidth > 0) {
            text(g, range, start + nameWidth + strip.px(4), middle, strip.words(SMALL), strip.ink(Ink.MUTED), BODY);
        }
    }

    private void drawCells(GraphicsContext g, StripValue value, Box box) {
        boolean reserved = StripGeometry.isReserved(box.field());
        boolean silent = box.field() instanceof Field.Res0
                || (box.field() instanceof Field.Value && !StripGeometry.isNamed(box.field()));
        boolean wholeReserved = silent && box.field().bits().get(value.value().bits()) == 0;
        for (int bit = box.field().bits().msb(); bit >= box.field().bits().lsb(); bit--) {
            if (wholeReserved) {
                drawReserved(g, box, bit);
            } else {
                drawCell(g, value, box, bit, reserved);
            }
        }
        if (value.unknown() != 0 && (value.unknown() & box.field().bits().mask()) != 0) {
            Hatch.unknown(g, box.x() - 1.5, cellTop(box.row()) - 1.5, box.width() + 3, cellHeight() + 3,
                    strip.ink(Ink.FG));
        }
    }

    private void drawReserved(GraphicsContext g, Box box, int bit) {
        double x = box.cellX(bit);
        double top = cellTop(box.row());
        double height = cellHeight();
        Corners corners = Corners.of(box, bit);
        g.save();
        corners.path(g, x, top, box.cell(), height);
        g.setFill(strip.ink(Ink.INSET));
        g.fill();
        g.clip();
        Hatch.lines(g, x, top, box.cell(), height, strip.ink(Ink.HATCH));
        g.restore();
        g.setStroke(strip.ink(Ink.LINE));
        g.setLineWidth(1);
        corners.path(g, x + 0.5, top + 0.5, box.cell() - (corners.right() ? 1 : 0), height - 1);
        g.stroke();
    }

    private void drawCell(GraphicsContext g, StripValue value, Box box, int bit, boolean reserved) {
        boolean set = value.isSet(bit);
        Optional<Source> source = value.source(bit);
        boolean yours = set && source.filter(Source.YOU::equals).isPresent();
        boolean forced = value.isForced(bit);
        boolean editable = value.isEditable(bit);
        boolean fixed = box.field() instanceof Field.Fixed;
        Ink ground = yours ? Ink.USER : forced ? tint(source.orElseThrow())
                : !fixed && (editable || set) ? Ink.PANEL : Ink.INSET;
        Ink edge = yours ? Ink.USER : forced ? Icons.sourceInk(source.orElseThrow())
                : editable && !fixed ? Ink.EDGE : set || editable ? Ink.LINE2 : Ink.LINE;
        Ink digit = yours ? Ink.ON_USER : forced ? text(source.orElseThrow()) : set ? Ink.FG : Ink.ZERO;
        double x = box.cellX(bit);
        double top = cellTop(box.row());
        double height = cellHeight();
        Corners corners = Corners.of(box, bit);
        // Neighbours share an edge; the one that is forced draws it last, so that its frame is whole.
        boolean sharesRight = !corners.right() && !(yours && isYours(value, bit - 1));
        g.setFill(strip.ink(ground));
        corners.path(g, x, top, box.cell(), height);
        g.fill();
        g.setStroke(strip.ink(edge));
        g.setLineWidth(1);
        corners.path(g, x + 0.5, top + 0.5, box.cell() - (sharesRight && !forced ? 0 : 1), height - 1);
        g.stroke();
        if (yours && !corners.left() && isYours(value, bit + 1)) {
            g.setStroke(strip.ink(Ink.PANEL));
            g.strokeLine(x + 0.5, top, x + 0.5, top + height);
        }
        boolean narrow = box.cell() < strip.px(13);
        String text = set ? "1" : "0";
        Font font = set ? strip.boldNumbers(narrow ? SMALL : DIGIT) : strip.numbers(narrow ? SMALL : DIGIT);
        textCentered(g, text, x + box.cell() / 2, top + height / 2, font, strip.ink(digit), DIGIT);
        if (forced && !narrow && !reserved) {
            double size = strip.px(7.5);
            Icons.draw(g, Glyph.LOCK, x + box.cell() - size - strip.px(1.5), top + strip.px(2.5), size,
                    strip.ink(digit));
        }
        if (set) {
            source.ifPresent(from -> Icons.draw(g, Icons.sourceGlyph(from),
                    Math.rint(x + (box.cell() - strip.px(MARK_SIZE)) / 2), y(box.row(), MARK - MARK_SIZE / 2),
                    strip.px(MARK_SIZE), strip.ink(Icons.sourceInk(from))));
        }
    }

    private static boolean isYours(StripValue value, int bit) {
        return bit >= 0 && bit < Long.SIZE && value.isSet(bit)
                && value.source(bit).filter(Source.YOU::equals).isPresent();
    }

    private void drawRings(GraphicsContext g, Box box) {
        strip.hovered(box.field()).ifPresent(bits -> {
            int from = Math.min(bits.msb(), box.field().bits().msb());
            int to = Math.max(bits.lsb(), box.field().bits().lsb());
            ring(g, box.cellX(from), box, (from - to + 1) * box.cell(), Ink.FG, 1);
        });
        if (strip.isFocused() && strip.focusedBit() >= 0 && box.holds(strip.focusedBit())) {
            ring(g, box.cellX(strip.focusedBit()), box, box.cell(), Ink.USER_MARK, 3);
        }
    }

    private void ring(GraphicsContext g, double x, Box box, double width, Ink ink, double offset) {
        g.setStroke(strip.ink(ink));
        g.setLineWidth(2);
        g.strokeRoundRect(x - offset, cellTop(box.row()) - offset, width + 2 * offset, cellHeight() + 2 * offset, 7, 7);
    }

    /// Each text is drawn in the longest form that leaves its neighbours room.
    private void drawMeanings(GraphicsContext g, StripValue value, StripGeometry geometry, List<Reading> readings,
            double end) {
        List<Box> boxes = geometry.boxes();
        List<List<String>> forms = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            boolean underBracket = isUnderBracket(geometry, boxes.get(i));
            forms.add(forms(value, boxes.get(i), readings.get(i), underBracket));
        }
        double taken = 0;
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            boolean first = i == 0 || boxes.get(i - 1).row() != box.row();
            boolean last = i + 1 == boxes.size() || boxes.get(i + 1).row() != box.row();
            double from = first ? -strip.px(SIDE) : taken + strip.px(APART);
            double to = last ? end - strip.px(SIDE) : leastLeft(boxes.get(i + 1), forms.get(i + 1)) - strip.px(APART);
            boolean plain = box.field().bits().width() == 1 || StripGeometry.isReserved(box.field());
            taken = first ? from : taken;
            for (String form : forms.get(i)) {
                Font font = isNumber(form) ? strip.numbers(SMALL) : strip.words(SMALL);
                double width = width(form, font);
                double start = Math.clamp(box.x() + (box.width() - width) / 2, from, Math.max(from, to - width));
                if (start + width <= to + 0.5 || form.equals(forms.get(i).getLast())) {
                    text(g, form, start, y(box.row(), MEANING), font, strip.ink(plain ? Ink.MUTED : Ink.FG), SMALL);
                    taken = start + width;
                    break;
                }
            }
        }
    }

    /// Where the shortest text of a field begins.
    private double leastLeft(Box box, List<String> forms) {
        double least = forms.isEmpty() ? 0 : width(forms.getLast(), strip.numbers(SMALL));
        return box.x() + (box.width() - least) / 2;
    }

    private static boolean isUnderBracket(StripGeometry geometry, Box box) {
        return geometry.brackets().stream().anyMatch(bracket -> bracket.field().equals(box.field()));
    }

    private static List<String> forms(StripValue value, Box box, Reading reading, boolean underBracket) {
        Bits bits = box.field().bits();
        if (StripGeometry.isReserved(box.field())) {
            if (bits.width() == 1) {
                return List.of(Integer.toString(bits.msb()));
            }
            String why = Words.condition(value.value().layout().why(box.field(), value.value().bits()));
            return why.isEmpty() || bits.msb() >= 32 ? List.of() : List.of(why, "");
        }
        if (bits.width() == 1) {
            return List.of(Integer.toString(bits.msb()));
        }
        if (!StripGeometry.isNamed(box.field())) {
            return List.of();
        }
        String number = Words.number(box.field(), reading.value());
        if (underBracket || reading.meaning().isEmpty()) {
            return List.of(number);
        }
        return Stream.concat(Stream.of(reading.meaning(), Words.clause(reading.meaning()),
                Words.brief(reading.meaning())).map(text -> number + DOT + text), Stream.of(number))
                .distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    private static boolean isNumber(String text) {
        return text.matches("(0x)?[0-9a-f]+");
    }

    private static Ink tint(Source source) {
        return switch (source) {
            case YOU -> Ink.USER_TINT;
            case KVM -> Ink.KVM_TINT;
            case PSTATE -> Ink.GUEST_TINT;
            case LAST_TRAP -> Ink.HOST_TINT;
        };
    }

    private static Ink text(Source source) {
        return switch (source) {
            case YOU -> Ink.USER_TEXT;
            case KVM -> Ink.KVM_TEXT;
            case PSTATE -> Ink.GUEST_TEXT;
            case LAST_TRAP -> Ink.HOST_TEXT;
        };
    }

    private String elide(String text, Font font, double room) {
        String shown = text;
        while (shown.length() > 1 && width(shown + "…", font) > room) {
            shown = shown.substring(0, shown.length() - 1);
        }
        return shown + "…";
    }

    private double width(String text, Font font) {
        return lettering.width(font, text);
    }

    private void textCentered(GraphicsContext g, String text, double center, double middle, Font font, Paint paint,
            double size) {
        text(g, text, center - width(text, font) / 2, middle, font, paint, size);
    }

    /// Text whose capitals stand in the middle of a line.
    private void text(GraphicsContext g, String text, double x, double middle, Font font, Paint paint, double size) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(font);
        g.setFill(paint);
        g.fillText(text, x, Math.rint(middle + strip.px(size) * 0.36));
    }

    /// Which corners of a cell are rounded: only the outer ones of its field.
    private record Corners(boolean left, boolean right) {
        private static final double RADIUS = 3;

        static Corners of(Box box, int bit) {
            return new Corners(bit == box.field().bits().msb(), bit == box.field().bits().lsb());
        }

        void path(GraphicsContext g, double x, double y, double width, double height) {
            double l = left ? RADIUS : 0;
            double r = right ? RADIUS : 0;
            g.beginPath();
            g.moveTo(x + l, y);
            g.lineTo(x + width - r, y);
            g.quadraticCurveTo(x + width, y, x + width, y + r);
            g.lineTo(x + width, y + height - r);
            g.quadraticCurveTo(x + width, y + height, x + width - r, y + height);
            g.lineTo(x + l, y + height);
            g.quadraticCurveTo(x, y + height, x, y + height - l);
            g.lineTo(x, y + l);
            g.quadraticCurveTo(x, y, x + l, y);
            g.closePath();
        }
    }
}
