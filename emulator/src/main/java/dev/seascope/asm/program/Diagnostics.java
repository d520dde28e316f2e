package dev.seascope.asm.program;

import dev.seascope.asm.text.Diagnostic;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what there is to say, and puts it into the order of the source.
public final class Diagnostics {
    private static final int MOST = 5_000;
    private static final int LONGEST = 500;

    private record Entry(int order, Diagnostic diagnostic) {}

    private final List<Entry> entries = new ArrayList<>();
    private int order;
    private int dropped;

    /// What comes next belongs to this moment of the reading.
    public void at(int time) {
        order = time;
    }

    public void add(Diagnostic diagnostic) {
        if (entries.size() < MOST) {
            String message = diagnostic.message();
            entries.add(new Entry(order, message.length() <= LONGEST ? diagnostic : new Diagnostic(
                    diagnostic.severity(), diagnostic.place(), message.substring(0, LONGEST) + "...",
                    diagnostic.expansions())));
        } else {
            dropped++;
        }
    }

    public void add(Statement statement, Refusal wrong) {
        add(statement.diagnostic(Diagnostic.Severity.ERROR, wrong.offset(), wrong.why()));
    }

    public boolean hasErrors() {
        return entries.stream().anyMatch(entry -> entry.diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    /// All, each once, in the order of the source.
    public List<Diagnostic> inOrder() {
        var result = new ArrayList<>(entries.stream().sorted(Comparator.comparingInt(Entry::order))
                .map(Entry::diagnostic).distinct().toList());
        if (dropped > 0) {
            Diagnostic last = result.getLast();
            result.add(new Diagnostic(Diagnostic.Severity.ERROR, last.place(),
                    dropped + " more messages are not shown", List.of()));
        }
        return result;
    }
}
