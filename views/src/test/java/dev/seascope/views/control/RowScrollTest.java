package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class RowScrollTest {
    @Test
    void whatWasRevealedStaysInSightWhenTheHeightChanges() {
        FxThread.run(() -> {
            RowScroll scroll = scroll();

            scroll.layout(100, 90, 20);

            assertThat(scroll.y(50)).isBetween(0.0, 70.0);
        });
    }

    @Test
    void whatTheUserScrolledAwayFromStaysAway() {
        FxThread.run(() -> {
            RowScroll scroll = scroll();
            scroll.key(KeyCode.HOME);

            scroll.layout(100, 90, 20);

            assertThat(scroll.rowAt(0)).isZero();
        });
    }

    private static RowScroll scroll() {
        var scroll = new RowScroll(new Region(), () -> { });
        scroll.setRows(100);
        scroll.reveal(50, 50, 50);
        scroll.layout(100, 400, 20);
        return scroll;
    }
}
