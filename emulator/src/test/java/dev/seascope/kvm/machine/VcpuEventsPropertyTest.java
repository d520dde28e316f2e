package dev.seascope.kvm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.Injector;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuEvents;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Rules of `KVM_SET_VCPU_EVENTS` that hold for every kernel, real or derived, every vCPU and every byte sequence.
class VcpuEventsPropertyTest {
    private static final List<VcpuRegister> SETTABLE = Stream.of(VcpuRegister.values())
            .filter(register -> register != VcpuRegister.PENDING_EXCEPTION).toList();

    @Provide
    Arbitrary<Kernel> kernels() {
        Arbitrary<Map<String, String>> toggles = Arbitraries.subsetOf(Kernel.Toggle.values()).map(chosen -> {
            Map<String, String> changes = new TreeMap<>();
            for (Kernel.Toggle toggle : Kernel.Toggle.values()) {
                changes.put(toggle.key(), String.valueOf(chosen.contains(toggle)));
            }
            return changes;
        });
        Arbitrary<Map<String, String>> rest = Combinators.combine(Arbitraries.of("stale", "always1"),
                Arbitraries.of(Structs.VCPU_EVENTS).map(StructLayout::id))
                .as((il, struct) -> Map.of("il_policy", il, "struct", struct));
        Arbitrary<Kernel> derived = Combinators.combine(toggles, rest)
                .as((first, second) -> Kernel.DEFAULT.derive(first).derive(second));
        return Arbitraries.oneOf(Arbitraries.of(Kernel.all()), derived);
    }

    @Provide
    Arbitrary<VcpuState> states() {
        Arbitrary<Long> value = Arbitraries.oneOf(Arbitraries.longs(),
                Arbitraries.integers().between(0, 63).map(bit -> 1L << bit), Arbitraries.of(0L, -1L));
        return Combinators.combine(value.list().ofSize(SETTABLE.size()), Arbitraries.of(true, false),
                Arbitraries.subsetOf(VmFeature.values()), Arbitraries.of(0, 4, 5, 0x10, 0x13),
                Arbitraries.integers().between(-1, 4)).as(VcpuEventsPropertyTest::state);
    }

    private static VcpuState state(List<Long> values, boolean ras, Set<VmFeature> features, int mode, int level) {
        VcpuState state = VcpuState.of(new Host(ras, false, 48), features, register -> switch (register) {
            case PSTATE -> (values.get(register.place()) & 0xffff_ffe0L) | mode;
            case MMIO_NEEDED, VSE_PENDING -> values.get(register.place()) & 1;
            case VSESR_EL2 -> values.get(SETTABLE.indexOf(register)) & 0x1ff_ffff;
            case PENDING_EXCEPTION -> VcpuRegister.PENDING_NONE;
            default -> values.get(SETTABLE.indexOf(register));
        });
        return level > 3 ? state : state.with((_, _, _) -> OptionalInt.of(level));
    }

