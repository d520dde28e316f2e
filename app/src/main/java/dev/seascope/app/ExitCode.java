package dev.seascope.app;

/// What a command's exit code says.
final class ExitCode {
    /// Done, and everything holds.
    static final int OK = 0;
    /// Done, but something does not hold: an expectation, or the source of a program.
    static final int FAILED = 1;
    /// An argument or a file cannot be used.
    static final int UNUSABLE = 2;
    /// The program itself is at fault.
    static final int FAULT = 3;

    private ExitCode() {}
}
