package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.guests.parser.ScenarioParser;
import dev.seascope.kvm.Kernel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs scenario files: the samples, and the conformance cases of the specification with the kernel's own selftests,
/// one file a case, named after it.
class ScenarioFilesTest {
    private static Path folder(String resource) throws URISyntaxException {
        URL url = Objects.requireNonNull(ScenarioFilesTest.class.getResource(resource));
        return Path.of(url.toURI());
    }

    private static List<DynamicTest> tests(String name, Scenario scenario, Places places) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Kernel kernel : scenario.kernelList()) {
            tests.add(DynamicTest.dynamicTest("%s on %s: %s".formatted(name, kernel.id(), scenario.title()), () ->
                    assertThat(ScenarioRunner.run(scenario, kernel, places).report().steps())
                            .flatExtracting(ScenarioReport.StepResult::failures).isEmpty()));
        }
        return tests;
    }

    @TestFactory
    Stream<DynamicTest> everySampleDoesWhatItsScenarioSays() {
        return Samples.names().stream().filter(name -> !Samples.onLinux().contains(name))
                .flatMap(name -> tests(name, Samples.scenario(name).orElseThrow(), Places.ofUser(Path.of("")))
                        .stream());
    }

    @TestFactory
    Stream<DynamicTest> conformance() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder("conformance"))) {
            for (Path file : files.sorted().toList()) {
                GuestFiles.Found found = GuestFiles.scenario(file.toString());
                tests.addAll(tests(file.getFileName().toString(), found.scenario(), found.places()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    @Test
    void everyScenarioBesideTheProgramsIsASample() throws IOException, URISyntaxException {
        List<String> found = new ArrayList<>();
        for (Path folder : List.of(folder("samples"), folder("linux/aborts.s").resolveSibling("."))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".yaml"))
                        .map(file -> file.replace(".yaml", "")).forEach(found::add);
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(Samples.names());
    }

    @Test
    void aCaseThatExpectsTheWrongValueFails() throws Exception {
        Path file = folder("conformance/case-22.yaml");
        String text = Files.readString(file).replace("ESR_EL1: 0x96000010", "ESR_EL1: 0x96000011");
        Scenario scenario = ScenarioParser.parse("wrong.yaml", text);

        ScenarioReport report = ScenarioRunner.run(scenario, Kernel.DEFAULT, Places.ofUser(Path.of(""))).report();

        assertThat(report.passed()).isFalse();
        assertThat(report.steps().get(1).failures()).containsExactly(
                new ScenarioReport.Failure("ESR_EL1", "0x96000011", "0x96000010"));
        assertThat(report.score()).isEqualTo(report.max() - 1);
    }
}
