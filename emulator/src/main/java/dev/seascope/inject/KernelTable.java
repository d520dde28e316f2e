package dev.seascope.inject;

import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One injection's outcome on many kernels, each compared with one of them. Pure, and cheap enough to be made anew at
/// every keystroke: some microseconds a kernel.
///
/// @param reference the kernel that the others are compared with; it has a row like them
/// @param rows one for each kernel, in the order given
public record KernelTable(Kernel reference, List<Row> rows) {
    /// What is compared. Its value on a kernel is a short text, empty where it does not apply.
    public enum Aspect {
        /// `0`, or `EINVAL: pad[1] must be 0`.
        ANSWER("answer"),
        /// Fields of the plan that its struct has no room for, `ext_iabt_pending`.
        NOT_SENT("not sent"),
        /// What the guest will read, `0x97c0c710`; `unchanged` when it is not written.
        ESR_EL1("ESR_EL1"),
        /// The same for the address.
        FAR_EL1("FAR_EL1"),
        /// Offsets from `VBAR_EL1` of the vectors entered, `+0x200`; `none`.
        VECTOR("vector"),
        /// When the guest is there: `in the ioctl`, `at the next KVM_RUN`, `when SErrors are unmasked`, `never`.
        ENTERED("entered"),
        /// The SError that waits afterwards with its syndrome, `ISS 0x1000000`.
        WAITING_SERROR("SError waits"),
        /// What becomes of the MMIO access of the exit before: `dropped`, or `completed at the next KVM_RUN`.
        MMIO("MMIO access");

        private final String title;

        Aspect(String title) {
            this.title = title;
        }

        /// A column's heading.
        public String title() {
            return title;
        }
    }

    /// One kernel's outcome.
    ///
    /// @param preview the whole of it: bytes, verdict with its rule, every write with its sources, findings
    /// @param values each aspect as text
    /// @param differences the aspects in which it differs from the reference
    public record Row(Kernel kernel, Preview preview, Map<Aspect, String> values, Set<Aspect> differences) {
        /// Whether it stands out.
        public boolean differs() {
            return !differences.isEmpty();
        }

        /// An aspect as text, empty where it does not apply.
        public String value(Aspect aspect) {
            return values.getOrDefault(aspect, "");
        }
    }

    public KernelTable {
        rows = List.copyOf(rows);
    }

    /// The row of a kernel by its id; the reference's when there is none.
    public Row row(String kernelId) {
        return rows.stream().filter(row -> row.kernel.id().equals(kernelId)).findFirst()
                .orElseGet(() -> rows.stream().filter(row -> row.kernel.equals(reference)).findFirst().orElseThrow());
    }

    /// Every kernel of the table of kernels, and this one too if it is derived.
    public static List<Kernel> kernels(Kernel current) {
        return Stream.concat(Kernel.all().stream(), Stream.of(current)).distinct().toList();
    }

    /// The plan sent to each kernel by a VMM that was built for that kernel's header. What a struct has no room for is
    /// not sent, see [Preview#lacking].
    ///
    /// @param kernels the reference is added in front if it is not among them
    /// @param lastExit the exit before the call; [KvmExit.Unknown] when there was none
    public static KernelTable rebuilt(InjectionPlan plan, List<Kernel> kernels, Kernel reference, VcpuState state,
            KvmExit lastExit) {
        return compare(kernels, reference, state, kernel -> Injector.preview(plan, kernel, state, lastExit));
    }

    /// The same bytes and the same ioctl number sent to each kernel: one VMM, built once, for the header that `encoded`
    /// was made with.
    ///
    /// @param kernels the reference is added in front if it is not among them
    /// @param lastExit the exit before the call; [KvmExit.Unknown] when there was none
    public static KernelTable sameBytes(Injector.Encoded encoded, List<Kernel> kernels, Kernel reference,
            VcpuState state, KvmExit lastExit) {
        return compare(kernels, reference, state, kernel -> Injector.preview(encoded, kernel, state, lastExit));
    }

    private interface Previews {
        Preview on(Kernel kernel);
    }

    private static KernelTable compare(List<Kernel> kernels, Kernel reference, VcpuState state, Previews previews) {
        Map<Aspect, String> expected = values(previews.on(reference), state);
        List<Row> rows = new ArrayList<>();
        for (Kernel kernel : kernels.contains(reference) ? kernels
                : Stream.concat(Stream.of(reference), kernels.stream()).toList()) {
            Preview preview = previews.on(kernel);
            Map<Aspect, String> values = values(preview, state);
            EnumSet<Aspect> differences = EnumSet.noneOf(Aspect.class);
            values.forEach((aspect, value) -> {
                if (!value.equals(expected.get(aspect))) {
                    differences.add(aspect);
                }
            });
            rows.add(new Row(kernel, preview, values, differences));
        }
        return new KernelTable(reference, rows);
    }

    private static Map<Aspect, String> values(Preview preview, VcpuState state) {
        Effect now = preview.effect();
        Effect later = preview.atNextRun();
        Map<Aspect, String> values = new EnumMap<>(Aspect.class);
        values.put(Aspect.ANSWER, answer(preview.verdict()));
        values.put(Aspect.NOT_SENT, String.join(", ", preview.lacking()));
        values.put(Aspect.ESR_EL1, register(now, VcpuRegister.ESR_EL1));
        values.put(Aspect.FAR_EL1, register(now, VcpuRegister.FAR_EL1));
        List<String> vectors = Stream.concat(now.entries().stream(), later.entries().stream())
                .map(entry -> "+0x" + Integer.toHexString(entry.vectorOffset())).toList();
        boolean waits = now.result(VcpuRegister.VSE_PENDING).isPresent();
        values.put(Aspect.VECTOR, vectors.isEmpty() ? "none" : String.join(", ", vectors));
        values.put(Aspect.ENTERED, now.entered() ? "in the ioctl" : later.entered() ? "at the next KVM_RUN"
                : waits ? "when SErrors are unmasked" : "never");
        values.put(Aspect.WAITING_SERROR, waits ? "ISS 0x" + Long.toHexString(
                now.result(VcpuRegister.VSESR_EL2).map(Effect.Write::after).orElse(0L)) : "");
        boolean mmio = state.get(VcpuRegister.MMIO_NEEDED) != 0;
        values.put(Aspect.MMIO, !mmio ? ""
                : now.entered() || later.entered() ? "dropped" : "completed at the next KVM_RUN");
        return values;
    }

    private static String answer(Verdict verdict) {
        return verdict.accepted() ? "0" : verdict.errno() + ": " + verdict.text();
    }

    private static String register(Effect effect, VcpuRegister register) {
        return effect.result(register).map(write -> "0x" + Long.toHexString(write.after())).orElse("unchanged");
    }
}
