package dev.seascope.views.registers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class RegisterSearchTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final RegistersModel model = new RegistersModel(session, selection);

    @Test
    void aSearchListsEveryRegisterWhoseNameContainsWhatIsTyped() {
        session.show(MmioReadMoment.snapshot());

        model.filterProperty().set(" ttbr");

        assertThat(model.shown().system()).extracting(row -> ((RegisterRow.SystemRegister) row).name())
                .containsExactly("TTBR0_EL1", "TTBR1_EL1");
        assertThat(model.match()).contains("TTBR0_EL1");
    }

    @Test
    void anExactNameComesBeforeALongerOne() {
        session.show(MmioReadMoment.snapshot());

        model.filterProperty().set("x1");

        assertThat(model.match()).contains("X1");
    }

    @Test
    void theKeyboardFindsSelectsAndOpensARegister() {
        FxThread.run(() -> {
            session.show(MmioReadMoment.snapshot());
            List<Subject> opened = new ArrayList<>();
            var view = new RegistersView(model, "Find");
            selection.onOpen(opened::add);
            Parent root = FxThread.show(view.root(), 321, 474);

            view.find();
            var field = (TextField) root.lookup("#register-search");
            field.setText("vbar");
            FxThread.press(field, KeyCode.ENTER);
            FxThread.press(FxThread.find(root, "register-table"), KeyCode.ENTER);

            assertThat(selection.selected()).isEqualTo(new Subject.Register("VBAR_EL1"));
            assertThat(opened).containsExactly(new Subject.Register("VBAR_EL1"));
            FxThread.press(field, KeyCode.ESCAPE);
            assertThat(model.filterProperty().get()).isEmpty();
        });
    }
}
