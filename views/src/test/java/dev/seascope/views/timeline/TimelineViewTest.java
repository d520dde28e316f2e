package dev.seascope.views.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.SessionEvent.Exited;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class TimelineViewTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());
    private final TimelineModel model = new TimelineModel(session, selection);

    private TimelineCanvas lanes() {
        session.append(MmioReadMoment.events());
        session.show(MmioReadMoment.snapshot());
        return (TimelineCanvas) FxThread.find(FxThread.show(new TimelineView(model, Keymap.visualStudio()).root(), 1430, 185),
                "timeline-canvas");
    }

    @Test
    void aClickOnAMarkSelectsItsEvent() {
        FxThread.run(() -> {
            TimelineCanvas lanes = lanes();
            var scale = new TimeScale(model.range().from(), model.range().to(), 96, lanes.getWidth() - 96);

            FxThread.click(lanes, scale.x(931), 32);

            assertThat(selection.selected()).isInstanceOfSatisfying(Subject.Event.class, subject ->
                    assertThat(((Exited) subject.event()).number()).isEqualTo(6));
            assertThat(lanes.spoken()).endsWith("selected: exit 6 MMIO, answered 0x2a at 931");
        });
    }

    @Test
    void keysZoomAndPan() {
        FxThread.run(() -> {
            TimelineCanvas lanes = lanes();
            var before = model.range();

            FxThread.press(lanes, KeyCode.W);
            assertThat(model.range().span()).isLessThan(before.span());

            FxThread.press(lanes, KeyCode.S);
            FxThread.press(lanes, KeyCode.A);
            assertThat(model.range().from()).isLessThan(before.from());
        });
    }

    @Test
    void thePointerOnAMarkHoversItEverywhere() {
        FxThread.run(() -> {
            TimelineCanvas lanes = lanes();
            var scale = new TimeScale(model.range().from(), model.range().to(), 96, lanes.getWidth() - 96);

            FxThread.point(lanes, scale.x(1094), 32);

            assertThat(selection.hovered()).isInstanceOf(Subject.Event.class);
            assertThat(lanes.hoveredProperty().get()).isPresent();
        });
    }
}
