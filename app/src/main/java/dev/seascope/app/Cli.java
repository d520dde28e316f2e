package dev.seascope.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The command line: one object a command, wired by hand.
final class Cli {
    /// The version of the program.
    static final String VERSION = "0.1.0";
    /// What `--version` prints.
    static final String VERSION_LINE = "seascope " + VERSION;

    @Command(name = "seascope", mixinStandardHelpOptions = true, version = VERSION_LINE,
            description = "Shows what a synchronous external abort is, from every side: a debugger with an AArch64 "
                    + "machine and the kernel side of KVM inside. Without a command it opens the window.")
    private static final class Root {}

    private final Streams streams;
    private final Supplier<Window> window;
    private final SequencedMap<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();

    /// @param streams where commands read and write
    /// @param window made by the commands that open or draw one: the others do not load JavaFX
    Cli(Streams streams, Supplier<Window> window) {
        this.streams = streams;
        this.window = window;
        commands.put("open", () -> new OpenCommand(streams, window));
        commands.put("check", () -> new CheckCommand(streams));
        commands.put("esr", () -> new EsrCommand(streams, window));
        commands.put("run", () -> new RunCommand(streams));
        commands.put("asm", () -> new AsmCommand(streams));
        commands.put("dis", () -> new DisCommand(streams, window));
        commands.put("events", () -> new EventsCommand(streams));
        commands.put("kernels", () -> new KernelsCommand(streams));
        commands.put("samples", () -> new SamplesCommand(streams));
        commands.put("guests", () -> new GuestsCommand(streams));
        commands.put("picture", () -> new PictureCommand(streams, window));
    }

    /// The command line that begins with `first`. To describe a command takes time, so if `first` is one the others are
    /// not described.
    private CommandLine line(String first) {
        var line = new CommandLine(new Root());
        Supplier<Callable<Integer>> asked = commands.get(first);
        if (asked == null) {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        } else {
            line.addSubcommand(first, asked.get());
        }
        line.setOut(writer(streams.out()));
        line.setErr(writer(streams.err()));
        line.setParameterExceptionHandler(this::unusable);
        line.setExecutionExceptionHandler((fault, _, _) -> fault(fault));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(100);
        return line;
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /// The names of the commands.
    List<String> commands() {
        return List.copyOf(commands.keySet());
    }

    /// Run what the arguments say and return the exit code.
    int run(String... args) {
        int code;
        try {
            // The window opens sooner without the machinery for arguments.
            code = args.length == 0 ? new OpenCommand(streams, window).call() : line(args[0]).execute(args);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            code = fault(e);
        }
        streams.out().flush();
        streams.err().flush();
        return code;
    }

    private int unusable(ParameterException e, String[] args) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        streams.complain("seascope: " + e.getMessage());
        streams.complain("Try '%s --help'.".formatted(command.qualifiedName()));
        return ExitCode.UNUSABLE;
    }

    private int fault(Throwable fault) {
        streams.complain("seascope: internal fault: %s%s".formatted(fault, where(fault)));
        return ExitCode.FAULT;
    }

    private static String where(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return trace.length == 0 ? "" : ", at " + trace[0];
    }
}
