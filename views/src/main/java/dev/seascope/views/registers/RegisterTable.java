package dev.seascope.views.registers;

import static dev.seascope.views.registers.RegisterColumns.BODY;
import static dev.seascope.views.registers.RegisterColumns.DIGITS;
import static dev.seascope.views.registers.RegisterColumns.NAME;
import static dev.seascope.views.registers.RegisterColumns.SMALL;
import static dev.seascope.views.registers.RegisterColumns.SYSTEM_NAME;

import dev.seascope.views.control.DrawnControl;
import dev.seascope.views.control.DrawnLink;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Ink;
import dev.seascope.views.control.Lettering;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.RowScroll;
import dev.seascope.views.registers.RegisterRow.General;
import dev.seascope.views.registers.RegisterRow.Part;
import dev.seascope.views.registers.RegistersModel.Shown;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// General registers in two columns, system registers below them, drawn.
final class RegisterTable extends DrawnControl {
    private static final double ROW = 16;
    private static final double SYSTEM_ROW = 17;
    private static final double SYSTEM_HEADER = 23;
    private static final double TOP = 2;
    private static final double GENERAL_BOTTOM = 3;
    private static final double SYSTEM_TOP = 3;
    private static final int COLUMN_ROWS = 16;
    private static final double CHEVRON = 9;

    private final RegistersModel model;
    private final Lettering lettering = new Lettering();
    private final RowScroll scroll;
    private Shown drawn;
    private RegisterColumns columns;
    private String hovered = "";
    private final DrawnLink nameLink = new DrawnLink(this);

    RegisterTable(RegistersModel model) {
        this.model = model;
        drawn = model.shown();
        columns = new RegisterColumns(this::px, this::digitWidth, 0, drawn);
        scroll = new RowScroll(this, this::redraw, ROW * 3);
        getStyleClass().add("register-table");
        getChildren().add(scroll.bar());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        model.shownProperty().subscribe(shown -> {
            drawn = shown;
            redraw();
        });
        model.selectedProperty().subscribe(_ -> redraw());
        setOnMouseClicked(this::click);
        setOnMouseMoved(event -> {
            hover(registerAt(event.getX(), event.getY()));
            nameLink.point(isNameAt(event.getX(), event.getY()) ? hovered : "",
                    "Show the bits of %s (Enter)".formatted(hovered));
        });
        setOnMouseExited(_ -> {
            hover("");
            nameLink.point("", "");
        });
        setOnKeyPressed(this::key);
    }

    @Override
    protected void layoutChildren() {
        scroll.setRows((int) contentHeight());
        scroll.layout(getWidth(), getHeight(), 1);
        super.layoutChildren();
    }

    private double systemTop() {
        return px(TOP + ROW * COLUMN_ROWS + GENERAL_BOTTOM);
    }

    private double rowsTop() {
        return systemTop() + px(SYSTEM_HEADER + SYSTEM_TOP);
    }

    private double contentHeight() {
        return rowsTop() + px(SYSTEM_ROW) * drawn.system().size() + px(SYSTEM_TOP);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        columns = new RegisterColumns(this::px, this::digitWidth, width, drawn);
        g.setTextBaseline(VPos.CENTER);
        double shift = scroll.y(0);
        List<General> general = drawn.general();
        double digits = columns.generalSize(general);
        for (int i = 0; i < general.size(); i++) {
            general(g, general.get(i), i < COLUMN_ROWS ? 0 : columns.second(), shift + px(TOP) + px(ROW) * (i % COLUMN_ROWS),
                    width, digits);
        }
        header(g, shift + Math.rint(systemTop()), width);
        double y = shift + rowsTop();
        for (RegisterRow row : drawn.system()) {
            if (y > -px(SYSTEM_ROW) && y < height) {
                switch (row) {
                    case RegisterRow.SystemRegister register -> system(g, register, y, width);
                    case Part part -> part(g, part, y, width);
                    case General _ -> { }
                }
            }
            y += px(SYSTEM_ROW);
        }
    }

