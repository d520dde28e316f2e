package dev.seascope.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seascope.guests.Scenario;
import dev.seascope.guests.ScenarioException;
import dev.seascope.guests.GuestFiles;
import dev.seascope.guests.ScenarioReport;
import dev.seascope.guests.ScenarioReport.Failure;
import dev.seascope.guests.ScenarioReport.StepResult;
import dev.seascope.guests.ScenarioRunner;
import dev.seascope.kvm.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs scenarios without a window.
@Command(name = "check", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Run scenarios and say which of their expectations do not hold.",
        footer = {"", "Exit code: 0 all hold, 1 some do not, 2 a file cannot be used, 3 internal fault."})
final class CheckCommand implements Callable<Integer> {
    private static final String SCHEMA = "seascope-check-1";

    private final Streams streams;
    private final ArrayNode documents = JsonNodeFactory.instance.arrayNode();
    private int code = ExitCode.OK;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files, or names of samples.")
    private List<String> files = List.of();

    @Option(names = "--kernel", paramLabel = "ID", description = "Run on this kernel instead of the file's.")
    private String kernelId = "";

    @Option(names = "--json", description = "Print one JSON document: an object, or an array of several.")
    private boolean json;

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<Kernel> instead = kernelId.isEmpty() ? List.of() : List.of(Arguments.kernel(spec, kernelId));
        for (String file : files) {
            check(file, instead);
        }
        if (json) {
            streams.print(documents.size() == 1 ? documents.get(0) : documents);
        }
        return code;
    }

    private void check(String file, List<Kernel> instead) {
        try {
            GuestFiles.Found found = GuestFiles.scenario(file);
            Scenario scenario = found.scenario();
            for (Kernel kernel : instead.isEmpty() ? scenario.kernelList() : instead) {
                ScenarioReport report = ScenarioRunner.run(scenario, kernel, found.places()).report();
                if (!report.passed()) {
                    code = Math.max(code, ExitCode.FAILED);
                }
                if (json) {
                    documents.add(document(report));
                } else {
                    print(report, scenario.kernelList().size() > 1 || !instead.isEmpty());
                }
            }
        } catch (ScenarioException e) {
            code = ExitCode.UNUSABLE;
            streams.complain(String.valueOf(e.getMessage()));
            if (json) {
                documents.add(document(file, String.valueOf(e.getMessage())));
            }
        }
    }

    private void print(ScenarioReport report, boolean nameKernel) {
        List<String> lines = new ArrayList<>();
        for (StepResult step : report.steps()) {
            for (Failure failure : step.failures()) {
                lines.add("  step %d %s: %s: expected %s, actual %s".formatted(step.number(), step.verb(),
                        failure.key(), failure.expected(), failure.actual()));
            }
        }
        streams.out().printf("%s %s%s%n", lines.isEmpty() ? "ok  " : "FAIL", report.file(),
                nameKernel ? " on " + report.kernel() : "");
        lines.forEach(streams.out()::println);
        streams.out().flush();
    }

    private static ObjectNode head(String file) {
        return JsonNodeFactory.instance.objectNode().put("schema", SCHEMA).put("tool", Cli.VERSION_LINE)
                .put("file", file);
    }

    private static ObjectNode document(String file, String error) {
        return head(file).put("passed", false).put("error", error);
    }

    private static ObjectNode document(ScenarioReport report) {
        ObjectNode node = head(report.file()).put("title", report.title()).put("kernel", report.kernel())
                .put("passed", report.passed()).put("score", report.score()).put("max", report.max());
        ArrayNode steps = node.putArray("steps");
        for (StepResult step : report.steps()) {
            ObjectNode one = steps.addObject().put("n", step.number()).put("verb", step.verb());
            if (!step.title().isEmpty()) {
                one.put("title", step.title());
            }
            one.put("passed", step.passed());
            ArrayNode failures = one.putArray("failures");
            for (Failure failure : step.failures()) {
                failures.addObject().put("key", failure.key()).put("expected", failure.expected())
                        .put("actual", failure.actual());
            }
        }
        return node;
    }
}
