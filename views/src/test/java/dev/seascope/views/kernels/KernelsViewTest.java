package dev.seascope.views.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.Kernel;
import dev.seascope.session.Command;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

class KernelsViewTest {
    private final List<Command> commands = new ArrayList<>();
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final KernelsModel model = new KernelsModel(session, commands::add);

    @Test
    void aRowShowsItsAnswerAndItsLinkChoosesTheKernel() {
        FxThread.run(() -> {
            session.show(MmioReadMoment.snapshot());
            session.planProperty().set(MmioReadMoment.plan());
            model.openProperty().set(true);
            Parent layer = FxThread.show(new KernelsView(model).root(), 1440, 700);

            assertThat(layer.lookupAll(".kernel-row")).hasSameSizeAs(Kernel.all());
            assertThat(texts(layer)).contains("0x97c0c710", "0x96000010", "at the next KVM_RUN", "-EINVAL");
            link(layer, "Ask v6.19 from here on").fire();

            assertThat(commands).containsExactly(new Command.UseKernel("v6.19"));
        });
    }

    private static List<String> texts(Parent in) {
        return in.lookupAll(".label").stream().map(node -> ((Labeled) node).getText()).toList();
    }

    private static Hyperlink link(Parent in, String says) {
        for (Node node : in.lookupAll(".quiet-link")) {
            if (says.equals(node.getAccessibleText())) {
                return (Hyperlink) node;
            }
        }
        throw new AssertionError("no link " + says);
    }
}
