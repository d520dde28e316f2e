package dev.seascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventThrottleTest {
    private final List<SessionEvent> passed = new ArrayList<>();
    private final EventThrottle throttle = new EventThrottle(passed::add);

    private void exceptions(int from, int count) {
        for (int i = from; i < from + count; i++) {
            throttle.accept(i % 2 == 0 ? new SessionEvent.ExceptionTaken(i, 0x400, 0, 0, 0, 0, 0, 0x1000,
                    SessionEvent.Before.RESET)
                    : new SessionEvent.ExceptionReturned(i, 0, 0x2000));
        }
    }

    @Test
    void fewExceptionsPassAsTheyCome() {
        throttle.begin();
        exceptions(0, 20_000);

        assertThat(passed).hasSize(20_000);
    }

    @Test
    void manyExceptionsBecomeOneEventBetweenTheFirstAndTheLast() {
        throttle.begin();
        exceptions(0, 200_000);
        throttle.flush();

        assertThat(passed).hasSize(20_000 + 1 + 100).isSortedAccordingTo(
                (a, b) -> Long.compare(a.retired(), b.retired()));
        assertThat(passed.get(20_000)).isEqualTo(new SessionEvent.Skipped(199_899, 20_000, 179_900, 0, 0x2000));
        assertThat(passed.getLast().retired()).isEqualTo(199_999);
    }

    @Test
    void otherEventsPassAtOnceAndInOrder() {
        throttle.begin();
        exceptions(0, 20_010);
        throttle.accept(new SessionEvent.Injected(20_010, "dabt"));

        assertThat(passed).hasSize(20_011);
        assertThat(passed.getLast()).isInstanceOf(SessionEvent.Injected.class);
    }

    @Test
    void whatIsPassedInAllIsBounded() {
        for (int run = 0; run < 40; run++) {
            throttle.begin();
            exceptions(run * 30_000, 30_000);
        }
        throttle.flush();
        int many = passed.size();
        throttle.begin();
        exceptions(40 * 30_000, 30_000);
        throttle.flush();

        assertThat(many).isLessThan(130_000);
        assertThat(passed).as("of a run later on").hasSize(many + 100 + 1 + 100);
    }
}
