package dev.seascope.arch.text;

import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.text.Found.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Goes through text of any length in one pass and constant memory. A table-driven automaton looks for the words that
/// announce a register; only where one stands is the text around it examined.
final class TextScanner {
    private static final int CAPACITY = 1 << 16;
    /// What is examined lies within this many characters after a word,
    private static final int LOOKAHEAD = 4096;
    /// and this many before it.
    private static final int HISTORY = 512;
    private static final int MOST_SEPARATORS = 16;
    private static final int MOST_NUMBERS_A_LINE = 16;
    /// Digits of a number without `0x`.
    private static final int PLAIN_DIGITS = 8;
    private static final OptionalInt UNKNOWN = OptionalInt.empty();
    private static final OptionalInt HYPERVISOR = OptionalInt.of(2);

    /// The words.
    private enum Label {
        ESR("esr"),
        HSR("hsr"),
        SPSR("spsr"),
        PSTATE("pstate"),
        PST("pst"),
        CPSR("cpsr"),
        FAR("far"),
        HXFAR("hxfar"),
        ADDRESS("virtual address "),
        OOPS("internal error:"),
        UNHANDLED("unhandled fault:"),
        SERROR(", code 0x"),
        AT(") at 0x"),
        ROUTE("...from el"),
        CLASS("ec = 0x"),
        LINE("\n");

        private final String word;

        Label(String word) {
            this.word = word;
        }
    }

    private static final Label[] LABELS = Label.values();
    private static final LabelMatcher MATCHER =
            new LabelMatcher(Arrays.stream(LABELS).map(label -> label.word).toList());

    private final Consumer<Found> found;
    private final char[] text = new char[CAPACITY];
    private int length;
    /// Offset of `text[0]` in the whole text.
    private long base;
    private int state = MATCHER.start();
    /// Levels of the exception that QEMU's log is describing.
    private OptionalInt routeFrom = UNKNOWN;
    private OptionalInt routeTo = UNKNOWN;
    /// The number that [#number] read last.
    private int numberStart;
    private int numberEnd;
    private long numberValue;

    /// Fills part of an array; returns how many characters, or -1 at the end.
    @FunctionalInterface
    interface Source {
        int read(char[] target, int offset, int count) throws IOException;
    }

    TextScanner(Consumer<Found> found) {
        this.found = found;
    }

    /// Scan everything that `source` gives.
    void scan(Source source) throws IOException {
        int done = 0;
        int count = source.read(text, 0, CAPACITY);
        while (count >= 0) {
            length += count;
            if (length == CAPACITY) {
                examineAll(done, length - LOOKAHEAD);
                int keepFrom = length - LOOKAHEAD - HISTORY;
                System.arraycopy(text, keepFrom, text, 0, length - keepFrom);
                base += keepFrom;
                length -= keepFrom;
                done = HISTORY;
            }
            count = source.read(text, length, CAPACITY - length);
        }
        examineAll(done, length);
    }

    private void examineAll(int from, int to) {
        if (base == 0 && from == 0) {
            bareNumbers(0);
        }
        int current = state;
        for (int i = from; i < to; i++) {
            current = MATCHER.step(current, text[i]);
            if (MATCHER.ends(current)) {
                examine(LABELS[MATCHER.word(current)], i + 1);
            }
        }
        state = current;
    }

    private void examine(Label label, int end) {
        int start = end - label.word.length();
        switch (label) {
            case ESR -> syndrome(start, end, UNKNOWN);
            case HSR -> syndrome(start, end, HYPERVISOR);
            case SPSR, PSTATE, PST, CPSR -> status(start, end);
            case FAR -> faultAddress(start, end, UNKNOWN);
            case HXFAR -> faultAddress(start, end, HYPERVISOR);
            case ADDRESS -> {
                if (number(end, PLAIN_DIGITS)) {
                    emit(Kind.FAR, UNKNOWN, UNKNOWN);
                }
            }
            case OOPS -> oops(end);
            case UNHANDLED -> {
                int open = indexInLine("(0x", end);
                if (open >= 0 && number(open + 1, 1)) {
                    emit(Kind.ESR, UNKNOWN, UNKNOWN);
                }
            }
            case SERROR -> {
                if (number(end - 2, 1) && at(numberEnd, " -- ")) {
                    emit(Kind.ESR, UNKNOWN, UNKNOWN);
                }
            }
            case AT -> {
                if (lineBefore(start, "fault") && number(end - 2, 1)) {
                    emit(Kind.FAR, UNKNOWN, UNKNOWN);
                }
            }
            case ROUTE -> route(end);
            case CLASS -> abortInfo(start, end);
            case LINE -> bareNumbers(end);
        }
    }

