package dev.seascope.asm.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cuts a source file into statements. Comments are `//` to the end of the line, `#` when it is first on its line, and
/// `/* */`; statements end at a line end or `;`. (GNU as manual, "Preprocessing", and its AArch64 chapter, "Special
/// Characters".) A line `# 12 "name"`, as a C preprocessor leaves it, renumbers what follows.
public final class SourceText {
    /// Stands for the source before its first statement.
    public static final Statement NOTHING = new Statement.Builder("", 1, null).build();

    private static final Pattern LINE_MARKER = Pattern.compile("#\\s*(?:line\\s+)?(\\d{1,9})\\s+\"([^\"]*)\".*");

    private final String text;
    private final Consumer<Diagnostic> sink;
    private final @Nullable Expansion within;
    private final List<Statement> statements = new ArrayList<>();
    private String file;
    private int line;
    private int position;
    private int lineStart;

    private SourceText(String file, String text, int firstLine, @Nullable Expansion within, Consumer<Diagnostic> sink) {
        this.file = file;
        this.text = text;
        this.line = firstLine;
        this.within = within;
        this.sink = sink;
    }

    /// The statements of a file, in order.
    ///
    /// @param firstLine the number of the text's first line, 1 for a whole file
    /// @param sink takes what is wrong at this level: a string or comment that does not end
    public static List<Statement> statements(String file, String text, int firstLine, Consumer<Diagnostic> sink) {
        return new SourceText(file, text, firstLine, null, sink).read();
    }

    /// Cut a statement again that has had text put into it, which may hold `;`.
    static void split(Statement whole, List<Statement> into) {
        String text = whole.text();
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                i = Cursor.stringEnd(text, i);
            } else if (c == '\'') {
                i = Cursor.characterEnd(text, i);
            } else {
                if (c == ';' || c == '\n') {
                    addPart(whole, start, i, into);
                    start = i + 1;
                }
                i++;
            }
        }
        if (start == 0) {
            into.add(whole);
        } else {
            addPart(whole, start, text.length(), into);
        }
    }

    private static void addPart(Statement whole, int start, int end, List<Statement> into) {
        var part = new Statement.Builder(whole, whole.within());
        part.keep(whole, start, end);
        Statement built = part.build();
        if (!built.text().isEmpty()) {
            into.add(built);
        }
    }

    private List<Statement> read() {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            int lineOfNul = line + (int) text.substring(0, nul).chars().filter(c -> c == '\n').count();
            int column = nul - text.lastIndexOf('\n', nul);
            sink.accept(new Diagnostic(Diagnostic.Severity.ERROR, new Place(file, lineOfNul, column),
                    "expected text, found a zero byte", Expansion.chain(within)));
            return statements;
        }
        while (position < text.length()) {
            if (!lineComment()) {
                statement();
            }
        }
        return statements;
    }

    /// A `#` that comes first on its line makes the whole line a comment.
    private boolean lineComment() {
        int start = position;
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        if (position != lineStart || start >= text.length() || text.charAt(start) != '#') {
            return false;
        }
        int end = text.indexOf('\n', start);
        end = end < 0 ? text.length() : end;
        Matcher marker = LINE_MARKER.matcher(text.substring(start, end).strip());
        if (marker.matches()) {
            file = marker.group(2);
            line = Integer.parseInt(marker.group(1)) - 1;
        }
        position = end;
        if (position < text.length()) {
            newLine();
        }
        return true;
    }

    private void newLine() {
        position++;
        line++;
        lineStart = position;
    }

    private int column() {
        return position - lineStart + 1;
    }

    private void statement() {
        var builder = new Statement.Builder(file, line, within);
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n') {
                newLine();
                break;
            } else if (c == ';') {
                position++;
                break;
            } else if (c == '/' && text.startsWith("//", position)) {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (c == '/' && text.startsWith("/*", position)) {
                blockComment();
                builder.add(' ', Math.max(1, column() - 1));
            } else if (c == '"') {
                string(builder);
            } else if (c == '\'') {
                character(builder);
            } else {
                builder.add(c == '\r' || c == '\f' ? ' ' : c, column());
                position++;
            }
        }
        Statement built = builder.build();
        if (!built.text().isEmpty()) {
            statements.add(built);
        }
    }

    private void blockComment() {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
            error("this comment has no end, expected */");
            end = text.length();
        }
        int stop = Math.min(text.length(), end + 2);
        while (position < stop) {
            if (text.charAt(position) == '\n') {
                newLine();
            } else {
                position++;
            }
        }
    }

    private void string(Statement.Builder builder) {
        int start = position;
        do {
            if (text.charAt(position) == '\\' && position + 1 < text.length() && text.charAt(position + 1) != '\n') {
                builder.add('\\', column());
                position++;
            }
            builder.add(text.charAt(position), column());
            position++;
        } while (position < text.length() && text.charAt(position) != '"' && text.charAt(position) != '\n');
        if (position < text.length() && text.charAt(position) == '"') {
            builder.add('"', column());
            position++;
        } else {
            int stop = position;
            position = start;
            error("this string has no end on its line, expected \"");
            position = stop;
            builder.add('"', column());
        }
    }

    /// `'c`, `'\n`, `'c'`: what follows the apostrophe is data, even where it looks like a comment.
    private void character(Statement.Builder builder) {
        int end = Cursor.characterEnd(text, position);
        while (position < end && text.charAt(position) != '\n') {
            builder.add(text.charAt(position), column());
            position++;
        }
    }

    private void error(String message) {
        sink.accept(new Diagnostic(Diagnostic.Severity.ERROR, new Place(file, line, column()), message,
                Expansion.chain(within)));
    }
}
