package dev.seascope.views;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;

/// Measures the start of the program from within: when the window's first frame is painted, and what it took until then.
final class FirstFrame {
    /// Where this system property is set, the window reports its first frame and closes.
    private static final String PROPERTY = "seascope.firstFrame";
    /// Index of `starttime` behind the name in `/proc/self/stat` (proc(5), field 22), and the ticks of a second it counts.
    private static final int START_TIME = 19;
    private static final int TICKS = 100;

    private FirstFrame() {}

    /// Whether to measure.
    static boolean isWanted() {
        return System.getProperty(PROPERTY) != null;
    }

    /// Call back when a scene that is about to show is painted, which is when its pixels were handed to the window system,
    /// and once more when its window may close.
    static void whenPainted(Scene scene, Runnable action, Runnable close) {
        var pulse = new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                // At the end of this pulse the renderer has the frame
                Platform.runLater(() -> {
                    // It draws one thing after the other, and this one at once
                    new Region().snapshot(new SnapshotParameters(), new WritableImage(1, 1));
                    // What it drew in memory waits on this thread to go to the window
                    Platform.runLater(() -> {
                        action.run();
                        close.run();
                    });
                });
            }
        };
        scene.addPostLayoutPulseListener(pulse);
    }

    /// The time since this process was started, and the processor time it has used.
    static String report() {
        Duration processors = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return "first frame after %d ms, %d ms of processor time".formatted(age().toMillis(), processors.toMillis());
    }

    /// How long ago this process was started: by the clock of Linux, in hundredths, as [ProcessHandle] adds whole seconds.
    private static Duration age() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            long started = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 0)[START_TIME]);
            double up = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 0)[0]);
            return Duration.ofMillis(Math.round(up * 1000) - started * 1000 / TICKS);
        } catch (IOException | RuntimeException _) {
            return ProcessHandle.current().info().startInstant().map(start -> Duration.between(start, Instant.now()))
                    .orElse(Duration.ZERO);
        }
    }
}
