package dev.seascope.arch.text;

import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout;
import dev.seascope.arch.RegisterValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A decoded register as text that others can use: for a mail, a web page, a slide.
public final class RegisterExport {
    private static final int COLUMNS = 72;
    private static final int LANE = 32;
    private static final SequencedMap<String, String> NO_FACTS = Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    private RegisterExport() {}

    /// A table of at most 72 columns, one row a field, as plain text.
    public static String table(RegisterValue register) {
        return table(register, NO_FACTS);
    }

    /// A table of at most 72 columns with what else is known of the value above it, each fact on a line of its own.
    public static String table(RegisterValue register, SequencedMap<String, String> facts) {
        List<Layout.Reading> readings = register.read();
        int nameWidth = readings.stream().mapToInt(reading -> reading.field().name().length()).max().orElse(0);
        int valueWidth = readings.stream().mapToInt(reading -> hex(reading.value()).length()).max().orElse(0);
        StringBuilder text = new StringBuilder(title(register)).append('\n');
        facts.forEach((name, fact) -> text.append("  %-8s  %s%n".formatted(name, fact)));
        for (Layout.Reading reading : readings) {
            String head = "  %-5s  %-" + nameWidth + "s  %-" + valueWidth + "s";
            String start = head.formatted(range(reading.field()), reading.field().name(), hex(reading.value()));
            int indent = start.length() + 2;
            String line = start;
            for (String word : words(reading)) {
                boolean first = line.length() < indent;
                if (!first && line.length() + 1 + word.length() > COLUMNS) {
                    text.append(line.stripTrailing()).append('\n');
                    line = " ".repeat(indent) + word;
                } else {
                    line += (first ? " ".repeat(indent - line.length()) : " ") + word;
                }
            }
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> words(Layout.Reading reading) {
        String meaning = meaning(reading);
        return meaning.isEmpty() ? List.of() : List.of(meaning.split(" ", -1));
    }

    /// A Markdown table.
    public static String markdown(RegisterValue register) {
        return markdown(register, NO_FACTS);
    }

    /// A Markdown table with what else is known of the value above it.
    public static String markdown(RegisterValue register, SequencedMap<String, String> facts) {
        StringBuilder text = new StringBuilder("**" + title(register) + "**\n\n");
        facts.forEach((name, fact) -> text.append("* %s: `%s`\n".formatted(name, fact)));
        text.append(facts.isEmpty() ? "" : "\n");
        text.append("| Bits | Field | Value | Meaning |\n|--|--|--|--|\n");
        for (Layout.Reading reading : register.read()) {
            text.append("| %s | %s | `%s` | %s |\n".formatted(range(reading.field()), reading.field().name(),
                    hex(reading.value()), meaning(reading).replace("|", "\\|")));
        }
        return text.toString();
    }

    /// One JSON object: the value, the register's name, every field in force from the top bit down, the findings.
    public static String json(RegisterValue register, List<Finding> findings) {
        return json(register, NO_FACTS, findings);
    }

    /// One JSON object: as [#json(RegisterValue, List)], with what else is known of the value after the register's name.
    public static String json(RegisterValue register, SequencedMap<String, String> facts, List<Finding> findings) {
        String more = facts.entrySet().stream().map(fact -> "\n  \"%s\": \"%s\",".formatted(
                fact.getKey().replace(' ', '_'), json(fact.getValue()))).collect(Collectors.joining());
        List<String> fields = register.read().stream().map(reading ->
                "    {\"name\": \"%s\", \"hi\": %d, \"lo\": %d, \"value\": \"%s\", \"meaning\": \"%s\"}".formatted(
                        json(reading.field().name()), reading.field().bits().msb(), reading.field().bits().lsb(),
                        hex(reading.value()), json(reading.meaning()))).toList();
        List<String> remarks = findings.stream().map(finding ->
                "    {\"code\": \"%s\", \"severity\": \"%c\", \"field\": \"%s\", \"message\": \"%s\"}".formatted(
                        json(finding.code()), finding.severity().letter(), json(finding.field().name()),
                        json(finding.message()))).toList();
        return """
                {
                  "value": "%s",
                  "register": "%s",%s
                  "fields": [
                %s
                  ],
                  "findings": [%s]
                }
                """.formatted(register.layout().digits(register.bits()), json(register.layout().name()), more, String.join(",\n", fields),
                remarks.isEmpty() ? "" : "\n" + String.join(",\n", remarks) + "\n  ");
    }

    /// Input of WaveDrom's bit-field renderer, fields from bit 0 up.
    public static String waveDrom(RegisterValue register) {
        List<String> fields = new ArrayList<>();
        for (Layout.Reading reading : register.read().reversed()) {
            String name = reserved(reading.field()) ? "" : ", \"name\": \"" + json(reading.field().name()) + "\"";
            fields.add("  {\"bits\": %d%s, \"attr\": [\"%s\"%s]%s}".formatted(reading.field().bits().width(), name,
                    hex(reading.value()), attribute(reading), reserved(reading.field()) ? ", \"type\": 1" : ""));
        }
        return "{\"reg\": [\n" + String.join(",\n", fields) +
                "\n], \"config\": {\"bits\": %d, \"lanes\": %d, \"hspace\": 1200}}\n".formatted(
                        register.layout().width(), Math.ceilDiv(register.layout().width(), LANE));
    }

    private static String attribute(Layout.Reading reading) {
        return reserved(reading.field()) || reading.meaning().isEmpty() ? "" : ", \"" + json(reading.meaning()) + "\"";
    }

    /// [StripDrawing] as a picture on its own: no style sheet, no script.
    public static String svg(RegisterValue register) {
        StripDrawing drawing = StripDrawing.of(register);
        StringBuilder cells = new StringBuilder();
        for (StripDrawing.Cell cell : drawing.cells()) {
            StripDrawing.Box box = cell.box();
            cells.append("<g><title>%s</title>".formatted(xml(cell.tooltip())));
            cells.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"%s\"/>".formatted(
                    box.x(), box.y(), box.width(), box.height(), colour(box.fill()), colour(box.stroke())));
            for (StripDrawing.Label label : cell.labels()) {
                cells.append("<text x=\"%d\" y=\"%d\" fill=\"%s\"%s>%s</text>".formatted(label.x(), label.y(),
                        colour(label.colour()), size(label), xml(label.text())));
            }
            cells.append("</g>\n");
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="%s"/>
                <g font-family="monospace" font-size="%d" text-anchor="middle">
                %s</g>
                </svg>
                """.formatted(drawing.width(), drawing.height(), drawing.width(), drawing.height(),
                xml(drawing.title()), colour(StripDrawing.BACKGROUND), StripDrawing.TYPE_SIZE, cells);
    }

    private static String size(StripDrawing.Label label) {
        return label.size() == StripDrawing.TYPE_SIZE ? "" : " font-size=\"%d\"".formatted(label.size());
    }

    private static String colour(int rgb) {
        return "#%06x".formatted(rgb);
    }

    static String title(RegisterValue register) {
        return register.layout().name() + " = " + register.layout().digits(register.bits());
    }

    static String meaning(Layout.Reading reading) {
        return reserved(reading.field()) && reading.value() == 0 ? "" : reading.meaning();
    }

    static boolean reserved(Field field) {
        return field instanceof Field.Res0 || field instanceof Field.Res1;
    }

    private static String range(Field field) {
        return field.bits().width() == 1 ? String.valueOf(field.bits().msb())
                : field.bits().msb() + ":" + field.bits().lsb();
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