    private void general(GraphicsContext g, General row, double left, double y, double width, double digits) {
        double middle = y + px(ROW) / 2;
        boolean second = left > 0;
        double from = second ? left + px(4) : 0;
        double to = second ? width : columns.second() + px(2);
        ground(g, row.name(), from, y, to - from, px(ROW));
        if (row.changed()) {
            changeBar(g, left + px(4), y + px(2), px(ROW) - px(3.5));
        }
        g.setTextAlign(TextAlignment.LEFT);
        text(g, numbers(SMALL), Ink.MUTED, row.name(), left + px(NAME), middle);
        value(g, row.value(), row.changed(), left + columns.valueRight(), middle, digits,
                left + columns.generalNameRight() - 1);
    }

    private void header(GraphicsContext g, double y, double width) {
        g.setFill(ink(Ink.SUBTLE));
        g.fillRect(0, y, width, px(SYSTEM_HEADER));
        g.setFill(ink(Ink.LINE));
        g.fillRect(0, y, width, 1);
        g.fillRect(0, Math.rint(y + px(SYSTEM_HEADER)) - 1, width, 1);
        double middle = y + px(SYSTEM_HEADER) / 2;
        g.setTextAlign(TextAlignment.LEFT);
        double x = px(10);
        x += text(g, names(BODY), Ink.FG, "System", x, middle) + px(8);
        if (drawn.known() > RegistersModel.LISTED.size()) {
            long found = drawn.system().stream().filter(RegisterRow.SystemRegister.class::isInstance).count();
            String count = drawn.searching() ? "%d found".formatted(found) : drawn.all() ? "all %d".formatted(drawn.known())
                    : "%d of %d".formatted(RegistersModel.LISTED.size(), drawn.known());
            text(g, words(SMALL), Ink.MUTED, count, x, middle);
        }
        g.setTextAlign(TextAlignment.RIGHT);
        text(g, words(BODY), Ink.MUTED, "now", columns.nowRight(), middle);
        if (drawn.composed()) {
            g.setTextAlign(TextAlignment.LEFT);
            double left = drawn.wide() ? columns.afterLeft() : columns.afterLeft() - px(3);
            text(g, words(BODY), Ink.USER_TEXT, "if injected", left, middle);
        }
    }

    private void system(GraphicsContext g, RegisterRow.SystemRegister row, double y, double width) {
        double middle = y + px(SYSTEM_ROW) / 2;
        double size = columns.systemSize();
        ground(g, row.name(), 0, y, width, px(SYSTEM_ROW));
        Icons.draw(g, row.open() ? Glyph.CHEVRON_DOWN : Glyph.CHEVRON_RIGHT, px(CHEVRON), middle - px(5), px(10),
                ink(Ink.MUTED));
        if (row.changed()) {
            changeBar(g, px(4), y + px(2), px(SYSTEM_ROW) - px(4));
        }
        g.setTextAlign(TextAlignment.LEFT);
        nameLink.draw(g, lettering, numbers(SMALL), ink(Ink.MUTED), ink(Ink.USER_TEXT), row.name(), row.name(),
                px(SYSTEM_NAME), middle);
        double digit = digitWidth(size);
        if (row.unknown()) {
            dotted(g, columns.nowRight() - digit * DIGITS - 4, y, digit * DIGITS + 8);
        }
        value(g, row.value(), row.changed(), columns.nowRight(), middle, size,
                columns.systemNameRight(row.name().length()) - 1);
        if (row.injected()) {
            Icons.draw(g, Glyph.ARROW_RIGHT, columns.arrowLeft(), middle - px(6), px(12), ink(Ink.USER_TEXT));
            g.setTextAlign(TextAlignment.LEFT);
            String after = Notation.digits(row.after(), row.after() >>> 32 == 0 ? 8 : DIGITS);
            double left = columns.afterLeft();
            if (row.afterUnknown()) {
                dotted(g, left - px(5), y, digit * after.length() + px(10));
            }
            text(g, semiboldNumbers(size), Ink.USER_TEXT, after, left, middle);
        }
    }

