package dev.seascope.guests.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seascope.guests.DebianGuests;
import dev.seascope.guests.Matcher;
import dev.seascope.guests.Operand;
import dev.seascope.guests.Places;
import dev.seascope.guests.Samples;
import dev.seascope.guests.Scenario;
import dev.seascope.guests.ScenarioException;
import dev.seascope.guests.ScenarioLoader;
import dev.seascope.guests.Step.Action;
import dev.seascope.session.Accesses;
import dev.seascope.guests.Step;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.session.Machine;
import dev.seascope.session.MachineSpec;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioParserTest {
    private static final String EXAMPLE = """
            scenario: 1
            title: A load from a hole, answered with a data abort
            kernel: series-v1
            host: {ras: true, apei_claims: false}
            vm:
              features: [ras]
              memory:
                - {gpa: 0x40000000, size: 16MiB}
                - {gpa: 0x44000000, size: 64KiB, readonly: true}
              poison: [{gpa: 0x40001000, size: 4KiB, fnv: 1, fsc: 0x15}]
            guest:
              asm: |
                ldr x0, [x1]
              load: 0x40080000
            registers: {PC: 0x40080000, X1: 0b1000}
            memory: {0x40090200: "20 00 80 d2", handler+0x10: {asm: nop}}
            breakpoints: [_start]
            steps:
              - run: {}
                expect: {return: 0, exit: MMIO, phys_addr: 0x08000000, len: 8, is_write: 0}
              - set_vcpu_events: {ext_dabt_pending: 1, pad: [0, 1], ext_abt_esr: 0x01c0c700}
                title: inject
                points: 3
                expect: {errno: EINVAL}
                expect_on: {v6.17: {return: -1}}
              - get_vcpu_events: {}
                save: events
              - set_vcpu_events: {raw: $events}
              - expect: {ESR_EL1: {mask: 0xff, value: 0x10}, PC: {not: 0}, memory: {0x40000000: "00"}, host: {hpfar: 0}}
            """;

    private static Scenario parse(String text) throws ScenarioException {
        return ScenarioParser.parse("a.yaml", text);
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void theDocumentedExampleIsReadWhole() throws Exception {
        Scenario scenario = parse(EXAMPLE);

        assertThat(scenario.title()).isEqualTo("A load from a hole, answered with a data abort");
        assertThat(scenario.kernels()).containsExactly(new Scenario.KernelChoice(3, "series-v1", Map.of()));
        assertThat(scenario.vm().slots()).containsExactly(
                new Scenario.Slot(8, 0x40000000L, 16 << 20, false), new Scenario.Slot(9, 0x44000000L, 64 << 10, true));
        assertThat(scenario.vm().poison().getFirst().fsc()).contains(0x15);
        assertThat(scenario.guest()).isEqualTo(new Scenario.Guest.Assembly(
                new Scenario.Source(13, "ldr x0, [x1]\n"), 0x40080000L));
        assertThat(scenario.registers()).containsEntry("X1", new Operand.Literal(15, big(8)));
        assertThat(scenario.memory().get(1)).isEqualTo(new Scenario.Content.Assembly(
                new Operand.Symbol(16, "handler", big(0x10)), new Scenario.Source(16, "nop")));
        assertThat(scenario.breakpoints()).containsExactly(new Operand.Symbol(17, "_start", big(0)));
        assertThat(scenario.steps()).extracting(step -> step.action().verb())
                .containsExactly("run", "set_vcpu_events", "get_vcpu_events", "set_vcpu_events", "check");
    }

    @Test
    void aStepKeepsItsTitlePointsFieldsAndExpectationsPerKernel() throws Exception {
        Step step = parse(EXAMPLE).steps().get(1);

        assertThat(step.number()).isEqualTo(2);
        assertThat(step.title()).isEqualTo("inject");
        assertThat(step.points()).isEqualTo(3);
        assertThat(((Action.SetEvents) step.action()).fields()).containsEntry("pad",
                List.of(new Operand.Literal(21, big(0)), new Operand.Literal(21, big(1))));
        assertThat(step.expect()).extracting(Step.Expectation::matcher).containsExactly(new Matcher.Named("EINVAL"));
        assertThat(step.expectOn().get("v6.17")).extracting(Step.Expectation::key).containsExactly("return");
    }

    @Test
    void aScenarioThatNamesNoMachineGetsTheDefaultOne() throws Exception {
        Scenario scenario = parse("scenario: 1\nsteps: [{run: {}}]\n");

        assertThat(scenario.kernels().getFirst().base()).isEqualTo("series-v1");
        assertThat(scenario.host()).isEqualTo(new Scenario.Host(true, false, 48));
        assertThat(scenario.vm().features()).containsExactly("ras");
        assertThat(scenario.vm().ipaBits()).isEqualTo(40);
        assertThat(scenario.vm().slots()).extracting(Scenario.Slot::gpa).containsExactly(0x40000000L);
        assertThat(scenario.steps().getFirst().action()).isEqualTo(new Action.Run(10_000_000,
                new Step.Until.End(), false));
    }

    private static Step.Until until(String text) throws ScenarioException {
        return ((Action.Run) parse("scenario: 1\nsteps: [{run: {until: %s}}]\n".formatted(text)).steps().getFirst()
                .action()).until();
    }

    @Test
    void aRunEndsAtATextOrAtAnAccess() throws Exception {
        assertThat(until("'login: '")).isEqualTo(new Step.Until.Console("login: "));
        assertThat(until("{exception: 0x2f}")).isEqualTo(new Step.Until.Taken(0x2f));
        assertThat(until("{exit: MMIO}")).isEqualTo(
                new Step.Until.Access(new Accesses(0, Accesses.EVERYWHERE, true, true)));
        assertThat(until("{exit: MMIO, phys_addr: 0x09000018, is_write: 0}")).isEqualTo(
                new Step.Until.Access(new Accesses(0x0900_0018L, 1, true, false)));
        assertThat(until("{exit: MMIO, phys_addr: 0x09000000, size: 4KiB, is_write: 1}")).isEqualTo(
                new Step.Until.Access(new Accesses(0x0900_0000L, 4096, false, true)));
    }

    static List<Arguments> malformed() {
        return List.of(
                Arguments.of("", "a.yaml:1: the file is empty"),
                Arguments.of("steps: []", "a.yaml:1: the scenario: 'scenario' is missing"),
                Arguments.of("scenario: 2\nsteps: [{}]",
                        "a.yaml:1: scenario: format 2 is not known; this version reads format 1"),
                Arguments.of("scenario: 1\nstesp: []\nsteps: [{}]",
                        "a.yaml:2: unknown key 'stesp' in the scenario; known: scenario, title, kernel, kernels, host,"
                                + " vm, guest, board, registers, memory, breakpoints, steps"),
                Arguments.of("scenario: 1\nsteps: []", "a.yaml:2: steps: at least one step is needed"),
                Arguments.of("scenario: 1\nsteps: {run: {}}", "a.yaml:2: steps must be a list"),
                Arguments.of("scenario: 1\nscenario: 1\nsteps: [{}]", "a.yaml:2: scenario is given twice"),
                Arguments.of("scenario: 1\nsteps: [{}]\n---\na: 1", "a.yaml:3: a second document; a scenario file holds"
                        + " one"),
                Arguments.of("scenario: [1", "a.yaml:1: not YAML: expected ',' or ']', but got <stream end>"),
                Arguments.of("kernel: v5\nscenario: 1\nsteps: [{}]",
                        "a.yaml:1: kernel: unknown name 'v5'; known: v6.16, v6.17, series-v1,"
                                + " series-v1-doc, v6.18, v6.19, v7.0, mainline-2026-07"),
                Arguments.of("kernel: {base: v6.17,\n nmeaa: 1}\nscenario: 1\nsteps: [{}]",
                        "a.yaml:2: kernel: a kernel has no toggle nmeaa; known: il_policy, cap_245, struct, header,"
                                + " commit_immediately, sea_before_serror, non_atomic_set, s1ptw_level, ease, nmea,"
                                + " mmio_sign_ext_bug, sea_to_user, ldst64b"),
                Arguments.of("scenario: 1\nhost: {ras: maybe}\nsteps: [{}]",
                        "a.yaml:2: ras: 'maybe' is neither true nor false"),
                Arguments.of("scenario: 1\nvm:\n  memory:\n  - {gpa: 0, size: 8KiB}\n  - {gpa: 0x1000, size: 4KiB}\n",
                        "a.yaml:5: memory slot at 0x1000 overlaps the one at 0x0"),
                Arguments.of("scenario: 1\nvm: {memory: [{gpa: 0, size: lots}]}",
                        "a.yaml:2: size: 'lots' is not a size; write 64KiB, 16MiB or a number of bytes"),
                Arguments.of("scenario: 1\nvm: {memory: [{gpa: 0x10, size: 4KiB}]}",
                        "a.yaml:2: memory slot: address and size must be multiples of 4KiB"),
                Arguments.of("scenario: 1\nguest: {asm: nop, elf: a}",
                        "a.yaml:2: guest: exactly one of sample, elf, image, asm is needed"),
                Arguments.of("scenario: 1\nguest: {load: 1}",
                        "a.yaml:2: guest: exactly one of sample, elf, image, asm is needed"),
                Arguments.of("scenario: 1\nregisters: {X99: 1}", "a.yaml:2: unknown register 'X99'"),
                Arguments.of("scenario: 1\nregisters: {X1: 0x10000000000000000}",
                        "a.yaml:2: X1: 0x10000000000000000 does not fit in 64 bits"),
                Arguments.of("scenario: 1\nregisters: {X1: 1x}",
                        "a.yaml:2: X1: '1x' is not a number, a symbol or $name"),
                Arguments.of("scenario: 1\nmemory: {0: \"0g\"}",
                        "a.yaml:2: memory: '0g' is not bytes; write hexadecimal pairs, \"00 01 ff\""),
                Arguments.of("scenario: 1\nsteps:\n- {run: {}, step: 1}",
                        "a.yaml:3: a step does one thing; this one has 'run' and 'step'"),
                Arguments.of("scenario: 1\nsteps:\n- {ruin: {}}",
                        "a.yaml:3: unknown key 'ruin' in step; known: title, points, expect, expect_on, run, step,"
                                + " set_vcpu_events, get_vcpu_events, set_one_reg, get_one_reg, enable_cap,"
                                + " check_extension, kvm_run, console, vcpu, reverse, write_memory, memory_slot,"
                                + " poison, ghes, set_guest_debug"),
                Arguments.of("scenario: 1\nsteps:\n- run: {limt: 1}", "a.yaml:3: unknown key 'limt' in run; known: "
                        + "limit, until, keep"),
                Arguments.of("scenario: 1\nsteps:\n- run: {limit: 0}", "a.yaml:3: limit: at least 1"),
                Arguments.of("scenario: 1\nsteps:\n- {run: {}, save: a}", "a.yaml:3: unknown key 'save' in step; "
                        + "known: title, points, expect, expect_on, run"),
                Arguments.of("scenario: 1\nsteps:\n- {}\n- vcpu: uninitialised",
                        "a.yaml:4: vcpu: uninitialised must be the first step"),
                Arguments.of("scenario: 1\nsteps:\n- set_vcpu_events: {pad: 1}", "a.yaml:3: pad must be a list"),
                Arguments.of("scenario: 1\nsteps:\n- set_vcpu_events: {raw: \"00\", pad: [1]}",
                        "a.yaml:3: set_vcpu_events: raw is the whole struct; leave out the fields and layout"),
                Arguments.of("scenario: 1\nsteps:\n- {run: {}, expect: {exit: MMOI}}",
                        "a.yaml:3: exit: unknown name 'MMOI'; known: UNKNOWN, HYPERCALL, DEBUG, MMIO, FAIL_ENTRY, INTR,"
                                + " INTERNAL_ERROR, SYSTEM_EVENT, ARM_NISV, MEMORY_FAULT, ARM_SEA, ARM_LDST64B, LIMIT,"
                                + " BREAKPOINT, CONSOLE"),
                Arguments.of("scenario: 1\nsteps:\n- {run: {}, expect: {errno: EWHAT}}",
                        "a.yaml:3: errno: unknown name 'EWHAT'; write it as the kernel does, EINVAL"),
                Arguments.of("scenario: 1\nsteps:\n- {enable_cap: X, expect: {exit: MMIO}}",
                        "a.yaml:3: expect: 'exit' is neither a register nor something that 'enable_cap' has; it has:"
                                + " return, errno, exceptions, retired, console, console_regex"),
                Arguments.of("scenario: 1\nsteps:\n- expect: {X1: {maks: 1}}",
                        "a.yaml:3: unknown key 'maks' in X1; known: mask, not, any, value"),
                Arguments.of("scenario: 1\nsteps:\n- expect: {X1: {mask: 1}}",
                        "a.yaml:3: X1: write a value, {mask: , value: }, {not: } or {any: []}"),
                Arguments.of("scenario: 1\nsteps:\n- expect: {host: {esr: 1}}",
                        "a.yaml:3: host: unknown name 'esr'; known: esr_el2, far_el2, hpfar, mmio_needed, vse_pending,"
                                + " vsesr"),
                Arguments.of("scenario: 1\nsteps:\n- expect: {console_regex: \"(\"}",
                        "a.yaml:3: console_regex: not a regular expression: Unclosed group"),
                Arguments.of("scenario: 1\nguest:\n  asm: nop\n  append: x\nsteps: [{run: {}}]",
                        "a.yaml:4: guest: 'append' is handed over by a board; add board: {}"),
                Arguments.of("scenario: 1\nboard: {gic: 4}\nsteps: [{run: {}}]", "a.yaml:2: gic: 2 to 3, not 4"),
                Arguments.of("scenario: 1\nboard: {vcpus: 0}\nsteps: [{run: {}}]", "a.yaml:2: vcpus: 1 to 8, not 0"),
                Arguments.of("scenario: 1\nboard: {cpus: 1}\nsteps: [{run: {}}]",
                        "a.yaml:2: unknown key 'cpus' in board; known: vcpus, gic, acpi"),
                Arguments.of("scenario: 1\nvm: {features: [ras, mte]}\nboard: {}\nsteps: [{run: {}}]",
                        "a.yaml:2: features: the tags of mte are not emulated, and an operating system would use them;"
                                + " leave it out with board:"),
                Arguments.of("scenario: 1\nboard: {acpi: 1.0}\nsteps: [{run: {}}]",
                        "a.yaml:2: acpi: '1.0' is neither true nor false"),
                Arguments.of("scenario: 1\nsteps:\n- ghes: {}", "a.yaml:3: ghes: 'phys_addr' is missing"),
                Arguments.of("scenario: 1\nsteps:\n- ghes: {phys_addr: 0, severity: bad}",
                        "a.yaml:3: severity: unknown name 'bad'; known: recoverable, fatal, corrected, informational"),
                Arguments.of("scenario: 1\nsteps:\n- run: {until: ''}", "a.yaml:3: until: 1 to 1024 characters"),
                Arguments.of("scenario: 1\nsteps:\n- run: {until: {exit: ARM_SEA}}",
                        "a.yaml:3: exit: unknown name 'ARM_SEA'; known: MMIO"),
                Arguments.of("scenario: 1\nsteps:\n- run: {until: {exception: 64}}",
                        "a.yaml:3: exception: 64 does not fit in 6 bits"),
                Arguments.of("scenario: 1\nsteps:\n- run: {until: {exception: 1, exit: MMIO}}",
                        "a.yaml:3: unknown key 'exit' in until; known: exception"),
                Arguments.of("scenario: 1\nsteps:\n- run: {until: {phys_addr: 1}}", "a.yaml:3: until: 'exit' is missing"),
                Arguments.of("scenario: 1\nsteps:\n- run: {until: {exit: MMIO, size: 8}}",
                        "a.yaml:3: until: size needs phys_addr"),
                Arguments.of("scenario: 1\nsteps:\n- set_guest_debug: {control: [STEP]}", "a.yaml:3: control: unknown"
                        + " name 'STEP'; known: ENABLE, SINGLESTEP, USE_HW, USE_SW_BP"),
                Arguments.of("scenario: 1\nsteps:\n- run: {keep: yes}",
                        "a.yaml:3: keep: 'yes' is neither true nor false"),
                Arguments.of("scenario: 1\nsteps:\n- expect: {syndrome: 1}", "a.yaml:3: syndrome must be a mapping"),
                Arguments.of("[".repeat(100), "a.yaml:1: nested more than 32 deep"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatCannotBeUsedIsNamedWithItsLine(String text, String message) {
        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> parse(text)).withMessage(message);
    }

    @Test
    void theFirstInjectionIsTheFirstThatIsWrittenInFields() throws Exception {
        String steps = "scenario: 1\nsteps:\n- run: {}\n- set_vcpu_events: {raw: '01'}\n- set_vcpu_events: ";

        assertThat(parse(steps + "{serror_pending: 1, serror_has_esr: 1, serror_esr: 0x811}\n").firstInjection())
                .contains(new InjectionPlan(InjectionPlan.Abort.NONE, false, 0, true, true, 0x811));
        assertThat(parse(steps + "{ext_iabt_pending: 1, ext_abt_has_esr: 1, ext_abt_esr: 0x200}\n").firstInjection())
                .contains(new InjectionPlan(InjectionPlan.Abort.INSTRUCTION, true, 0x200, false, false, 0));
        assertThat(parse("scenario: 1\nsteps:\n- run: {}\n").firstInjection()).isEmpty();
    }

    /// Every scenario that comes with the program, and those of the tests.
    private static final List<String> TEXTS = texts();

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(EXAMPLE));
        Samples.names().forEach(name -> texts.add(Samples.text(name).orElseThrow()));
        return List.copyOf(texts);
    }

    /// One change to a scenario: bytes cut out and others put in, a line moved or said twice, a value or a key replaced
    /// by one from elsewhere.
    @Provide
    Arbitrary<String> mutants() {
        var token = Arbitraries.of("{}", "[]", "[{}]", "~", "null", "-1", "0x", "0xffffffffffffffffff", "1e9", "$x", "''",
                "'\\u0000'", "&a", "*a", "!!binary x", "!!float 1", "? x", "|", ">-", "- -", "{a: {b: {c: 1}}}", "run",
                "debian:linux", "program:x", "99999999999GiB", "\t", "%YAML 1.1", "---", "...", "\uFEFF", "<<", "\ud800",
                "0b2", "+", "poison", "sample", "X31", "V32", "[1, [2]]", "true", "no");
        return Combinators.combine(Arbitraries.of(TEXTS), Arbitraries.integers().between(0, 1 << 20),
                Arbitraries.integers().between(0, 1 << 20), Arbitraries.integers().between(0, 6), token)
                .as(ScenarioParserTest::mutant);
    }

    private static String mutant(String text, int place, int other, int kind, String token) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = place % lines.size();
        String line = lines.get(at);
        int colon = line.indexOf(':');
        switch (kind) {
            case 0 -> lines.set(at, colon < 0 ? token : line.substring(0, colon + 1) + " " + token);
            case 1 -> lines.set(at, colon < 0 ? token : token + line.substring(colon));
            case 2 -> lines.add(at, lines.get(other % lines.size()));
            case 3 -> lines.remove(at);
            case 4 -> lines.set(at, "  " + line);
            case 5 -> lines.set(at, line.replaceFirst("[\\w.]+(?=[,}\\]])", java.util.regex.Matcher.quoteReplacement(token)));
            default -> lines.set(at, line.substring(0, other % (line.length() + 1)) + token
                    + line.substring(other % (line.length() + 1)));
        }
        return String.join("\n", lines) + "\n";
    }

    @Property(tries = 4000)
    void anyChangedScenarioIsEitherReadOrNamedWithItsLine(@ForAll("mutants") String changed) {
        long lines = changed.lines().count() + 1;
        try {
            assertThat(parse(changed).steps()).isNotEmpty();
        } catch (ScenarioException e) {
            assertThat(e.getMessage()).matches("(?s)a\\.yaml:\\d+: .+");
            long line = Long.parseLong(String.valueOf(e.getMessage()).split(":", 3)[1]);
            assertThat(line).isBetween(1L, lines);
        }
    }

    @Property(tries = 1000)
    void anyScenarioThatIsReadBecomesAMachineOrIsNamed(@ForAll("mutants") String changed) {
        var nowhere = new Places(Path.of("nowhere"), new DebianGuests(Path.of("nowhere")), Path.of("nowhere"));
        try {
            Scenario scenario = parse(changed);
            Machine.create(ScenarioLoader.load(scenario, scenario.kernelList().getFirst(), nowhere).spec(), _ -> { });
        } catch (ScenarioException e) {
            assertThat(e.getMessage()).matches("(?s)\\S+:\\d+: .+");
        } catch (MachineSpec.UnusableException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    /// What the author wrote is in the message, wherever a key of a mapping is replaced by one that nobody knows.
    @Property(tries = 1000)
    void anUnknownKeyIsNamedAtItsLine(@ForAll("keys") String[] change) {
        String changed = change[0];
        int line = Integer.parseInt(change[1]);

        assertThatExceptionOfType(ScenarioException.class).isThrownBy(() -> parse(changed))
                .withMessageStartingWith("a.yaml:" + line + ":").withMessageContaining("zzz");
    }

    /// A scenario with a key that is not there, and the line of the key.
    @Provide
    Arbitrary<String[]> keys() {
        return Combinators.combine(Arbitraries.of(TEXTS), Arbitraries.integers().between(0, 1 << 20))
                .as((text, place) -> {
                    List<String> lines = new ArrayList<>(text.lines().toList());
                    List<Integer> withKey = IntStream.range(0, lines.size())
                            .filter(i -> lines.get(i).matches("(- | {2}- )?(title|kernels?|vm|guest|registers|board|steps"
                                    + "|run|step|set_vcpu_events|enable_cap|set_one_reg|get_one_reg|kvm_run|poison):.*"))
                            .boxed().toList();
                    int at = withKey.get(place % withKey.size());
                    lines.set(at, lines.get(at).replaceFirst("\\w+:", "zzz:"));
                    return new String[] {String.join("\n", lines) + "\n", Integer.toString(at + 1)};
                });
    }

    @Property(tries = 2000)
    void anyDamageIsEitherHarmlessOrNamedWithItsLine(@ForAll @IntRange(min = 0, max = 5000) int place,
            @ForAll @IntRange(min = 0, max = 40) int cut,
            @ForAll @StringLength(max = 6) @Chars({'{', '}', '[', ']', ':', '-', ' ', '\n', '"', '&', '*', '$', '0', 'x',
                '|', '#'}) String patch) {
        int at = place % EXAMPLE.length();
        String damaged = EXAMPLE.substring(0, at) + patch + EXAMPLE.substring(Math.min(EXAMPLE.length(), at + cut));
        try {
            assertThat(parse(damaged).steps()).isNotEmpty();
        } catch (ScenarioException e) {
            assertThat(e.getMessage()).matches("(?s)a\\.yaml:\\d+: .+");
        }
    }
}
