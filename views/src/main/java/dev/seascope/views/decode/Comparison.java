package dev.seascope.views.decode;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;
import dev.seascope.arch.Layout.Reading;
import dev.seascope.views.control.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Two values of a register, field by field.
///
/// @param rows the fields in which they differ, from the top bit down
/// @param same how many fields are equal
record Comparison(List<Row> rows, int same) {
    /// One field. A side is empty when its value puts another field there.
    ///
    /// @param name of the field
    /// @param bits where it is
    /// @param left of the first value, number and meaning
    /// @param right of the second
    record Row(String name, Bits bits, String left, String right) {}

    Comparison {
        rows = List.copyOf(rows);
    }

    /// Compare two values of the same register.
    static Comparison of(Layout layout, long left, long right) {
        List<Reading> ours = layout.read(left);
        List<Reading> theirs = layout.read(right);
        List<Row> rows = new ArrayList<>();
        int same = 0;
        for (Reading reading : ours) {
            Optional<Reading> partner = partner(reading, theirs);
            if (partner.isEmpty() && isSilent(reading)) {
                continue;
            }
            if (partner.isEmpty()) {
                rows.add(new Row(reading.field().name(), reading.field().bits(), text(reading), ""));
            } else if (partner.get().value() == reading.value()) {
                same++;
            } else {
                rows.add(new Row(reading.field().name(), reading.field().bits(), text(reading), text(partner.get())));
            }
        }
        for (Reading reading : theirs) {
            if (partner(reading, ours).isEmpty() && !isSilent(reading)) {
                rows.add(new Row(reading.field().name(), reading.field().bits(), "", text(reading)));
            }
        }
        rows.sort(Comparator.comparingInt((Row row) -> -row.bits().msb()));
        return new Comparison(rows, same);
    }

    /// Reserved bits that hold what they should are no difference.
    private static boolean isSilent(Reading reading) {
        return reading.field() instanceof Field.Res0 && reading.value() == 0;
    }

    /// The same field in the other value: same place, same name.
    private static Optional<Reading> partner(Reading reading, List<Reading> others) {
        return others.stream().filter(other -> other.field().name().equals(reading.field().name())
                && other.field().bits().mask() == reading.field().bits().mask()).findFirst();
    }

    private static String text(Reading reading) {
        String number = Words.number(reading.field(), reading.value());
        return reading.meaning().isEmpty() ? number : number + " " + Words.clause(reading.meaning());
    }
}
