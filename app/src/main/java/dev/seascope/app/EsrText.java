package dev.seascope.app;

import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.Layout;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.Comparison;
import dev.seascope.arch.text.Comparison.Row;
import java.util.Optional;

/// Syndromes as text of at most 72 columns.
final class EsrText {
    private static final int COLUMNS = 72;
    private static final int MEANING = 28;
    private static final int FINDING = 4;

    private final StringBuilder text = new StringBuilder();
    private final boolean why;

    /// @param why say of each conditional field why it is in force or reserved
    EsrText(boolean why) {
        this.why = why;
    }

    /// A table, then the findings.
    String block(long esr, SyndromeContext context) {
        text.setLength(0);
        text.append(context.register()).append(' ').append(padded(esr)).append('\n');
        for (Layout.Reading reading : Esr.read(esr, context)) {
            boolean empty = reading.field().name().startsWith("RES") && reading.value() == 0;
            if (!empty || why) {
                field(reading, why ? Esr.layout(context).why(reading.field(), esr) : "");
            }
        }
        String register = Esr.systemRegister(esr);
        if (!register.isEmpty()) {
            row("register", "", "", register);
        }
        Esr.lint(esr, context).forEach(this::finding);
        Esr.notes(esr, context).forEach(this::finding);
        return text.toString();
    }

    /// One line: the class, the fault status or whatever else has words, the findings' codes.
    String line(long esr, SyndromeContext context) {
        text.setLength(0);
        text.append(context.register()).append(' ').append(padded(esr));
        String separator = " ";
        for (Layout.Reading reading : Esr.read(esr, context)) {
            String name = reading.field().name();
            boolean said = !reading.meaning().isEmpty() && !name.startsWith("RES") && !name.equals("IL");
            if (said && (reading.value() != 0 || name.equals("EC") || name.endsWith("FSC"))) {
                text.append(separator).append(name).append(' ').append(hex(reading.value())).append(' ')
                        .append(reading.meaning());
                separator = "; ";
            }
        }
        separator = " | ";
        for (Finding finding : Esr.lint(esr, context)) {
            text.append(separator).append(finding.severity().letter()).append(' ').append(finding.code());
            separator = ", ";
        }
        return text.append('\n').toString();
    }

    /// Two values: what differs, and how much does not.
    String comparison(Comparison comparison) {
        text.setLength(0);
        RegisterValue left = comparison.left();
        text.append(left.layout().name()).append(' ').append(padded(left.bits())).append(" - ")
                .append(padded(comparison.right().bits())).append('\n');
        for (Row row : comparison.differences()) {
            side('-', row.left(), row.either());
            side('+', row.right(), row.either());
        }
        int same = comparison.rows().size() - comparison.differences().size();
        return text.append("  the same in %d of %d fields%n".formatted(same, comparison.rows().size())).toString();
    }

    private void side(char sign, Optional<Layout.Reading> reading, Layout.Reading either) {
        int start = text.length();
        row(either.field().name(), range(either), reading.map(found -> hex(found.value())).orElse("-"),
                reading.map(Layout.Reading::meaning).orElse("not in force"));
        text.setCharAt(start, sign);
    }

    private void field(Layout.Reading reading, String reason) {
        String meaning = reading.field().name().startsWith("RES") && reading.value() == 0 ? "" : reading.meaning();
        row(reading.field().name(), range(reading), hex(reading.value()), meaning);
        if (!reason.isEmpty()) {
            text.append(" ".repeat(MEANING));
            wrapped(reason, MEANING);
        }
    }

    private void row(String name, String range, String value, String meaning) {
        int start = text.length();
        text.append("  ").append(name);
        pad(start + 12);
        text.append(' ').append(" ".repeat(Math.max(0, 5 - range.length()))).append(range).append("  ").append(value);
        pad(start + MEANING);
        wrapped(text.charAt(text.length() - 1) == ' ' ? meaning : " " + meaning, MEANING);
    }

    private void pad(int to) {
        while (text.length() < to) {
            text.append(' ');
        }
    }

    private void finding(Finding finding) {
        text.append("  ").append(finding.severity().letter()).append(' ').append(finding.code()).append(": ");
        wrapped(finding.message(), FINDING);
        finding.fix().ifPresent(this::fix);
    }

    private void fix(Fix fix) {
        text.append(" ".repeat(FINDING)).append("fix: ");
        wrapped(fix.label() + " -> " + padded(fix.value()), FINDING);
    }

    /// Append words to the line begun; lines that follow are indented.
    private void wrapped(String words, int indent) {
        int column = text.length() - (text.lastIndexOf("\n") + 1);
        boolean first = true;
        for (String word : words.split(" ", -1)) {
            if (!first && column + 1 + word.length() > COLUMNS) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
                first = true;
            }
            if (!first) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
            first = false;
        }
        while (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    static String padded(long value) {
        String digits = Long.toHexString(value);
        return "0x" + "0".repeat(16 - digits.length()) + digits;
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static String range(Layout.Reading reading) {
        int high = reading.field().bits().msb();
        int low = reading.field().bits().lsb();
        return high == low ? "" + high : high + ":" + low;
    }
}
