package dev.seascope.arch.a64;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;

/// Files of vectors: samples kept with the tests, files that the system property `seascope.vectors` names, and whole
/// files where they lie next to the project.
public final class VectorFiles {
    private static final Path SHARED = Path.of("../../shared/vectors");
    private static final int SHOWN = 10;

    /// By what they are for.
    ///
    /// `corpus` is a sample of the corpus next to the project, which an emulator in user mode and another answered; it
    /// has each of our rows that the corpus has. `corpus-later` are extensions that the corpus leaves out: random words
    /// and numbers that `qemu-system-aarch64` 7.2.22 answered, with `-cpu max` and the instructions at EL0. (Left out:
    /// FCVTZS and FCVTZU of half precision with fraction bits and a negative result, which QEMU extends beyond the 16
    /// bits.) `corpus-hand` is what no emulator at hand has, worked out from the Arm ARM.
    private static final Map<String, List<String>> SAMPLES = Map.of(
            "corpus", List.of("corpus.tsv.gz", "corpus-later.tsv.gz", "corpus-hand.tsv"),
            "disasm", List.of("disasm.tsv"),
            "undef", List.of("undef.tsv"));

    private VectorFiles() {}

    /// The lines of the samples, and of the files of the system property `seascope.vectors` whose names start with
    /// `kind`. File names stand between commas, semicolons or colons.
    static Map<String, List<String>> lines(String kind) throws IOException {
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (String sample : SAMPLES.getOrDefault(kind, List.of())) {
            files.put(sample, sample(sample));
        }
        List<Path> named = Pattern.compile("[,:;]").splitAsStream(System.getProperty("seascope.vectors", ""))
                .filter(file -> !file.isBlank())
                .map(Path::of)
                .filter(file -> file.getFileName().toString().startsWith(kind))
                .toList();
        for (Path file : named) {
            files.put(file.toString(), read(file));
        }
        return files;
    }

    /// The lines of a sample.
    static List<String> sample(String name) throws IOException {
        try (InputStream stream = VectorFiles.class.getResourceAsStream(name)) {
            return read(name, Objects.requireNonNull(stream, name));
        }
    }

    /// The lines of the whole file next to the project; none if it is not there.
    static List<String> whole(String kind) throws IOException {
        Path file = SHARED.resolve(kind + "-a.tsv.gz");
        return Files.exists(file) ? read(file) : List.of();
    }

    /// All words of the samples of the corpus.
    public static List<Integer> words() throws IOException {
        return lines("corpus").values().stream()
                .flatMap(List::stream)
                .flatMap(line -> Vector.parse(line).words().stream())
                .toList();
    }

    /// A test for each class of instructions of each file of the corpus.
    public static List<DynamicTest> tests(Vector.Machine machine) throws IOException {
        var tests = new ArrayList<DynamicTest>();
        lines("corpus").forEach((file, lines) -> tests.addAll(tests(file, lines, machine)));
        return tests;
    }

    /// A test for each class of instructions of the whole corpus; none if it is not there.
    public static List<DynamicTest> testsOfWholeCorpus(Vector.Machine machine) throws IOException {
        return tests("whole corpus", whole("corpus"), machine);
    }

    private static List<DynamicTest> tests(String file, List<String> lines, Vector.Machine machine) {
        Map<String, List<Vector>> kinds = lines.stream().map(Vector::parse)
                .collect(groupingBy(Vector::kind, TreeMap::new, Collectors.toList()));
        return kinds.entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(
                        "%s: %d of %s".formatted(file, kind.getValue().size(), kind.getKey()),
                        () -> check(kind.getValue(), machine)))
                .toList();
    }

    private static void check(List<Vector> vectors, Vector.Machine machine) {
        List<String> failures = new ArrayList<>();
        for (Vector vector : vectors) {
            List<String> differences = vector.check(machine);
            if (!differences.isEmpty()) {
                failures.add("%s %s: %s".formatted(vector.id(), vector.text(), differences));
            }
        }
        assertThat(failures.stream().limit(SHOWN))
                .as("%d of %d pass, %d fail", vectors.size() - failures.size(), vectors.size(), failures.size())
                .isEmpty();
    }

    private static List<String> read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.toString(), stream);
        }
    }

    private static List<String> read(String name, InputStream stream) throws IOException {
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(stream) : stream;
        try (var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.US_ASCII))) {
            return lines.lines().toList();
        }
    }
}
