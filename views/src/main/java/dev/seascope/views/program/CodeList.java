package dev.seascope.views.program;

import dev.seascope.session.ProgramListing.Instruction;
import dev.seascope.session.ProgramListing.Line;
import dev.seascope.views.control.DrawnControl;
import dev.seascope.views.control.DrawnLink;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Ink;
import dev.seascope.views.control.Lettering;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.RowScroll;
import dev.seascope.views.program.ProgramModel.Arrow;
import dev.seascope.views.program.ProgramModel.Hint;
import dev.seascope.views.program.ProgramModel.Mode;
import dev.seascope.views.program.ProgramModel.Shown;
import dev.seascope.views.program.ProgramRow.Code;
import dev.seascope.views.program.ProgramRow.Fold;
import dev.seascope.views.program.ProgramRow.Symbol;
import dev.seascope.views.program.ProgramRow.Vector;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The rows of a program, drawn. Only the rows in sight are looked at, so length costs nothing.
final class CodeList extends DrawnControl {
    private static final double ROW = 20;
    private static final double GUTTER = 22;
    private static final double RIGHT = 8;
    private static final double SMALL = 11;
    private static final double BODY = 12;

    private final ProgramModel model;
    private final RowScroll scroll;
    private final Lettering lettering = new Lettering();
    private Shown drawn = Shown.NOTHING;
    private CodeColumns columns = CodeColumns.of(List.of(), this::px, 1, 0);
    private int hovered = -1;
    private final DrawnLink wordLink = new DrawnLink(this);
    private final CodeMenu menu;
    private final CodeGutter gutter = new CodeGutter(this::ink, this::px);

    CodeList(ProgramModel model) {
        this.model = model;
        menu = new CodeMenu(model);
        scroll = new RowScroll(this, this::redraw);
        getStyleClass().add("code-list");
        getChildren().add(scroll.bar());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        model.shownProperty().subscribe(shown -> {
            if (shown.pcRow() != drawn.pcRow() || shown.nextPcRow() != drawn.nextPcRow()
                    || shown.rows().size() != drawn.rows().size()) {
                scroll.reveal(Math.min(orPc(shown.nextPcRow(), shown), shown.pcRow()),
                        Math.max(shown.nextPcRow(), shown.pcRow()), shown.pcRow());
            }
            drawn = shown;
            scroll.setRows(shown.rows().size());
            redraw();
        });
        setOnMouseClicked(this::click);
        setOnMouseMoved(event -> {
            hover(rowAt(event.getY()));
            wordLink.point(isWordAt(event.getX(), event.getY()) ? Integer.toString(hovered) : "",
                    "Show the bits of this instruction (Enter)");
        });
        setOnMouseExited(_ -> {
            hover(-1);
            wordLink.point("", "");
        });
        setOnContextMenuRequested(this::menu);
        setOnKeyPressed(this::key);
    }

    private static int orPc(int row, Shown shown) {
        return row < 0 ? shown.pcRow() : row;
    }

    @Override
    protected void layoutChildren() {
        scroll.layout(getWidth(), getHeight(), px(ROW));
        super.layoutChildren();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setTextBaseline(VPos.CENTER);
        columns = CodeColumns.of(drawn.rows(), this::px, digitWidth(SMALL), width);
        int last = Math.min(drawn.rows().size() - 1, scroll.rowAt(height));
        for (int i = scroll.rowAt(0); i <= last; i++) {
            double y = scroll.y(i);
            switch (drawn.rows().get(i)) {
                case Code(Line line) -> code(g, line, i, y, width);
                case Vector vector -> vector(g, vector, y, width);
                case Fold fold -> fold(g, fold, i, y);
                case Symbol(String name) -> {
                    g.setTextAlign(TextAlignment.LEFT);
                    text(g, numbers(BODY), Ink.USER_TEXT, name + ":", columns.address(), mid(y));
                }
            }
        }
        // The frame of the current line lies over the lines of its neighbours.
        if (drawn.pcRow() >= 0 && model.arrow(lineOf(drawn.pcRow())) == Arrow.PC) {
            g.setStroke(ink(Ink.CURRENT_FRAME));
            g.setLineWidth(1);
            g.strokeRect(0.5, scroll.y(drawn.pcRow()) + 0.5, width - 1, px(ROW) - 1);
        }
    }

