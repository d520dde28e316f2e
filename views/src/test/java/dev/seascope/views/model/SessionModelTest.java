package dev.seascope.views.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Effect;
import dev.seascope.session.RunState;
import dev.seascope.session.SessionEvent;
import dev.seascope.views.Machines;
import dev.seascope.views.MmioReadMoment;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionModelTest {
    private final SessionModel model = new SessionModel(Previewer.KVM);

    @Test
    void previewFollowsEveryEditAndEverySnapshot() {
        assertThat(model.preview().effect()).isEqualTo(Effect.NONE);

        model.planProperty().set(new InjectionPlan(Abort.DATA, false, 0, false, false, 0));
        long beforeLoading = written("FAR_EL1");
        model.show(MmioReadMoment.snapshot());

        assertThat(beforeLoading).isZero();
        assertThat(written("FAR_EL1")).isEqualTo(0x0800_0000L);
        assertThat(written("ESR_EL1")).isEqualTo(0x9600_0010L);
    }

    @Test
    void beforeTheFirstRunTheLastTrapIsAllZero() {
        model.planProperty().set(new InjectionPlan(Abort.DATA, false, 0, false, false, 0));

        assertThat(written("ESR_EL1")).isEqualTo(0x9400_0010L); // IL 0: ESR_EL2 was never written
    }

    private long written(String register) {
        return model.preview().effect().result(register).orElseThrow().after();
    }

    @Test
    void changesAreCountedFromTheStopBeforeThisOne() {
        model.show(MmioReadMoment.atExit(6));
        model.show(Machines.in(MmioReadMoment.atExit(7), new RunState.Running()));
        model.show(MmioReadMoment.atExit(8));

        assertThat(model.previousStopProperty().get().exits()).isEqualTo(6);
        assertThat(model.startProperty().get().exits()).isEqualTo(6);
    }

    @Test
    void aSecondSnapshotOfTheSameStopMovesNoMarks() {
        model.show(MmioReadMoment.atExit(7));
        model.show(MmioReadMoment.atExit(8));
        model.show(MmioReadMoment.atExit(8));

        assertThat(model.previousStopProperty().get().exits()).isEqualTo(7);
    }

    @Test
    void aStartedGuestBeginsAnew() {
        model.append(MmioReadMoment.events());
        model.append(List.of(new SessionEvent.ExceptionReturned(2000, 0, 0), new SessionEvent.Started(0, 1, 0x40),
                new SessionEvent.ExceptionReturned(9, 0, 0)));

        assertThat(model.events()).hasSize(2);
        assertThat(model.events().getFirst()).isEqualTo(new SessionEvent.Started(0, 1, 0x40));
    }
}
