package dev.seascope.arch.a64;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The whole corpus, read, run and compared once in a virtual machine that has done nothing before: 25,660 vectors, or
/// the sample where there is no more. 10 s are allowed for 20,000.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class CorpusBenchmark {
    private final VectorProcessor processor = new VectorProcessor();
    private List<String> lines = List.of();

    @Setup
    public void read() throws IOException {
        List<String> whole = VectorFiles.whole("corpus");
        lines = whole.isEmpty() ? VectorFiles.sample("corpus.tsv.gz") : whole;
    }

    /// Run all vectors, none of which may fail.
    ///
    /// @return how many there are
    @Benchmark
    public int corpus() {
        var failed = new ArrayList<String>();
        for (String line : lines) {
            Vector vector = Vector.parse(line);
            if (!vector.check(processor::run).isEmpty()) {
                failed.add(vector.id());
            }
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("fail: " + failed);
        }
        return lines.size();
    }
}
