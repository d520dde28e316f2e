package dev.seascope.arch.text;

import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.text.Found.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Goes through text of any length in one pass and constant memory. A table finds the words that announce a register;
/// only where one stands is the text around it examined.
final class TextScanner {
    private static final int MOST_NUMBERS_A_LINE = 16;
    /// Digits of a number without `0x`.
    private static final int PLAIN_DIGITS = 8;
    private static final OptionalInt UNKNOWN = OptionalInt.empty();
    private static final OptionalInt HYPERVISOR = OptionalInt.of(2);

    /// What may stand in a line that begins with a number, up to its first digits.
    private static final String NUMBER = " \t,0123456789abcdef";
    private static final String ANY = IntStream.range(0, 128).filter(c -> c < 'A' || c > 'Z')
            .mapToObj(Character::toString).collect(Collectors.joining());

    /// The words, and the place in them of three characters that are seldom seen in a row.
    private enum Label {
        ESR("esr", 0),
        HSR("hsr", 0),
        SPSR("spsr", 1),
        PSTATE("pstate", 0),
        PST("pst", 0),
        CPSR("cpsr", 0),
        FAR("far", 0),
        HXFAR("hxfar", 0),
        ADDRESS("virtual address ", 2),
        OOPS("internal error:", 12),
        UNHANDLED("unhandled fault:", 13),
        SERROR(", code 0x", 0),
        AT(") at 0x", 0),
        ROUTE("...from el", 1),
        CLASS("ec = 0x", 1),
        CODE("code: ", 2),
        /// The end of a line; the next one may begin with a number.
        LINE("\n", 0);

        private final String word;
        private final int key;

        Label(String word, int key) {
            this.word = word;
            this.key = key;
        }

        private List<String> triple() {
            return this == LINE ? List.of(word, NUMBER, ANY)
                    : List.of(word.substring(key, key + 1), word.substring(key + 1, key + 2),
                            word.substring(key + 2, key + 3));
        }
    }

    private static final Label[] LABELS = Label.values();
    private static final LabelFinder FINDER = new LabelFinder(Arrays.stream(LABELS).map(Label::triple).toList());

    private final Consumer<Found> found;
    private final TextWindow window = new TextWindow();
    /// Levels of the exception that QEMU's log is describing.
    private OptionalInt routeFrom = UNKNOWN;
    private OptionalInt routeTo = UNKNOWN;

    TextScanner(Consumer<Found> found) {
        this.found = found;
    }

    /// Scan everything that `source` gives.
    void scan(TextWindow.Source source) throws IOException {
        window.read(source, this::examineAll);
    }

    private void examineAll(int from, int to) {
        if (window.isStart(from)) {
            bareNumbers(0);
        }
        char[] text = window.characters();
        int end = Math.min(to, window.length() - 2);
        for (int i = FINDER.next(text, from, end); i < end; i = FINDER.next(text, i + 1, end)) {
            examine(FINDER.candidates(text[i], text[i + 1], text[i + 2]), i);
        }
    }

