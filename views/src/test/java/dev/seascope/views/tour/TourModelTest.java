package dev.seascope.views.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.session.SessionEvent;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.Workbench;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.tour.TourModel.Spot;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class TourModelTest {
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final SimpleObjectProperty<Boolean> entryOpen = new SimpleObjectProperty<>(false);
    private final TourModel tour = new TourModel(session, entryOpen);

    private Optional<Spot> spot() {
        return tour.spotProperty().get();
    }

    private void inject() {
        entryOpen.set(true);
        session.append(List.of(new SessionEvent.Injected(116, "dabt")));
    }

    @Test
    void aSpotThatAsksForSomethingWaitsUntilItIsDone() {
        session.show(MmioReadMoment.snapshot());
        tour.start();
        assertThat(spot()).contains(Spot.EXIT);

        tour.next();
        assertThat(spot()).contains(Spot.BITS);
        session.planProperty().set(new InjectionPlan(InjectionPlan.Abort.DATA, true, 1 << 10, false, false, 0));
        assertThat(spot()).contains(Spot.SUM);
        tour.next();
        assertThat(spot()).contains(Spot.INJECT);
        inject();
        assertThat(spot()).contains(Spot.ENTRY);
        entryOpen.set(false);
        assertThat(spot()).contains(Spot.HANDLER);
    }

    @Test
    void whoInjectsBeforeTheTourAsksIsNotHeldBack() {
        tour.start();

        inject();

        assertThat(spot()).contains(Spot.ENTRY);
    }

    @Test
    void whoSkipsTheInjectionIsNotShownWhatComesOfIt() {
        tour.start();
        while (!spot().equals(Optional.of(Spot.INJECT))) {
            tour.next();
        }

        tour.next();

        assertThat(spot()).contains(Spot.END);
        tour.next();
        assertThat(spot()).isEmpty();
    }

    @Test
    void whatHappensOutsideTheTourStartsNothing() {
        inject();

        assertThat(spot()).isEmpty();
        assertThat(tour.close()).isFalse();
    }

    @Test
    void theWindowShowsItUntilEscape() {
        FxThread.run(() -> {
            var root = FxThread.show(new Workbench(session, _ -> { }, GuestLibrary.NONE).root(), 1440, 900);
            session.show(MmioReadMoment.snapshot());

            FxThread.press(root, KeyCode.F1);
            var field = (TextField) root.lookup("#palette-text");
            field.setText("tour of the window");
            FxThread.press(field, KeyCode.ENTER);
            root.applyCss();
            root.layout();

            assertThat(root.lookup(".tour-bubble")).isNotNull();
            assertThat(root.lookup(".tour-ring").getLayoutBounds().getWidth()).isGreaterThan(100);
            assertThat(root.lookupAll(".tour-bubble .button").stream().map(node -> ((Button) node).getText()))
                    .contains("Next");
            FxThread.press(root, KeyCode.ESCAPE);
            assertThat(root.lookup(".tour-bubble")).isNull();
        });
    }
}
