package dev.seascope.views.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.text.Found;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.control.BitStrip;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import javafx.geometry.Bounds;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

class DecodeViewTest {
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final DecodeModel model = new DecodeModel(session);

    @Test
    void theValueBeingTypedIsTheOneDecoded() {
        FxThread.run(() -> {
            session.show(MmioReadMoment.snapshot());
            Parent layer = FxThread.show(new DecodeView(model).root(), 1440, 900);
            var area = (CodeArea) layer.lookup("#decode-text");

            for (String character : "ESR=0x96000610 FAR 0x10".split("", -1)) {
                area.appendText(character);
                area.moveTo(area.getLength());
            }

            assertThat(model.selectedProperty().get().orElseThrow().kind()).isEqualTo(Found.Kind.FAR);
            assertThat(model.value()).isEqualTo(0x10);
        });
    }

    @Test
    void pastedTextIsMarkedDecodedEditedComparedAndSent() {
        FxThread.run(() -> {
            session.show(MmioReadMoment.snapshot());
            model.openProperty().set(true);
            Parent layer = FxThread.show(new DecodeView(model).root(), 1440, 900);
            var area = (CodeArea) layer.lookup("#decode-text");

            area.replaceText("before 0x96000010\nESR = 0x96000210, FAR = 0x10\n");
            area.moveTo(area.getText().indexOf("FAR") - 4);

            assertThat(model.value()).isEqualTo(0x9600_0210L);
            assertThat(area.getStyleOfChar(area.getText().indexOf("96000210"))).contains("found", "chosen");
            assertThat(area.getStyleOfChar(0)).isEmpty();
            assertThat(((TextField) layer.lookup("#decode-value")).getText()).isEqualTo("0x96000210");

            var strip = (BitStrip) layer.lookup("#decode-strip");
            Bounds fnv = strip.cell(10);
            FxThread.click(strip, fnv.getCenterX(), fnv.getCenterY());
            assertThat(model.value()).isEqualTo(0x9600_0610L);

            ((TextField) layer.lookup("#decode-other")).setText("96000210");
            assertThat(layer.lookupAll(".compare-right")).extracting(node -> ((Labeled) node).getText())
                    .containsExactly("0 FAR valid");

            ((Button) layer.lookup("#rebuild")).fire();
            assertThat(session.plan().esr()).isEqualTo(0x610);
        });
    }
}
