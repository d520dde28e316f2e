package dev.seascope.session;

import dev.seascope.session.SessionEvent.ExceptionReturned;
import dev.seascope.session.SessionEvent.ExceptionTaken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Keeps a guest that does nothing but take exceptions from flooding whoever listens: of a run's exceptions the first
/// are passed on one by one, and the last; what lies between becomes one [SessionEvent.Skipped]. All other events pass.
///
/// The allowance follows from counts alone, so the same run gives the same events.
public final class EventThrottle implements Consumer<SessionEvent> {
    /// Exceptions and returns passed on one by one in each run, as long as the total allows.
    private static final int A_RUN = 20_000;
    /// As [#A_RUN], once the total is used up: no more than a user who runs the guest again and again has patience for.
    private static final int A_RUN_LATER = 100;
    /// Each takes about 90 bytes for as long as the guest is loaded.
    private static final int IN_TOTAL = 100_000;
    private static final int LAST = 100;

    private final Consumer<SessionEvent> next;
    private final Deque<SessionEvent> held = new ArrayDeque<>();
    private long total;
    private int allowance = A_RUN;
    private long skipped;
    private long skippedFrom;
    private SessionEvent.Skipped end = new SessionEvent.Skipped(0, 0, 0, 1, 0);

    /// @param next what the events go on to
    public EventThrottle(Consumer<SessionEvent> next) {
        this.next = next;
    }

    /// A run begins.
    public void begin() {
        flush();
        allowance = total < IN_TOTAL ? A_RUN : A_RUN_LATER;
    }

    /// Pass on what is held back. To be called when a run ends.
    public void flush() {
        if (skipped > 0) {
            next.accept(new SessionEvent.Skipped(end.retired(), skippedFrom, skipped, end.el(), end.pc()));
            skipped = 0;
        }
        held.forEach(next);
        held.clear();
    }

    @Override
    public void accept(SessionEvent event) {
        switch (event) {
            case ExceptionTaken _,ExceptionReturned _ when allowance == 0 -> hold(event);
            case ExceptionTaken _,ExceptionReturned _ -> {
                allowance--;
                total++;
                next.accept(event);
            }
            default -> {
                flush();
                next.accept(event);
            }
        }
    }

    private void hold(SessionEvent event) {
        held.add(event);
        if (held.size() <= LAST) {
            return;
        }
        SessionEvent oldest = held.remove();
        if (skipped == 0) {
            skippedFrom = oldest.retired();
        }
        skipped++;
        end = switch (oldest) {
            case ExceptionTaken taken -> new SessionEvent.Skipped(taken.retired(), 0, 0, 1, taken.pc());
            case ExceptionReturned back -> new SessionEvent.Skipped(back.retired(), 0, 0, back.toEl(), back.pc());
            default -> throw new IllegalStateException("not an exception: " + oldest);
        };
    }
}
