package dev.seascope.views.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.SessionEvent;
import dev.seascope.views.MmioReadMoment;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SessionFeedTest {
    private final Queue<Runnable> fxThread = new ArrayDeque<>();
    private final SessionModel model = new SessionModel(Previewer.KVM);
    private final SessionFeed feed = new SessionFeed(fxThread::add, model);

    @Test
    void newestSnapshotWinsAndNoEventIsLost() {
        for (int n = 2; n <= 8; n++) {
            feed.onEvent(new SessionEvent.ExceptionReturned(n, 0, 0));
            feed.onSnapshot(MmioReadMoment.atExit(n));
        }
        assertThat(fxThread).hasSize(1);

        fxThread.remove().run();

        assertThat(model.snapshot().exits()).isEqualTo(8);
        assertThat(model.events()).extracting(SessionEvent::retired).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(fxThread).isEmpty();
    }

    @Test
    void whatComesDuringDeliverySchedulesAgain() {
        feed.onSnapshot(MmioReadMoment.atExit(2));
        model.snapshotProperty().subscribe(machine -> {
            if (machine.exits() == 2) {
                feed.onSnapshot(MmioReadMoment.atExit(3));
            }
        });

        fxThread.remove().run();
        fxThread.remove().run();

        assertThat(model.snapshot().exits()).isEqualTo(3);
    }
}