    /// `ESR_EL1 = 0x96000010`, `esr: 96000010`, QEMU's `ESR 0x25/0x96000046`, EDK2's `ESR : EC 0x25 IL 0x1 ISS 0x7`,
    /// KVM's `HSR_EC: 0x0024`.
    private void syndrome(int start, int end, OptionalInt register) {
        if (!startsWord(start)) {
            return;
        }
        if (at(end, "_ec")) {
            exceptionClass(start, end + 3);
            return;
        }
        OptionalInt view = level(end).isPresent() ? level(end) : register;
        int i = separators(suffix(end));
        if (i < 0) {
            return;
        }
        if (at(i, "ec 0x")) {
            parts(i, view);
        } else if (number(i, PLAIN_DIGITS)) {
            if (at(numberEnd, "/0x") && !number(numberEnd + 1, PLAIN_DIGITS)) {
                return;
            }
            boolean qemu = before(start, "...with ");
            emit(Kind.ESR, qemu ? routeTo : at(numberEnd, ", hxfar") ? HYPERVISOR : view, qemu ? routeFrom : UNKNOWN);
        }
    }

    private void parts(int at, OptionalInt view) {
        number(at + 3, 1);
        int start = numberStart;
        long ec = numberValue;
        int il = indexInLine("il 0x", at);
        int iss = indexInLine("iss 0x", at);
        if (il >= 0 && iss >= 0 && number(il + 3, 1)) {
            long length32 = numberValue & 1;
            if (number(iss + 4, 1) && Esr.EC.bits().fits(ec) && Esr.ISS.bits().fits(numberValue)) {
                numberValue |= Esr.EC.bits().set(0, ec) | Esr.IL.bits().set(0, length32);
                numberStart = start;
                emit(Kind.ESR, view, UNKNOWN);
            }
        }
    }

    private void exceptionClass(int start, int at) {
        int i = separators(at);
        // For an interrupt KVM prints class 0, which means nothing then.
        if (i >= 0 && !before(start, "IRQ: ") && number(i, 1) && Esr.EC.bits().fits(numberValue)) {
            emit(Kind.CLASS, HYPERVISOR, UNKNOWN);
        }
    }

    /// `SPSR_EL1 0x3c5`, Linux's `pstate: 60400005 (nZCv ...)`, QEMU's `PSTATE=600003c5`.
    private void status(int start, int end) {
        int i = startsWord(start) ? separators(suffix(end)) : -1;
        if (i >= 0 && number(i, PLAIN_DIGITS)) {
            boolean qemu = before(start, "...with ");
            emit(Kind.SPSR, qemu ? routeTo : level(end), qemu ? routeFrom : UNKNOWN);
        }
    }

    /// `FAR_EL1: 0xffff...`, `far 0x8000000`. The word is English too, so its surroundings must leave no doubt.
    private void faultAddress(int start, int end, OptionalInt register) {
        int i = startsWord(start) ? separators(suffix(end)) : -1;
        if (i < 0 || !number(i, PLAIN_DIGITS)) {
            return;
        }
        boolean certain = suffix(end) > end || register.isPresent() || text[start] == 'F' || before(start, ", ");
        for (int c = end; c < i; c++) {
            certain |= text[c] == ':' || text[c] == '=';
        }
        if (certain || numberEnd - numberStart >= PLAIN_DIGITS + 2) {
            boolean qemu = before(start, "...with ");
            emit(Kind.FAR, qemu ? routeTo : level(end).isPresent() ? level(end) : register, qemu ? routeFrom : UNKNOWN);
        }
    }

    /// Linux's `Internal error: Oops: 0000000096000010 [#1] SMP`.
    private void oops(int end) {
        int bracket = indexInLine(" [#", end);
        int start = bracket;
        while (start > end && hexDigit(text[start - 1]) >= 0) {
            start--;
        }
        if (bracket >= 0 && number(start, PLAIN_DIGITS)) {
            emit(Kind.ESR, UNKNOWN, UNKNOWN);
        }
    }

