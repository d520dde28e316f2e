package dev.seascope.app;

import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.Samples;
import dev.seascope.guests.ScenarioException;
import dev.seascope.guests.ScenarioRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Opens the window.
@Command(name = "open", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Open the window on a guest: an ELF executable, a Linux Image, firmware, an assembly source, a "
                + "scenario or a sample.")
final class OpenCommand implements Callable<Integer> {
    /// Where the picture goes when there is no display.
    private static final Path PICTURE = Path.of(System.getProperty("seascope.picture", "seascope.png"));

    private final Streams streams;
    private final Supplier<Window> window;

    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = Samples.FIRST,
            description = "What to open (default: the first sample).")
    private String file = Samples.FIRST;

    OpenCommand(Streams streams, Supplier<Window> window) {
        this.streams = streams;
        this.window = window;
    }

    @Override
    public Integer call() {
        try {
            if (window.get().hasDisplay()) {
                window.get().open(file);
            } else {
                playWithoutDisplay();
            }
            return ExitCode.OK;
        } catch (ScenarioException e) {
            streams.complain(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            streams.complain("seascope: " + e.getMessage());
        } catch (IOException e) {
            streams.complain("seascope: %s: %s".formatted(PICTURE, Arguments.reason(e)));
        }
        return ExitCode.UNUSABLE;
    }

    /// What can be had without a display: the scenario's result, and a picture of the window after it.
    private void playWithoutDisplay() throws ScenarioException, IOException {
        GuestFiles.Found found = GuestFiles.scenario(file);
        ScenarioRunner.Result result = ScenarioRunner.run(found.scenario(), found.scenario().kernelList().getFirst(),
                found.places());
        window.get().picture(file, result.stops(), result.events(), Optional.empty(), PICTURE);
        streams.out().printf("No display here (DISPLAY is not set): played %s without a window, %s; see %s%n", file,
                result.report().passed() ? "all expectations hold" : "not every expectation holds", PICTURE);
    }
}
