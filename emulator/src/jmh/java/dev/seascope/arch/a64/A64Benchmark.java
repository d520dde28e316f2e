package dev.seascope.arch.a64;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the instruction table costs for each word: to decode 33 ns are allowed, to execute a plain instruction 5 ns.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class A64Benchmark {
    private static final int WORDS = 1024;
    private static final int BLOCK = 24;
    private static final long ADDRESS = 0x4000_0000;

    private final VectorProcessor processor = new VectorProcessor();
    private final Instruction[] block = bind(
            "add x2, x0, #3", "eor x3, x2, x1", "add x3, x3, x2, lsl #1", "and x4, x3, #0xff", "add x5, x5, x4",
            "sub w6, w5, w4", "orr x7, x6, x5, lsl #3", "cmp x7, x3", "csel x8, x7, x3, lt", "add x1, x1, x7, lsr #2",
            "ubfx x9, x1, #3, #7", "lsl w10, w9, #2", "madd x11, x9, x10, x1", "adds x12, x10, x11", "tst w12, #0xff00",
            "cset w13, ne", "sbfiz x14, x12, #4, #9", "mov x15, x14", "movz x16, #0x1234, lsl #16", "movk x16, #0x5678",
            "sxtw x17, w16", "clz x18, x17", "subs x19, x18, #3", "b.eq 0x40000000");
    private int[] words = new int[0];
    private String[] texts = new String[0];

    /// The words of the disassembler's sample: each instruction once and the frequent ones more often.
    @Setup
    public void read() throws IOException {
        String[] lines = VectorFiles.sample("disasm.tsv").toArray(String[]::new);
        words = new int[WORDS];
        texts = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = Integer.parseUnsignedInt(lines[i], 0, 8, 16);
            texts[i] = Disassembler.text(words[i], ADDRESS);
        }
    }

    private static Instruction[] bind(String... statements) {
        return Arrays.stream(statements)
                .map(statement -> LineAssembler.assemble(statement, ADDRESS, Expressions.NUMBERS))
                .map(result -> ((LineAssembler.Result.Word) result).word())
                .map(word -> A64.decode(word, A64.ALL_FEATURES).orElseThrow().bind(word))
                .toArray(Instruction[]::new);
    }

    /// Find the row of a word.
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public int decode() {
        int found = 0;
        for (int word : words) {
            found += A64.decode(word, A64.ALL_FEATURES).isPresent() ? 1 : 0;
        }
        return found;
    }

    /// Write a word as text.
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public int disassemble() {
        int length = 0;
        for (int word : words) {
            length += Disassembler.text(word, ADDRESS).length();
        }
        return length;
    }

    /// Read a statement.
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public int assemble() {
        int sum = 0;
        for (String text : texts) {
            sum += LineAssembler.assemble(text, ADDRESS, Expressions.NUMBERS).hashCode();
        }
        return sum;
    }

    /// Execute a block of different integer instructions, as an interpreter does.
    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public long execute() {
        Instruction[] instructions = block;
        long pc = ADDRESS;
        for (Instruction instruction : instructions) {
            processor.pc = pc;
            processor.nextPc = pc + 4;
            instruction.execute(processor);
            pc += 4;
        }
        return processor.x[1];
    }
}
