package dev.seascope.arch.syndrome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Field;
import dev.seascope.arch.Meaning;
import dev.seascope.arch.SystemRegisters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Our tables against the specification's, row by row. Runs where the specification is at hand.
class EsrSpecificationTest {
    private static final Path TABLES = Path.of("../../shared/spec/esr-tables.md");
    private static final Path FIELDS = Path.of("../../shared/spec/esr-fields.tsv");
    private static final Path ENCODINGS = Path.of("../../shared/spec/sysreg-encodings.tsv");
    private static final List<ArmFeature> NONE = List.of();

    @Test
    void exceptionClassesAreThoseOfTheSpecification() throws IOException {
        assumeThat(TABLES).exists();
        Pattern row = Pattern.compile("\\| (0x[0-9A-F]{2}) \\| (\\w+) \\| (.*?) \\| (.) \\| (.) \\| (.) \\| (.).*? \\| "
                + "(.*?) \\| (\\w+) \\| \\w+ \\| (.*?) \\|");
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(TABLES)) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                expected.add(Stream.of(1, 2, 4, 5, 6, 7, 9, 10).map(matcher::group).reduce("", (a, b) -> a + " " + b));
            }
        }
        List<String> ours = new ArrayList<>();
        for (ExceptionClass type : ExceptionClasses.all()) {
            String from = switch (type.from()) {
                case ANY -> "*";
                case LOWER -> "L";
                case SAME -> "S";
            };
            String needs = type.needs().equals(NONE) ? "always"
                    : String.join(" or ", type.needs().stream().map(ArmFeature::manualName).toList());
            ours.add(" 0x%02X %s %s %s %s %s %s %s".formatted(type.value(), type.mnemonic(), listed(type, 1),
                    listed(type, 2),
                    listed(type, 3), from, type.iss(), needs));
        }

        assertThat(ours).hasSize(48).isEqualTo(expected);
    }

    private static String listed(ExceptionClass type, int view) {
        return type.reportedIn(view) ? "y" : "–";
    }

    @Test
    void faultStatusCodesAreThoseOfTheSpecification() throws IOException {
        assumeThat(TABLES).exists();
        Pattern row = Pattern.compile("\\| (0x[0-9A-F]{2}) \\| [01]{6} \\| (.*?) \\| y \\| (.) \\| (.*?) ?\\|");
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(TABLES)) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                expected.add(matcher.group(1) + " " + matcher.group(2) + " " + matcher.group(3) + " "
                        + new TreeSet<>(List.of(matcher.group(4).replaceFirst("(& )?no FEAT_RAS",
                                "").trim().split(" & "))));
            }
        }
        List<String> ours = FaultStatus.all().stream().map(status -> "0x%02X %s %s %s".formatted(status.code(),
                status.text(), status.use() == FaultStatus.Use.BOTH ? "y" : "–",
                status.needs().isEmpty() ? new TreeSet<>(List.of(""))
                        : new TreeSet<>(status.needs().stream().map(ArmFeature::manualName).toList()))).toList();

        assertThat(ours).hasSize(46).isEqualTo(expected);
    }

    /// Every field of the specification, with its place and its listed values, occurs in our layouts, and no other
    /// does.
    @Test
    void fieldsAndTheirValuesAreThoseOfTheSpecification() throws IOException {
        assumeThat(FIELDS).exists();
        TreeMap<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(FIELDS)) {
            String[] column = line.split("\t", -1);
            if (!line.startsWith("#")) {
                String key = "%s %s[%s:%s]".formatted(column[0], column[6], column[4], column[5]);
                TreeMap<Long, String> values = new TreeMap<>();
                for (String value : column[9].contains("=") ? column[9].split(";") : new String[0]) {
                    String[] parts = value.split("=", 2);
                    values.put(Long.decode(parts[0]), parts[1]);
                }
                expected.put(key, values.size() < 2 ? "" : values.toString());
            }
        }
        TreeMap<String, String> ours = new TreeMap<>();
        for (IssLayout layout : EsrDecoder.layouts()) {
            for (IssRow row : Stream.concat(layout.iss().stream(), layout.iss2().stream()).toList()) {
                TreeMap<Long, String> values = new TreeMap<>();
                if (row.field() instanceof Field.Choice choice) {
                    for (Meaning meaning : choice.meanings()) {
                        values.put(meaning.value(), meaning.text());
                    }
                }
                String key = "%s %s[%d:%d]".formatted(layout.id(), row.field().name(), row.field().bits().msb(),
                        row.field().bits().lsb());
                ours.put(key, expected.getOrDefault(key, "?").isEmpty() ? "" : values.toString());
            }
        }

        assertThat(ours).isEqualTo(expected);
    }

    @Test
    void everyFieldIsExplained() {
        for (IssLayout layout : EsrDecoder.layouts()) {
            for (IssRow row : Stream.concat(layout.iss().stream(), layout.iss2().stream()).toList()) {
                assertThat(row.field().explanation()).as(layout.id() + " " + row.field().bits()).endsWith(".");
                assertThat(row.field().title()).as(layout.id() + " " + row.field().bits()).isNotBlank();
            }
        }
    }

    @Test
    void systemRegistersAreEncodedAsInTheSpecification() throws IOException {
        assumeThat(ENCODINGS).exists();
        int rows = 0;
        for (String line : Files.readAllLines(ENCODINGS)) {
            if (!line.startsWith("#")) {
                String[] column = line.split("\t", -1);
                int encoding = SystemRegisters.encoding(Integer.parseInt(column[0]), Integer.parseInt(column[1]),
                        Integer.parseInt(column[2]), Integer.parseInt(column[3]), Integer.parseInt(column[4]));
                for (String name : column[5].split("/", -1)) {
                    assertThat(SystemRegisters.encoding(name)).as(name).hasValue(encoding);
                }
                assertThat(column[5]).startsWith(SystemRegisters.name(encoding));
                assertThat(Esr.encoding(Long.decode(column[7]))).as(line).isEqualTo(encoding);
                rows++;
            }
        }
        assertThat(rows).isEqualTo(811);
    }
}
