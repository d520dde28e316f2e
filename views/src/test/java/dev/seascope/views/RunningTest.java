package dev.seascope.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

/// What the window does ten times a second while a guest runs must not cost more than it shows.
class RunningTest {
    private static final MachineSnapshot STOPPED = MmioReadMoment.snapshot();

    private final SessionModel session = new SessionModel(Previewer.KVM);

    /// The guest while it runs, after so many instructions.
    private static MachineSnapshot after(long retired) {
        return new MachineSnapshot(retired, new RunState.Running(), STOPPED.x(), STOPPED.sp(), STOPPED.pc() + retired % 2 * 4,
                STOPPED.pstate() ^ retired % 2 << 30, STOPPED.system(), STOPPED.host(), STOPPED.kvmRun(), STOPPED.exits(),
                STOPPED.exceptions(), STOPPED.console(), STOPPED.machine(), STOPPED.memory(), STOPPED.program());
    }

    private Parent window(int width) {
        session.append(MmioReadMoment.events());
        session.show(STOPPED);
        session.show(after(1_000_000));
        return FxThread.show(new Workbench(session, _ -> { }, GuestLibrary.NONE).root(), width, 900);
    }

    private static List<Node> nodes(Node from) {
        List<Node> all = new ArrayList<>(List.of(from));
        if (from instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> all.addAll(nodes(child)));
        }
        return all;
    }

    private static List<String> texts(Node root) {
        return nodes(root).stream().filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText()).toList();
    }

    @Test
    void noNodeIsMadeAnewAndOnlyWhatChangedIsStyledAnew() {
        FxThread.run(() -> {
            Parent root = window(1440);
            List<Node> before = nodes(root);
            List<String> styled = new ArrayList<>();
            before.forEach(node -> node.getStyleClass().addListener((ListChangeListener<String>) _ ->
                    styled.add(node.getStyleClass().toString())));

            session.show(after(1_000_002));
            root.layout();

            assertThat(texts(root)).contains("t 1\u2009000\u2009002").doesNotContain("t 1\u2009000\u2009000");
            assertThat(nodes(root)).containsExactlyElementsOf(before);
            assertThat(styled).isEmpty();

            session.show(after(1_000_003));

            assertThat(texts(FxThread.find(root, "ribbon"))).contains("z").doesNotContain("Z");
            assertThat(nodes(root)).containsExactlyElementsOf(before);
            assertThat(styled).containsExactly("label mono weak");
        });
    }
}
