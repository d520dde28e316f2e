package dev.seascope.views.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Previewer;
import org.junit.jupiter.api.Test;

class SumTest {
    private static Sum of(InjectionPlan plan) {
        return Sum.of(plan, Previewer.KVM.preview(plan, MmioReadMoment.snapshot()), MmioReadMoment.snapshot());
    }

    @Test
    void theResultIsTheOrOfItsRows() {
        Sum sum = of(MmioReadMoment.plan());

        assertThat(sum.rows()).extracting(Contribution::source).containsExactly(Source.YOU, Source.KVM, Source.PSTATE,
                Source.LAST_TRAP);
        assertThat(sum.rows().stream().mapToLong(Contribution::bits).reduce(0, (a, b) -> a | b))
                .isEqualTo(sum.result().orElseThrow());
        assertThat(sum.result()).contains(0x97c0_c710L);
        assertThat(sum.how()).isEqualTo("OR of the four");
    }

    @Test
    void theFaultAddressIsUnknownWhenFnvIsSet() {
        assertThat(of(MmioReadMoment.plan()).far()).contains(new Sum.Far(Source.LAST_TRAP, 0x0800_0000L, true));
        assertThat(of(new InjectionPlan(Abort.DATA, true, 0, false, false, 0)).far())
                .contains(new Sum.Far(Source.LAST_TRAP, 0x0800_0000L, false));
    }

    @Test
    void theVectorIsNamedByItsOffset() {
        assertThat(of(MmioReadMoment.plan()).pc()).hasValueSatisfying(pc -> {
            assertThat(pc.offset()).isEqualTo(0x200);
            assertThat(pc.value()).isEqualTo(0x4008_0a00L);
        });
    }

    @Test
    void aRefusalChangesNothingAndKeepsWhatWasSupplied() {
        Sum sum = of(new InjectionPlan(Abort.DATA, true, 1L << 31, false, false, 0));

        assertThat(sum.title()).startsWith("Refused");
        assertThat(sum.result()).contains(0x5600_0000L);
        assertThat(sum.rows()).extracting(Contribution::bits).containsExactly(1L << 31);
        assertThat(sum.pc()).isEmpty();
    }

    @Test
    void nothingComposedSaysSo() {
        assertThat(of(InjectionPlan.NOTHING).title()).isEqualTo("Nothing is composed");
    }
}
