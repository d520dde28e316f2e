package dev.seascope.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// One run of the command line in this process.
///
/// @param code the exit code
/// @param out what went to standard output
/// @param err what went to standard error
record CliRun(int code, String out, String err) {
    static CliRun of(String... args) {
        return with("", args);
    }

    /// A run with text on standard input.
    static CliRun with(String input, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams = new Streams(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8), new PrintStream(err, false, StandardCharsets.UTF_8));
        int code = new Cli(streams, FxWindow::new).run(args);
        return new CliRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
