package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.guests.parser.ScenarioParser;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.MachineSnapshot;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What Debian's kernel makes of injected aborts, and what firmware makes of them: the samples, scenarios beside this
/// test, and a table of the fault status codes.
@Tag("guests")
class LinuxScenariosTest {
    @TempDir
    private static Path kept = Path.of("");

    private static ScenarioRunner.Result run(Scenario scenario, Kernel kernel, Path machines) throws ScenarioException {
        var places = new Places(Path.of(""), new DebianGuests(DebianGuest.FOLDER), machines);
        return ScenarioRunner.run(scenario, kernel, places);
    }

    private static List<DynamicTest> tests(String name, Scenario scenario) {
        return scenario.kernelList().stream().map(kernel ->
                DynamicTest.dynamicTest("%s on %s: %s".formatted(name, kernel.id(), scenario.title()), () ->
                        assertThat(run(scenario, kernel, kept).report().steps())
                                .flatExtracting(ScenarioReport.StepResult::failures).isEmpty())).toList();
    }

    @TestFactory
    Stream<DynamicTest> everyScenario() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : Samples.onLinux()) {
            tests.addAll(tests(name, Samples.scenario(name).orElseThrow()));
        }
        for (Path file : files()) {
            tests.addAll(tests(file.getFileName().toString(), GuestFiles.scenario(file.toString()).scenario()));
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    /// A row of the table of fault status codes.
    ///
    /// @param code DFSC or IFSC
    /// @param words what Linux calls it
    /// @param signalled the process gets SIGBUS; otherwise it is killed
    /// @param named an oops begins with the words; otherwise they are in the line above it
    private record FaultStatus(int code, String words, boolean signalled, boolean named) {
        static FaultStatus of(String row) {
            String[] columns = row.split("\t", -1);
            assertThat(columns[2]).isIn("SIGBUS", "killed");
            assertThat(columns[3]).isIn("error", "fault");
            return new FaultStatus(Integer.decode(columns[0]), columns[1], columns[2].equals("SIGBUS"),
                    columns[3].equals("error"));
        }

        /// A data abort and an instruction abort, each to a process and to the kernel, in one boot.
        Scenario scenario() throws ScenarioException {
            var text = new StringBuilder("""
                    scenario: 1
                    title: %s
                    board: {}
                    guest:
                      image: debian:linux
                      initrd: program:aborts
                      append: console=ttyAMA0 panic=-1 sysctl.debug.exception-trace=1 -- lklklklklk
                    steps:
                    - run: {limit: 2000000000, keep: true}
                      expect: {exit: MMIO, phys_addr: 0x0b000000}
                    """.formatted(words));
            for (int number = 0; number < 4; number++) {
                boolean kernel = number % 2 == 1;
                boolean instruction = number >= 2;
                int ec = (instruction ? 0x20 : 0x24) + (kernel ? 1 : 0);
                int esr = (ec << 26) | (1 << 25) | code;
                String kind = instruction ? "IABT" : "DABT";
                text.append("""
                        - set_vcpu_events: {ext_%s_pending: 1, ext_abt_has_esr: 1, ext_abt_esr: 0x%x}
                          expect: {ESR_EL1: 0x%x}
                        - run: {}
                          expect:
                            exit: MMIO
                            phys_addr: 0x%x
                            console_regex: '%s'
                        """.formatted(kind.toLowerCase(Locale.ROOT), code & ~0x10, esr,
                        LinuxPrograms.HOLE + 16L * (number + 1),
                        kernel ? oops(number, esr, kind) : process(number, esr, kind)));
            }
            return ScenarioParser.parse("0x%x".formatted(code), text.toString());
        }

        private String process(int number, int esr, String kind) {
            return signalled ? "case %d: signal 7, code 3, address 0x0000[0-9a-f]{9}%02x0".formatted(number, number)
                    : "(?s)%s \\(lower EL\\), ESR 0x%016x, %s in init\\[.*case %d: ended by signal 9".formatted(kind,
                            Integer.toUnsignedLong(esr), Pattern.quote(words), number);
        }

        private String oops(int number, int esr, String kind) {
            long syndrome = Integer.toUnsignedLong(esr);
            String beginning = named ? "Internal error: %s: %016x".formatted(Pattern.quote(words), syndrome)
                    : "kernel %s at virtual address 0000[0-9a-f]{9}%02x0.* ESR = 0x%016x.*: %s \\(current EL\\).*"
                            .formatted(Pattern.quote(words), number, syndrome, kind)
                            + "Internal error: Oops: %016x".formatted(syndrome);
            return "(?s)%s \\[#%d\\] SMP.*strncpy_from_user.*case %d: ended by signal 11".formatted(beginning,
                    number / 2 + 1, number);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyStatusCodeToAProcessAndToTheKernelAsEitherAbort() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String row : Files.readAllLines(folder("linux/g2-fnv.yaml").resolve("fault-status.tsv"))) {
            if (!row.startsWith("#")) {
                FaultStatus status = FaultStatus.of(row);
                tests.addAll(tests(row.split("\t", -1)[0], status.scenario()));
            }
        }
        assertThat(tests).hasSize(21);
        return tests.stream();
    }

    /// The folder of a test resource. A folder of the same name is elsewhere on the class path.
    private static Path folder(String file) throws URISyntaxException {
        URL url = Objects.requireNonNull(LinuxScenariosTest.class.getResource(file));
        return Objects.requireNonNull(Path.of(url.toURI()).getParent());
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(folder("linux/g2-fnv.yaml"), folder("firmware/uefi.yaml"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    @Test
    void aKeptMachineGoesOnAsOneThatWasJustBooted(@TempDir Path empty) throws Exception {
        Scenario scenario = Samples.scenario("linux-takes-a-sea").orElseThrow();

        ScenarioRunner.Result booted = run(scenario, Kernel.DEFAULT, empty);
        try (Stream<Path> files = Files.list(empty)) {
            assertThat(files).hasSize(1);
        }
        ScenarioRunner.Result restored = run(scenario, Kernel.DEFAULT, empty);

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
