package dev.seascope.asm.text;

/// How far macros and repetitions have grown a source, and how far they may.
public final class Growth {
    private static final int LONGEST_STATEMENT = 100_000;
    private static final long MOST_CHARACTERS = 200_000_000;

    private final long mostStatements;
    private long statements;
    private long characters;

    /// @param mostStatements how many statements may be read in all
    public Growth(long mostStatements) {
        this.mostStatements = mostStatements;
    }

    /// Count a statement that is read.
    ///
    /// @throws Refusal if it is one too many
    public void readStatement() {
        if (++statements > mostStatements) {
            throw new Refusal(0, "macros and repetitions make more than %d statements of this source; "
                    .formatted(mostStatements) + "nothing is read from here on");
        }
    }

    /// Count a statement that a macro makes.
    ///
    /// @throws Refusal if it is too long, or one too many
    void add(int length) {
        characters += length;
        if (length > LONGEST_STATEMENT || characters > MOST_CHARACTERS) {
            throw new Refusal(0, length > LONGEST_STATEMENT
                    ? "a macro makes a statement of more than %d characters".formatted(LONGEST_STATEMENT)
                    : "macros make more than %d characters of this source".formatted(MOST_CHARACTERS));
        }
    }

    /// Whether a limit has been passed.
    public boolean isExceeded() {
        return statements > mostStatements || characters > MOST_CHARACTERS;
    }
}