    private Line lineOf(int row) {
        return ((Code) drawn.rows().get(row)).line();
    }

    private void code(GraphicsContext g, Line line, int row, double y, double width) {
        boolean source = model.modeProperty().get() == Mode.SOURCE;
        Arrow arrow = model.arrow(line);
        if (arrow == Arrow.PC) {
            g.setFill(ink(Ink.CURRENT));
            g.fillRect(0, y, width, px(ROW));
        } else if (model.isSelected(line)) {
            g.setFill(ink(Ink.USER_TINT));
            g.fillRect(0, y, width, px(ROW));
            g.setFill(ink(Ink.USER_MARK));
            g.fillRect(0, y, px(3), px(ROW));
        } else if (row == hovered) {
            g.setFill(ink(Ink.SUBTLE));
            g.fillRect(0, y, width, px(ROW));
        }
        gutter.draw(g, model.breakpoint(line), arrow, row == hovered && line instanceof Instruction, y, px(ROW));
        if (line.number() > 0) {
            g.setTextAlign(TextAlignment.RIGHT);
            text(g, numbers(SMALL), Ink.MUTED, Integer.toString(line.number()), columns.numberRight(), mid(y));
        }
        g.setTextAlign(TextAlignment.LEFT);
        Statement statement = model.statement(line);
        double left = source ? columns.sourceCode() : columns.code();
        double hintLeft = hint(g, model.hint(line), y, width,
                left + digitWidth(BODY) * (statement.mnemonic().length() + 1), left + statementWidth(statement));
        g.save();
        g.beginPath();
        g.rect(0, y, Math.max(0, hintLeft - px(6)), px(ROW));
        g.clip();
        double at = left;
        if (line instanceof Instruction instruction && !source) {
            text(g, numbers(SMALL), Ink.MUTED, Notation.digits(instruction.address(), columns.addressDigits()),
                    columns.address(), mid(y));
            String label = line.label().isEmpty() || model.modeProperty().get() != Mode.BOTH ? "" : line.label() + ":";
            // A name that is long takes the place of the word
            boolean word = columns.showsWords() && labelWidth(label) <= columns.labelRoom(true);
            if (word) {
                wordLink.draw(g, lettering, numbers(SMALL), ink(Ink.MUTED), ink(Ink.USER_TEXT), Integer.toString(row),
                        "%08x".formatted(instruction.word()), columns.word(), mid(y));
            }
            g.setTextAlign(TextAlignment.RIGHT);
            text(g, numbers(BODY), Ink.USER_TEXT, shortened(label, columns.labelRoom(word)), columns.labelRight(), mid(y));
            g.setTextAlign(TextAlignment.LEFT);
        } else if (!line.label().isEmpty()) {
            text(g, numbers(BODY), Ink.USER_TEXT, line.label() + ":", columns.address(), mid(y));
        } else if (!source) {
            at = columns.address();
        }
        statement(g, statement, at, y);
        g.restore();
    }

    private double labelWidth(String label) {
        return lettering.width(numbers(BODY), label);
    }

    private String shortened(String label, double room) {
        String shown = label;
        for (int length = label.length() - 2; length > 0 && labelWidth(shown) > room; length--) {
            shown = label.substring(0, length) + "…:";
        }
        return shown;
    }

