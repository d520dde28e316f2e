package dev.seascope.asm.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads the text of a statement from left to right. What does not fit is refused at the point where it stands.
public final class Cursor {
    private final String text;
    private int position;

    /// Start at `position` of `text`.
    public Cursor(String text, int position) {
        this.text = text;
        this.position = position;
    }

    public String text() {
        return text;
    }

    public int position() {
        return position;
    }

    /// Go to `newPosition`.
    public void moveTo(int newPosition) {
        position = newPosition;
    }

    /// Pass over blanks.
    public Cursor skipBlanks() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
        return this;
    }

    /// Whether only blanks are left.
    public boolean atEnd() {
        skipBlanks();
        return position >= text.length();
    }

    /// The character here, NUL at the end.
    public char peek() {
        return peek(0);
    }

    /// The character `ahead` places on, NUL beyond the end.
    public char peek(int ahead) {
        int at = position + ahead;
        return at < text.length() ? text.charAt(at) : '\0';
    }

    /// Take one character.
    public char next() {
        char c = peek();
        position++;
        return c;
    }

    /// Pass over blanks and `token` if it is what comes next.
    public boolean take(String token) {
        skipBlanks();
        boolean found = text.startsWith(token, position);
        if (found) {
            position += token.length();
        }
        return found;
    }

    /// Pass over `token`, which must come next.
    ///
    /// @throws Refusal if something else does
    public void expect(String token) {
        if (!take(token)) {
            throw unexpected("`" + token + "`");
        }
    }

    /// Nothing may be left.
    public void expectEnd() {
        if (!atEnd()) {
            throw unexpected("the end of the statement");
        }
    }

    /// A refusal of what comes next.
    public Refusal unexpected(String expected) {
        skipBlanks();
        String found = position >= text.length() ? "nothing" : "`" + glimpse() + "`";
        return new Refusal(position, "expected " + expected + ", found " + found);
    }

    /// A refusal at this point.
    public Refusal refusal(String message) {
        return new Refusal(position, message);
    }

    /// Whether a name starts here.
    public boolean atName() {
        skipBlanks();
        return position < text.length() && (isNameStart(text.charAt(position)) || text.charAt(position) == '"');
    }

    /// A symbol's name, in quotes or not.
    public String name(String expected) {
        if (!atName()) {
            throw unexpected(expected);
        }
        if (peek() == '"') {
            return new String(string(), StandardCharsets.UTF_8);
        }
        return word();
    }

    /// The run of name characters here, which may be empty.
    public String word() {
        int start = position;
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /// The rest, without blanks at its ends.
    public String rest() {
        String rest = text.substring(Math.min(position, text.length())).strip();
        position = text.length();
        return rest;
    }

    /// The text up to the next comma that is not within parentheses, brackets or quotes.
    public String argument() {
        skipBlanks();
        int start = position;
        int depth = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == ',' && depth <= 0) {
                break;
            }
            if (c == '"') {
                position = stringEnd(text, position);
                continue;
            }
            if (c == '\'') {
                position = characterEnd(text, position);
                continue;
            }
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            position++;
        }
        return text.substring(start, position).stripTrailing();
    }

    /// The bytes of a string in quotes: UTF-8, with the escapes of C.
    public byte[] string() {
        skipBlanks();
        if (peek() != '"') {
            throw unexpected("a string in \"quotes\"");
        }
        int start = position;
        position++;
        var bytes = new ByteArrayOutputStream();
        int run = position;
        while (peek() != '"') {
            if (position >= text.length()) {
                throw new Refusal(start, "this string has no end, expected \"");
            }
            if (peek() == '\\') {
                bytes.writeBytes(text.substring(run, position).getBytes(StandardCharsets.UTF_8));
                position++;
                escape(bytes);
                run = position;
            } else {
                position++;
            }
        }
        bytes.writeBytes(text.substring(run, position).getBytes(StandardCharsets.UTF_8));
        position++;
        return bytes.toByteArray();
    }

    private void escape(ByteArrayOutputStream bytes) {
        int[] codePoint = new int[1];
        if (escaped(codePoint, true)) {
            bytes.write(codePoint[0]);
        } else {
            bytes.writeBytes(Character.toString(codePoint[0]).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// What follows a backslash, in a string or a character constant: true for a byte, false for a character that
    /// stands for itself.
    private boolean escaped(int[] result, boolean hexadecimal) {
        char c = next();
        int known = "bfnrt".indexOf(c);
        if (known >= 0) {
            result[0] = "\b\f\n\r\t".charAt(known);
        } else if (isOctal(c)) {
            int value = c - '0';
            for (int i = 0; i < 2 && isOctal(peek()); i++) {
                value = value * 8 + (next() - '0');
            }
            result[0] = value & 0xff;
        } else if (hexadecimal && (c == 'x' || c == 'X') && Character.digit(peek(), 16) >= 0) {
            int value = 0;
            while (Character.digit(peek(), 16) >= 0) {
                value = (value << 4 | Character.digit(next(), 16)) & 0xff;
            }
            result[0] = value;
        } else {
            position--;
            result[0] = position < text.length() ? text.codePointAt(position) : '\\';
            position += Character.charCount(result[0]);
            return false;
        }
        return true;
    }

    /// The value of a character constant; the cursor stands on the apostrophe. The closing one is optional.
    long character() {
        position++;
        if (position >= text.length()) {
            throw refusal("expected a character after '");
        }
        int[] codePoint = new int[1];
        if (peek() == '\\') {
            position++;
            escaped(codePoint, false);
        } else {
            codePoint[0] = text.codePointAt(position);
            position += Character.charCount(codePoint[0]);
        }
        if (peek() == '\'') {
            position++;
        }
        return codePoint[0];
    }

    private String glimpse() {
        int end = position;
        while (end < text.length() && end - position < 20 && isNamePart(text.charAt(end))) {
            end++;
        }
        return text.substring(position, end == position ? text.offsetByCodePoints(position, 1) : end);
    }

    /// The index after the string that starts at `start`; the end of the text if it does not end.
    static int stringEnd(String text, int start) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }

    /// The index after the character constant that starts at `start`, with its closing apostrophe if it has one.
    static int characterEnd(String text, int start) {
        int i = start + 1;
        if (i < text.length() && text.charAt(i) == '\\') {
            int digits = i + 2;
            i += 2;
            if (i - 1 < text.length() && isOctal(text.charAt(i - 1))) {
                while (i < text.length() && i < digits + 2 && isOctal(text.charAt(i))) {
                    i++;
                }
            }
        } else {
            i++;
        }
        return Math.min(text.length(), i < text.length() && text.charAt(i) == '\'' ? i + 1 : i);
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    public static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '$' || c > '\177';
    }

    public static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }

    /// The word here in lower case, without moving.
    public String peekWord() {
        skipBlanks();
        int start = position;
        String word = word().toLowerCase(Locale.ROOT);
        position = start;
        return word;
    }
}
