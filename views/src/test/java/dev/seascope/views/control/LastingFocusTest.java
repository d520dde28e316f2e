package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.Test;

class LastingFocusTest {
    @Test
    void whoWasDisabledGetsTheKeyboardBack() {
        FxThread.run(() -> {
            var inject = new Button("Inject");
            var next = new Button("Next");
            disable(inject, next, new Button());

            inject.setDisable(false);

            assertThat(inject.getScene().getFocusOwner()).isSameAs(inject);
        });
    }

    @Test
    void whoWentElsewhereMeanwhileStaysThere() {
        FxThread.run(() -> {
            var inject = new Button("Inject");
            var elsewhere = new Button("Elsewhere");
            disable(inject, new Button("Next"), elsewhere);
            elsewhere.requestFocus();

            inject.setDisable(false);

            assertThat(inject.getScene().getFocusOwner()).isSameAs(elsewhere);
        });
    }

    private static void disable(Button focused, Button next, Button other) {
        LastingFocus.on(focused);
        FxThread.show(new HBox(focused, next, other), 300, 50);
        focused.requestFocus();
        focused.setDisable(true);
        next.requestFocus(); // as JavaFX does at its next pulse
    }
}
