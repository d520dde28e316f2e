package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.a64.Processor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Instructions with answers from another emulator, on the whole processor: MMU on, at EL0, through blocks and TLBs.
class CorpusTest {
    private static final Path WHOLE = Path.of("../../shared/vectors/corpus-a.tsv.gz");
    private static final long CODE = 0x1000_0000L;
    private static final int CODE_BYTES = 0x1_0000;
    private static final long START = CODE + 0x8000;
    private static final long DATA = 0x2000_0000L;
    private static final int DATA_BYTES = 0x1000;
    private static final long TABLES = 0x4000_0000L;
    private static final long VECTORS = 0x4000_8000L;
    private static final int BRK = 0xd420_0000;

    private final GuestMemory memory = new GuestMemory(1 << 20);
    private final Cpu cpu = new Cpu(memory, CpuModel.DEFAULT);
    private final byte[] expectedData = new byte[DATA_BYTES];

    /// Maps the windows where they are, memory Normal, everything allowed.
    CorpusTest() {
        memory.setSlot(MemorySlot.of(0, CODE, CODE_BYTES));
        memory.write(CODE, breakpoints(CODE_BYTES / 4));
        memory.setSlot(MemorySlot.of(1, DATA, DATA_BYTES));
        memory.setSlot(MemorySlot.of(2, TABLES, 0x1_0000));
        memory.write(VECTORS + 0x400, words(0xd400_0002));
        // Level 1 blocks of 1 GiB with AF, inner shareable, attribute 0: the first for EL0, the second for EL1 only.
        memory.write(TABLES, words(0x741, 0, (int) TABLES | 0x701, 0));
        cpu.setRegister("TTBR0_EL1", TABLES);
        cpu.setRegister("TCR_EL1", 64 - 39 | 2L << 32);
        cpu.setRegister("MAIR_EL1", 0xff);
        cpu.setRegister("VBAR_EL1", VECTORS);
        cpu.setRegister("CPACR_EL1", 3 << 20);
        // M, UMA, DZE, UCT, nTWI, nTWE, UCI
        cpu.setRegister("SCTLR_EL1", 1 | 1 << 9 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 18 | 1 << 26);
    }

    @Test
    void everySequenceDoesWhatTheOtherEmulatorSays() throws IOException {
        var failures = new ArrayList<String>();
        int count = 0;
        for (String line : lines()) {
            String[] fields = line.split("\t", -1);
            count++;
            String difference = run(fields[4], fields[5], fields[6]);
            if (!difference.isEmpty()) {
                failures.add("%s %s %s: %s".formatted(fields[0], fields[1], fields[7], difference));
            }
        }

        assertThat(count).isPositive();
        assertThat(failures.stream().limit(10)).as("%d of %d fail", failures.size(), count).isEmpty();
    }

    private static List<String> lines() throws IOException {
        if (Files.exists(WHOLE)) {
            try (InputStream stream = new GZIPInputStream(Files.newInputStream(WHOLE))) {
                return read(stream);
            }
        }
        try (InputStream stream = Processor.class.getResourceAsStream("corpus.tsv")) {
            return read(Objects.requireNonNull(stream));
        }
    }

