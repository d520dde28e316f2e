package dev.seascope.views.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.inject.Preset;
import dev.seascope.kvm.Kernel;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.Machines;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposeModelTest {
    private final List<Command> commands = new ArrayList<>();
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final ComposeModel model = new ComposeModel(session, commands::add);

    @Test
    void injectingSendsTheBytesShown() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());

        model.inject();

        assertThat(commands).containsExactly(new Command.SetVcpuEvents(0x4040_aea0L,
                MmioReadMoment.preview().struct(), "dabt + ISS"));
    }

    @Test
    void aRefusedInjectionIsSentAllTheSame() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(new InjectionPlan(Abort.DATA, true, -1, false, false, 0));
        assertThat(session.preview().verdict().accepted()).isFalse();

        model.inject();

        assertThat(commands).hasSize(1);
    }

    @Test
    void nothingIsSentWhileTheGuestRunsOrWithoutOne() {
        for (RunState state : List.of(new RunState.Running(), new RunState.Empty(), new RunState.Failed("oops"))) {
            MachineSnapshot machine = Machines.in(MmioReadMoment.snapshot(), state);
            session.show(machine);

            model.inject();

            assertThat(model.canInject().getValue()).isFalse();
            assertThat(model.whyNot().getValue()).isNotBlank();
        }
        assertThat(commands).isEmpty();
    }

    @Test
    void supplyingASyndromeSwitchesItOn() {
        model.setEsr(0x10);
        model.setSerrorEsr(0x11);

        assertThat(session.plan()).isEqualTo(new InjectionPlan(Abort.NONE, true, 0x10, false, true, 0x11));
    }

    @Test
    void theKindFollowsThePlanAndThePlanTheKind() {
        session.planProperty().set(MmioReadMoment.plan());
        assertThat(model.abortProperty().get()).isEqualTo(Abort.DATA);

        model.abortProperty().set(Abort.INSTRUCTION);
        assertThat(session.plan()).isEqualTo(new InjectionPlan(Abort.INSTRUCTION, true, 0x01c0_c700L, false, false, 0));
    }

    @Test
    void aPresetIsNamedAsLongAsNothingIsChanged() {
        for (Preset preset : Preset.ALL) {
            model.use(preset);
            assertThat(model.preset().getValue()).contains(preset);
        }
        model.setEsr(0x1234);
        assertThat(model.preset().getValue()).isEmpty();
    }

    @Test
    void anotherKernelIsAskedOfTheSessionOnce() {
        session.show(MmioReadMoment.snapshot());

        model.useKernel(Kernel.of("series-v1"));
        model.useKernel(Kernel.of("v6.19"));

        assertThat(commands).containsExactly(new Command.UseKernel("v6.19"));
    }

    @Test
    void theTimelineNamesWhatWasSent() {
        assertThat(MmioReadMoment.plan().label()).isEqualTo("dabt + ISS");
        assertThat(new InjectionPlan(Abort.INSTRUCTION, false, 0, true, false, 0).label()).isEqualTo("iabt + SError");
        assertThat(new InjectionPlan(Abort.NONE, false, 0, true, false, 0).label()).isEqualTo("SError");
        assertThat(InjectionPlan.NOTHING.label()).isEqualTo("nothing");
    }
}
