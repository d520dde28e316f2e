package dev.seascope.views.program;

import dev.seascope.session.ProgramListing;
import dev.seascope.session.ProgramListing.Instruction;
import dev.seascope.session.ProgramListing.Line;
import dev.seascope.session.ProgramListing.Text;
import dev.seascope.views.model.VectorEntry;
import dev.seascope.views.program.ProgramRow.Code;
import dev.seascope.views.program.ProgramRow.Fold;
import dev.seascope.views.program.ProgramRow.Symbol;
import dev.seascope.views.program.ProgramRow.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongPredicate;

/// Turns a listing into rows: which lines, in which order, with which headers and folds.
final class ProgramRows {
    /// A run shorter than this is shown: folding it would save nothing.
    private static final int SHORTEST_FOLD = 3;
    /// Instructions shown from where PC would go.
    private static final int AT_NEXT = 3;
    /// Instructions shown before PC.
    private static final int BEFORE_PC = 2;
    /// Instructions shown from PC on, where something follows that must be shown too.
    private static final int FROM_PC = 4;

    private static final Set<String> PLACING = Set.of(".org", ".align", ".balign", ".p2align", ".skip", ".space");

    private ProgramRows() {}

    /// All rows, nothing folded.
    ///
    /// @param vectors `VBAR_EL1`
    static List<ProgramRow> of(ProgramListing listing, ProgramModel.Mode mode, long vectors) {
        List<ProgramRow> rows = new ArrayList<>(listing.lines().size());
        for (Line line : listing.lines()) {
            switch (line) {
                case Instruction instruction -> {
                    long offset = instruction.address() - vectors;
                    if (offset >= 0 && offset < 0x800 && offset % VectorEntry.BYTES == 0) {
                        int at = mode == ProgramModel.Mode.SOURCE ? aboveLabels(rows) : replacePlacement(rows);
                        rows.add(at, new Vector(new VectorEntry((int) offset), false));
                    }
                    String symbol = listing.symbols().get(instruction.address());
                    if (symbol != null && (mode == ProgramModel.Mode.DISASSEMBLY
                            || (instruction.number() == 0 && instruction.label().isEmpty()))) {
                        rows.add(new Symbol(symbol));
                    }
                    rows.add(new Code(instruction));
                }
                case Text text when mode == ProgramModel.Mode.DISASSEMBLY && text.number() > 0 -> { }
                case Text text -> rows.add(new Code(text));
            }
        }
        return rows;
    }

    /// The same rows with what lies between PC and where PC would go folded, so that both fit into a view.
    ///
    /// @param kept addresses that stay visible
    /// @param opened keys of the folds that the user opened
    static List<ProgramRow> folded(List<ProgramRow> rows, long pc, long next, LongPredicate kept, Set<Long> opened) {
        int pcRow = rowOf(rows, pc);
        int nextRow = rowOf(rows, next);
        if (pcRow < 0 || nextRow < 0 || pcRow == nextRow) {
            return rows;
        }
        boolean pcFirst = pcRow < nextRow;
        int pcFrom = back(rows, pcRow, BEFORE_PC);
        int nextFrom = backToHeader(rows, nextRow);
        int from = pcFirst ? forward(rows, pcRow, FROM_PC) : forward(rows, nextRow, AT_NEXT);
        int to = pcFirst ? nextFrom : pcFrom;
        // Without a source to find one's way in, the vectors between are only in the way.
        boolean source = rows.get(pcRow) instanceof Code(Line at) && at.number() > 0;
        List<ProgramRow> result = new ArrayList<>(rows.subList(0, Math.min(from, rows.size())));
        for (int i = from; i < to;) {
            int end = i;
            while (end < to && isFoldable(rows.get(end), kept, source)) {
                end++;
            }
            List<ProgramRow> run = trimmed(rows.subList(i, end));
            if (run.size() >= SHORTEST_FOLD && !opened.contains(key(run.getFirst()))) {
                result.add(fold(run));
            } else {
                result.addAll(rows.subList(i, end));
            }
            if (end < to) {
                result.add(rows.get(end));
            }
            i = end + 1;
        }
        result.addAll(rows.subList(Math.max(from, to), rows.size()));
        return result;
    }

