package dev.seascope.views;

import dev.seascope.views.control.Png;
import dev.seascope.views.control.Theme;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// Draws views into memory: for a picture of the window from the command line, for documentation and for tests. Needs
/// no display.
public final class Picture {
    /// The size the window is designed at.
    public static final int WIDTH = 1440;
    /// The size the window is designed at.
    public static final int HEIGHT = 900;

    private static final AtomicBoolean TOOLKIT = new AtomicBoolean();

    private Picture() {}

    /// Start JavaFX without a window system. Does nothing the second time, or when JavaFX already runs. The toolkit
    /// then lives until [Platform#exit].
    public static void startToolkit() {
        if (TOOLKIT.compareAndSet(false, true)) {
            if (System.getProperty("glass.platform") == null) {
                System.setProperty("glass.platform", "headless");
                System.setProperty("prism.order", "sw");
            }
            var ready = new CompletableFuture<Void>();
            try {
                Platform.startup(() -> ready.complete(null));
            } catch (IllegalStateException _) {
                ready.complete(null); // already running
            }
            ready.join();
            Platform.setImplicitExit(false);
        }
    }

    /// Build a view on the JavaFX thread, draw it and return it as a PNG file. For callers on other threads.
    ///
    /// @param view builds the view; what it throws is thrown here
    public static byte[] render(Supplier<? extends Parent> view, Theme theme, int width, int height) {
        return draw(() -> png(view.get(), theme, width, height));
    }

    /// Draw on the JavaFX thread. For callers on other threads.
    ///
    /// @param drawing makes the picture; what it throws is thrown here
    public static byte[] draw(Supplier<byte[]> drawing) {
        startToolkit();
        Executor fxThread = Platform::runLater;
        try {
            return CompletableFuture.supplyAsync(drawing, fxThread).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// Draw a view that is in no scene yet. For callers on the JavaFX thread.
    public static byte[] png(Parent view, Theme theme, int width, int height) {
        return Png.encode(scene(view, theme, width, height).snapshot(null));
    }

    /// Draw one part of a view that is in no scene yet, as it looks within the whole. For callers on the JavaFX thread.
    public static byte[] png(Parent whole, Node part, Theme theme, int width, int height) {
        scene(whole, theme, width, height);
        return Png.encode(part.snapshot(null, null));
    }

    private static Scene scene(Parent view, Theme theme, int width, int height) {
        var scene = new Scene(view, width, height);
        theme.apply(scene);
        // The first pass gives sizes to what measures itself; the second places what depends on those sizes.
        view.applyCss();
        view.layout();
        view.applyCss();
        view.layout();
        return scene;
    }
}
