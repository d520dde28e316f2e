package dev.seascope.views.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.SessionEvent.ExceptionTaken;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class EntryViewTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());

    @Test
    void theCardShowsWhileAnExceptionIsOnShowAndItsTrackIsDriven() {
        FxThread.run(() -> {
            session.append(MmioReadMoment.events());
            session.show(MmioReadMoment.snapshot());
            var model = new EntryModel(session, selection);
            Parent layer = new EntryView(model, Keymap.visualStudio(), () -> { }, () -> { }).root();
            assertThat(layer.isVisible()).isFalse();

            selection.select(new Subject.Event(session.events().stream().filter(ExceptionTaken.class::isInstance)
                    .findFirst().orElseThrow()));
            FxThread.show(layer, 1440, 700);
            var scrubber = FxThread.find(layer, "entry-scrubber");
            FxThread.press(scrubber, KeyCode.HOME);
            FxThread.press(scrubber, KeyCode.RIGHT);

            assertThat(layer.isVisible()).isTrue();
            assertThat(model.progressProperty().get()).isEqualTo(1);
            assertThat(((EntryFlow) FxThread.find(layer, "entry-flow")).spoken())
                    .contains("PC from 0x40080038 to 0x40080c00.");
        });
    }

    @Test
    void aClickOnARowSelectsItsRegister() {
        FxThread.run(() -> {
            session.append(MmioReadMoment.events());
            session.show(MmioReadMoment.snapshot());
            var model = new EntryModel(session, selection);
            selection.select(new Subject.Event(session.events().stream().filter(ExceptionTaken.class::isInstance)
                    .findFirst().orElseThrow()));
            Parent layer = FxThread.show(new EntryView(model, Keymap.visualStudio(), () -> { }, () -> { }).root(), 1440, 700);

            FxThread.click(FxThread.find(layer, "entry-flow"), 150, 60 + 58 * 3);

            assertThat(selection.selected()).isEqualTo(new Subject.Register("SPSR_EL1"));
        });
    }
}
