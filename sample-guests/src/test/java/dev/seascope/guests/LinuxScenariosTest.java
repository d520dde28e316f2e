package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.MachineSnapshot;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What Debian's kernel makes of injected aborts: a scenario a row of the specification's table, the samples among
/// them.
@Tag("guests")
class LinuxScenariosTest {
    @TempDir
    private static Path kept = Path.of("");

    private static ScenarioRunner.Result run(Scenario scenario, Path machines) throws ScenarioException {
        var places = new Places(Path.of(""), new DebianGuests(DebianGuest.FOLDER), machines);
        return ScenarioRunner.run(scenario, scenario.kernelList().getFirst(), places);
    }

    private static DynamicTest test(String name, Scenario scenario) {
        return DynamicTest.dynamicTest("%s: %s".formatted(name, scenario.title()), () ->
                assertThat(run(scenario, kept).report().steps()).flatExtracting(ScenarioReport.StepResult::failures)
                        .isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioOnLinux() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : Samples.onLinux()) {
            tests.add(test(name, Samples.scenario(name).orElseThrow()));
        }
        for (Path file : files()) {
            tests.add(test(file.getFileName().toString(), GuestFiles.scenario(file.toString()).scenario()));
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        // Beside the programs, which are in another folder of the class path.
        URL url = Objects.requireNonNull(LinuxScenariosTest.class.getResource("linux/g2-fnv.yaml"));
        Path folder = Objects.requireNonNull(Path.of(url.toURI()).getParent());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @Test
    void aKeptMachineGoesOnAsOneThatWasJustBooted(@TempDir Path empty) throws Exception {
        Scenario scenario = Samples.scenario("linux-takes-a-sea").orElseThrow();

        ScenarioRunner.Result booted = run(scenario, empty);
        try (Stream<Path> files = Files.list(empty)) {
            assertThat(files).hasSize(1);
        }
        ScenarioRunner.Result restored = run(scenario, empty);

        assertThat(restored.report()).isEqualTo(booted.report());
        MachineSnapshot one = booted.stops().getLast();
        MachineSnapshot other = restored.stops().getLast();
        assertThat(describe(other)).isEqualTo(describe(one));
        for (long at = 0x4000_0000L; at < 0x5000_0000L; at += 61) {
            assertThat(other.memory().byteAt(at)).as("at 0x%x", at).isEqualTo(one.memory().byteAt(at));
        }
    }

    private static String describe(MachineSnapshot machine) {
        return "%d %s %s %x %x %x %s %s %s %d %d %s".formatted(machine.retired(), machine.state(), machine.x(),
                machine.sp(), machine.pc(), machine.pstate(), machine.system(), machine.host(), machine.kvmRun(),
                machine.exits(), machine.exceptions(), machine.console());
    }
}
