package dev.seascope.cpu;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How fast the interpreter is, in guest instructions: the score is millions of instructions a second. The goal is at
/// least 40 on the register loop.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RegisterLoopBenchmark {
    private static final int INSTRUCTIONS = 1_000_000;

    private final Guest registers = Guest.of("""
            again: add x0, x0, #1
            eor x1, x1, x0
            add x2, x2, x1, lsl #3
            sub x3, x2, x0
            and x4, x3, #0xff
            cmp x4, #7
            csel x5, x4, x0, lo
            cbnz x0, again
            """);
    private final Guest memory = Guest.of("""
            mov x9, #0x40100000
            again: ldr x0, [x9, #8]
            add x0, x0, #1
            str x0, [x9, #8]
            ldrb w1, [x9, #3]
            stp x0, x1, [x9, #32]
            cbnz x9, again
            """);

    /// Arithmetic, flags and a branch, without memory.
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public Stop registerLoop() {
        return registers.cpu.run(INSTRUCTIONS);
    }

    /// Loads and stores.
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public Stop memoryLoop() {
        return memory.cpu.run(INSTRUCTIONS);
    }
}
