package dev.seascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A user can stop every guest. How long it takes is measured elsewhere, by `PauseLatency`.
@Timeout(60)
class PauseTest {
    /// So much that what is hot has been translated.
    private static final long WARM = 1_000_000;

    static List<RelentlessGuest> guests() {
        return RelentlessGuest.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guests")
    void aCommandIsLookedAtWithinASliceWhateverTheGuestDoes(RelentlessGuest guest) throws Exception {
        var session = new AtomicReference<@Nullable Session>();
        var asked = new AtomicLong(-1);
        try (var probe = new SessionProbe(event -> {
            if (event instanceof SessionEvent.ExceptionTaken && asked.get() < 0) {
                asked.set(event.retired());
                Objects.requireNonNull(session.get()).submit(new Command.Pause());
            }
        })) {
            session.set(probe.session);
            probe.load(guest.spec());

            MachineSnapshot paused = probe.stopAfter(new Command.Run());

            assertThat(paused.state()).isEqualTo(new RunState.Paused("Paused"));
            assertThat(asked.get()).as("an event came from inside the slice").isPositive();
            SessionEvent last = probe.events.getLast();
            assertThat(last.retired() - asked.get()).isBetween(0L, guest.most());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guests")
    void aGuestIsPausedAndGoesOnAndIsPausedAgain(RelentlessGuest guest) throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(guest.spec());
            long retired = 0;
            for (int i = 0; i < 2; i++) {
                probe.session.submit(new Command.Run());
                MachineSnapshot running;
                do {
                    running = probe.next(RunState.Running.class::isInstance);
                } while (running.retired() < retired + WARM);

                MachineSnapshot paused = probe.stopAfter(new Command.Pause());

                assertThat(paused.state()).isEqualTo(new RunState.Paused("Paused"));
                retired = paused.retired();
            }
        }
    }
}
