package dev.seascope.asm;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long a source takes: 500 ms are allowed for 10,000 lines, and eight times the lines may take eight times that.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 3, time = 1)
public class AssemblerBenchmark {
    private static final int LABELS = 500;
    private static final List<String> STATEMENTS = List.of(" add x0, x1, #%d", " ldr x3, [x4, #16]", " b f%d",
            " cbz x1, f%d", " mov x2, #0x1000", " sub x1, x2, x3", " stp x29, x30, [sp, #-16]!", " ret",
            " .word f3 - ., %d", " ldr x0, [x1], #8", " adrp x0, f%d", " add x0, x0, :lo12:f7", " nop",
            " ldr x1, =0x%x00001", " tbz x0, #5, . + 8", " .if %d > 3; nop; .endif", " fmadd d0, d1, d2, d3",
            " ld1 {v0.4s-v3.4s}, [x0], #64", " mla v1.8h, v2.8h, v3.h[7]");

    @Param({"10000", "80000"})
    private int lines;

    private String source = "";

    /// Lines of all kinds with labels that are used before and after they are defined.
    @Setup
    public void write() {
        var random = new Random(1);
        var text = new StringBuilder("_start:\n");
        for (int i = 0; i < lines; i++) {
            if (i % (lines / LABELS) == 0) {
                text.append("f%d: // label%n".formatted(i / (lines / LABELS)));
            }
            if (i % 200 == 199) {
                text.append(" .ltorg\n");
            }
            String statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
            text.append(statement.formatted(random.nextInt(LABELS))).append('\n');
        }
        source = text.toString();
        if (!assemble().errors().isEmpty()) {
            throw new IllegalStateException(assemble().errors().toString());
        }
    }

    /// Assemble the source.
    @Benchmark
    public Assembly assemble() {
        return Assembler.assemble("guest.s", source, 0x4008_0000L);
    }
}
