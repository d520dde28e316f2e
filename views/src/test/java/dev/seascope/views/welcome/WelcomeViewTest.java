package dev.seascope.views.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.frame.Settings;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

class WelcomeViewTest {
    private final List<String> done = new ArrayList<>();
    private final SimpleBooleanProperty open = new SimpleBooleanProperty(true);
    private final Settings settings = new Settings(Settings.Look.LIGHT);

    @Test
    void aDoorClosesTheCardAndDoesWhatItSays() {
        FxThread.run(() -> {
            Parent layer = show();

            List<Button> doors = layer.lookupAll(".door").stream().map(Button.class::cast).toList();
            assertThat(doors).hasSize(4);
            doors.get(1).fire();

            assertThat(done).containsExactly("decode");
            assertThat(open.get()).isFalse();
        });
    }

    @Test
    void itSaysWhatIsLoadedAndCanBeKeptFromComingBack() {
        FxThread.run(() -> {
            Parent layer = show();

            assertThat(layer.lookupAll(".welcome-loaded-text")).isNotEmpty();
            for (Node box : layer.lookupAll(".check-box")) {
                if (((Labeled) box).getText().startsWith("Show this")) {
                    ((CheckBox) box).fire();
                }
            }

            assertThat(settings.welcomeProperty().get()).isFalse();
        });
    }

    private Parent show() {
        var session = new SessionModel(Previewer.KVM);
        session.guestProperty().set(new SessionModel.Guest("mmio read", "sample"));
        return FxThread.show(new WelcomeView(open, settings, session, Keymap.visualStudio(), WelcomeView.doors(
                () -> done.add("watch"), () -> done.add("decode"), () -> done.add("compare"), () -> done.add("open")))
                .root(), 1440, 900);
    }
}
