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

/// What single events cost: nanoseconds each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MachineBenchmark {
    private static final int ROUNDS = 10_000;
    private static final long PAGES_APART = 5 * 4096;

    private final Guest calls = Guest.of("again: svc #0; b again");
    private final Guest faults = Guest.of("brk #0");
    private final Guest misses = Guest.of("""
            again: ldr x0, [x1]
            add x1, x1, x2
            cmp x1, x3
            csel x1, x4, x1, hs
            b again""");
    private final Guest holes = Guest.of("ldr x0, [x1]").with("X1", Guest.HOLE);
    private final Guest writes = Guest.of("again: str x0, [x1]; b again").with("X1", Guest.DATA);

    /// Vectors that return; a walk over pages, every fifth of 16 MiB.
    public MachineBenchmark() {
        calls.put(Guest.VECTORS + 0x200, "eret");
        faults.put(Guest.VECTORS + 0x200, "eret");
        misses.with("X1", Guest.DATA).with("X4", Guest.DATA).with("X2", PAGES_APART)
                .with("X3", Guest.RAM + Guest.RAM_BYTES);
        calls.cpu.setExceptionListener(ExceptionListener.NONE);
        faults.cpu.setExceptionListener(ExceptionListener.NONE);
    }

    /// SVC, ERET and a branch.
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Stop systemCall() {
        return calls.cpu.run(3 * ROUNDS);
    }

    /// BRK and ERET.
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Stop exception() {
        return faults.cpu.run(2 * ROUNDS);
    }

    /// Five instructions, one of which reads another page each time.
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Stop pageByPage() {
        return misses.cpu.run(5 * ROUNDS);
    }

    /// A load that leaves for the hypervisor.
    @Benchmark
    public Stop trap() {
        return holes.cpu.run(1);
    }

    /// A snapshot of memory and processor, and the copy of the page that is written next.
    @Benchmark
    public Object snapshot() {
        writes.cpu.run(4);
        return new Object[] {writes.memory.snapshot(), writes.cpu.snapshot()};
    }
}
