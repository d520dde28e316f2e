package dev.seascope.app;

import dev.seascope.arch.ArmFeature;
import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.Profile;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.syndrome.Origin;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.Comparison;
import dev.seascope.arch.text.Found;
import dev.seascope.arch.text.StripDrawing;
import dev.seascope.arch.text.SyndromeText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Decodes, lints, compares, draws and makes syndromes.
@Command(name = "esr", mixinStandardHelpOptions = true, version = Cli.VERSION_LINE,
        description = "Decode syndromes and say what is wrong with them.",
        footer = {"", "Examples:", "  seascope esr 0x96000010 --from EL1", "  dmesg | seascope esr -",
            "  dmesg | seascope esr - --format line", "  seascope esr 0x96000010 0x92000410 --compare",
            "  seascope esr 0 --set EC=0x25 --set IL=1 --set DFSC=0x10 --set FnV=1 --format linux",
            "  seascope esr 0x94000110 --fix", "  seascope esr 0x96000010 -o strip.png"})
final class EsrCommand implements Callable<Integer> {
    private static final Pattern HEX = Pattern.compile("(?:0[xX])?([0-9a-fA-F_]{1,19})");
    private static final Pattern SETTING = Pattern.compile("([\\w\\[\\]:]+)=(\\w+)");
    private static final int MOST_FIXES = 64;

    private final Streams streams;
    private final Supplier<Window> window;
    private long found;

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

    @Option(names = "--origin", paramLabel = "STATE",
            description = "The instruction set the exception was taken from: A64, A32 or T32 (default: not known).")
    private String origin = "";

    @Option(names = "--feature", paramLabel = "-NAME",
            description = "Switch a feature off, -RASv2, or on, +EAESR. Can be repeated.")
    private List<String> features = List.of();

    @Option(names = "--rev", paramLabel = "REVISION", defaultValue = "M.a.a",
            description = "Revision of the architecture: M.a.a or X2512 (default: ${DEFAULT-VALUE}).")
    private String revision = "";

