package dev.seascope.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private final CommandLine line;

    /// @param streams where commands read and write
    /// @param window made by the commands that open or draw one: the others do not load JavaFX
    Cli(Streams streams, Supplier<Window> window) {
        this.streams = streams;
        line = new CommandLine(new Root());
        line.addSubcommand(new OpenCommand(streams, window));
        line.addSubcommand(new CheckCommand(streams));
        line.addSubcommand(new EsrCommand(streams, window));
        line.addSubcommand(new RunCommand(streams));
        line.addSubcommand(new AsmCommand(streams));
        line.addSubcommand(new DisCommand(streams, window));
        line.addSubcommand(new EventsCommand(streams));
        line.addSubcommand(new KernelsCommand(streams));
        line.addSubcommand(new SamplesCommand(streams));
        line.addSubcommand(new GuestsCommand(streams));
        line.addSubcommand(new PictureCommand(streams, window));
        line.setOut(writer(streams.out()));
        line.setErr(writer(streams.err()));
        line.setParameterExceptionHandler(this::unusable);
        line.setExecutionExceptionHandler((fault, _, _) -> fault(fault));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(100);
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /// The names of the commands.
    List<String> commands() {
        return List.copyOf(line.getSubcommands().keySet());
    }

    /// Run what the arguments say and return the exit code.
    int run(String... args) {
        int code;
        try {
            code = line.execute(args.length == 0 ? new String[] {"open"} : args);
        } catch (StackOverflowError | OutOfMemoryError e) {
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
