package dev.seascope.app;

import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.Samples;
import dev.seascope.guests.ScenarioException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Opens the window.
@Command(name = "open", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Open the window on a guest: an ELF executable, a Linux Image, an assembly source, a scenario or "
                + "a sample.")
final class OpenCommand implements Callable<Integer> {
    private final Streams streams;
    private final Window window;

    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = Samples.FIRST,
            description = "What to open (default: the first sample).")
    private String file = Samples.FIRST;

    OpenCommand(Streams streams, Window window) {
        this.streams = streams;
        this.window = window;
    }

    @Override
    public Integer call() {
        try {
            window.open(GuestFiles.open(file));
            return ExitCode.OK;
        } catch (ScenarioException e) {
            streams.complain(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            streams.complain("seascope: " + e.getMessage());
        }
        return ExitCode.UNUSABLE;
    }
}