    /// What identifies a fold by its first row.
    private static long key(ProgramRow first) {
        return switch (first) {
            case Code(Instruction line) -> line.address();
            case Code(Text line) -> -line.number();
            case Symbol(String name) -> name.hashCode();
            case Fold _, Vector _ -> 0;
        };
    }

    /// The index of the row with the instruction at `address`, or -1.
    static int rowOf(List<ProgramRow> rows, long address) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Code(Instruction line) && line.address() == address) {
                return i;
            }
        }
        return -1;
    }

    /// Where a header above the row to come goes: above the labels just before it.
    private static int aboveLabels(List<ProgramRow> rows) {
        int at = rows.size();
        while (at > 0 && rows.get(at - 1) instanceof Code(Text(_, String label, String text)) && !label.isEmpty()
                && text.isEmpty()) {
            at--;
        }
        return at;
    }

    /// As [#aboveLabels], and drop the blank lines and placing directives that the header stands for.
    private static int replacePlacement(List<ProgramRow> rows) {
        int at = aboveLabels(rows);
        while (at > 0 && rows.get(at - 1) instanceof Code(Text(_, String label, String text)) && label.isEmpty()
                && isPlacement(text)) {
            at--;
            rows.remove(at);
        }
        return at;
    }

    private static boolean isPlacement(String text) {
        Statement statement = Statement.of(text);
        return (statement.mnemonic().isEmpty() && statement.comment().isEmpty())
                || PLACING.contains(statement.mnemonic().toLowerCase(Locale.ROOT));
    }

    private static int back(List<ProgramRow> rows, int from, int instructions) {
        int at = from;
        for (int left = instructions; at > 0 && left > 0;) {
            ProgramRow above = rows.get(at - 1);
            if (!(above instanceof Code(Line line))) {
                break;
            }
            at--;
            if (line instanceof Instruction) {
                left--;
            }
        }
        return at;
    }

    private static int backToHeader(List<ProgramRow> rows, int from) {
        int at = from;
        while (at > 0 && !(rows.get(at - 1) instanceof Code(Instruction _))
                && !(rows.get(at) instanceof Vector)) {
            at--;
        }
        return at;
    }

    private static int forward(List<ProgramRow> rows, int from, int instructions) {
        int at = from;
        for (int left = instructions; at < rows.size() && left > 0; at++) {
            if (rows.get(at) instanceof Code(Instruction _)) {
                left--;
            }
        }
        return at;
    }

    private static boolean isFoldable(ProgramRow row, LongPredicate kept, boolean source) {
        return switch (row) {
            case Code(Instruction line) -> !kept.test(line.address());
            case Code(Text _), Symbol _ -> true;
            case Vector _ -> !source;
            case Fold _ -> false;
        };
    }

    /// Without the blank lines at either end: they vanish with the fold and are not counted.
    private static List<ProgramRow> trimmed(List<ProgramRow> run) {
        int from = 0;
        int to = run.size();
        while (from < to && isBlank(run.get(from))) {
            from++;
        }
        while (to > from && isBlank(run.get(to - 1))) {
            to--;
        }
        return run.subList(from, to);
    }

    private static boolean isBlank(ProgramRow row) {
        return row instanceof Code(Text(_, String label, String text)) && label.isEmpty() && text.isEmpty();
    }

    private static Fold fold(List<ProgramRow> run) {
        long key = key(run.getFirst());
        int number = run.getFirst() instanceof Code(Line line) ? line.number() : 0;
        String count = "%d more %s".formatted(run.size(), number == 0 ? "rows" : "lines");
        if (run.getLast() instanceof Code(Instruction last) && Statement.of(last.text()).mnemonic().equals("eret")) {
            return new Fold(key, number, count + ", to", "eret", last.number() == 0 ? "" : "at " + last.number());
        }
        String label = switch (run.getFirst()) {
            case Code(Line line) -> line.label();
            case Symbol(String name) -> name;
            case Vector _, Fold _ -> "";
        };
        return label.isEmpty()
                ? new Fold(key, number, count, "", "")
                : new Fold(key, number, count + ", from", label + ":", "");
    }
}
