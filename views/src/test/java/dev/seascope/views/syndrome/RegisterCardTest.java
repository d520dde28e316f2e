package dev.seascope.views.syndrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import dev.seascope.views.control.BitStrip;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class RegisterCardTest {
    @Test
    void aClickOnALinkedLabelShowsTheValue() {
        FxThread.run(() -> {
            var card = new RegisterCard();
            var label = new Label("0x96000010");
            card.link(label, "ESR_EL2", 0x9600_0010L);
            var other = new Label("X0");
            card.link(other, "X0", 1);
            FxThread.show(new StackPane(label), 200, 40);

            FxThread.click(label, 5, 5);

            assertThat(card.shown().orElseThrow().register()).isEqualTo("ESR_EL2");
            assertThat(card.shown().orElseThrow().value().bits()).isEqualTo(0x9600_0010L);
            assertThat(other.getOnMouseClicked()).isNull();
        });
    }

    @Test
    void theBitPointedAtIsExplainedAndNoBitChanges() {
        FxThread.run(() -> {
            var card = new RegisterCard();
            var owner = new Label("0x96000410");
            FxThread.show(new StackPane(owner), 200, 40);
            card.show("ESR_EL1", 0x9600_0410L, owner, owner.getLayoutBounds());
            Parent content = FxThread.show(RegisterCard.content(card.shown().orElseThrow()), 860, 300);
            var strip = (BitStrip) content.lookupAll(".bit-strip").stream().map(Node.class::cast).findFirst().orElseThrow();
            Bounds fnv = strip.cell(10);

            FxThread.point(strip, fnv.getCenterX(), fnv.getCenterY());
            assertThat(((Label) FxThread.find(content, "register-card-tells")).getText())
                    .startsWith("FnV, bit 10 is 1");
            FxThread.click(strip, fnv.getCenterX(), fnv.getCenterY());
            assertThat(strip.valueProperty().get().value().bits()).isEqualTo(0x9600_0410L);
        });
    }
}
