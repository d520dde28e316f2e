package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.register.RegisterLayouts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A guest that provokes every kind of exception and prints what its vectors saw, against what another emulator and,
/// where that is wrong, the architecture say. The machine has no hypervisor: what would go to EL2 becomes an external
/// abort, or UNDEFINED.
class ExceptionOracleTest {
    private static final long IMAGE = 0x4008_0000L;
    private static final long UART = 0x0900_0000L;
    private static final long SYSTEM_OFF = 0x8400_0008L;
    private static final long SYNC_EXTERNAL_ABORT = 0x10;
    private static final long AARCH64_ONLY = 1;
    private static final List<String> COLUMNS = List.of("vec", "esr", "far", "elr", "spsr", "entry");

    private static final Map<String, String> PRINTED = new HashMap<>();

    /// One line of the table.
    record Expected(String name, List<String> values, String x0, String x0Mask, String tags) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = ExceptionOracleTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static Stream<Expected> cases() throws IOException {
        String console = run();
        for (String line : console.split("\n", -1)) {
            PRINTED.put(line.split(" ", -1)[0], line);
        }
        return resource("exceptions.tsv").lines().filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)))
                .map(fields -> new Expected(fields.getFirst(), fields.subList(1, 7), fields.get(7), fields.get(8),
                        fields.get(9)))
                .map(ExceptionOracleTest::onThisProcessor);
    }

    /// The table's row for AArch32 state at EL0 is for a processor that has it. Where `ID_AA64PFR0_EL1.EL0` says that
    /// there is AArch64 state only, ERET with `SPSR_EL1.M[4]` set is an illegal exception return (DDI 0487,
    /// `IllegalExceptionReturn`): exception level, stack pointer and execution state stay, flags and masks come from
    /// SPSR_EL1, and PSTATE.IL is set. The instruction returned to is not executed but taken as an Illegal Execution
    /// state exception, from EL1h, with class 0x0e. Of its address bits 63:32 and 1:0 are UNKNOWN; here they are kept.
    private static Expected onThisProcessor(Expected row) {
        return row.tags.contains("aarch32") && level(processor(), "EL0") == AARCH64_ONLY
                ? new Expected(row.name, List.of("200", "3a000000", "-", "ref+0", "100005", "4,1,3c0"), "-", "-",
                        row.tags)
                : row;
    }

    private static long level(Cpu cpu, String field) {
        long value = Objects.requireNonNull(cpu.systemRegisters().get("ID_AA64PFR0_EL1"));
        return RegisterLayouts.of("ID_AA64PFR0_EL1").orElseThrow().fields().stream()
                .filter(each -> each.name().equals(field)).findFirst().orElseThrow().bits().get(value);
    }

    private static Cpu processor() {
        return new Cpu(new GuestMemory(1 << 20), CpuModel.ARMV8_0_A);
    }

    @Test
    void theProcessorSaysThatNoLevelHasAArch32State() {
        assertThat(List.of(level(processor(), "EL0"), level(processor(), "EL1"))).containsOnly(AARCH64_ONLY);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void guestSeesTheExceptionThatTheArchitectureSays(Expected expected) {
        String line = PRINTED.getOrDefault(expected.name, "");
        Map<String, String> seen = new HashMap<>();
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            seen.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
        }

        var wrong = new ArrayList<String>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            String value = expected.values.get(i);
            String got = seen.getOrDefault("none", null) != null && i == 0 ? "none" : seen.get(COLUMNS.get(i));
            if (!value.equals("-") && !value.equals(got)) {
                wrong.add("%s is %s, not %s".formatted(COLUMNS.get(i), got, value));
            }
        }
        if (!expected.x0.equals("-")) {
            long mask = Long.parseUnsignedLong(expected.x0Mask, 16);
            long got = Long.parseUnsignedLong(seen.getOrDefault("x0", "0"), 16);
            if (((got ^ Long.parseUnsignedLong(expected.x0, 16)) & mask) != 0) {
                wrong.add("x0 is %x, not %s".formatted(got, expected.x0));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String run() throws IOException {
        var memory = new GuestMemory(16 << 20);
        memory.setSlot(MemorySlot.of(0, 0x4000_0000L, 16 << 20));
        memory.write(IMAGE, resource("exceptions.bin").getBytes(StandardCharsets.ISO_8859_1));
        var cpu = new Cpu(memory, CpuModel.ARMV8_0_A);
        cpu.setPc(IMAGE);
        var console = new StringBuilder();
        while (Guest.lasting(cpu.run(10_000_000)) instanceof Trap trap) {
            if (trap.ec() == Trap.EC_HVC64) {
                assertThat(cpu.x[0]).isEqualTo(SYSTEM_OFF);
                return console.toString();
            }
            handle(cpu, trap, console);
        }
        throw new AssertionError("the guest did not end: " + console);
    }

    private static void handle(Cpu cpu, Trap trap, StringBuilder console) {
        if (!trap.isAbort()) {
            cpu.takeException(0, OptionalLong.of(0x0200_0000L), OptionalLong.empty());
        } else if (trap.ipa() == UART) {
            console.append((char) cpu.x[(int) trap.iss() >>> 16 & 0x1f]);
            cpu.completeInstruction();
        } else {
            OptionalInt level = (trap.iss() & Syndrome.S1PTW) == 0 ? OptionalInt.empty()
                    : cpu.levelOfDescriptor(trap.farEl2(), trap.ipa());
            long status = SYNC_EXTERNAL_ABORT + (level.isPresent() ? 4 + level.getAsInt() : 0);
            int ec = Syndrome.sameOrLower(trap.ec(), cpu.currentEl());
            long iss = (trap.iss() & (Syndrome.CM | Syndrome.WNR)) | status;
            cpu.takeException(0, OptionalLong.of(Syndrome.of(ec, iss)), OptionalLong.of(trap.farEl2()));
        }
    }
}
