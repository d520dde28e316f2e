package dev.seascope.app;

/// The one launcher: opens the window, or does without one what its arguments say.
public final class Main {
    private Main() {}

    /// Run the command that `args` name.
    ///
    /// @param args a subcommand and its arguments, or none for the window
    public static void main(String[] args) {
        System.exit(new Cli(Streams.ofProcess(), FxWindow::new).run(args));
    }
}
