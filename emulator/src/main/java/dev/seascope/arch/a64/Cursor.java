package dev.seascope.arch.a64;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/// Reads one statement of assembler source from left to right and remembers where and why reading stopped.
///
/// Letters are read without regard to case, blanks between tokens count for nothing, and the `#` before an immediate
/// may be left out.
final class Cursor {
    private final String text;
    private final String lower;
    private final long address;
    private final Expressions expressions;
    private int position;
    private int stopped = -1;
    private String problem = "";
    private final TreeSet<String> expected = new TreeSet<>();

    Cursor(String text, int position, long address, Expressions expressions) {
        this.text = text;
        this.lower = text.toLowerCase(Locale.ROOT);
        this.position = position;
        this.address = address;
        this.expressions = expressions;
    }

    long address() {
        return address;
    }

    int position() {
        return position;
    }

    void back(int earlier) {
        position = earlier;
    }

    /// Where reading stopped, as an index into the statement, or -1 if it did not.
    int stopped() {
        return stopped;
    }

    /// What would have been right at [#stopped].
    SortedSet<String> expected() {
        return expected;
    }

    /// What is wrong at [#stopped] if something more definite than "something else was expected" is known, or empty.
    String problem() {
        return problem;
    }

    void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    boolean atEnd() {
        skipBlanks();
        return position == text.length();
    }

    /// Note that `what` would be right here.
    ///
    /// @return false, so that callers can fail in one statement
    boolean expect(String what) {
        skipBlanks();
        stopAt(position);
        if (stopped == position) {
            expected.add(what);
        }
        return false;
    }

    /// Note that what stands at `place` is of the right kind but has a wrong value.
    OptionalLong wrong(int place, String what) {
        stopAt(place);
        if (stopped == place && problem.isEmpty()) {
            problem = what;
        }
        return OptionalLong.empty();
    }

    private void stopAt(int place) {
        if (place > stopped) {
            stopped = place;
            expected.clear();
            problem = "";
        }
    }

    /// Read fixed text of a row's syntax, given in lower case. On failure the position is as before.
    boolean literal(String literal) {
        int start = position;
        int i = 0;
        while (i < literal.length()) {
            int end = i + 1;
            while (isWordCharacter(literal.charAt(i)) && end < literal.length()
                    && isWordCharacter(literal.charAt(end))) {
                end++;
            }
            String token = literal.substring(i, end);
            if (!token.equals(" ") && !token(token) && !token.equals("#")) {
                expect("'" + token + "'");
                position = start;
                return false;
            }
            i = end;
        }
        return true;
    }

    private boolean token(String token) {
        skipBlanks();
        boolean here = isWordCharacter(token.charAt(0)) ? word().equals(token) : lower.startsWith(token, position);
        if (here) {
            position += token.length();
        }
        return here;
    }

    /// The run of letters, digits and underscores that comes next, in lower case, not consumed.
    String word() {
        skipBlanks();
        int end = position;
        while (end < lower.length() && isWordCharacter(lower.charAt(end))) {
            end++;
        }
        return lower.substring(position, end);
    }

    /// Consume what [#word] returned.
    void take(String word) {
        position += word.length();
    }

    /// Read an expression: everything up to a comma, closing bracket or brace, or the end.
    ///
    /// @param what for the message if there is none
    OptionalLong expression(String what) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == '#') {
            position++;
            skipBlanks();
        }
        int end = position;
        int depth = 0;
        while (end < text.length() && (depth > 0 || ",]}!".indexOf(text.charAt(end)) < 0)) {
            depth += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
            end++;
        }
        String expression = text.substring(position, end).stripTrailing();
        if (expression.isEmpty()) {
            expect(what);
            return OptionalLong.empty();
        }
        return switch (expressions.evaluate(expression, address)) {
            case Expressions.Value.Known(long value) -> {
                position += expression.length();
                yield OptionalLong.of(value);
            }
            case Expressions.Value.Problem(int offset, String message) -> {
                if (offset > 0) {
                    yield wrong(position + offset, message);
                }
                expect("%s (%s)".formatted(what, message));
                yield OptionalLong.empty();
            }
        };
    }

    /// Read a floating-point number in decimal; NaN if there is none.
    double number() {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == '#') {
            position++;
            skipBlanks();
        }
        int end = position;
        while (end < text.length() && ",]}! \t".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        try {
            double number = Double.parseDouble(text.substring(position, end));
            position = end;
            return number;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
