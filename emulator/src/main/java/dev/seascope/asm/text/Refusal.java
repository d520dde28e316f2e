package dev.seascope.asm.text;

/// Leaves the statement being read because it is wrong. Caught once a statement, where it becomes a [Diagnostic].
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final boolean early;

    private Refusal(int offset, String message, boolean early) {
        super(message, null, false, false);
        this.offset = offset;
        this.early = early;
    }

    /// The text at `offset` is wrong.
    public Refusal(int offset, String message) {
        this(offset, message, false);
    }

    /// The text is right, but what it says is not known yet at this point of the source.
    public static Refusal notKnownYet(int offset, String message) {
        return new Refusal(offset, message, true);
    }

    /// Index in the statement's text.
    public int offset() {
        return offset;
    }

    /// Whether the same text may have a value once the whole source has been read.
    public boolean isEarly() {
        return early;
    }

    /// What is wrong.
    public String why() {
        return String.valueOf(getMessage());
    }
}
