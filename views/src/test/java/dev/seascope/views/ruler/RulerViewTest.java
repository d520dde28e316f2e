package dev.seascope.views.ruler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.Kernel;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.Test;

class RulerViewTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());
    private final RulerModel model = new RulerModel(session, selection);

    @Test
    void choosingAKernelChangesItsRowAndAClickInTheLensSelectsTheByte() {
        FxThread.run(() -> {
            session.show(MmioReadMoment.snapshot());
            session.planProperty().set(MmioReadMoment.plan());
            Parent layer = new RulerView(model).root();
            model.openProperty().set(true);
            FxThread.show(layer, 1440, 700);

            ComboBox<?> first = (ComboBox<?>) FxThread.find(layer, "kernel-choice");
            first.getSelectionModel().select(Kernel.all().indexOf(Kernel.of("v6.17")));
            FxThread.click(FxThread.find(layer, "ruler-canvas"), 168 + 116 * 2.5, 320);

            assertThat(model.rowsProperty().get().getFirst().kernel().id()).isEqualTo("v6.17");
            assertThat(selection.selected()).isEqualTo(new Subject.StructByte(2));
        });
    }
}
