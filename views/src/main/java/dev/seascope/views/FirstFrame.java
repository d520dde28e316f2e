package dev.seascope.views;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;

/// Measures the start of the program from within: when the window's first frame is drawn, and what it took until then.
final class FirstFrame {
    /// Where this system property is set, the window reports its first frame and closes.
    private static final String PROPERTY = "seascope.firstFrame";
    /// The first pulse hands the frame to the renderer; the second begins when it is drawn.
    private static final int DRAWN = 2;

    private FirstFrame() {}

    /// Whether to measure.
    static boolean isWanted() {
        return System.getProperty(PROPERTY) != null;
    }

    /// Call back when a scene that is about to show is drawn, and once more when its window may close.
    static void whenDrawn(Scene scene, Runnable action, Runnable close) {
        var pulses = new Runnable() {
            private int seen;

            @Override
            public void run() {
                if (++seen < DRAWN) {
                    Platform.requestNextPulse();
                } else {
                    scene.removePostLayoutPulseListener(this);
                    action.run();
                    // Not within the layout, which would go on styling a window that is gone
                    var after = new PauseTransition(javafx.util.Duration.ONE);
                    after.setOnFinished(_ -> close.run());
                    after.play();
                }
            }
        };
        scene.addPostLayoutPulseListener(pulses);
    }

    /// The time since this process was started, and the processor time it has used.
    static String report() {
        ProcessHandle.Info process = ProcessHandle.current().info();
        Duration wall = process.startInstant().map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        Duration processors = process.totalCpuDuration().orElse(Duration.ZERO);
        return "first frame after %d ms, %d ms of processor time".formatted(wall.toMillis(), processors.toMillis());
    }
}