    private void part(GraphicsContext g, Part part, double y, double width) {
        double middle = y + px(SYSTEM_ROW) / 2;
        g.setTextAlign(TextAlignment.LEFT);
        text(g, numbers(SMALL), Ink.FG, part.name(), px(SYSTEM_NAME + 12), middle);
        g.setTextAlign(TextAlignment.RIGHT);
        text(g, numbers(SMALL), Ink.MUTED, part.range(), px(132), middle);
        g.setTextAlign(TextAlignment.LEFT);
        double x = px(142);
        x += text(g, numbers(SMALL), Ink.FG, part.value(), x, middle) + px(8);
        g.save();
        g.beginPath();
        g.rect(0, y, width - px(6), px(SYSTEM_ROW));
        g.clip();
        text(g, words(SMALL), Ink.MUTED, part.meaning(), x, middle);
        g.restore();
    }

    /// Selected: tint and bar. Hovered: tint alone.
    private void ground(GraphicsContext g, String register, double x, double y, double width, double height) {
        if (model.isSelected(register)) {
            g.setFill(ink(Ink.USER_TINT));
            g.fillRect(x, y, width, height);
            g.setFill(ink(Ink.USER_MARK));
            g.fillRect(x, y, px(3), height);
        } else if (register.equals(hovered)) {
            g.setFill(ink(Ink.SUBTLE));
            g.fillRect(x, y, width, height);
        }
    }

    private void changeBar(GraphicsContext g, double x, double y, double height) {
        g.setFill(ink(Ink.CHANGED));
        g.fillRect(x, y, px(3), height);
    }

    /// Sixteen digits, leading zeros apart, if there is room for them; zero is one `0`; without a guest a dash.
    private void value(GraphicsContext g, long value, boolean changed, double right, double middle, double size,
            double from) {
        g.setTextAlign(TextAlignment.RIGHT);
        if (!drawn.loaded()) {
            text(g, numbers(size), Ink.MUTED, "-", right, middle);
            return;
        }
        Font font = changed ? boldNumbers(size) : numbers(size);
        Ink colour = changed ? Ink.CHANGED : value == 0 ? Ink.ZERO : Ink.FG;
        text(g, font, colour, Long.toHexString(value), right, middle);
        if (value != 0 && right - digitWidth(size) * DIGITS > from) {
            int zeros = Notation.leadingZeros(value, DIGITS);
            text(g, numbers(size), Ink.ZERO, "0".repeat(zeros), right - digitWidth(size) * (DIGITS - zeros), middle);
        }
    }

    private void dotted(GraphicsContext g, double x, double y, double width) {
        g.save();
        g.setStroke(ink(Ink.FG));
        g.setLineWidth(1.25);
        g.setLineDashes(1.5, 2);
        g.strokeRoundRect(Math.rint(x) + 0.5, Math.rint(y) + 0.5, Math.rint(width) - 1, px(SYSTEM_ROW) - 1, 3, 3);
        g.restore();
    }

    private double text(GraphicsContext g, Font font, Ink colour, String text, double x, double y) {
        return lettering.draw(g, font, ink(colour), text, x, y);
    }

    /// The row of the system part at a height, or -1.
    private int systemRowAt(double y) {
        double from = y - scroll.y(0) - rowsTop();
        int row = (int) Math.floor(from / px(SYSTEM_ROW));
        return row >= 0 && row < drawn.system().size() ? row : -1;
    }

    private String registerAt(double x, double y) {
        double within = y - scroll.y(0) - px(TOP);
        int row = (int) Math.floor(within / px(ROW));
        if (row >= 0 && row < COLUMN_ROWS) {
            int index = row + (x < columns.second() ? 0 : COLUMN_ROWS);
            return index < drawn.general().size() ? drawn.general().get(index).name() : "";
        }
        int system = systemRowAt(y);
        return system >= 0 && drawn.system().get(system) instanceof RegisterRow.SystemRegister register
                ? register.name()
                : "";
    }

