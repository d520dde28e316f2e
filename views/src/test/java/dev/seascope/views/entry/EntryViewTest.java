package dev.seascope.views.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.SessionEvent.ExceptionTaken;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.syndrome.RegisterCard;
import javafx.scene.Cursor;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
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
    void aClickOnAValueOfADescribedRegisterShowsItsBits() {
        FxThread.run(() -> {
            session.append(MmioReadMoment.events());
            session.show(MmioReadMoment.snapshot());
            var model = new EntryModel(session, selection);
            selection.select(new Subject.Event(session.events().stream().filter(ExceptionTaken.class::isInstance)
                    .findFirst().orElseThrow()));
            var card = new RegisterCard();
            var flow = new EntryFlow(model, card);
            FxThread.show(new StackPane(flow), 720, 480);
            model.progressProperty().set(Entry.STOPS.size() - 1);
            Entry entry = model.entryProperty().get().orElseThrow();
            int row = entry.rows().stream().map(Entry.Row::register).toList().indexOf("SPSR_EL1");

            FxThread.click(flow, 560, 60 + 58 * row);

            assertThat(card.shown()).hasValueSatisfying(shown -> {
                assertThat(shown.register()).isEqualTo("SPSR_EL1");
                assertThat(shown.value().bits()).isEqualTo(entry.rows().get(row).after());
            });
            FxThread.point(flow, 560, 60 + 58 * row);
            assertThat(flow.getCursor()).isEqualTo(Cursor.HAND);
            FxThread.point(flow, 400, 60 + 58 * row);
            assertThat(flow.getCursor()).isEqualTo(Cursor.DEFAULT);
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
