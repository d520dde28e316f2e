package dev.seascope.arch.a64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Turns one statement of assembler source into an instruction word.
public final class LineAssembler {
    /// What became of a statement.
    public sealed interface Result {
        /// An instruction.
        record Word(int word) implements Result {}

        /// Not an instruction.
        ///
        /// @param column where it goes wrong, from 1
        /// @param message what is wrong there, or what would have been right
        record Failure(int column, String message) implements Result {}
    }

    private LineAssembler() {}

    /// The base rows by mnemonic, in the order in which they are tried.
    private static final class Base {
        static final Map<String, List<InstructionSpec>> ROWS = byMnemonic(A64.base());
    }

    /// The rows of the rest of the table, which are tried after those and which few programs need.
    private static final class Simd {
        static final Map<String, List<InstructionSpec>> ROWS = byMnemonic(A64.simd());
    }

    private static Map<String, List<InstructionSpec>> byMnemonic(List<InstructionSpec> rows) {
        Map<String, List<InstructionSpec>> map = new HashMap<>();
        rows.forEach(row -> map.computeIfAbsent(row.mnemonic(), _ -> new ArrayList<>()).add(row));
        return map;
    }

    /// Assemble a statement: a mnemonic and operands, without label and comment. Letters are read without regard to
    /// case; the first row of the table that accepts the statement gives the word.
    ///
    /// @param address where the instruction will be
    /// @param expressions gives numbers for immediates and labels
    public static Result assemble(String statement, long address, Expressions expressions) {
        int start = 0;
        while (start < statement.length() && Character.isWhitespace(statement.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < statement.length() && !Character.isWhitespace(statement.charAt(end))) {
            end++;
        }
        String mnemonic = statement.substring(start, end).toLowerCase(Locale.ROOT);
        var best = new ArrayList<Cursor>();
        var operands = new Statement(statement, end, address, expressions);
        OptionalInt word = operands.read(Base.ROWS.getOrDefault(mnemonic, List.of()), best);
        if (word.isEmpty()) {
            word = operands.read(Simd.ROWS.getOrDefault(mnemonic, List.of()), best);
        }
        if (word.isPresent()) {
            return new Result.Word(word.getAsInt());
        }
        if (best.isEmpty()) {
            return new Result.Failure(start + 1, mnemonic.isEmpty()
                    ? "expected an instruction"
                    : "no instruction is called '%s'%s".formatted(mnemonic, suggestion(mnemonic)));
        }
        return failure(best);
    }

    /// A statement whose mnemonic has been read.
    ///
    /// @param end of the mnemonic
    private record Statement(String text, int end, long address, Expressions expressions) {
        /// The word by the first row that accepts this statement.
        ///
        /// @param best where reading stopped for the rows that got furthest; added to and cleared
        OptionalInt read(List<InstructionSpec> rows, List<Cursor> best) {
            for (InstructionSpec row : rows) {
                var cursor = new Cursor(text, end, address, expressions);
                OptionalInt word = row.assemble(cursor);
                if (word.isPresent()) {
                    return word;
                }
                if (!best.isEmpty() && cursor.stopped() > best.getFirst().stopped()) {
                    best.clear();
                }
                if (best.isEmpty() || cursor.stopped() == best.getFirst().stopped()) {
                    best.add(cursor);
                }
            }
            return OptionalInt.empty();
        }
    }

    /// The message for the rows that got furthest: a wrong value if there is one, else all that was expected.
    private static Result failure(List<Cursor> best) {
        int column = best.getFirst().stopped() + 1;
        Optional<String> problem = best.stream().map(Cursor::problem).filter(text -> !text.isEmpty()).findFirst();
        var expected = new TreeSet<String>();
        best.forEach(cursor -> expected.addAll(cursor.expected()));
        return new Result.Failure(column, problem.orElseGet(() -> "expected " + list(List.copyOf(expected))));
    }

    private static String list(List<String> items) {
        int last = items.size() - 1;
        return last == 0
                ? items.getFirst()
                : String.join(", ", items.subList(0, last)) + " or " + items.get(last);
    }

    /// `; did you mean 'x'?` for a name that is one letter off.
    private static String suggestion(String mnemonic) {
        return Stream.of(Base.ROWS, Simd.ROWS)
                .flatMap(rows -> rows.keySet().stream())
                .filter(name -> isOneEditAway(name, mnemonic))
                .min(String::compareTo)
                .map("; did you mean '%s'?"::formatted)
                .orElse("");
    }

    private static boolean isOneEditAway(String a, String b) {
        String shorter = a.length() <= b.length() ? a : b;
        String longer = a.length() <= b.length() ? b : a;
        int same = 0;
        while (same < shorter.length() && shorter.charAt(same) == longer.charAt(same)) {
            same++;
        }
        String restLonger = longer.substring(Math.min(same + 1, longer.length()));
        return switch (longer.length() - shorter.length()) {
            case 0 -> shorter.substring(Math.min(same + 1, shorter.length())).equals(restLonger)
                    || isSwapped(shorter, longer, same);
            case 1 -> shorter.substring(same).equals(restLonger);
            default -> false;
        };
    }

    private static boolean isSwapped(String a, String b, int at) {
        return at + 1 < a.length() && a.charAt(at) == b.charAt(at + 1) && a.charAt(at + 1) == b.charAt(at)
                && a.substring(at + 2).equals(b.substring(at + 2));
    }
}
