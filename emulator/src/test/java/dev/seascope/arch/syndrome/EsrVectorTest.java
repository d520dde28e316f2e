package dev.seascope.arch.syndrome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout;
import dev.seascope.arch.Profile;
import dev.seascope.arch.Profile.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// The decoder against syndromes with known answers: tables of the manual swept value by value, encoders of other
/// programs,
/// lines of public logs. Names, positions, values, reserved bits and findings must agree; wording need not.
class EsrVectorTest {
    private static final Path SAMPLE = Path.of("src/test/resources/dev/seascope/arch/syndrome/esr-vectors.tsv");
    private static final Path ALL = Path.of("../../shared/vectors/esr-vectors.tsv");

    private record Vector(String id, long esr, SyndromeContext context, List<String> fields, String system,
            Set<Integer> reserved, Set<String> codes) {
        static Vector parse(String line) {
            String[] column = line.split("\t", -1);
            Revision revision = column[3].equals("M.a.a") ? Revision.M_A_A : Revision.X2512;
            OptionalInt from = column[4].equals("-") ? OptionalInt.empty()
                    : OptionalInt.of(column[4].charAt(2) - '0');
            List<String> fields = new ArrayList<>();
            for (String field : column[13].equals("-") ? new String[0] : column[13].split("; ")) {
                fields.add(field.replaceFirst("(=0x[0-9a-f]+):.*", "$1"));
            }
            Set<Integer> reserved = new TreeSet<>();
            for (String bit : column[15].equals("-") ? new String[0] : column[15].split(",")) {
                reserved.add(Integer.valueOf(bit));
            }
            Set<String> codes = new TreeSet<>();
            for (String code : column[16].equals("-") ? new String[0] : column[16].split(" ")) {
                codes.add(code);
            }
            return new Vector(column[0], Long.parseUnsignedLong(column[1].substring(2), 16),
                    new SyndromeContext(column[2].charAt(6) - '0', from, Origin.UNKNOWN, Profile.everything(revision)),
                    fields, column[14], reserved, codes);
        }
    }

    @Test
    void sampleOfTheVectorsDecodesAsExpected() {
        check(SAMPLE);
    }

    @Test
    void allVectorsDecodeAsExpected() {
        assumeThat(ALL).exists();

        check(ALL);
    }

    private static void check(Path file) {
        List<Vector> vectors = read(file);
        SoftAssertions softly = new SoftAssertions();
        for (Vector vector : vectors) {
            softly.assertThat(fields(vector)).as(vector.id + " fields").isEqualTo(vector.fields);
            softly.assertThat(reserved(vector)).as(vector.id + " reserved bits").isEqualTo(vector.reserved);
            softly.assertThat(codes(vector)).as(vector.id + " findings").isEqualTo(vector.codes);
            if (!vector.system.equals("-")) {
                softly.assertThat(Esr.systemRegister(vector.esr)).as(vector.id + " register").isEqualTo(vector.system);
            }
        }
        softly.assertAll();
        assertThat(vectors).hasSizeGreaterThan(150);
    }

    private static List<String> fields(Vector vector) {
        return Esr.read(vector.esr, vector.context).stream()
                .filter(reading -> !(reading.field() instanceof Field.Res0))
                .filter(reading -> !List.of("EC", "IL").contains(reading.field().name()))
                .map(reading -> "%s[%d:%d]=0x%x".formatted(reading.field().name(), reading.field().bits().msb(),
                        reading.field().bits().lsb(), reading.value()))
                .toList();
    }

    private static Set<Integer> reserved(Vector vector) {
        Set<Integer> set = new TreeSet<>();
        for (Layout.Reading reading : Esr.read(vector.esr, vector.context)) {
            for (int bit = reading.field().bits().lsb(); bit <= reading.field().bits().msb(); bit++) {
                if (reading.field() instanceof Field.Res0 && (vector.esr >>> bit & 1) != 0) {
                    set.add(bit);
                }
            }
        }
        return set;
    }

    private static Set<String> codes(Vector vector) {
        Set<String> codes = new TreeSet<>();
        for (Finding finding : Esr.lint(vector.esr, vector.context)) {
            if (!finding.code().equals("SF-SIZE")) {
                codes.add(finding.code());
            }
        }
        return codes;
    }

    private static List<Vector> read(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> line.startsWith("V")).map(Vector::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
