package dev.seascope.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seascope.guests.Samples;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the guests that come with the program, or prints one.
@Command(name = "samples", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "List the samples that come with the program, or print the files of one.")
final class SamplesCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--source", description = "Print the sample's assembly source instead of its scenario.")
    private boolean source;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Print this sample's scenario.")
    private Optional<String> name = Optional.empty();

    SamplesCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        return name.isPresent() ? print(name.get()) : list();
    }

    private int list() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (String sample : Samples.names()) {
            String title = Samples.scenario(sample).orElseThrow().title();
            if (json) {
                all.addObject().put("name", sample).put("title", title);
            } else {
                streams.out().printf("%-21s %s%n", sample, title);
            }
        }
        if (json) {
            streams.print(all);
        }
        return ExitCode.OK;
    }

    private int print(String sample) {
        if (!Samples.names().contains(sample)) {
            streams.complain("seascope: no sample '%s'; known: %s"
                    .formatted(sample, String.join(", ", Samples.names())));
            return ExitCode.UNUSABLE;
        }
        Optional<String> text = source ? Samples.source(sample) : Samples.text(sample);
        if (text.isEmpty()) {
            streams.complain("seascope: sample '%s' has no source of its own".formatted(sample));
            return ExitCode.UNUSABLE;
        }
        streams.out().print(text.get());
        return ExitCode.OK;
    }
}
