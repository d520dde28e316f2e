package dev.seascope.inject;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What an edit in the composer costs: a preview with the origin of each bit is to take less than 50 us, the answers of
/// every kernel less than 2 ms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PreviewBenchmark {
    private final Kernel kernel = Kernel.of("series-v1");
    private final KvmExit exit = new KvmExit.Mmio(0x0800_0000L, 0, 8, false);
    private final InjectionPlan plan = new InjectionPlan(Abort.DATA, true, 0x01c0_c700, false, false, 0);
    private final Bytes struct = Injector.encode(plan, kernel.header()).struct();
    private final VcpuState state = VcpuState.of(Host.DEFAULT, EnumSet.of(VmFeature.RAS),
            register -> switch (register) {
                case PC -> 0x4008_0c20L;
                case PSTATE -> 0x6000_0005L;
                case ESR_EL2 -> 0x93c0_8007L;
                case FAR_EL2 -> 0x0800_0000L;
                case VBAR_EL1 -> 0x4008_0800L;
                case MMIO_NEEDED -> 1;
                default -> 0;
            });

    /// One preview.
    @Benchmark
    public Preview preview() {
        return Injector.preview(plan, kernel, state, exit);
    }

    /// The answers of all kernels to the same bytes.
    @Benchmark
    public List<Injector.Row> everyKernel() {
        return Injector.onEveryKernel(struct, state, exit);
    }

    /// The table of all kernels, compared aspect by aspect.
    @Benchmark
    public KernelTable kernelTable() {
        return KernelTable.rebuilt(plan, Kernel.all(), kernel, state, exit);
    }
}
