package dev.seascope.views.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.Injector;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.SessionModel;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import org.junit.jupiter.api.Test;

class FindingsViewTest {
    private final SessionModel session = new SessionModel((plan, machine) -> Injector.preview(plan,
            Kernel.of("series-v1"), machine.vcpuState(), KvmExit.read(MmioReadMoment.snapshot().kvmRun())));

    @Test
    void theLinkOfAFindingCorrectsWhatIsComposed() {
        FxThread.run(() -> {
            session.show(MmioReadMoment.snapshot());
            session.planProperty().set(MmioReadMoment.plan());
            Parent view = FxThread.show(new FindingsView(new FindingsModel(session, new Selection())).root(), 407, 116);
            Hyperlink link = view.lookupAll(".quiet-link").stream().map(Hyperlink.class::cast)
                    .filter(each -> each.getText().equals("Set WnR")).findFirst().orElseThrow();

            link.fire();

            assertThat(session.plan().esr()).isEqualTo(0x01c0_c740L);
            assertThat(view.lookupAll(".quiet-link")).extracting(each -> ((Hyperlink) each).getText())
                    .doesNotContain("Set WnR");
        });
    }
}