    @Option(names = "--json", description = "Print one JSON document, as --format json.")
    private boolean json;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, line (one a value), json, markdown, svg, png, "
            + "wavedrom, linux or qemu (an expression in their names), dmesg (default: what -o says, else text).")
    private String formatName = "";

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write there; - is standard output.")
    private String output = "";

    @Option(names = "--compare", description = "Compare two values field by field.")
    private boolean compare;

    @Option(names = "--why", description = "Say of each conditional field why it is in force or reserved.")
    private boolean why;

    @Option(names = "--fix", description = "Apply the corrections of the findings first.")
    private boolean fix;

    @Option(names = "--set", paramLabel = "FIELD=VALUE",
            description = "Change a field first: DFSC=0x10, or bits by number: [12:11]=3. Can be repeated; in order.")
    private List<String> settings = List.of();

    /// @param window draws strips as pixels
    EsrCommand(Streams streams, Supplier<Window> window) {
        this.streams = streams;
        this.window = window;
    }

    @Override
    public Integer call() throws IOException {
        SyndromeContext context = new SyndromeContext(view.isEmpty() ? 1 : level("--view", view, 1),
                from.isEmpty() ? OptionalInt.empty() : OptionalInt.of(level("--from", from, 0)), origin(), profile());
        EsrFormat format = format();
        boolean toFile = !output.isEmpty() && !output.equals("-");
        if (format == EsrFormat.PNG && output.isEmpty()) {
            throw error("--format png: say where it goes with -o FILE");
        }
        if (compare) {
            checkComparable(format);
        }
        if (format.isSingle() && (values.size() > 1 || values.contains("-"))) {
            throw error("--format %s draws one value".formatted(format.key()));
        }
        // Arguments are read before anything is written.
        values.stream().filter(value -> !value.equals("-")).forEach(value -> changed(parse(value), context));
        try (OutputStream file = toFile ? Arguments.output(spec, output) : OutputStream.nullOutputStream()) {
            write(format, context, toFile ? new PrintStream(file, false, StandardCharsets.UTF_8) : streams.out());
        }
        if (found == 0) {
            streams.complain("seascope: no ESR found in the text");
            return ExitCode.UNUSABLE;
        }
        return ExitCode.OK;
    }

    private void checkComparable(EsrFormat format) {
        if (values.size() != 2 || values.contains("-")) {
            throw error("--compare takes two values");
        }
        if (format != EsrFormat.TEXT && format != EsrFormat.JSON) {
            throw error("--compare prints text or json");
        }
    }

    private EsrFormat format() {
        if (json) {
            if (!formatName.isEmpty() && EsrFormat.of(formatName).filter(EsrFormat.JSON::equals).isEmpty()) {
                throw error("--json and --format %s exclude each other".formatted(formatName));
            }
            return EsrFormat.JSON;
        }
        return formatName.isEmpty() ? EsrFormat.ofFile(output) : EsrFormat.of(formatName).orElseThrow(() ->
                error("--format: '%s' is none of %s".formatted(formatName, Arrays.stream(EsrFormat.values())
                        .map(EsrFormat::key).collect(Collectors.joining(", ")))));
    }

    private void write(EsrFormat format, SyndromeContext context, PrintStream out) throws IOException {
        if (compare) {
            found = 2;
            compare(format, context, out);
            out.flush();
            return;
        }
        EsrOutput target = target(format, out);
        for (String value : values) {
            if (value.equals("-")) {
                scan(context, target);
            } else {
                found++;
                target.syndrome(changed(parse(value), context), context);
            }
        }
        if (found > 0) {
            target.end();
        }
        out.flush();
    }

    private void compare(EsrFormat format, SyndromeContext context, PrintStream out) throws IOException {
        var comparison = Comparison.of(new RegisterValue(Esr.layout(context), changed(parse(values.get(0)), context)),
                new RegisterValue(Esr.layout(context), changed(parse(values.get(1)), context)));
        if (format == EsrFormat.JSON) {
            new EsrJson(out, why).comparison(comparison);
        } else {
            out.print(new EsrText(why).comparison(comparison));
        }
    }

    private EsrOutput target(EsrFormat format, PrintStream out) throws IOException {
        EsrText text = new EsrText(why);
        return switch (format) {
            case TEXT -> (esr, said) -> out.print(text.block(esr, said));
            case LINE -> (esr, said) -> out.print(text.line(esr, said));
            case JSON -> new EsrJson(out, why);
            case PNG -> (esr, said) -> out.write(window.get().strip(
                    StripDrawing.of(new RegisterValue(Esr.layout(said), esr))));
            case MARKDOWN, SVG, WAVEDROM, LINUX, QEMU, DMESG -> (esr, said) -> out.print(format.export(esr, said));
        };
    }

    /// What the text says of a syndrome holds, unless the command line says otherwise.
    private void scan(SyndromeContext context, EsrOutput target) throws IOException {
        try {
            SyndromeText.scan(streams.in(), item -> {
                if (item.kind() == Found.Kind.ESR) {
                    found++;
                    SyndromeContext said = item.context();
                    SyndromeContext whole = new SyndromeContext(view.isEmpty() ? said.view() : context.view(),
                            from.isEmpty() ? said.fromEl() : context.fromEl(), context.origin(), context.profile());
                    try {
                        target.syndrome(changed(item.value(), whole), whole);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// A value after what `--set` and `--fix` do to it.
    private long changed(long value, SyndromeContext context) {
        RegisterValue register = new RegisterValue(Esr.layout(context), value);
        for (String setting : settings) {
            register = set(register, setting);
        }
        return fix ? fixed(register.bits(), context) : register.bits();
    }

    private RegisterValue set(RegisterValue register, String setting) {
        Matcher matcher = SETTING.matcher(setting);
        if (!matcher.matches()) {
            throw error("--set: '%s' is not FIELD=VALUE".formatted(setting));
        }
        String name = matcher.group(1);
        long number = Arguments.number(spec, "--set " + name, matcher.group(2));
        Bits bits = name.startsWith("[") ? numbered(name) : register.layout().leaf(name, register.bits())
                .map(Field::bits).orElseThrow(() -> error("--set: 0x%x has no field %s; it has: %s".formatted(
                        register.bits(), name, register.layout().leaves(register.bits()).stream().map(Field::name)
                                .distinct().collect(Collectors.joining(", ")))));
        if (!bits.fits(number)) {
            throw error("--set: 0x%x does not fit in %s, which has %d bit%s".formatted(number, name, bits.width(),
                    bits.width() == 1 ? "" : "s"));
        }
        return new RegisterValue(register.layout(), bits.set(register.bits(), number));
    }

    private Bits numbered(String range) {
        try {
            return Bits.of(range);
        } catch (IllegalArgumentException _) {
            throw error("--set: '%s' is not a range of bits from 63 to 0; write [12:11] or [10]".formatted(range));
        }
    }

    private static long fixed(long value, SyndromeContext context) {
        long fixed = value;
        for (int round = 0; round < MOST_FIXES; round++) {
            List<Fix> fixes = Esr.lint(fixed, context).stream().map(Finding::fix).flatMap(java.util.Optional::stream)
                    .toList();
            if (fixes.isEmpty()) {
                break;
            }
            fixed = fixes.getFirst().value();
        }
        return fixed;
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

    private Origin origin() {
        return switch (origin.toUpperCase(Locale.ROOT)) {
            case "" -> Origin.UNKNOWN;
            case "A64" -> Origin.A64;
            case "A32" -> Origin.A32;
            case "T32" -> Origin.T32;
            default -> throw error("--origin: '%s' is none of A64, A32, T32".formatted(origin));
        };
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
}
