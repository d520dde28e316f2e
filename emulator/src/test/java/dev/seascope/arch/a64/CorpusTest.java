package dev.seascope.arch.a64;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs vectors that another emulator answered, class by class.
class CorpusTest {
    private static final int SHOWN = 10;

    @TestFactory
    List<DynamicTest> everyInstructionDoesWhatTheOtherEmulatorSays() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        VectorFiles.lines("corpus").forEach((file, lines) -> {
            Map<String, List<Vector>> kinds = lines.stream().map(Vector::parse)
                    .collect(groupingBy(Vector::kind, TreeMap::new, Collectors.toList()));
            kinds.forEach((kind, vectors) -> tests.add(DynamicTest.dynamicTest(
                    "%s: %d of %s".formatted(file, vectors.size(), kind), () -> check(vectors))));
        });
        return tests;
    }

    private static void check(List<Vector> vectors) {
        List<String> failures = vectors.stream()
                .filter(vector -> !vector.check().isEmpty())
                .map(vector -> "%s %s: %s".formatted(vector.id(), vector.text(), vector.check()))
                .toList();
        assertThat(failures.stream().limit(SHOWN))
                .as("%d of %d fail", failures.size(), vectors.size())
                .isEmpty();
    }
}
