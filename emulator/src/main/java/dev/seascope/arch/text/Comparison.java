package dev.seascope.arch.text;

import dev.seascope.arch.Layout.Reading;
import dev.seascope.arch.RegisterValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Two values of a register, field by field. As a value decides which fields are in force, a row may have a field on one
/// side only.
///
/// @param rows from the top bit down
public record Comparison(RegisterValue left, RegisterValue right, List<Row> rows) {
    /// One field, as each value has it; empty where the field is not in force.
    public record Row(Optional<Reading> left, Optional<Reading> right) {
        /// The field, from whichever side has it.
        public Reading either() {
            return left.or(() -> right).orElseThrow();
        }

        /// Whether the values differ in it.
        public boolean differs() {
            return !left.map(Reading::value).equals(right.map(Reading::value));
        }
    }

    public Comparison {
        rows = List.copyOf(rows);
    }

    /// Compare two values.
    public static Comparison of(RegisterValue left, RegisterValue right) {
        List<Reading> ones = left.read();
        List<Reading> others = new ArrayList<>(right.read());
        List<Row> rows = new ArrayList<>();
        for (Reading one : ones) {
            Optional<Reading> same = others.stream().filter(other -> isSame(one, other)).findFirst();
            same.ifPresent(others::remove);
            rows.add(new Row(Optional.of(one), same));
        }
        others.forEach(other -> rows.add(new Row(Optional.empty(), Optional.of(other))));
        rows.sort(Comparator.comparingInt(row -> -row.either().field().bits().msb()));
        return new Comparison(left, right, rows);
    }

    private static boolean isSame(Reading one, Reading other) {
        return one.field().bits().msb() == other.field().bits().msb()
                && one.field().bits().lsb() == other.field().bits().lsb()
                && one.field().name().equals(other.field().name());
    }

    /// The rows in which the values differ.
    public List<Row> differences() {
        return rows.stream().filter(Row::differs).toList();
    }
}
