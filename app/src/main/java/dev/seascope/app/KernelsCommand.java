package dev.seascope.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seascope.kvm.Kernel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the kernels that can be chosen.
@Command(name = "kernels", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "List the kernels that can be chosen, oldest first.")
final class KernelsCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    KernelsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (json) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            Kernel.all().forEach(kernel -> list.add(describe(kernel)));
            streams.print(list);
        } else {
            for (Kernel kernel : Kernel.all()) {
                streams.out().printf("%-18s %s%s%n", kernel.id(), kernel.title(),
                        kernel.equals(Kernel.DEFAULT) ? " (the default)" : "");
            }
        }
        return ExitCode.OK;
    }

    private static ObjectNode describe(Kernel kernel) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", kernel.id());
        node.put("title", kernel.title());
        node.put("default", kernel.equals(Kernel.DEFAULT));
        node.put("il_policy", kernel.ilPolicy().name().toLowerCase(java.util.Locale.ROOT));
        ArrayNode toggles = node.putArray("toggles");
        for (Kernel.Toggle toggle : Kernel.Toggle.values()) {
            if (kernel.does(toggle)) {
                toggles.add(toggle.key());
            }
        }
        return node;
    }
}
