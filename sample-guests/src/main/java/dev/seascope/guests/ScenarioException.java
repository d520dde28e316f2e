package dev.seascope.guests;

/// A scenario, or a file that it names, cannot be used. The message says where and why and is meant for its author.
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1;

    /// @param file the scenario file, as the user named it
    /// @param line line in it, from 1
    /// @param why one sentence without a full stop
    public ScenarioException(String file, int line, String why) {
        super("%s:%d: %s".formatted(file, line, why));
    }

    private ScenarioException(String message) {
        super(message);
    }

    /// With a message that names its place already, as the assembler's do.
    static ScenarioException said(String message) {
        return new ScenarioException(message);
    }

    /// @param file a file of which no line is at fault
    /// @param why one sentence without a full stop
    public ScenarioException(String file, String why) {
        super("%s: %s".formatted(file, why));
    }
}
