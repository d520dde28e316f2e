package dev.seascope.views.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.session.Command;
import dev.seascope.session.RunState;
import dev.seascope.views.FxThread;
import dev.seascope.views.Machines;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject.StructByte;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class ComposeViewTest {
    private final List<Command> commands = new ArrayList<>();
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final Selection selection = new Selection();

    private Parent shown() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());
        return FxThread.show(new ComposeView(new ComposeModel(session, commands::add), selection,
                Keymap.visualStudio(), new VBox()).root(), 407, 474);
    }

    private static TextField field(Parent view, String name) {
        return view.lookupAll(".number-field").stream().map(TextField.class::cast)
                .filter(each -> each.getAccessibleText().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theSumShowsEverySourceAndTheResult() {
        FxThread.run(() -> {
            Set<String> texts = FxThread.find(shown(), "syndrome-sum").lookupAll(".label").stream()
                    .filter(Label.class::isInstance).map(node -> ((Label) node).getText())
                    .collect(Collectors.toSet());

            assertThat(texts).contains("you", "01c0c700", "KVM", "90000010", "PSTATE", "04000000", "last trap",
                    "02000000", "0x97c0c710", "PC, VBAR +0x200", "0x40080a00", "0x08000000");
        });
    }

    @Test
    void theFieldFollowsThePlanButNotWhileItSaysTheSameOtherwise() {
        FxThread.run(() -> {
            TextField esr = field(shown(), "ext_abt_esr");
            assertThat(esr.getText()).isEqualTo("0x01c0c700");

            session.planProperty().set(dataAbort(0x42));
            assertThat(esr.getText()).isEqualTo("0x00000042");

            esr.setText("66");
            session.planProperty().set(dataAbort(0x42));
            assertThat(esr.getText()).isEqualTo("66");
        });
    }

    @Test
    void whatIsNoNumberIsMarkedAndChangesNothing() {
        FxThread.run(() -> {
            Parent view = shown();
            TextField esr = field(view, "ext_abt_esr");
            Label problem = (Label) view.lookup(".compose-inputs .error-text");
            assertThat(problem.getText()).isEmpty();

            esr.setText("0xfish");

            assertThat(esr.getStyleClass()).contains("wrong");
            assertThat(problem.getText()).isEqualTo("not a number");
            assertThat(session.plan()).isEqualTo(MmioReadMoment.plan());
        });
    }

    @Test
    void injectIsTheOneButtonThatSendsAndIsOffWhileTheGuestRuns() {
        FxThread.run(() -> {
            Parent view = shown();
            var inject = (Button) view.lookup("#inject");

            inject.fire();
            session.show(Machines.in(MmioReadMoment.snapshot(), new RunState.Running()));
            inject.fire();

            assertThat(inject.isDisabled()).isTrue();
            assertThat(commands).hasSize(1);
        });
    }

    @Test
    void aByteOfTheRulerCanBeSelected() {
        FxThread.run(() -> {
            Node ruler = shown().lookup("#byte-ruler");

            FxThread.click(ruler, 8, 27);
            assertThat(selection.selected()).isEqualTo(new StructByte(0));

            double width = ruler.getLayoutBounds().getWidth();
            FxThread.click(ruler, width - 4, 27);
            assertThat(selection.selected()).isEqualTo(new StructByte(24));
        });
    }

    private static InjectionPlan dataAbort(long esr) {
        return new InjectionPlan(Abort.DATA, true, esr, false, false, 0);
    }
}
