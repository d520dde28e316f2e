package dev.seascope.arch.text;

import java.io.IOException;
import java.util.OptionalInt;

/// A stretch of a text that is read piece by piece, and questions about what stands at a place in it. Positions outside
/// the stretch hold nothing.
final class TextWindow {
    private static final int CAPACITY = 1 << 16;
    /// What belongs to a place lies within this many characters after it,
    static final int LOOKAHEAD = 4096;
    /// and this many before it.
    static final int HISTORY = 512;
    private static final int MOST_SEPARATORS = 16;

    private final char[] text = new char[CAPACITY];
    private int length;
    /// Offset of the first character in the whole text.
    private long base;
    /// The number that [#number] read last.
    private int numberStart;
    private int numberEnd;
    private long numberValue;

    /// Fills part of an array; returns how many characters, or -1 at the end.
    @FunctionalInterface
    interface Source {
        int read(char[] target, int offset, int count) throws IOException;
    }

    /// Told which positions are new and have what belongs to them around them.
    @FunctionalInterface
    interface Visitor {
        void visit(int from, int to);
    }

    /// Go through everything that `source` gives.
    void read(Source source, Visitor visitor) throws IOException {
        int done = 0;
        int count = source.read(text, 0, CAPACITY);
        while (count >= 0) {
            length += count;
            if (length == CAPACITY) {
                visitor.visit(done, length - LOOKAHEAD);
                int keepFrom = length - LOOKAHEAD - HISTORY;
                System.arraycopy(text, keepFrom, text, 0, length - keepFrom);
                base += keepFrom;
                length -= keepFrom;
                done = HISTORY;
            }
            count = source.read(text, length, CAPACITY - length);
        }
        visitor.visit(done, length);
    }

    /// The stretch itself, for those who look at every character of it.
    char[] characters() {
        return text;
    }

    char get(int at) {
        return text[at];
    }

    int length() {
        return length;
    }

    /// The text from `from` to `to`, or to where it ends.
    String text(int from, int to) {
        int start = Math.max(from, 0);
        return new String(text, start, Math.min(to, length) - start);
    }

    /// Whether this is the start of the whole text.
    boolean isStart(int at) {
        return base + at == 0;
    }

    /// Offset in the whole text of the number read last.
    long numberOffset() {
        return base + numberStart;
    }

    /// Characters that the number read last takes.
    int numberLength() {
        return numberEnd - numberStart;
    }

    /// Position after the number read last.
    int numberEnd() {
        return numberEnd;
    }

    /// Value of the number read last.
    long number() {
        return numberValue;
    }

    /// Read a hexadecimal number of at most 16 digits: with `0x`, or of at least `plainDigits` digits without.
    boolean number(int at, int plainDigits) {
        boolean prefix = at + 2 < length && text[at] == '0' && (text[at + 1] == 'x' || text[at + 1] == 'X');
        int i = prefix ? at + 2 : at;
        long value = 0;
        int digits = 0;
        while (i < length && (hexDigit(text[i]) >= 0 || (prefix && digits > 0 && text[i] == '_'))) {
            if (text[i] != '_') {
                value = value << 4 | hexDigit(text[i]);
                digits++;
            }
            i++;
        }
        while (i < length && prefix && (text[i] == 'U' || text[i] == 'L' || text[i] == 'u' || text[i] == 'l')) {
            i++;
        }
        numberStart = at;
        numberEnd = i;
        numberValue = value;
        return digits <= 16 && digits >= (prefix ? 1 : plainDigits) && (i == length || !wordCharacter(text[i]));
    }

    /// Position after the signs between a name and its value, or -1 if there are none.
    int separators(int at) {
        int i = at;
        while (i < length && i - at < MOST_SEPARATORS && " \t:=(,\"'>".indexOf(text[i]) >= 0) {
            i++;
        }
        return i == at || i == length ? -1 : i;
    }

    int blanks(int at) {
        int i = at;
        while (i < length && (text[i] == ' ' || text[i] == '\t' || text[i] == ',')) {
            i++;
        }
        return i;
    }

    /// Position after `_EL1`, `_ELx` or `_EL12`, or `at` if there is no such suffix.
    int suffix(int at) {
        int i = at;
        if (at(at, "_el")) {
            while (i < length && wordCharacter(text[i])) {
                i++;
            }
        }
        return i;
    }

    OptionalInt level(int at) {
        return at(at, "_el") && at + 3 < length ? digit(at + 3) : OptionalInt.empty();
    }

    OptionalInt digit(int at) {
        return text[at] >= '0' && text[at] <= '3' ? OptionalInt.of(text[at] - '0') : OptionalInt.empty();
    }

    boolean startsWord(int at) {
        return at <= 0 || !wordCharacter(text[at - 1]);
    }

    private static boolean wordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /// Whether `word`, in lower case, stands at a position.
    boolean at(int position, String word) {
        if (position < 0 || position + word.length() > length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = text[position + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether exactly `word` ends before a position.
    boolean before(int position, String word) {
        int start = position - word.length();
        return start >= 0 && word.equals(new String(text, start, word.length()));
    }

    int startOfLine(int at) {
        int i = at;
        while (i > 0 && text[i - 1] != '\n' && at - i < HISTORY) {
            i--;
        }
        return i;
    }

    boolean lineBefore(int at, String word) {
        for (int i = startOfLine(at); i < at; i++) {
            if (at(i, word)) {
                return true;
            }
        }
        return false;
    }

    int indexInLine(String word, int from) {
        int limit = Math.min(length, from + HISTORY);
        for (int i = from; i < limit && text[i] != '\n'; i++) {
            if (at(i, word)) {
                return i;
            }
        }
        return -1;
    }
}