    private void statement(GraphicsContext g, Statement statement, double from, double y) {
        double em = digitWidth(BODY);
        Font font = numbers(BODY);
        if (statement.mnemonic().isEmpty()) {
            text(g, words(BODY), Ink.MUTED, statement.comment(), from, mid(y));
            return;
        }
        text(g, font, statement.isDirective() ? Ink.MUTED : Ink.KVM_TEXT, statement.mnemonic(), from, mid(y));
        double x = from + em * Math.max(5, statement.mnemonic().length() + 1);
        for (Statement.Piece piece : statement.operands()) {
            Ink colour = piece.immediate() ? Ink.HOST_TEXT : Ink.FG;
            text(g, font, statement.isDirective() ? Ink.MUTED : colour, piece.text(), x, mid(y));
            x += em * piece.text().length();
        }
        if (!statement.comment().isEmpty() && model.modeProperty().get() == Mode.SOURCE) {
            text(g, words(BODY), Ink.MUTED, statement.comment(), Math.max(x + em * 2, from + em * 22), mid(y));
        }
    }

    private double statementWidth(Statement statement) {
        return digitWidth(BODY) * (Math.max(5, statement.mnemonic().length() + 1) + statement.operandText().length());
    }

    /// Draws at the right end; returns the left edge of what it drew. Where there is not room for both, the code goes
    /// first, but what the host knows may hide all of it but the mnemonic.
    ///
    /// @param mnemonicRight where the mnemonic ends
    /// @param codeRight where the code ends
    private double hint(GraphicsContext g, Hint hint, double y, double width, double mnemonicRight,
            double codeRight) {
        Font font = hint.kind() == Hint.Kind.VALUE ? numbers(SMALL) : words(SMALL);
        Ink colour = hint.kind() == Hint.Kind.HOST ? Ink.HOST_TEXT : Ink.MUTED;
        double right = width - px(RIGHT);
        double left = right - lettering.width(font, hint.text());
        double least = hint.kind() == Hint.Kind.HOST ? mnemonicRight : codeRight;
        if (hint.text().isEmpty() || left < least + px(4)) {
            return width;
        }
        g.setTextAlign(TextAlignment.RIGHT);
        text(g, font, colour, hint.text(), right, mid(y));
        g.setTextAlign(TextAlignment.LEFT);
        return left;
    }

    private void vector(GraphicsContext g, Vector vector, double y, double width) {
        g.setFill(ink(Ink.SUBTLE));
        g.fillRect(0, y, width, px(ROW));
        g.setFill(ink(Ink.LINE));
        if (y > 0) {
            g.fillRect(0, y, width, 1);
        }
        g.fillRect(0, y + px(ROW) - 1, width, 1);
        g.setTextAlign(TextAlignment.LEFT);
        double left = px(21);
        text(g, numbers(SMALL), Ink.FG, vector.entry().notation(), left, mid(y));
        String words = vector.entry().kind() + ", " + vector.entry().source();
        double right = left + px(47) + text(g, words(SMALL), Ink.MUTED, words, left + px(47), mid(y));
        if (vector.next()) {
            String next = "next PC if injected";
            boolean fits = right + px(8) + lettering.width(words(SMALL), next) < width - px(RIGHT);
            g.setTextAlign(TextAlignment.RIGHT);
            text(g, words(SMALL), Ink.USER_TEXT, fits ? next : "next PC", width - px(RIGHT), mid(y));
        }
    }

    private void fold(GraphicsContext g, Fold fold, int row, double y) {
        Icons.draw(g, Glyph.CHEVRON_RIGHT, px(4), y + px(4.5), px(11), ink(row == hovered ? Ink.FG : Ink.MUTED));
        if (fold.number() > 0) {
            g.setTextAlign(TextAlignment.RIGHT);
            text(g, numbers(SMALL), Ink.MUTED, Integer.toString(fold.number()), columns.numberRight(), mid(y));
        }
        g.setTextAlign(TextAlignment.LEFT);
        double x = columns.address();
        x += text(g, words(SMALL), Ink.MUTED, fold.lead() + " ", x, mid(y));
        x += text(g, numbers(SMALL), Ink.MUTED, fold.code(), x, mid(y));
        text(g, words(SMALL), Ink.MUTED, " " + fold.tail(), x, mid(y));
    }

