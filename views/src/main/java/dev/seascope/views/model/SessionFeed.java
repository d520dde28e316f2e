package dev.seascope.views.model;

import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// The only road from the emulation thread to the JavaFX thread. The newest snapshot replaces one not yet shown;
/// every event arrives, in order. At most one task is queued on the JavaFX thread.
public final class SessionFeed implements SessionListener {
    private final Executor fxThread;
    private final SessionModel model;

    private final AtomicReference<@Nullable MachineSnapshot> latest = new AtomicReference<>();
    private final Queue<SessionEvent> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /// @param fxThread runs a task later on the thread that owns `model`
    public SessionFeed(Executor fxThread, SessionModel model) {
        this.fxThread = fxThread;
        this.model = model;
    }

    /// A feed that delivers on the JavaFX thread.
    public static SessionFeed onFxThread(SessionModel model) {
        return new SessionFeed(Platform::runLater, model);
    }

    @Override
    public void onSnapshot(MachineSnapshot snapshot) {
        latest.set(snapshot);
        schedule();
    }

    @Override
    public void onEvent(SessionEvent event) {
        pending.add(event);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            fxThread.execute(this::deliver);
        }
    }

    private void deliver() {
        scheduled.set(false); // first, so that anything added from here on schedules again
        List<SessionEvent> batch = new ArrayList<>();
        for (SessionEvent event = pending.poll(); event != null; event = pending.poll()) {
            batch.add(event);
        }
        if (!batch.isEmpty()) {
            model.append(batch);
        }
        MachineSnapshot snapshot = latest.getAndSet(null);
        if (snapshot != null) {
            model.show(snapshot);
        }
    }
}
