package dev.seascope.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.KvmExit;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.RunState;
import dev.seascope.views.control.Theme;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kordamp.ikonli.javafx.FontIcon;

class WorkbenchTest {
    private final List<Command> commands = new ArrayList<>();

    private Workbench workbench(MachineSnapshot machine) {
        var session = new SessionModel(Previewer.KVM);
        session.append(MmioReadMoment.events());
        session.show(MmioReadMoment.atExit(7));
        session.show(machine);
        session.planProperty().set(MmioReadMoment.plan());
        return new Workbench(session, commands::add, GuestLibrary.NONE);
    }

    static List<RunState> states() {
        return List.of(MmioReadMoment.snapshot().state(), new RunState.Running(),
                new RunState.AtBreakpoint(new Breakpoint.AtAddress(2, true, 0x4008_0c24L), 3),
                new RunState.AtExit(new KvmExit.ArmNisv(0, 0x0800_0000L)), new RunState.AtError("ENOSYS", "no syndrome"),
                new RunState.Paused("Stepped"), new RunState.Failed("an internal fault"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateCanBeDrawn(RunState state) {
        byte[] png = Picture.render(() -> workbench(Machines.in(MmioReadMoment.snapshot(), state)).root(), Theme.LIGHT,
                Picture.WIDTH, Picture.HEIGHT);

        assertThat(colours(png)).hasSizeGreaterThan(50);
    }

    @Test
    void withoutAGuestTheWindowIsStillAnEncoder() {
        byte[] png = Picture.render(() -> new Workbench(new SessionModel(Previewer.KVM), commands::add,
                GuestLibrary.NONE).root(), Theme.LIGHT, Picture.WIDTH, Picture.HEIGHT);

        assertThat(colours(png)).hasSizeGreaterThan(50);
    }

    @Test
    void theSameMomentGivesTheSamePicture() {
        byte[] first = Picture.render(() -> workbench(MmioReadMoment.snapshot()).root(), Theme.DARK, 1440, 900);
        byte[] second = Picture.render(() -> workbench(MmioReadMoment.snapshot()).root(), Theme.DARK, 1440, 900);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void theBreakpointsOfAGuestThatIsOpenedAreTheWindows() {
        FxThread.run(() -> {
            var workbench = workbench(MmioReadMoment.snapshot());
            var root = FxThread.show(workbench.root(), 1440, 900);
            var opened = List.of(new Command.SetBreakpoints(List.of(new Breakpoint.OnExit(1, true, 6))), new Command.Run());

            opened.forEach(workbench::carryOut);
            FxThread.press(root, KeyCode.F1);
            ((TextField) root.lookup("#palette-text")).setText("no longer stop");
            FxThread.press(root.lookup("#palette-text"), KeyCode.ENTER);

            assertThat(commands.subList(0, 2)).isEqualTo(opened);
            assertThat(commands.getLast()).isEqualTo(new Command.SetBreakpoints(List.of()));
        });
    }

    private static Set<Integer> colours(byte[] png) {
        var image = new Image(new ByteArrayInputStream(png));
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 3) {
            for (int x = 0; x < image.getWidth(); x += 3) {
                colours.add(image.getPixelReader().getArgb(x, y));
            }
        }
        return colours;
    }

    @Test
    void keysReachTheSessionAndTheTheme() {
        FxThread.run(() -> {
            Workbench workbench = workbench(MmioReadMoment.snapshot());
            FxThread.show(workbench.root(), 1440, 900);

            FxThread.press(workbench.root(), KeyCode.F11);
            FxThread.press(workbench.root(), KeyCode.F5);
            workbench.switchTheme();

            assertThat(commands).containsExactly(new Command.Step(1), new Command.Run());
            assertThat(workbench.root().getScene().getStylesheets()).last().asString().endsWith("dark.css");
        });
    }

    @Test
    void everyButtonSaysWhatItDoes() {
        FxThread.run(() -> {
            Workbench workbench = workbench(MmioReadMoment.snapshot());
            FxThread.show(workbench.root(), 1440, 900);

            assertThat(workbench.root().lookupAll(".button")).isNotEmpty().allSatisfy(node -> {
                var button = (Button) node;
                assertThat(button.getText() + button.getAccessibleText()).doesNotMatch("(null)*");
            });
        });
    }

    @Test
    void noLabelIsCutAtTheDesignedSize() {
        FxThread.run(() -> {
            Workbench workbench = workbench(MmioReadMoment.snapshot());
            FxThread.show(workbench.root(), Picture.WIDTH, Picture.HEIGHT).getScene().snapshot(null);

            assertThat(labels(workbench.root())).isNotEmpty().allSatisfy(label -> {
                label.getChildrenUnmodifiable().stream()
                        .filter(node -> node instanceof Text && !(node instanceof FontIcon)).forEach(text ->
                                assertThat(((Text) text).getText()).isEqualTo(label.getText()));
            });
        });
    }

    @ParameterizedTest
    @CsvSource({"1440, 130", "1440, 160", "1024, 100", "1024, 130", "1280, 160"})
    void inTheBarsWhatHasNoRoomIsLeftOutAndNothingIsCut(int width, int percent) {
        FxThread.run(() -> {
            Workbench workbench = workbench(MmioReadMoment.snapshot());
            workbench.typeSizeProperty().set(percent);
            FxThread.show(workbench.root(), width, 800).getScene().snapshot(null);

            for (String bar : List.of(".toolbar", ".ribbon", ".status")) {
                Node row = workbench.root().lookup(bar);
                assertThat(labels(row)).allSatisfy(label -> {
                    assertThat(label.getWidth()).as(label.getText()).isGreaterThanOrEqualTo(label.prefWidth(-1) - 0.5);
                    assertThat(label.localToScene(label.getLayoutBounds()).getMaxX()).as(label.getText())
                            .isLessThanOrEqualTo(width);
                });
            }
            assertThat(workbench.root().lookup(".status").getLayoutBounds().getHeight()).isGreaterThanOrEqualTo(
                    workbench.root().lookup(".status-sentence").getLayoutBounds().getHeight());
        });
    }

    private static List<Labeled> labels(Node root) {
        return root.lookupAll("*").stream().filter(Labeled.class::isInstance).map(Labeled.class::cast)
                .filter(label -> label.getText() != null && !label.getText().isEmpty() && isVisible(label)
                        && !(label instanceof ListCell)).toList();
    }

    private static boolean isVisible(Node node) {
        return node.isVisible() && (node.getParent() == null || isVisible(node.getParent()));
    }

    @Test
    void everyViewHasAName() {
        FxThread.run(() -> {
            Workbench workbench = workbench(MmioReadMoment.snapshot());

            assertThat(workbench.viewNames()).contains("syndrome", "program", "exit", "registers", "fields", "compose",
                    "timeline");
            assertThat(workbench.view("no such view")).isEmpty();
        });
    }
}
