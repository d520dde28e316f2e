package dev.seascope.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Layout;
import dev.seascope.arch.Profile;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.Found;
import dev.seascope.arch.text.SyndromeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Decodes and lints syndromes.
@Command(name = "esr", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Decode syndromes and say what is wrong with them.",
        footer = {"", "Examples:", "  seascope esr 0x96000010 --from EL1", "  dmesg | seascope esr -"})
final class EsrCommand implements Callable<Integer> {
    private static final Pattern HEX = Pattern.compile("(?:0[xX])?([0-9a-fA-F_]{1,19})");

    private final Streams streams;

    /// A value and whose register it is.
    private record Syndrome(long value, SyndromeContext context) {}

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "VALUE",
            description = "ESR values in hexadecimal; - reads text and decodes each ESR in it.")
    private List<String> values = List.of();

    @Option(names = "--view", paramLabel = "EL",
            description = "Whose register: EL1, EL2 or EL3 (default: what the text says, else EL1).")
    private String view = "";

    @Option(names = "--from", paramLabel = "EL",
            description = "The level the exception was taken from: EL0 to EL3.")
    private String from = "";

    @Option(names = "--feature", paramLabel = "-NAME",
            description = "Switch a feature off, -RASv2, or on, +EAESR. Can be repeated.")
    private List<String> features = List.of();

    @Option(names = "--rev", paramLabel = "REVISION", defaultValue = "M.a.a",
            description = "Revision of the architecture: M.a.a or X2512 (default: ${DEFAULT-VALUE}).")
    private String revision = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    EsrCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Profile profile = profile();
        OptionalInt viewed = view.isEmpty() ? OptionalInt.empty() : OptionalInt.of(level("--view", view, 1));
        OptionalInt left = from.isEmpty() ? OptionalInt.empty() : OptionalInt.of(level("--from", from, 0));
        List<Syndrome> syndromes = new ArrayList<>();
        for (String value : values) {
            if (value.equals("-")) {
                SyndromeText.scan(streams.in(), found -> {
                    if (found.kind() == Found.Kind.ESR) {
                        syndromes.add(new Syndrome(found.value(), context(found.context(), viewed, left, profile)));
                    }
                });
            } else {
                syndromes.add(new Syndrome(parse(value), context(SyndromeContext.el1(), viewed, left, profile)));
            }
        }
        if (syndromes.isEmpty()) {
            streams.complain("seascope: no ESR found in the text");
            return ExitCode.UNUSABLE;
        }
        if (json) {
            printJson(syndromes);
        } else {
            syndromes.forEach(syndrome -> print(syndrome.value(), syndrome.context()));
        }
        return ExitCode.OK;
    }

    /// What the text says, unless the command line says otherwise.
    private static SyndromeContext context(SyndromeContext said, OptionalInt view, OptionalInt from, Profile profile) {
        return new SyndromeContext(view.orElse(said.view()), from.isPresent() ? from : said.fromEl(), said.origin(),
                profile);
    }

    private ParameterException error(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int level(String option, String text, int least) {
        if (text.matches("(EL|el)?[" + least + "-3]")) {
            return text.charAt(text.length() - 1) - '0';
        }
        throw error("%s: '%s' is not EL%d to EL3".formatted(option, text, least));
    }

    private Profile profile() {
        Profile profile = Profile.everything(switch (revision) {
            case "M.a.a" -> Profile.Revision.M_A_A;
            case "X2512", "2025-12" -> Profile.Revision.X2512;
            default -> throw error("--rev: '%s' is neither M.a.a nor X2512".formatted(revision));
        });
        for (String change : features) {
            String name = change.replaceFirst("^[+-]?(FEAT_)?", "");
            ArmFeature feature = Arrays.stream(ArmFeature.values())
                    .filter(known -> known.name().equalsIgnoreCase(name)).findFirst()
                    .orElseThrow(() -> error("--feature: unknown feature '%s'; known: %s".formatted(name,
                            Arrays.stream(ArmFeature.values()).map(ArmFeature::name)
                                    .collect(Collectors.joining(", ")))));
            profile = change.startsWith("-") ? profile.without(feature) : profile.with(feature);
        }
        return profile;
    }

    private long parse(String text) {
        var matcher = HEX.matcher(text);
        String digits = matcher.matches() ? matcher.group(1).replace("_", "") : "";
        if (digits.isEmpty() || digits.length() > 16) {
            throw error("'%s' is not an ESR value; write up to 16 hexadecimal digits, 0x96000010".formatted(text));
        }
        return Long.parseUnsignedLong(digits, 16);
    }

    private void print(long esr, SyndromeContext context) {
        streams.out().printf("%s 0x%016x%n", context.register(), esr);
        for (Layout.Reading reading : Esr.read(esr, context)) {
            if (reading.field().name().startsWith("RES") && reading.value() == 0) {
                continue;
            }
            streams.out().printf("  %-10s %5s  %-8s %s%n", reading.field().name(), range(reading),
                    "0x%x".formatted(reading.value()), reading.meaning());
        }
        String register = Esr.systemRegister(esr);
        if (!register.isEmpty()) {
            streams.out().printf("  %-10s %5s  %-8s %s%n", "register", "", "", register);
        }
        for (Finding finding : Esr.lint(esr, context)) {
            streams.out().printf("  %s %s: %s%n", finding.severity().letter(), finding.code(), finding.message());
        }
    }

    private static String range(Layout.Reading reading) {
        int high = reading.field().bits().msb();
        int low = reading.field().bits().lsb();
        return high == low ? "" + high : high + ":" + low;
    }

    private void printJson(List<Syndrome> syndromes) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        syndromes.forEach(syndrome -> all.add(document(syndrome.value(), syndrome.context())));
        streams.print(all.size() == 1 ? all.get(0) : all);
    }

    private static ObjectNode document(long esr, SyndromeContext context) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("value", "0x%016x".formatted(esr));
        node.put("register", context.register());
        ArrayNode fields = node.putArray("fields");
        for (Layout.Reading reading : Esr.read(esr, context)) {
            fields.addObject().put("name", reading.field().name()).put("hi", reading.field().bits().msb())
                    .put("lo", reading.field().bits().lsb()).put("value", "0x%x".formatted(reading.value()))
                    .put("meaning", reading.meaning());
        }
        ArrayNode findings = node.putArray("findings");
        for (Finding finding : Esr.lint(esr, context)) {
            findings.addObject().put("code", finding.code())
                    .put("severity", String.valueOf(finding.severity().letter()))
                    .put("field", finding.field().name()).put("message", finding.message());
        }
        return node;
    }
}
