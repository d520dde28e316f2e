package dev.seascope.arch;

import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.EsrDecoder;
import dev.seascope.arch.syndrome.ExceptionClass;
import dev.seascope.arch.syndrome.ExceptionClasses;
import dev.seascope.arch.syndrome.FaultStatus;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.Found;
import dev.seascope.arch.text.SyndromeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.openjdk.jmh.infra.Blackhole;

/// Decoding a syndrome and linting it is to take less than 500 ns, so that two million a second go through one core; text
/// is to be searched at 100 MB a second or more.
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SyndromeBenchmark {
    private static final int SYNDROMES = 4096;
    private static final int TEXT_BYTES = 16_000_000;

    private final EsrDecoder decoder = Esr.decoder(SyndromeContext.el1());
    private final long[] reported = new long[SYNDROMES];
    private final long[] random = new long[SYNDROMES];
    private final byte[] log;

    /// Syndromes that hardware could report, others of random bits, and a log with a syndrome in every thousandth line.
    public SyndromeBenchmark() {
        Random source = new Random(1);
        List<ExceptionClass> classes = ExceptionClasses.all().stream().filter(type -> type.reportedIn(1)).toList();
        List<FaultStatus> codes = FaultStatus.all();
        for (int i = 0; i < SYNDROMES; i++) {
            int ec = i % 2 == 0 ? Esr.EC_DABT_LOW + i / 2 % 2 : classes.get(i % classes.size()).value();
            boolean abort = ec == Esr.EC_DABT_LOW || ec == Esr.EC_DABT_CUR;
            reported[i] = Esr.of(ec, true, abort ? codes.get(i / 4 % codes.size()).code() : 0);
            random[i] = source.nextLong();
        }
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < TEXT_BYTES; line++) {
            text.append("[%12.6f] ".formatted(line / 1000.0)).append(line % 1000 == 0 ? "  ESR = 0x0000000096000010"
                    : "systemd[1]: Started session 12 of user far, address 0x1234, error status 0").append('\n');
        }
        log = text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Decode and lint what hardware reports.
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @OperationsPerInvocation(SYNDROMES)
    public void decodeAndLint(Blackhole sink) {
        for (long esr : reported) {
            sink.consume(decoder.read(esr));
            sink.consume(decoder.lint(esr));
        }
    }

    /// Decode and lint random bits, nearly all of which break several rules.
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @OperationsPerInvocation(SYNDROMES)
    public void decodeAndLintRandomBits(Blackhole sink) {
        for (long esr : random) {
            sink.consume(decoder.read(esr));
            sink.consume(decoder.lint(esr));
        }
    }

    /// Search a log; the result times [#TEXT_BYTES] is bytes a second.
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public List<Found> search() throws IOException {
        List<Found> found = new ArrayList<>();
        SyndromeText.scan(new ByteArrayInputStream(log), found::add);
        return found;
    }
}
