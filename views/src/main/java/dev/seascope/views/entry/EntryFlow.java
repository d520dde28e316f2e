package dev.seascope.views.entry;

import dev.seascope.views.control.DrawnControl;
import dev.seascope.views.control.DrawnLink;
import dev.seascope.views.control.Hatch;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Ink;
import dev.seascope.views.control.Lettering;
import dev.seascope.views.control.Notation;
import dev.seascope.views.entry.Entry.Row;
import dev.seascope.views.syndrome.RegisterCard;
import java.util.List;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Before and after of an exception entry, and what flowed where, drawn. PC goes to ELR and PSTATE to SPSR as curves;
/// what comes from elsewhere is a stub with its source.
final class EntryFlow extends DrawnControl {
    private static final double TOP = 24;
    private static final double HEADING = 12;
    private static final double TITLE = 16;
    private static final double BEFORE = 100;
    private static final double AFTER = 490;
    private static final double BOX = 206;
    private static final double BOX_HEIGHT = 46;
    private static final double PITCH = 58;
    private static final double BODY = 12;
    private static final double VALUE = 13;
    private static final int DIGITS = 16;
    private static final int ROWS = 6;

    private final EntryModel model;
    private final RegisterCard card;
    private final Lettering lettering = new Lettering();
    private final DrawnLink nameLink = new DrawnLink(this);

    /// @param card shows the bits of a value
    EntryFlow(EntryModel model, RegisterCard card) {
        this.model = model;
        this.card = card;
        getStyleClass().add("entry-flow");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        model.entryProperty().subscribe(this::redraw);
        model.progressProperty().subscribe(this::redraw);
        setOnMouseClicked(this::click);
        setOnMouseMoved(this::move);
    }

    @Override
    protected double computePrefWidth(double height) {
        return px(AFTER + BOX + 16);
    }

