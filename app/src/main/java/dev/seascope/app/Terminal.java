package dev.seascope.app;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The user's terminal, which can hand over each key as it is typed and leave the echo to the guest. Java has no way to
/// say that; `stty` has.
final class Terminal {
    /// No terminal, or none that can be changed.
    static final Terminal NONE = new Terminal("");

    private final String before;
    private final Thread atExit = new Thread(this::reset);

    private Terminal(String before) {
        this.before = before;
    }

    /// Switch to single keys without echo, if standard input is a terminal. Ctrl-C keeps its meaning.
    static Terminal singleKeys() {
        Optional<String> before = stty("-g");
        if (before.isEmpty() || stty("-icanon", "-echo", "min", "1").isEmpty()) {
            return NONE;
        }
        var terminal = new Terminal(before.get());
        Runtime.getRuntime().addShutdownHook(terminal.atExit);
        return terminal;
    }

    /// Whether there is one.
    boolean isThere() {
        return !before.isEmpty();
    }

    /// As it was before.
    void restore() {
        if (isThere()) {
            reset();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private void reset() {
        stty(before);
    }

    /// What `stty` prints, or nothing if it fails.
    private static Optional<String> stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
