package dev.seascope.arch;

/// How serious a finding is.
public enum Severity {
    /// A conforming processing element cannot produce this value in this register.
    ERROR,
    /// Unusual, or produced only by software.
    WARNING,
    /// Worth knowing.
    NOTE;

    /// `E`, `W` or `I`, as reports write it.
    public char letter() {
        return switch (this) {
            case ERROR -> 'E';
            case WARNING -> 'W';
            case NOTE -> 'I';
        };
    }
}
