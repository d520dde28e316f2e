package dev.seascope.asm.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One statement without its comments: what stands between two line ends or `;`. It knows for each of its characters
/// where it came from, also when a macro parameter or a register alias has been replaced.
public final class Statement {
    private final String text;
    private final String file;
    private final int line;
    /// Three numbers a run of characters: its start in [#text], the column of its first character, and how much the
    /// column grows with each character (0 for text that was put in).
    private final int[] runs;
    private final @Nullable Expansion within;

    private Statement(String text, String file, int line, int[] runs, @Nullable Expansion within) {
        this.text = text;
        this.file = file;
        this.line = line;
        this.runs = runs;
        this.within = within;
    }

    /// The characters, without blanks at either end.
    public String text() {
        return text;
    }

    public String file() {
        return file;
    }

    /// The line of the first character, from 1.
    public int line() {
        return line;
    }

    /// The macro or repetition it came out of.
    public @Nullable Expansion within() {
        return within;
    }

    /// Where the character at `offset` came from.
    public Place place(int offset) {
        int run = 0;
        while (run + 3 < runs.length && runs[run + 3] <= offset) {
            run += 3;
        }
        int column = runs[run + 1] + Math.max(0, offset - runs[run]) * runs[run + 2];
        return new Place(file, line, column);
    }

    /// Where a reader of the source sees this statement: the outermost macro use, or the statement itself.
    public Place outermost() {
        Expansion e = within;
        if (e == null) {
            return place(0);
        }
        while (e.outer() != null) {
            e = e.outer();
        }
        return e.at();
    }

    /// The same statement in a repetition.
    public Statement expandedBy(Expansion expansion) {
        return new Statement(text, file, line, runs, expansion);
    }

    /// Say something about the character at `offset`.
    public Diagnostic diagnostic(Diagnostic.Severity severity, int offset, String message) {
        return new Diagnostic(severity, place(offset), message, Expansion.chain(within));
    }

    /// Collects the characters of a statement.
    public static final class Builder {
        private final String file;
        private final int line;
        private final @Nullable Expansion within;
        private final StringBuilder text = new StringBuilder();
        private int[] runs = new int[3];
        private int used;

        Builder(String file, int line, @Nullable Expansion within) {
            this.file = file;
            this.line = line;
            this.within = within;
        }

        /// For text derived from `original`.
        public Builder(Statement original, @Nullable Expansion within) {
            this(original.file, original.line, within);
        }

        /// Add a character that stands at `column`.
        void add(char c, int column) {
            if (used == 0 || column != columnHere()) {
                startRun(column, 1);
            }
            text.append(c);
        }

        /// Add the characters `from` to `to` of `original`.
        public void keep(Statement original, int from, int to) {
            if (from >= to) {
                return;
            }
            int run = 0;
            while (run + 3 < original.runs.length && original.runs[run + 3] <= from) {
                run += 3;
            }
            int at = from;
            while (at < to) {
                int end = run + 3 < original.runs.length ? Math.min(to, original.runs[run + 3]) : to;
                int growth = original.runs[run + 2];
                startRun(original.runs[run + 1] + (at - original.runs[run]) * growth, growth);
                text.append(original.text, at, end);
                at = end;
                run += 3;
            }
        }

        /// Add characters that stand for those of `original` at `from`.
        public void put(String replacement, Statement original, int from) {
            if (!replacement.isEmpty()) {
                startRun(original.place(from).column(), 0);
                text.append(replacement);
            }
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        int length() {
            return text.length();
        }

        char last() {
            return text.charAt(text.length() - 1);
        }

        /// The statement, without blanks at its ends.
        public Statement build() {
            String all = text.toString();
            String kept = all.strip();
            int cut = all.indexOf(kept);
            int[] exact = used == 0 ? new int[] {0, 1, 1} : Arrays.copyOf(runs, used);
            for (int i = 0; i < exact.length; i += 3) {
                exact[i] -= cut;
            }
            return new Statement(kept, file, line, exact, within);
        }

        private int columnHere() {
            int run = used - 3;
            return runs[run + 2] == 0 ? -1 : runs[run + 1] + text.length() - runs[run];
        }

        private void startRun(int column, int growth) {
            if (used == runs.length) {
                runs = Arrays.copyOf(runs, used * 2);
            }
            runs[used] = text.length();
            runs[used + 1] = column;
            runs[used + 2] = growth;
            used += 3;
        }
    }
}
