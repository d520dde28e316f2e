package dev.seascope.asm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A macro, or the body of `.irp`: statements with parameters in them.
///
/// @param body the statements between `.macro` and `.endm`
public record Macro(String name, List<Parameter> parameters, List<Statement> body) {
    /// A formal parameter.
    ///
    /// @param initial what it is when the use leaves it out
    /// @param required whether the use may not leave it out
    /// @param rest whether it takes all that is left of the statement
    public record Parameter(String name, String initial, boolean required, boolean rest) {}

    public Macro {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    /// The macro that `.macro NAME PARAMETERS` begins.
    ///
    /// @param operands stands behind `.macro`
    public static Macro define(Cursor operands, List<Statement> body) {
        String name = operands.name("the macro's name");
        operands.take(",");
        int start = operands.skipBlanks().position();
        Cursor formals = new Cursor(squeeze(operands.rest()), 0);
        boolean bracketed = formals.take("(");
        var parameters = new ArrayList<Parameter>();
        var names = new HashMap<String, Parameter>();
        while (!formals.atEnd() && !(bracketed && formals.peek() == ')')) {
            Parameter parameter = parameter(formals, start);
            if (names.put(parameter.name, parameter) != null) {
                throw new Refusal(start, "the parameter `" + parameter.name + "` is named twice");
            }
            parameters.add(parameter);
            if (parameter.rest && !formals.atEnd()) {
                throw new Refusal(start, "expected no parameter after the vararg `" + parameter.name + "`");
            }
            formals.take(",");
        }
        return new Macro(name, parameters, body);
    }

    private static Parameter parameter(Cursor formals, int start) {
        if (!formals.atName()) {
            Refusal wrong = formals.unexpected("a parameter's name");
            throw new Refusal(start, wrong.why());
        }
        String name = formals.word();
        String qualifier = "";
        if (formals.take(":")) {
            qualifier = formals.word();
            if (!qualifier.equals("req") && !qualifier.equals("vararg")) {
                throw new Refusal(start, "expected `req` or `vararg` after `" + name + ":`");
            }
        }
        String initial = formals.take("=") ? actual(formals) : "";
        return new Parameter(name, initial, qualifier.equals("req"), qualifier.equals("vararg"));
    }

    /// The statements of one use.
    ///
    /// @param operands stands behind the macro's name
    /// @param count how many macros have been used before, for `\@`
    /// @param expansion says where the use stands
    /// @param growth told of what is made
    public List<Statement> expand(Cursor operands, int count, Expansion expansion, Growth growth) {
        return substitute(actuals(operands), count, expansion, growth);
    }

    /// The statements for one value of an `.irp` or `.irpc`, which has one parameter and no `\@` of its own.
    public List<Statement> repeat(String value, Expansion expansion, Growth growth) {
        return substitute(Map.of(parameters.getFirst().name, value), -1, expansion, growth);
    }

    private Map<String, String> actuals(Cursor operands) {
        int start = operands.skipBlanks().position();
        Cursor text = new Cursor(squeeze(operands.rest()), 0);
        Map<String, String> given = new LinkedHashMap<>();
        int next = 0;
        while (!text.atEnd()) {
            int before = text.position();
            String name = text.word();
            if (!name.isEmpty() && text.peek() == '=' && text.peek(1) != '=') {
                text.next();
                if (parameters.stream().noneMatch(parameter -> parameter.name.equals(name))) {
                    throw new Refusal(start, "macro `%s` has no parameter `%s`".formatted(this.name, name));
                }
                given.put(name, actual(text));
            } else {
                text.moveTo(before);
                if (next >= parameters.size()) {
                    throw new Refusal(start, "macro `%s` takes %d arguments, found more: `%s`"
                            .formatted(this.name, parameters.size(), text.rest()));
                }
                Parameter parameter = parameters.get(next++);
                String value = parameter.rest ? text.rest() : actual(text);
                if (!value.isEmpty()) {
                    given.put(parameter.name, value);
                }
            }
            text.take(",");
        }
        for (Parameter parameter : parameters) {
            if (given.getOrDefault(parameter.name, "").isEmpty() && parameter.required) {
                throw new Refusal(start, "macro `%s` needs a value for `%s`".formatted(this.name, parameter.name));
            }
            given.putIfAbsent(parameter.name, parameter.initial);
        }
        return given;
    }

    /// The values of `.irp`: what is between commas or blanks. None at all counts as one empty value.
    public static List<String> values(String operands) {
        Cursor text = new Cursor(squeeze(operands), 0);
        var values = new ArrayList<String>();
        while (!text.atEnd()) {
            values.add(actual(text));
            text.take(",");
        }
        return values.isEmpty() ? List.of("") : values;
    }

    private List<Statement> substitute(
            Map<String, String> actuals, int count, Expansion expansion, Growth growth) {
        var statements = new ArrayList<Statement>(body.size());
        for (Statement line : body) {
            Statement expanded = substitute(line, actuals, count, expansion);
            growth.add(expanded.text().length());
            if (!expanded.text().isEmpty()) {
                SourceText.split(expanded, statements);
            }
        }
        return statements;
    }

    /// `\name` becomes the value, `\@` the count, `\()` nothing.
    private static Statement substitute(
            Statement line, Map<String, String> actuals, int count, Expansion expansion) {
        String text = line.text();
        var result = new Statement.Builder(line, expansion);
        int kept = 0;
        int at = text.indexOf('\\');
        while (at >= 0) {
            Cursor after = new Cursor(text, at + 1);
            String replacement = replacement(after, actuals, count);
            if (replacement != null) {
                result.keep(line, kept, at);
                result.put(replacement, line, at);
                kept = after.position();
            }
            at = text.indexOf('\\', Math.max(at + 1, kept));
        }
        result.keep(line, kept, text.length());
        return result.build();
    }

    private static @Nullable String replacement(Cursor after, Map<String, String> actuals, int count) {
        if (after.peek() == '(' && after.peek(1) == ')') {
            after.moveTo(after.position() + 2);
            return "";
        }
        if (after.peek() == '@' && count >= 0) {
            after.next();
            return Integer.toString(count);
        }
        return actuals.get(after.word());
    }

    /// One argument: a string without its quotes, or everything up to a comma or a blank outside of brackets.
    private static String actual(Cursor text) {
        text.skipBlanks();
        if (text.peek() == '"') {
            return quoted(text);
        }
        var value = new StringBuilder();
        int brackets = 0;
        while (text.peek() != '\0' && text.peek() != ',' && (brackets > 0 || !Cursor.isBlank(text.peek()))) {
            char c = text.peek();
            if (c == '"') {
                int end = Cursor.stringEnd(text.text(), text.position());
                value.append(text.text(), text.position(), end);
                text.moveTo(end);
                continue;
            }
            brackets += c == '(' || c == '[' ? 1 : (c == ')' || c == ']') && brackets > 0 ? -1 : 0;
            value.append(text.next());
        }
        return value.toString();
    }

    private static String quoted(Cursor text) {
        var value = new StringBuilder();
        text.next();
        while (text.peek() != '\0') {
            char c = text.next();
            if (c == '"') {
                if (text.peek() != '"') {
                    return value.toString();
                }
                text.next();
            } else if (c == '\\' && text.peek() == '"') {
                c = text.next();
            }
            value.append(c);
        }
        return value.toString();
    }

    /// Drops the blanks that separate nothing: a blank counts only between two names, numbers or strings, so that
    /// `a + b` is one argument and `a b` are two. A character constant becomes its number.
    private static String squeeze(String text) {
        var result = new StringBuilder(text.length());
        Cursor cursor = new Cursor(text, 0);
        while (cursor.position() < text.length()) {
            char c = cursor.peek();
            if (c == '"') {
                int end = Cursor.stringEnd(text, cursor.position());
                result.append(text, cursor.position(), end);
                cursor.moveTo(end);
            } else if (c == '\'' && cursor.peek(1) != '\0') {
                result.append(cursor.character());
            } else if (Cursor.isBlank(c)) {
                cursor.skipBlanks();
                char before = result.isEmpty() ? ' ' : result.charAt(result.length() - 1);
                char after = cursor.peek();
                if (Cursor.isNamePart(before) && (Cursor.isNamePart(after) || after == '"')) {
                    result.append(' ');
                }
            } else {
                result.append(cursor.next());
            }
        }
        return result.toString();
    }
}
