package dev.seascope.inject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.inject.KernelTable.Aspect;
import dev.seascope.inject.KernelTable.Row;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KernelTableTest {
    private static final KvmExit MMIO = new KvmExit.Mmio(0x0800_0000L, 0, 8, false);
    private static final Kernel SERIES = Kernel.of("series-v1");
    private static final VcpuState MMIO_STOP = VcpuState.of(Host.DEFAULT, EnumSet.of(VmFeature.RAS),
            register -> switch (register) {
                case PC -> 0x40_0100;
                case PSTATE -> 0x6000_0005L;
                case VBAR_EL1 -> 0x1_0000;
                case SCTLR_EL1 -> 0x0080_0000L;
                case ESR_EL2 -> 0x93c0_8007L;
                case FAR_EL2 -> 0x0800_0000L;
                case MMIO_NEEDED -> 1;
                default -> 0;
            });
    private static final InjectionPlan DABT = new InjectionPlan(Abort.DATA, false, 0, false, false, 0);
    private static final InjectionPlan IABT_ISS = new InjectionPlan(Abort.INSTRUCTION, true, 0x100_0600, false, false, 0);

    private static KernelTable rebuilt(InjectionPlan plan, VcpuState state) {
        return KernelTable.rebuilt(plan, Kernel.all(), SERIES, state, MMIO);
    }

    private static Map<Aspect, String> differing(Row row) {
        Map<Aspect, String> differing = new TreeMap<>();
        row.differences().forEach(aspect -> differing.put(aspect, row.value(aspect)));
        return differing;
    }

    @Test
    void aKernelThatOnlyPendsDiffersInWhenTheGuestIsThereAndInNothingElse() {
        KernelTable table = rebuilt(DABT, MMIO_STOP);

        assertThat(differing(table.row("v6.16"))).containsExactly(Map.entry(Aspect.ENTERED, "at the next KVM_RUN"));
        assertThat(table.rows()).filteredOn(Row::differs).extracting(row -> row.kernel().id())
                .containsExactly("v6.16", "series-v1-doc");
        assertThat(table.row("series-v1").values()).isEqualTo(Map.of(Aspect.ANSWER, "0", Aspect.NOT_SENT, "",
                Aspect.ESR_EL1, "0x96000010", Aspect.FAR_EL1, "0x8000000", Aspect.VECTOR, "+0x200",
                Aspect.ENTERED, "in the ioctl", Aspect.WAITING_SERROR, "", Aspect.MMIO, "dropped"));
    }

    @Test
    void beforeTheFirstRunTheNewestKernelAloneSetsIl() {
        assertThat(differing(rebuilt(DABT, VcpuState.RESET).row("mainline-2026-07")))
                .containsExactly(Map.entry(Aspect.ESR_EL1, "0x96000010"));
        assertThat(rebuilt(DABT, VcpuState.RESET).row("v7.0").value(Aspect.ESR_EL1)).isEqualTo("0x94000010");
    }

    @Test
    void theSameBytesAreRefusedByAKernelThatCallsThemReserved() {
        KernelTable table = KernelTable.sameBytes(Injector.encode(IABT_ISS, SERIES.header()), Kernel.all(), SERIES,
                MMIO_STOP, MMIO);

        assertThat(table.row("v6.19").value(Aspect.ANSWER)).isEqualTo("EINVAL: reserved[0] must be 0");
        assertThat(table.row("v6.19").value(Aspect.MMIO)).isEqualTo("completed at the next KVM_RUN");
        assertThat(table.row("series-v1").value(Aspect.ESR_EL1)).isEqualTo("0x87000610");
        assertThat(table.row("series-v1").differs()).isFalse();
    }

    @Test
    void aRebuiltVmmCannotSendWhatItsHeaderLacks() {
        Row row = rebuilt(IABT_ISS, MMIO_STOP).row("v6.17");

        assertThat(row.value(Aspect.ANSWER)).isEqualTo("0");
        assertThat(row.value(Aspect.NOT_SENT)).isEqualTo("ext_iabt_pending, ext_abt_has_esr, ext_abt_esr");
        assertThat(row.value(Aspect.ENTERED)).isEqualTo("never");
        assertThat(row.differences()).contains(Aspect.NOT_SENT, Aspect.ESR_EL1);
    }

    @Test
    void aDerivedKernelHasARowOfItsOwn() {
        Kernel derived = Kernel.of("v6.19+il_policy=always1");
        KernelTable table = KernelTable.rebuilt(DABT, KernelTable.kernels(derived), derived, VcpuState.RESET, MMIO);

        assertThat(table.rows()).hasSize(Kernel.all().size() + 1).last().satisfies(row -> {
            assertThat(row.kernel()).isEqualTo(derived);
            assertThat(row.differs()).isFalse();
        });
        assertThat(table.row("v6.19").differences()).containsExactly(Aspect.ESR_EL1);
        assertThat(KernelTable.rebuilt(DABT, List.of(SERIES), derived, MMIO_STOP, MMIO).rows())
                .extracting(Row::kernel).containsExactly(derived, SERIES);
    }

    @Test
    void aMaskedSErrorWaitsEverywhereAndAnUnmaskedOneOnlyOnTheOldestKernel() {
        InjectionPlan serror = new InjectionPlan(Abort.NONE, false, 0, true, true, 0x101_d1ed);
        VcpuState masked = MMIO_STOP.with(VcpuRegister.PSTATE, 0x105);

        assertThat(rebuilt(serror, masked).rows()).filteredOn(row -> row.preview().verdict().accepted())
                .allSatisfy(row -> assertThat(row.value(Aspect.WAITING_SERROR)).isEqualTo("ISS 0x101d1ed"));
        assertThat(rebuilt(serror, MMIO_STOP).row("v6.16").value(Aspect.ENTERED)).isEqualTo("when SErrors are unmasked");
        assertThat(rebuilt(serror, MMIO_STOP).row("v6.17").value(Aspect.VECTOR)).isEqualTo("+0x380");
        assertThat(rebuilt(serror, MMIO_STOP).row("mainline-2026-07").differences()).containsExactly(Aspect.ESR_EL1);
    }
}
