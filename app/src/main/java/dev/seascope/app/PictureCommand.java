package dev.seascope.app;

import dev.seascope.guests.ScenarioException;
import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.ScenarioRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Draws the window without a display.
@Command(name = "picture", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Draw the window, or one view, as it looks after a scenario's last step. Needs no display.")
final class PictureCommand implements Callable<Integer> {
    private final Streams streams;
    private final Supplier<Window> window;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE.yaml", description = "A scenario, or the name of a sample.")
    private String file = "";

    @Option(names = "-o", required = true, paramLabel = "OUT.png", description = "The picture to write.")
    private Path output = Path.of("");

    @Option(names = "--view", paramLabel = "NAME", description = "Only this view.")
    private Optional<String> view = Optional.empty();

    PictureCommand(Streams streams, Supplier<Window> window) {
        this.streams = streams;
        this.window = window;
    }

    @Override
    public Integer call() {
        try {
            GuestFiles.Found found = GuestFiles.scenario(file);
            ScenarioRunner.Result result = ScenarioRunner.run(found.scenario(),
                    found.scenario().kernelList().getFirst(), found.places());
            if (!result.report().passed()) {
                streams.complain("seascope: note: not every expectation of %s holds; see check".formatted(file));
            }
            window.get().picture(file, result.stops(), result.events(), view, output);
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--view: " + e.getMessage());
        } catch (ScenarioException e) {
            streams.complain(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            streams.complain("seascope: %s: %s".formatted(output, Arguments.reason(e)));
        }
        return ExitCode.UNUSABLE;
    }
}
