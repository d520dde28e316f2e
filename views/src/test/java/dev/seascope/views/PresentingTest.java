package dev.seascope.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.frame.Settings;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresentingTest {
    @Test
    void whatARoomCannotFollowIsLeftOutAndComesBack() {
        FxThread.run(() -> {
            var session = new SessionModel(Previewer.KVM);
            var settings = new Settings(Settings.Look.LIGHT);
            var workbench = new Workbench(session, _ -> { }, GuestLibrary.NONE, settings);
            var root = FxThread.show(workbench.root(), 1920, 1080);
            session.show(MmioReadMoment.snapshot());

            FxThread.press(root, KeyCode.F12);
            root.applyCss();
            root.layout();
            assertThat(root.lookup(".timeline-canvas")).isNull();
            assertThat(root.lookup(".compose-view")).isNotNull();
            assertThat(settings.typeSizeProperty().get()).isEqualTo(175);
            assertThat(root.lookupAll(".key-echo .label").stream().map(node -> ((Labeled) node).getText())
                    .collect(Collectors.joining(" "))).startsWith("F12 Present");

            FxThread.press(root, KeyCode.F12);
            root.applyCss();
            root.layout();
            assertThat(root.lookup(".timeline-canvas")).isNotNull();
            assertThat(settings.typeSizeProperty().get()).isEqualTo(100);
            assertThat(root.lookup(".key-echo").isVisible()).isFalse();
        });
    }

    @Test
    void whoStopsPresentingFindsTheWindowAsItWas() {
        FxThread.run(() -> {
            var session = new SessionModel(Previewer.KVM);
            var workbench = new Workbench(session, _ -> { }, GuestLibrary.NONE);
            session.show(MmioReadMoment.snapshot());
            var root = FxThread.show(workbench.root(), 1440, 900);
            List<Bounds> before = columns(root);

            FxThread.press(root, KeyCode.F12);
            layOut(root, 1920, 1080);
            assertThat(root.lookup(".registers-view").getLayoutBounds().getWidth()).isGreaterThan(400);
            FxThread.press(root, KeyCode.F12);
            layOut(root, 1920, 1080);
            layOut(root, 1440, 900);

            assertThat(columns(root)).isEqualTo(before);
        });
    }

    private static void layOut(Parent root, double width, double height) {
        root.resize(width, height);
        root.applyCss();
        root.layout();
    }

    private static List<Bounds> columns(Parent root) {
        return Stream.of("program", "fields", "compose", "registers").map(name -> root.lookup("." + name + "-view"))
                .map(view -> view.localToScene(view.getLayoutBounds())).toList();
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080, 175", "1280, 800, 125", "3840, 2160, 200", "800, 600, 80", "640, 480, 100"})
    void typeIsAsBigAsTheScreenAllows(double width, double height, int size) {
        assertThat(Settings.presentingSize(width, height)).isEqualTo(size);
    }
}
