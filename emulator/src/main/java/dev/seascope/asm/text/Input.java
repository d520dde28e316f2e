package dev.seascope.asm.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The statements still to be read: the file, with included files and expansions put in front of what follows them.
public final class Input {
    /// What a run of statements is.
    public enum Kind {
        /// A file.
        FILE,
        /// A use of a macro, which `.exitm` leaves.
        MACRO,
        /// A round of `.rept`, `.irp` or `.irpc`.
        REPETITION
    }

    private static final class Frame {
        private final Kind kind;
        private final List<Statement> statements;
        private final int conditions;
        private int next;

        Frame(Kind kind, List<Statement> statements, int conditions) {
            this.kind = kind;
            this.statements = statements;
            this.conditions = conditions;
        }
    }

    private final Deque<Frame> frames = new ArrayDeque<>();

    /// Read `statements` before anything else.
    ///
    /// @param conditions how many conditions are open at this point
    public void push(Kind kind, List<Statement> statements, int conditions) {
        frames.push(new Frame(kind, statements, conditions));
    }

    /// The next statement, or nothing when all are read or the innermost run is at its end; then [#pop] goes on.
    public @Nullable Statement next() {
        Frame frame = frames.peek();
        return frame == null || frame.next == frame.statements.size() ? null : frame.statements.get(frame.next++);
    }

    /// Leave the innermost run.
    ///
    /// @return how many conditions were open when it began, or -1 if there is none
    public int pop() {
        Frame frame = frames.poll();
        return frame == null ? -1 : frame.conditions;
    }

    /// Read nothing of what is left.
    public void clear() {
        frames.clear();
    }

    /// How many runs lie within each other.
    public int depth() {
        return frames.size();
    }

    /// Leave all macros and repetitions of the innermost file.
    ///
    /// @return how many conditions were open when the outermost of them began, or -1 outside of any
    public int leaveExpansions() {
        int conditions = -1;
        while (!frames.isEmpty() && frames.element().kind != Kind.FILE) {
            conditions = frames.pop().conditions;
        }
        return conditions;
    }

    /// How many files lie within each other.
    public int files() {
        return (int) frames.stream().filter(frame -> frame.kind == Kind.FILE).count();
    }

    /// Leave the innermost macro.
    ///
    /// @return how many conditions were open when it began, or -1 outside of any
    public int leaveMacro() {
        if (frames.stream().noneMatch(frame -> frame.kind == Kind.MACRO)) {
            return -1;
        }
        Frame frame = frames.pop();
        while (frame.kind != Kind.MACRO) {
            frame = frames.pop();
        }
        return frame.conditions;
    }

    /// Take the statements up to the one that closes the block just opened, which is taken too.
    ///
    /// @param openers directives that open a block of this kind
    /// @param closers directives that close one
    /// @return the statements between, or nothing if the innermost run ends before; then all of it is taken
    public @Nullable List<Statement> block(Set<String> openers, Set<String> closers) {
        Frame frame = frames.element();
        int depth = 1;
        int start = frame.next;
        while (frame.next < frame.statements.size()) {
            String directive = directive(frame.statements.get(frame.next++));
            if (openers.contains(directive)) {
                depth++;
            } else if (closers.contains(directive) && --depth == 0) {
                return new ArrayList<>(frame.statements.subList(start, frame.next - 1));
            }
        }
        return null;
    }

    /// The directive of a statement behind its labels, in lower case, or an empty string.
    static String directive(Statement statement) {
        Cursor cursor = new Cursor(statement.text(), 0);
        while (true) {
            String word = cursor.peekWord();
            if (word.startsWith(".")) {
                int start = cursor.position();
                cursor.word();
                if (!cursor.take(":")) {
                    return word;
                }
                cursor.moveTo(start);
            }
            cursor.word();
            if (word.isEmpty() || !cursor.take(":")) {
                return "";
            }
        }
    }
}