    /// QEMU's `...from EL0 to EL1`.
    private void route(int end) {
        if (at(end + 1, " to el") && end + 7 < length) {
            routeFrom = digit(end);
            routeTo = digit(end + 7);
        }
    }

    /// A line `EC = 0x25: DABT (current EL), IL = 32 bits` of Linux, of use where the whole value is missing.
    private void abortInfo(int start, int end) {
        int line = startOfLine(start);
        String above = new String(text, Math.max(0, line - HISTORY / 2), line - Math.max(0, line - HISTORY / 2));
        int previous = above.lastIndexOf('\n', above.length() - 2);
        if (!startsWord(start) || above.indexOf("ESR = 0x", previous + 1) >= 0) {
            return;
        }
        OptionalLong rebuilt = AbortInfo.rebuild(new String(text, start, Math.min(length - start, LOOKAHEAD)));
        if (rebuilt.isPresent() && number(end - 2, 1)) {
            numberValue = rebuilt.getAsLong();
            emit(Kind.ESR, UNKNOWN, UNKNOWN);
        }
    }

    /// A line that holds nothing but numbers.
    private void bareNumbers(int at) {
        int i = blanks(at);
        if (i >= length || hexDigit(text[i]) < 0) {
            return;
        }
        int[] starts = new int[MOST_NUMBERS_A_LINE];
        int count = 0;
        while (i < length && text[i] != '\n' && text[i] != '\r') {
            boolean read = count < MOST_NUMBERS_A_LINE && number(i, PLAIN_DIGITS);
            int digits = numberEnd - numberStart;
            if (!read || (!at(i, "0x") && digits != 8 && digits != 16)) {
                return;
            }
            starts[count++] = i;
            i = blanks(numberEnd);
        }
        for (int n = 0; n < count; n++) {
            if (number(starts[n], PLAIN_DIGITS) && numberValue >>> 56 == 0) {
                emit(Kind.ESR, UNKNOWN, UNKNOWN);
            }
        }
    }

    private void emit(Kind kind, OptionalInt view, OptionalInt from) {
        OptionalInt known = view.isPresent() && view.getAsInt() >= 1 && view.getAsInt() <= 3 ? view : UNKNOWN;
        found.accept(new Found(kind, numberValue, base + numberStart, numberEnd - numberStart, known, from));
    }

    /// Read a hexadecimal number of at most 16 digits: with `0x`, or of at least `plainDigits` digits without.
    private boolean number(int at, int plainDigits) {
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
    private int separators(int at) {
        int i = at;
        while (i < length && i - at < MOST_SEPARATORS && " \t:=(,\"'>".indexOf(text[i]) >= 0) {
            i++;
        }
        return i == at || i == length ? -1 : i;
    }

    private int blanks(int at) {
        int i = at;
        while (i < length && (text[i] == ' ' || text[i] == '\t' || text[i] == ',')) {
            i++;
        }
        return i;
    }

    /// Position after `_EL1`, `_ELx` or `_EL12`, or `at` if there is no such suffix.
    private int suffix(int at) {
        int i = at;
        if (at(at, "_el")) {
            while (i < length && wordCharacter(text[i])) {
                i++;
            }
        }
        return i;
    }

    private OptionalInt level(int at) {
        return at(at, "_el") && at + 3 < length ? digit(at + 3) : UNKNOWN;
    }

    private OptionalInt digit(int at) {
        return text[at] >= '0' && text[at] <= '3' ? OptionalInt.of(text[at] - '0') : UNKNOWN;
    }

    private boolean startsWord(int at) {
        return at <= 0 || !wordCharacter(text[at - 1]);
    }

    private static boolean wordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /// Whether `word`, in lower case, stands at a position.
    private boolean at(int position, String word) {
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
    private boolean before(int position, String word) {
        int start = position - word.length();
        return start >= 0 && word.equals(new String(text, start, word.length()));
    }

    private int startOfLine(int at) {
        int i = at;
        while (i > 0 && text[i - 1] != '\n' && at - i < HISTORY) {
            i--;
        }
        return i;
    }

    private boolean lineBefore(int at, String word) {
        for (int i = startOfLine(at); i < at; i++) {
            if (at(i, word)) {
                return true;
            }
        }
        return false;
    }

    private int indexInLine(String word, int from) {
        int limit = Math.min(length, from + HISTORY);
        for (int i = from; i < limit && text[i] != '\n'; i++) {
            if (at(i, word)) {
                return i;
            }
        }
        return -1;
    }
}