    private static List<String> read(InputStream stream) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }

    private String run(String program, String before, String after) {
        String[] words = program.split(",", -1);
        int[] code = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            code[i] = Integer.parseUnsignedInt(words[i], 16);
        }
        memory.write(START, words(code));
        var state = new State();
        state.apply(before);
        state.load();
        state.apply(after);

        Stop stop = cpu.run(10_000);
        memory.write(START, breakpoints(words.length));

        return stop instanceof Trap trap && trap.ec() == Trap.EC_HVC64 ? state.difference() : stop.toString();
    }

    private static byte[] breakpoints(int count) {
        int[] words = new int[count];
        Arrays.fill(words, BRK);
        return words(words);
    }

    private static byte[] words(int... words) {
        byte[] bytes = new byte[4 * words.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (words[i / 4] >>> (8 * (i % 4)));
        }
        return bytes;
    }

    /// What the vectors describe.
    private final class State {
        private final long[] x = new long[32];
        private final long[] v = new long[64];
        private long pc = START;
        private long nzcv;
        private long fpcr;
        private long fpsr;
        private long threadPointer;

        State() {
            for (int n = 0; n < 31; n++) {
                x[n] = 0x0101_0101_0101_0101L * (n + 1);
            }
            x[Processor.SP] = DATA + 0x800;
            for (int n = 0; n < 32; n++) {
                v[2 * n] = 0x0101_0101_0101_0101L * (0x80 + n);
                v[2 * n + 1] = 0x0101_0101_0101_0101L * (0xc0 + n);
            }
            for (int i = 0; i < DATA_BYTES; i++) {
                expectedData[i] = (byte) (i * 7 + (i >> 8) * 13 + 3);
            }
        }

        void apply(String text) {
            if (text.equals("-")) {
                return;
            }
            for (String pair : text.split(" ", -1)) {
                int equals = pair.indexOf('=');
                set(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }

        private void set(String key, String digits) {
            BigInteger value = new BigInteger(digits, 16);
            switch (key) {
                case "pc" -> pc = value.longValue();
                case "sp" -> x[Processor.SP] = value.longValue();
                case "nzcv" -> nzcv = value.longValue();
                case "fpcr" -> fpcr = value.longValue();
                case "fpsr" -> fpsr = value.longValue();
                case "tpidr" -> threadPointer = value.longValue();
                default -> {
                    int number = Integer.parseInt(key.substring(1), key.charAt(0) == 'm' ? 16 : 10);
                    switch (key.charAt(0)) {
                        case 'x' -> x[number] = value.longValue();
                        case 'v' -> {
                            v[2 * number] = value.longValue();
                            v[2 * number + 1] = value.shiftRight(64).longValue();
                        }
                        default -> {
                            for (int i = 0; i < digits.length() / 2; i++) {
                                expectedData[number + i] =
                                        (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
                            }
                        }
                    }
                }
            }
        }

        void load() {
            cpu.setPstate(nzcv << 28);
            System.arraycopy(x, 0, cpu.x, 0, x.length);
            System.arraycopy(v, 0, cpu.v, 0, v.length);
            cpu.fpcr = (int) fpcr;
            cpu.fpsr = (int) fpsr;
            cpu.setRegister("TPIDR_EL0", threadPointer);
            cpu.clearExclusive();
            memory.write(DATA, expectedData);
            cpu.setPc(pc);
        }

        String difference() {
            var found = new ArrayList<String>();
            compare("exception class", -1, 0x3c, cpu.register("ESR_EL1").orElseThrow() >>> 26, found);
            compare("pc", -1, pc, cpu.register("ELR_EL1").orElseThrow(), found);
            compare("nzcv", -1, nzcv, cpu.register("SPSR_EL1").orElseThrow() >>> 28, found);
            compare("fpcr", -1, fpcr, cpu.fpcr, found);
            compare("fpsr", -1, fpsr, cpu.fpsr, found);
            compare("tpidr", -1, threadPointer, cpu.register("TPIDR_EL0").orElseThrow(), found);
            compare("sp", -1, x[Processor.SP], cpu.sp(0), found);
            for (int n = 0; n < 31; n++) {
                compare("x", n, x[n], cpu.x[n], found);
            }
            for (int n = 0; n < 64; n++) {
                compare("v", n / 2, v[n], cpu.v[n], found);
            }
            byte[] data = memory.read(DATA, DATA_BYTES).orElseThrow().toArray();
            int differs = Arrays.mismatch(expectedData, data);
            if (differs >= 0) {
                found.add("m%03x is %02x, not %02x".formatted(differs, data[differs], expectedData[differs]));
            }
            return String.join(", ", found);
        }

        private static void compare(String what, int n, long expected, long actual, List<String> found) {
            if (expected != actual) {
                found.add("%s%s is %x, not %x".formatted(what, n < 0 ? "" : n, actual, expected));
            }
        }
    }
}