    @Override
    protected double computeMinWidth(double height) {
        return computePrefWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return px(TOP + 18 + PITCH * ROWS + 40);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        Optional<Entry> shown = model.entryProperty().get();
        if (shown.isEmpty()) {
            return;
        }
        Entry entry = shown.get();
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        heading(g, "Before", entry.beforeCode(), px(BEFORE));
        heading(g, "After", entry.afterCode(), px(AFTER));
        List<Row> rows = entry.rows();
        double progress = model.progressProperty().get();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = top(i);
            nameLink.draw(g, lettering, numbers(BODY), ink(Ink.MUTED), ink(Ink.USER_TEXT), row.register(), row.register(),
                    px(TITLE), y + px(BOX_HEIGHT) / 2 - px(1));
            box(g, px(BEFORE), y, row.before().isPresent() ? Notation.digits(row.before().getAsLong(), DIGITS) : "",
                    row.beforeText(), false, false);
            boolean written = progress >= row.stop();
            box(g, px(AFTER), y, written ? Notation.digits(row.after(), DIGITS) : "", written ? row.afterText() : "",
                    written && row.changed(), written && row.unknown());
            if (!row.sourceText().isEmpty()) {
                stub(g, row, y + px(BOX_HEIGHT) / 2, progress);
            }
        }
        curve(g, 0, 1, progress, rows.get(1).stop());
        curve(g, 2, 3, progress, rows.get(3).stop());
        text(g, words(BODY), Ink.MUTED, entry.note(), px(TITLE), top(ROWS) + px(12));
    }

    private double top(int row) {
        return Math.rint(px(TOP + 18 + PITCH * row));
    }

    private void heading(GraphicsContext g, String word, String code, double x) {
        double after = x + text(g, names(VALUE), Ink.FG, word, x, px(TOP)) + px(HEADING);
        text(g, numbers(BODY), Ink.MUTED, code, after, px(TOP));
    }

    private void box(GraphicsContext g, double x, double y, String digits, String meaning, boolean changed,
            boolean unknown) {
        double width = px(BOX);
        double height = px(BOX_HEIGHT);
        g.setFill(ink(Ink.INSET));
        g.fillRoundRect(x, y, width, height, 8, 8);
        if (unknown) {
            Hatch.unknown(g, x + 0.75, y + 0.75, width - 1.5, height - 1.5, ink(Ink.FG));
        } else {
            g.setStroke(ink(changed ? Ink.LINE2 : Ink.LINE));
            g.setLineWidth(1);
            g.strokeRoundRect(x + 0.5, y + 0.5, width - 1, height - 1, 8, 8);
        }
        if (changed) {
            g.setFill(ink(Ink.CHANGED));
            g.fillRoundRect(x, y + 0.5, px(5), height - 1, 6, 6);
            g.fillRect(x + px(2), y + 0.5, px(3), height - 1);
        }
        double left = x + px(11);
        double middle = y + px(15);
        if (digits.isEmpty()) {
            text(g, numbers(VALUE), Ink.MUTED, "-", left, middle);
            return;
        }
        int zeros = leadingZeros(digits);
        text(g, numbers(VALUE), Ink.ZERO, digits.substring(0, zeros), left, middle);
        text(g, numbers(VALUE), Ink.FG, digits.substring(zeros), left + digitWidth(VALUE) * zeros, middle);
        meaning(g, meaning, left, y + px(33));
    }

    private static int leadingZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros;
    }

    /// Words; flags of PSTATE in the fixed-width font with the set ones bold.
    private void meaning(GraphicsContext g, String meaning, double x, double y) {
        if (!meaning.matches("[NnZzCcVv]{4} [DdAaIiFf]{4} .*")) {
            text(g, words(BODY), Ink.MUTED, meaning, x, y);
            return;
        }
        double at = x;
        for (int i = 0; i < meaning.length(); i++) {
            boolean set = i < 9 && Character.isUpperCase(meaning.charAt(i));
            text(g, set ? boldNumbers(BODY) : numbers(BODY), set ? Ink.FG : Ink.MUTED, meaning.substring(i, i + 1), at,
                    y);
            at += digitWidth(BODY);
        }
    }

    private void stub(GraphicsContext g, Row row, double y, double progress) {
        double tip = px(AFTER) - px(2);
        double tail = tip - px(25);
        g.setGlobalAlpha(progress >= row.stop() ? 1 : 0.4);
        arrow(g, tail, y, tip, y, ink(Ink.LINE2), px(2));
        double right = tail - px(10);
        Font font = numbers(11);
        Ink colour = switch (row.source()) {
            case YOU -> Ink.USER_TEXT;
            case KVM -> Ink.KVM_TEXT;
            case PSTATE -> Ink.GUEST_TEXT;
            case LAST_TRAP -> Ink.HOST_TEXT;
        };
        g.setTextAlign(TextAlignment.RIGHT);
        text(g, font, colour, row.sourceText(), right, y);
        g.setTextAlign(TextAlignment.LEFT);
        double mark = px(8);
        Icons.draw(g, Icons.sourceGlyph(row.source()), right - lettering.width(font, row.sourceText()) - mark - px(5),
                y - mark / 2, mark, ink(Icons.sourceInk(row.source())));
        g.setGlobalAlpha(1);
    }

    /// From a register before to the one that saves it, as far as the entry has come.
    private void curve(GraphicsContext g, int from, int to, double progress, int stop) {
        double drawn = Math.clamp(progress - (stop - 1), 0, 1);
        double x0 = px(BEFORE + BOX);
        double y0 = top(from) + px(BOX_HEIGHT) / 2;
        double x1 = px(AFTER) - px(2);
        double y1 = top(to) + px(BOX_HEIGHT) / 2;
        double bend = (x1 - x0) * 0.42;
        g.setLineWidth(px(2));
        g.setStroke(ink(Ink.LINE));
        g.beginPath();
        g.moveTo(x0, y0);
        g.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1 - px(7), y1);
        g.stroke();
        if (drawn > 0) {
            g.save();
            g.beginPath();
            g.rect(x0, 0, (x1 - x0) * drawn + 1, getHeight());
            g.clip();
            g.setStroke(ink(Ink.FG));
            g.beginPath();
            g.moveTo(x0, y0);
            g.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1 - px(7), y1);
            g.stroke();
            g.restore();
        }
        if (drawn == 1) {
            arrow(g, x1 - px(8), y1, x1, y1, ink(Ink.FG), px(2));
        }
        String saved = "saved in";
        Font font = words(11);
        double width = lettering.width(font, saved);
        double x = (x0 + x1) / 2 - width / 2;
        double y = (y0 + y1) / 2;
        g.setFill(ink(Ink.PANEL));
        g.fillRect(x - px(4), y - px(8), width + px(8), px(16));
        text(g, font, Ink.MUTED, saved, x, y);
    }

    private void arrow(GraphicsContext g, double x0, double y0, double x1, double y1, Paint paint, double width) {
        g.setStroke(paint);
        g.setLineWidth(width);
        double head = px(8);
        g.strokeLine(x0, y0, x1 - head, y1);
        g.setFill(paint);
        g.fillPolygon(new double[] {x1 - head, x1, x1 - head}, new double[] {y1 - head * 0.6, y1, y1 + head * 0.6}, 3);
    }

    private double text(GraphicsContext g, Font font, Ink colour, String text, double x, double y) {
        return lettering.draw(g, font, ink(colour), text, x, y);
    }

    private void click(MouseEvent event) {
        rowAt(event.getY()).ifPresent(row -> {
            model.select(row.register());
            if (isLinkAt(event.getX(), row)) {
                boolean before = event.getX() < px(BEFORE + BOX) && row.before().isPresent();
                double y = top(model.entryProperty().get().orElseThrow().rows().indexOf(row));
                card.show(row.register(), before ? row.before().getAsLong() : row.after(), this,
                        new BoundingBox(px(before ? BEFORE : AFTER), y, px(BOX), px(BOX_HEIGHT)));
            }
        });
    }

    private Optional<Row> rowAt(double y) {
        int row = (int) Math.floor((y - top(0)) / px(PITCH));
        return model.entryProperty().get().filter(_ -> row >= 0 && row < ROWS).map(entry -> entry.rows().get(row));
    }

    /// Whether a click there shows bits: on the name of a register that is described, or on one of its values.
    private boolean isLinkAt(double x, Row row) {
        boolean name = x >= px(TITLE) && x < px(BEFORE);
        boolean before = x >= px(BEFORE) && x < px(BEFORE + BOX) && row.before().isPresent();
        boolean after = x >= px(AFTER) && x < px(AFTER + BOX) && model.progressProperty().get() >= row.stop();
        return RegisterCard.describes(row.register()) && (name || before || after);
    }

    private void move(MouseEvent event) {
        Optional<Row> row = rowAt(event.getY()).filter(at -> isLinkAt(event.getX(), at));
        String register = row.map(Row::register).orElse("");
        nameLink.point(register, "Show the bits of " + register);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT ? spoken() : super.queryAccessibleAttribute(attribute, parameters);
    }

    /// Every register in a sentence.
    String spoken() {
        StringBuilder text = new StringBuilder();
        model.entryProperty().get().ifPresent(entry -> entry.rows().forEach(row -> {
            if (row.before().isPresent()) {
                text.append("%s from %s to %s. ".formatted(row.register(), Notation.hex(row.before().getAsLong()),
                        Notation.hex(row.after())));
            } else {
                text.append("%s is %s. ".formatted(row.register(), Notation.hex(row.after())));
            }
        }));
        return text.toString().strip();
    }
}
