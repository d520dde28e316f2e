package dev.seascope.asm.program;

import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a compiler says about the lines of its own source, by `.file` and `.loc`. (GNU as manual, ".file" and ".loc".)
public final class CompiledLines {
    private static final int MOST_FILES = 10_000;

    /// One `.loc`: from this place on, instructions come from this line.
    ///
    /// @param column from 1, or 0 if it is not known
    public record Mark(Point at, int file, int line, int column) {}

    private final Map<Integer, String> files = new TreeMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private @Nullable Point last;
    private long view;

    /// Files by number.
    public Map<Integer, String> files() {
        return Collections.unmodifiableMap(files);
    }

    /// All marks in the order of the source.
    public List<Mark> marks() {
        return Collections.unmodifiableList(marks);
    }

    /// `.file NUMBER "FOLDER" "NAME"`. Without a number it names the source and says nothing about lines.
    public void file(Cursor operands) {
        operands.skipBlanks();
        if (Character.isDigit(operands.peek())) {
            int number = number(operands, MOST_FILES);
            String name = string(operands);
            operands.skipBlanks();
            if (operands.peek() == '"') {
                name = name + "/" + string(operands);
            }
            files.put(number, name);
        }
        operands.rest();
    }

    /// `.loc FILE LINE COLUMN OPTIONS`, of which `view` names a symbol that counts the marks at one address.
    public void mark(Cursor operands, Point here, SymbolTable symbols, SymbolEntry.Later expression) {
        operands.skipBlanks();
        int file = number(operands, MOST_FILES);
        int line = number(operands, Integer.MAX_VALUE);
        operands.skipBlanks();
        int column = Character.isDigit(operands.peek()) ? number(operands, Integer.MAX_VALUE) : 0;
        Point before = last;
        boolean moved = before == null || before.section() != here.section() || before.address() != here.address();
        view = moved ? 0 : view + 1;
        last = here;
        marks.add(new Mark(here, file, line, column));
        while (!operands.atEnd()) {
            String option = operands.word();
            if (option.isEmpty()) {
                operands.next();
            } else if (option.equals("view") && operands.atName()) {
                int at = operands.position();
                SymbolEntry entry = symbols.entry(operands.name("a symbol"));
                if (entry.isDefined()) {
                    throw new Refusal(at, "`" + entry.name() + "` is already defined");
                }
                entry.define(new SymbolEntry.Equated(symbols.tick(),
                        expression.statement().place(at), Value.of(view), expression));
            }
        }
    }

    private static int number(Cursor operands, int most) {
        int at = operands.skipBlanks().position();
        String word = operands.word();
        if (!word.matches("\\d{1,9}") || Integer.parseInt(word) > most) {
            throw new Refusal(at, "expected a number up to %d, found `%s`".formatted(most, word));
        }
        return Integer.parseInt(word);
    }

    private static String string(Cursor operands) {
        return new String(operands.string(), StandardCharsets.UTF_8);
    }
}
