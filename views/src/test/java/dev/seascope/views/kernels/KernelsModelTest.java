package dev.seascope.views.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.inject.KernelTable.Aspect;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.Command;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.kernels.KernelsModel.Row;
import dev.seascope.views.kernels.KernelsModel.Sent;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KernelsModelTest {
    private final List<Command> commands = new ArrayList<>();
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final KernelsModel model = new KernelsModel(session, commands::add);

    @BeforeEach
    void openWithAnInjectionComposed() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());
        model.openProperty().set(true);
    }

    private Row row(String kernel) {
        return model.rowsProperty().get().stream().filter(row -> row.kernel().id().equals(kernel)).findFirst()
                .orElseThrow();
    }

    @Test
    void everyKernelHasARowAndTheOneInUseIsMarked() {
        assertThat(model.rowsProperty().get()).extracting(Row::kernel).isEqualTo(Kernel.all());
        assertThat(model.rowsProperty().get()).filteredOn(Row::current).extracting(row -> row.kernel().id())
                .containsExactly("series-v1");
        assertThat(row("series-v1").differs()).isFalse();
    }

    @Test
    void aKernelWithoutTheFieldsIsNotSentThemAndTheGuestReadsAnotherSyndrome() {
        assertThat(row("v6.19").text(Aspect.ESR_EL1)).isEqualTo("0x96000010");
        assertThat(row("v6.19").differences()).containsExactly(
                "has no ext_abt_has_esr, ext_abt_esr: not sent",
                "ESR_EL1: ISV 0, SAS 0, SF 0, AR 0, FnV 0, EA 0, CM 0");
    }

    @Test
    void theSameBytesAreRefusedWhereTheyMeanNothing() {
        model.sentProperty().set(Sent.BYTES);

        assertThat(row("v6.19").text(Aspect.ANSWER)).isEqualTo("-EINVAL");
        assertThat(row("v6.19").differences()).hasSize(1);
    }

    @Test
    void anAbortThatWaitsForTheNextRunSaysSo() {
        session.planProperty().set(new InjectionPlan(Abort.DATA, false, 0, false, false, 0));

        assertThat(row("v6.16").text(Aspect.ENTERED)).isEqualTo("at the next KVM_RUN");
        assertThat(row("v6.16").differences()).containsExactly("entered at the next KVM_RUN");
        assertThat(row("v6.17").differs()).isFalse();
    }

    @Test
    void aDerivedKernelJoinsTheTableAndCanBeTakenOff() {
        Kernel derived = Kernel.of("series-v1").derive(Map.of("commit_immediately", "false"));

        model.add(derived);

        assertThat(row(derived.id())).extracting(Row::derived, Row::differs).containsExactly(true, true);
        model.remove(derived);
        assertThat(model.rowsProperty().get()).extracting(Row::kernel).doesNotContain(derived);
    }

    @Test
    void theTableFollowsTheComposer() {
        session.planProperty().set(new InjectionPlan(Abort.NONE, false, 0, true, true, 0x12));

        assertThat(row("v6.16").text(Aspect.ESR_EL1)).isEqualTo("unchanged");
        assertThat(row("v6.16").text(Aspect.WAITING_SERROR)).isEqualTo("ISS 0x12");
        assertThat(row("v6.17").text(Aspect.ESR_EL1)).isEqualTo("0xbc000012");
        assertThat(row("mainline-2026-07").differences()).containsExactly("ESR_EL1: IL 1");
    }

    @Test
    void aKernelIsTriedByACommandAndNotTwice() {
        model.use(Kernel.of("v7.0"));
        model.use(Kernel.of("series-v1"));

        assertThat(commands).containsExactly(new Command.UseKernel("v7.0"));
    }

    @Test
    void nothingIsComputedWhileTheTableIsClosed() {
        model.openProperty().set(false);
        List<Row> before = model.rowsProperty().get();

        session.planProperty().set(InjectionPlan.NOTHING);

        assertThat(model.rowsProperty().get()).isSameAs(before);
    }
}
