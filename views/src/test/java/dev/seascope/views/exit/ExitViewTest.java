package dev.seascope.views.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.KvmExit;
import dev.seascope.session.Command;
import dev.seascope.session.RunState;
import dev.seascope.views.FxThread;
import dev.seascope.views.Machines;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

class ExitViewTest {
    private final List<Command> commands = new ArrayList<>();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());

    @Test
    void theSyndromeOfAnExitIsALinkToItsBits() {
        FxThread.run(() -> {
            session.show(Machines.in(MmioReadMoment.snapshot(),
                    new RunState.AtExit(new KvmExit.ArmSea(0, 0x9200_0610L, 0, 0))));
            Parent view = FxThread.show(new ExitView(new ExitModel(session, commands::add)).root(), 374, 255);

            assertThat(view.lookupAll(".register-link")).hasSize(1)
                    .allSatisfy(link -> assertThat(((Label) link).getTooltip().getText())
                            .isEqualTo("Show the bits of ESR_EL2"));
        });
    }

    @Test
    void theAnswerGoesOutWithTheButtonUnlessItIsNoNumber() {
        FxThread.run(() -> {
            session.show(MmioReadMoment.snapshot());
            Parent view = FxThread.show(new ExitView(new ExitModel(session, commands::add)).root(), 374, 155);
            var field = (TextField) FxThread.find(view, "answer-field");
            var send = (Button) FxThread.find(view, "plain-button");

            field.setText("seven");
            assertThat(send.isDisabled()).isTrue();

            field.setText("0x7");
            send.fire();

            assertThat(commands).containsExactly(new Command.Answer(7, true));
        });
    }
}
