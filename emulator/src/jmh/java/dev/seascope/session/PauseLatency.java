package dev.seascope.session;

import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;

/// Runs each of the guests that do something for ever, pauses it again and again, and says how many milliseconds passed
/// from the command to the snapshot that shows the guest paused: `median most name`.
public final class PauseLatency {
    private static final int TIMES = 25;
    /// How long a guest runs before it is paused: longer than it takes to translate what is hot, and never in step with
    /// the snapshots of a running guest.
    private static final int WARM_MILLIS = 1000;
    private static final int RUN_MILLIS = 37;
    private static final double NANOS = 1e6;

    private PauseLatency() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.printf("%8s %8s%n", "median", "most");
        for (RelentlessGuest guest : RelentlessGuest.ALL) {
            double[] millis = measure(guest);
            Arrays.sort(millis);
            System.out.printf("%8.1f %8.1f  %s%n", millis[millis.length / 2], millis[millis.length - 1], guest.name());
        }
    }

    private static double[] measure(RelentlessGuest guest) throws InterruptedException {
        var stops = new LinkedBlockingQueue<Long>();
        var listener = new SessionListener() {
            @Override
            public void onSnapshot(MachineSnapshot snapshot) {
                if (!(snapshot.state() instanceof RunState.Running)) {
                    stops.add(System.nanoTime());
                }
            }

            @Override
            public void onEvent(SessionEvent event) {
                // Only the time of the stop counts.
            }
        };
        double[] millis = new double[TIMES];
        try (var session = new Session(listener)) {
            session.submit(new Command.Load(guest.spec()));
            stops.take();
            for (int i = 0; i < TIMES; i++) {
                session.submit(new Command.Run());
                Thread.sleep(i == 0 ? WARM_MILLIS : RUN_MILLIS);
                long asked = System.nanoTime();
                session.submit(new Command.Pause());
                millis[i] = (stops.take() - asked) / NANOS;
            }
        }
        return millis;
    }
}