    /// Whether the name of a register whose bits can be shown is there.
    private boolean isNameAt(double x, double y) {
        int row = systemRowAt(y);
        return row >= 0 && drawn.system().get(row) instanceof RegisterRow.SystemRegister register
                && RegistersModel.isDescribed(register.name()) && x >= px(SYSTEM_NAME)
                && x < px(SYSTEM_NAME + 4) + digitWidth(SMALL) * register.name().length();
    }

    private void hover(String register) {
        if (!register.equals(hovered)) {
            hovered = register;
            redraw();
        }
    }

    private void click(MouseEvent event) {
        requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        int row = systemRowAt(event.getY());
        double inHeader = event.getY() - scroll.y(0) - systemTop();
        if (inHeader >= 0 && inHeader < px(SYSTEM_HEADER)) {
            model.toggleAll();
            return;
        }
        String register = registerAt(event.getX(), event.getY());
        if (register.isEmpty()) {
            return;
        }
        if (row >= 0 && event.getX() < px(SYSTEM_NAME)) {
            model.toggle(register);
        } else if (event.getClickCount() == 2 || isNameAt(event.getX(), event.getY())) {
            model.open(register);
        } else {
            model.select(register);
        }
    }

    private void key(KeyEvent event) {
        boolean taken = switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case SPACE -> toggleSelected();
            case ENTER -> openSelected();
            default -> scroll.key(event.getCode());
        };
        if (taken) {
            event.consume();
        }
    }

    private List<String> registers() {
        List<String> names = new ArrayList<>(drawn.general().stream().map(General::name).toList());
        for (RegisterRow row : drawn.system()) {
            if (row instanceof RegisterRow.SystemRegister system) {
                names.add(system.name());
            }
        }
        return names;
    }

    private boolean move(int by) {
        List<String> names = registers();
        int at = -1;
        for (int i = 0; i < names.size(); i++) {
            at = model.isSelected(names.get(i)) ? i : at;
        }
        if (!names.isEmpty()) {
            String name = names.get(Math.clamp(at + by, 0, names.size() - 1));
            model.select(name);
            reveal(name);
        }
        return true;
    }

    private void reveal(String register) {
        double y = rowsTop();
        for (RegisterRow row : drawn.system()) {
            if (row instanceof RegisterRow.SystemRegister system && system.name().equals(register)) {
                scroll.reveal((int) y, (int) (y + px(SYSTEM_ROW)), (int) y);
            }
            y += px(SYSTEM_ROW);
        }
    }

    /// Select the first register that is searched for.
    void first() {
        model.match().ifPresent(name -> {
            model.select(name);
            reveal(name);
        });
    }

    private boolean openSelected() {
        registers().stream().filter(model::isSelected).findFirst().ifPresent(model::open);
        return true;
    }

    private boolean toggleSelected() {
        drawn.system().stream().filter(RegisterRow.SystemRegister.class::isInstance)
                .map(RegisterRow.SystemRegister.class::cast)
                .map(RegisterRow.SystemRegister::name).filter(model::isSelected).findFirst().ifPresent(model::toggle);
        return true;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT ? spoken() : super.queryAccessibleAttribute(attribute, parameters);
    }

    /// The selected register as a sentence.
    String spoken() {
        for (General row : drawn.general()) {
            if (model.isSelected(row.name())) {
                return "%s, %s%s".formatted(row.name(), Notation.hex(row.value()), row.changed() ? ", changed" : "");
            }
        }
        for (RegisterRow row : drawn.system()) {
            if (row instanceof RegisterRow.SystemRegister system && model.isSelected(system.name())) {
                return "%s, %s%s%s".formatted(system.name(), Notation.hex(system.value()),
                        system.changed() ? ", changed" : "",
                        system.injected() ? ", if injected " + Notation.hex(system.after())
                                + (system.afterUnknown() ? ", UNKNOWN to the guest" : "") : "");
            }
        }
        return "Registers";
    }
}