    private double text(GraphicsContext g, Font font, Ink colour, String text, double x, double y) {
        return lettering.draw(g, font, ink(colour), text, x, y);
    }

    private double mid(double y) {
        return y + px(ROW) / 2;
    }

    private int rowAt(double y) {
        int row = scroll.rowAt(y);
        return row < drawn.rows().size() ? row : -1;
    }

    /// Whether an instruction word is drawn there.
    private boolean isWordAt(double x, double y) {
        int row = rowAt(y);
        return row >= 0 && drawn.rows().get(row) instanceof Code(Instruction _)
                && model.modeProperty().get() != Mode.SOURCE && columns.isWord(x);
    }

    private void hover(int row) {
        if (row != hovered) {
            hovered = row;
            redraw();
        }
    }

    /// What can be done with the line under the pointer, or with the selected one.
    private void menu(ContextMenuEvent event) {
        int row = event.isKeyboardTrigger() ? selectedRow() : rowAt(event.getY());
        if (row < 0 || !(drawn.rows().get(row) instanceof Code(Instruction line))) {
            return;
        }
        ProgramRow clicked = drawn.rows().get(row);
        model.select(clicked);
        menu.fill(clicked, line);
        menu.show(this, event.getScreenX(), event.getScreenY());
    }

    private void click(MouseEvent event) {
        requestFocus();
        menu.hide();
        int row = rowAt(event.getY());
        if (row < 0 || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        ProgramRow clicked = drawn.rows().get(row);
        if (clicked instanceof Fold fold) {
            model.open(fold);
        } else if (event.getX() < px(GUTTER)) {
            if (event.isShortcutDown()) {
                model.toggleEnabled(clicked);
            } else {
                model.toggleBreakpoint(clicked);
            }
        } else if (isWordAt(event.getX(), event.getY()) || event.getClickCount() == 2) {
            model.openInstruction(clicked);
        } else {
            model.select(clicked);
        }
    }

    private void key(KeyEvent event) {
        boolean taken = switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case ENTER -> open();
            case F9 -> {
                model.toggleBreakpointAtSelection();
                yield true;
            }
            default -> scroll.key(event.getCode());
        };
        if (taken) {
            event.consume();
        }
    }

    private boolean open() {
        int row = selectedRow();
        if (row >= 0) {
            model.openInstruction(drawn.rows().get(row));
        }
        return true;
    }

    /// Select the next line with an instruction.
    private boolean move(int direction) {
        int from = selectedRow();
        for (int i = from + direction; i >= 0 && i < drawn.rows().size(); i += direction) {
            if (drawn.rows().get(i) instanceof Code(Instruction _)) {
                model.select(drawn.rows().get(i));
                scroll.reveal(i, i, i);
                return true;
            }
        }
        return true;
    }

    private int selectedRow() {
        for (int i = 0; i < drawn.rows().size(); i++) {
            if (drawn.rows().get(i) instanceof Code(Line line) && model.isSelected(line)) {
                return i;
            }
        }
        return drawn.pcRow();
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT ? spoken() : super.queryAccessibleAttribute(attribute, parameters);
    }

    /// The selected line, or the one at PC, as a sentence.
    String spoken() {
        int row = selectedRow();
        if (row < 0 || !(drawn.rows().get(row) instanceof Code(Instruction line))) {
            return "Program, " + drawn.rows().size() + " rows";
        }
        Statement statement = model.statement(line);
        String pointer = switch (model.arrow(line)) {
            case NONE -> "";
            case PC -> ", current instruction";
            case STALE_PC -> ", last known instruction";
            case NEXT_PC -> ", next instruction if injected";
        };
        String stop = model.breakpoint(line).map(at -> at.enabled() ? ", breakpoint" : ", disabled breakpoint")
                .orElse("");
        return "Line %d, address 0x%x, %s %s%s%s".formatted(line.number(), line.address(), statement.mnemonic(),
                statement.operandText(), pointer, stop);
    }
}