    private void examine(int candidates, int at) {
        for (int rest = candidates; rest != 0; rest &= rest - 1) {
            Label label = LABELS[Integer.numberOfTrailingZeros(rest)];
            int start = at - label.key;
            if (window.at(start, label.word)) {
                examine(label, start + label.word.length());
            }
        }
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
                if (window.number(end, PLAIN_DIGITS)) {
                    emit(Kind.FAR, UNKNOWN, UNKNOWN);
                }
            }
            case OOPS -> oops(end);
            case UNHANDLED -> {
                int open = window.indexInLine("(0x", end);
                if (open >= 0 && window.number(open + 1, 1)) {
                    emit(Kind.ESR, UNKNOWN, UNKNOWN);
                }
            }
            case SERROR -> {
                if (window.number(end - 2, 1) && window.at(window.numberEnd(), " -- ")) {
                    emit(Kind.ESR, UNKNOWN, UNKNOWN);
                }
            }
            case AT -> {
                if (window.lineBefore(start, "fault") && window.number(end - 2, 1)) {
                    emit(Kind.FAR, UNKNOWN, UNKNOWN);
                }
            }
            case ROUTE -> route(end);
            case CLASS -> abortInfo(start, end);
            case CODE -> instruction(start, end);
            case LINE -> bareNumbers(end);
        }
    }

    /// `ESR_EL1 = 0x96000010`, `esr: 96000010`, QEMU's `ESR 0x25/0x96000046`, EDK2's `ESR : EC 0x25 IL 0x1 ISS 0x7`,
    /// KVM's `HSR_EC: 0x0024`.
    private void syndrome(int start, int end, OptionalInt register) {
        if (!window.startsWord(start)) {
            return;
        }
        if (window.at(end, "_ec")) {
            exceptionClass(start, end + 3);
            return;
        }
        OptionalInt view = window.level(end).isPresent() ? window.level(end) : register;
        int i = window.separators(window.suffix(end));
        if (i < 0) {
            return;
        }
        if (window.at(i, "ec 0x")) {
            parts(i, view);
        } else if (window.number(i, PLAIN_DIGITS)) {
            if (window.at(window.numberEnd(), "/0x") && !window.number(window.numberEnd() + 1, PLAIN_DIGITS)) {
                return;
            }
            boolean qemu = window.before(start, "...with ");
            emit(Kind.ESR, qemu ? routeTo : window.at(window.numberEnd(), ", hxfar") ? HYPERVISOR : view,
                    qemu ? routeFrom : UNKNOWN);
        }
    }

    private void parts(int at, OptionalInt view) {
        int il = window.indexInLine("il 0x", at);
        int iss = window.indexInLine("iss 0x", at);
        if (il < 0 || iss < 0 || !window.number(il + 3, 1)) {
            return;
        }
        long thirtyTwo = window.number() & 1;
        boolean fits = window.number(iss + 4, 1) && Esr.ISS.bits().fits(window.number());
        long syndrome = window.number();
        if (fits && window.number(at + 3, 1) && Esr.EC.bits().fits(window.number())) {
            emit(Kind.ESR, Esr.of((int) window.number(), thirtyTwo == 1, syndrome), view, UNKNOWN);
        }
    }

    private void exceptionClass(int start, int at) {
        int i = window.separators(at);
        // For an interrupt KVM prints class 0, which means nothing then.
        if (i >= 0 && !window.before(start, "IRQ: ") && window.number(i, 1) && Esr.EC.bits().fits(window.number())) {
            emit(Kind.CLASS, HYPERVISOR, UNKNOWN);
        }
    }

    /// `SPSR_EL1 0x3c5`, Linux's `pstate: 60400005 (nZCv ...)`, QEMU's `PSTATE=600003c5`.
    private void status(int start, int end) {
        int i = window.startsWord(start) ? window.separators(window.suffix(end)) : -1;
        if (i >= 0 && window.number(i, PLAIN_DIGITS)) {
            boolean qemu = window.before(start, "...with ");
            emit(Kind.SPSR, qemu ? routeTo : window.level(end), qemu ? routeFrom : UNKNOWN);
        }
    }

    /// `FAR_EL1: 0xffff...`, `far 0x8000000`. The word is English too, so its surroundings must leave no doubt.
    private void faultAddress(int start, int end, OptionalInt register) {
        int i = window.startsWord(start) ? window.separators(window.suffix(end)) : -1;
        if (i < 0 || !window.number(i, PLAIN_DIGITS)) {
            return;
        }
        boolean certain = window.suffix(end) > end || register.isPresent() || window.get(start) == 'F'
                || window.before(start, ", ");
        for (int c = end; c < i; c++) {
            certain |= window.get(c) == ':' || window.get(c) == '=';
        }
        if (certain || window.numberLength() >= PLAIN_DIGITS + 2) {
            boolean qemu = window.before(start, "...with ");
            emit(Kind.FAR, qemu ? routeTo : window.level(end).isPresent() ? window.level(end) : register,
                    qemu ? routeFrom : UNKNOWN);
        }
    }

    /// Linux's `Internal error: Oops: 0000000096000010 [#1] SMP`.
    private void oops(int end) {
        int bracket = window.indexInLine(" [#", end);
        int start = bracket;
        while (start > end && TextWindow.hexDigit(window.get(start - 1)) >= 0) {
            start--;
        }
        if (bracket >= 0 && window.number(start, PLAIN_DIGITS)) {
            emit(Kind.ESR, UNKNOWN, UNKNOWN);
        }
    }

    /// Linux's `Code: d503201f 91000421 (b9400001)`. 32-bit Arm has such lines too; nearly all of its instructions are
    /// unconditional, that is begin with `e`.
    private void instruction(int start, int end) {
        int i = window.blanks(end);
        boolean a32 = true;
        while (window.startsWord(start) && window.number(i, PLAIN_DIGITS) && window.numberLength() == PLAIN_DIGITS) {
            a32 &= window.number() >>> 28 == 0xe;
            i = window.blanks(window.numberEnd());
        }
        if (window.at(i, "(") && window.number(i + 1, PLAIN_DIGITS) && window.numberLength() == PLAIN_DIGITS
                && window.at(window.numberEnd(), ")") && !(a32 && window.number() >>> 28 == 0xe)) {
            emit(Kind.INSTRUCTION, UNKNOWN, UNKNOWN);
        }
    }

    /// QEMU's `...from EL0 to EL1`.
    private void route(int end) {
        if (window.at(end + 1, " to el") && end + 7 < window.length()) {
            routeFrom = window.digit(end);
            routeTo = window.digit(end + 7);
        }
    }

    /// A line `EC = 0x25: DABT (current EL), IL = 32 bits` of Linux, of use where the whole value is missing.
    private void abortInfo(int start, int end) {
        int line = window.startOfLine(start);
        String above = window.text(line - TextWindow.HISTORY / 2, line);
        int previous = above.lastIndexOf('\n', above.length() - 2);
        if (!window.startsWord(start) || above.indexOf("ESR = 0x", previous + 1) >= 0) {
            return;
        }
        OptionalLong rebuilt = AbortInfo.rebuild(window.text(start, start + TextWindow.LOOKAHEAD));
        if (rebuilt.isPresent() && window.number(end - 2, 1)) {
            emit(Kind.ESR, rebuilt.getAsLong(), UNKNOWN, UNKNOWN);
        }
    }

    /// A line that holds nothing but numbers.
    private void bareNumbers(int at) {
        int i = window.blanks(at);
        if (i >= window.length() || TextWindow.hexDigit(window.get(i)) < 0) {
            return;
        }
        int[] starts = new int[MOST_NUMBERS_A_LINE];
        int count = 0;
        while (i < window.length() && window.get(i) != '\n' && window.get(i) != '\r') {
            boolean read = count < MOST_NUMBERS_A_LINE && window.number(i, PLAIN_DIGITS);
            int digits = window.numberLength();
            if (!read || (!window.at(i, "0x") && digits != 8 && digits != 16)) {
                return;
            }
            starts[count++] = i;
            i = window.blanks(window.numberEnd());
        }
        for (int n = 0; n < count; n++) {
            if (window.number(starts[n], PLAIN_DIGITS) && window.number() >>> 56 == 0) {
                emit(Kind.ESR, UNKNOWN, UNKNOWN);
            }
        }
    }

    private void emit(Kind kind, OptionalInt view, OptionalInt from) {
        emit(kind, window.number(), view, from);
    }

    private void emit(Kind kind, long value, OptionalInt view, OptionalInt from) {
        OptionalInt known = view.isPresent() && view.getAsInt() >= 1 && view.getAsInt() <= 3 ? view : UNKNOWN;
        found.accept(new Found(kind, value, window.numberOffset(), window.numberLength(), known, from));
    }
}
