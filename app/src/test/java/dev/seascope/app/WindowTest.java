package dev.seascope.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.Samples;
import dev.seascope.guests.ScenarioException;
import dev.seascope.session.Session;
import dev.seascope.views.control.BitStrip;
import dev.seascope.views.frame.Settings;
import java.util.concurrent.CompletableFuture;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The whole program in its window, used as a person would: with the mouse and with keys.
@ExtendWith(ApplicationExtension.class)
@Timeout(120)
class WindowTest {
    private static final int FNV = 10;
    private static final int EA = 9;
    private static final int LOCKED_BY_KVM = 4;

    private @Nullable Session session;

    @Start
    void start(Stage stage) throws ScenarioException {
        var settings = new Settings(Settings.Look.LIGHT);
        settings.welcomeProperty().set(false);
        session = FxWindow.show(stage, Samples.FIRST,
                CompletableFuture.completedFuture(GuestFiles.open(Samples.FIRST)), settings);
        stage.setX(0);
        stage.setY(0);
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(session).close();
    }

    @Test
    void bitsToggledWithTheMouseReachTheGuestThroughInject(FxRobot robot) throws TimeoutException {
        await(() -> showsText(robot, "KVM_EXIT_MMIO (6)"));

        click(robot, FNV);
        click(robot, EA);
        click(robot, LOCKED_BY_KVM);
        assertThat(strip(robot).describe(FNV)).isEqualTo("FnV, bit 10, 1, set by you");
        assertThat(strip(robot).describe(LOCKED_BY_KVM)).contains("set by KVM", "locked");
        robot.clickOn("#inject");

        await(() -> register(robot, "ESR_EL1").startsWith("ESR_EL1, 0x96000610"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        await(() -> spoken(robot, ".timeline-canvas").contains("+0x200"));
    }

    @Test
    void theKeyboardAloneAnswersInjectsAndRuns(FxRobot robot) throws TimeoutException {
        await(() -> showsText(robot, "KVM_EXIT_MMIO (6)"));

        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        await(() -> register(robot, "ESR_EL1").startsWith("ESR_EL1, 0x96000010"));
        robot.push(KeyCode.F11);
        await(() -> register(robot, "X2").startsWith("X2, 0x96000010"));
        robot.push(KeyCode.F5);
        await(() -> spoken(robot, ".timeline-canvas").contains("now at 288"));
    }

    @Test
    void aSyndromeFromALogIsDecodedAndRebuiltInTheComposer(FxRobot robot) throws TimeoutException {
        await(() -> showsText(robot, "KVM_EXIT_MMIO (6)"));

        robot.push(KeyCode.CONTROL, KeyCode.D);
        await(() -> robot.lookup("#decode-text").tryQuery().isPresent());
        robot.write("ESR 0x96000610");
        await(() -> robot.lookup("#decode-value").queryTextInputControl().getText().equals("0x96000610"));
        robot.clickOn("#rebuild");

        await(() -> robot.lookup("#decode-text").tryQuery().isEmpty());
        assertThat(strip(robot).describe(FNV)).isEqualTo("FnV, bit 10, 1, set by you");
        assertThat(strip(robot).describe(EA)).isEqualTo("EA, bit 9, 1, set by you");
    }

    private static void click(FxRobot robot, int bit) {
        BitStrip strip = strip(robot);
        Bounds cell = strip.localToScreen(strip.cell(bit));
        robot.clickOn(cell.getCenterX(), cell.getCenterY());
    }

    private static BitStrip strip(FxRobot robot) {
        return robot.lookup("#syndrome-strip").queryAs(BitStrip.class);
    }

    private static boolean showsText(FxRobot robot, String text) {
        return !robot.lookup((Node node) -> node instanceof Labeled labeled && text.equals(labeled.getText())).queryAll()
                .isEmpty();
    }

    /// What the registers view says of a register: walks to it with the arrow keys, as a screen reader's user would.
    private static String register(FxRobot robot, String name) {
        Node table = robot.lookup(".register-table").query();
        robot.interact(table::requestFocus);
        String said = spoken(robot, ".register-table");
        for (KeyCode key : List.of(KeyCode.UP, KeyCode.DOWN)) {
            String before = "";
            while (!said.startsWith(name + ",") && !said.equals(before)) {
                before = said;
                robot.push(key);
                said = spoken(robot, ".register-table");
            }
        }
        return said;
    }

    private static String spoken(FxRobot robot, String view) {
        Node node = robot.lookup(view).query();
        return String.valueOf(node.queryAccessibleAttribute(AccessibleAttribute.TEXT));
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, SECONDS, condition);
    }
}