    @Provide
    Arbitrary<Bytes> structs() {
        Arbitrary<Integer> flag = Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.of(0)),
                Tuple.of(4, Arbitraries.of(1)), Tuple.of(1, Arbitraries.of(2, 255)));
        Arbitrary<Long> syndrome = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(0, 0x1ff_ffff)),
                Tuple.of(1, Arbitraries.longs()));
        Arbitrary<Boolean> rarely = Arbitraries.integers().between(0, 9).map(n -> n == 0);
        return Combinators.combine(flag.list().ofSize(5), syndrome, syndrome, rarely, Arbitraries.integers()
                .between(0, 63)).as((flags, serror, abort, spoil, where) -> {
                    Bytes struct = Bytes.copyOf(new byte[64]).with(8, 8, serror).with(16, 8, abort);
                    for (int i = 0; i < flags.size(); i++) {
                        struct = struct.with(i, 1, flags.get(i));
                    }
                    return spoil ? struct.with(where, 1, 1) : struct;
                });
    }

    /// Sends bytes that were made for the series to a kernel, with those cleared that its struct has no room for in two
    /// of three cases, so that not everything is refused.
    private static Bytes fitting(Bytes struct, Kernel kernel) {
        if (kernel.events().has("ext_abt_esr") || struct.at(8) % 3 == 0) {
            return kernel.events().size() == 72 ? Bytes.copyOf(Arrays.copyOf(struct.toArray(), 72)) : struct;
        }
        return struct.with(3, 2, 0).with(16, 8, 0);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theAnswerIsAFunctionOfKernelStateAndBytes(@ForAll("kernels") Kernel kernel, @ForAll("states") VcpuState state,
            @ForAll("structs") Bytes struct) {
        Bytes bytes = fitting(struct, kernel);

        assertThat(VcpuEvents.set(kernel, state, bytes)).isEqualTo(VcpuEvents.set(kernel, state, bytes));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyValueWrittenIsTheOrOfItsContributions(@ForAll("kernels") Kernel kernel,
            @ForAll("states") VcpuState state, @ForAll("structs") Bytes struct) {
        for (Effect.Write write : VcpuEvents.set(kernel, state, fitting(struct, kernel)).effect().writes()) {
            assertThat(write.sources().stream().mapToLong(source -> source.bits()).reduce(0, (a, b) -> a | b))
                    .as(write.register()).isEqualTo(write.after());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aRefusalChangesNothingWhereTheKernelChecksFirst(@ForAll("kernels") Kernel kernel,
            @ForAll("states") VcpuState state, @ForAll("structs") Bytes struct) {
        VcpuEvents.Outcome outcome = VcpuEvents.set(kernel, state, fitting(struct, kernel));

        if (!outcome.verdict().accepted() && !kernel.does(Kernel.Toggle.NON_ATOMIC_SET)) {
            assertThat(outcome.effect().applyTo(state)).isEqualTo(state);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void generalRegistersAndTheRecordOfTheLastTrapAreNotTouched(@ForAll("kernels") Kernel kernel,
            @ForAll("states") VcpuState state, @ForAll("structs") Bytes struct) {
        VcpuState after = VcpuEvents.set(kernel, state, fitting(struct, kernel)).effect().applyTo(state);

        for (VcpuRegister register : List.of(VcpuRegister.X0, VcpuRegister.X30, VcpuRegister.VBAR_EL1,
                VcpuRegister.SCTLR_EL1, VcpuRegister.ESR_EL2, VcpuRegister.FAR_EL2, VcpuRegister.HPFAR_EL2)) {
            assertThat(after.get(register)).isEqualTo(state.get(register));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatGetReturnsCanBeSetOnAFreshVcpuWithTheSameResult(@ForAll("kernels") Kernel kernel,
            @ForAll("states") VcpuState state) {
        VcpuState fresh = VcpuState.RESET.with(state.host());
        Bytes events = VcpuEvents.get(kernel, state);

        VcpuEvents.Outcome outcome = VcpuEvents.set(kernel, fresh, events);

        assertThat(outcome.verdict().accepted()).isTrue();
        assertThat(VcpuEvents.get(kernel, outcome.effect().applyTo(fresh))).isEqualTo(events);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void thePreviewIsWhatHappens(@ForAll("kernels") Kernel kernel, @ForAll("states") VcpuState state,
            @ForAll("structs") Bytes struct) throws KvmException {
        Guest guest = Guest.of(kernel, state.host(), features(state));
        for (VcpuRegister register : SETTABLE) {
            guest.set(register, state.get(register));
        }
        Bytes bytes = fitting(struct, kernel);
        long ioctl = Ioctl.KVM_SET_VCPU_EVENTS.number(kernel.events().size());
        VcpuState before = guest.vcpu.state();
        Preview preview = Injector.preview(bytes, ioctl, kernel, before, new KvmExit.Unknown());

        IoctlResult result = guest.vcpu.ioctl(ioctl, bytes);

        assertThat(result.verdict()).isEqualTo(preview.verdict());
        assertThat(guest.vcpu.state()).isEqualTo(preview.effect().applyTo(before));

        // A run of no instructions does what a run does first.
        VcpuState called = guest.vcpu.state();
        guest.vcpu.run(0);
        assertThat(guest.vcpu.state()).isEqualTo(preview.atNextRun().applyTo(called));
    }

    private static Set<VmFeature> features(VcpuState state) {
        Set<VmFeature> features = EnumSet.noneOf(VmFeature.class);
        for (VmFeature feature : VmFeature.values()) {
            if (state.has(feature)) {
                features.add(feature);
            }
        }
        return features;
    }
}
