package dev.seascope.arch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Some bits of a register, described by rows of a field and the condition under which it is in force. Bits that no row
/// claims are reserved as zero. Conditions of one table may overlap freely as long as the fields they put in force do
/// not.
///
/// Each combination of conditions that occurs gets its [Layout] once. If the conditions look at few bits, those bits,
/// gathered, index the layout directly. Safe for use by any number of threads.
public final class FieldTable implements Field.Selector {
    private static final int MOST_CONDITIONS = 16;
    private static final int MOST_INDEX_BITS = 16;

    private final String name;
    private final Bits range;
    private final List<Row> rows;
    private final List<Absent> absent;
    private final List<Condition> conditions;
    /// By combination of conditions. Entries are immutable and equal whichever thread computes them, so a race is
    /// harmless.
    private final @Nullable Layout[] byCombination;
    /// The bits that the conditions look at, or 0 if those are too many or not known.
    private final long indexBits;
    /// By the value of those bits; the same layouts again.
    private final @Nullable Layout[] byIndex;

    /// A field and when it is in force.
    public record Row(Field field, Condition when) {
        /// A field that is always there.
        public Row(Field field) {
            this(field, Condition.ALWAYS);
        }
    }

    /// A field that other elements have here, and why this one has not: `needs FEAT_THE`.
    public record Absent(Field field, String reason) {}

    /// A table for the bits of `range`.
    ///
    /// @throws IllegalArgumentException if a row lies outside `range` or there are too many different conditions
    public FieldTable(String name, Bits range, List<Row> rows) {
        this(name, range, rows, List.of());
    }

    /// A table that can also say what is absent.
    ///
    /// @throws IllegalArgumentException if a row lies outside `range` or there are too many different conditions
    public FieldTable(String name, Bits range, List<Row> rows, List<Absent> absent) {
        this.name = name;
        this.range = range;
        this.absent = List.copyOf(absent);
        this.rows = rows.stream().sorted(Comparator.comparingInt(row -> -row.field().bits().msb())).toList();
        this.conditions = this.rows.stream().map(Row::when).filter(when -> !when.equals(Condition.ALWAYS)).distinct()
                .toList();
        for (Row row : rows) {
            if ((row.field().bits().mask() & ~range.mask()) != 0) {
                throw new IllegalArgumentException("%s: %s is outside %s".formatted(name, row.field().bits(), range));
            }
        }
        if (conditions.size() > MOST_CONDITIONS) {
            throw new IllegalArgumentException(name + ": more than " + MOST_CONDITIONS + " conditions");
        }
        this.byCombination = new @Nullable Layout[1 << conditions.size()];
        long looksAt = 0;
        for (Condition condition : conditions) {
            looksAt |= condition.bits();
        }
        boolean few = Long.bitCount(looksAt) <= MOST_INDEX_BITS;
        this.indexBits = few ? looksAt : 0;
        this.byIndex = new @Nullable Layout[few ? 1 << Long.bitCount(looksAt) : 0];
    }

    /// The rows, from the top bit down.
    public List<Row> rows() {
        return rows;
    }

    @Override
    public Layout select(long register) {
        if (byIndex.length == 0) {
            return byCombination(register);
        }
        int index = (int) Long.compress(register, indexBits);
        Layout layout = byIndex[index];
        if (layout == null) {
            layout = byCombination(register);
            byIndex[index] = layout;
        }
        return layout;
    }

    private Layout byCombination(long register) {
        int combination = 0;
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).holds(register)) {
                combination |= 1 << i;
            }
        }
        Layout layout = byCombination[combination];
        if (layout == null) {
            layout = layout(register);
            byCombination[combination] = layout;
        }
        return layout;
    }

    private Layout layout(long register) {
        List<Field> fields = new ArrayList<>();
        int next = range.msb();
        for (Row row : rows) {
            if (row.when().holds(register)) {
                if (row.field().bits().msb() < next) {
                    fields.add(new Field.Res0(new Bits("", next, row.field().bits().msb() + 1)));
                }
                fields.add(row.field());
                next = row.field().bits().lsb() - 1;
            }
        }
        if (next >= range.lsb()) {
            fields.add(new Field.Res0(new Bits("", next, range.lsb())));
        }
        return new Layout(name, fields);
    }

    @Override
    public String why(Field leaf, long register) {
        if (!(leaf instanceof Field.Res0)) {
            for (Row row : rows) {
                if (row.field().equals(leaf) && row.when().holds(register)) {
                    String found = row.when().found(register);
                    return found.isEmpty() ? "" : "is in force because " + found;
                }
            }
            return "";
        }
        return whyReserved(leaf.bits().mask(), register);
    }

    /// `because ISV is 0; TopLevel[21] needs FEAT_THE`: what keeps each candidate for reserved bits out.
    private String whyReserved(long mask, long register) {
        List<Row> candidates = rows.stream()
                .filter(row -> (row.field().bits().mask() & mask) != 0 && !row.when().holds(register)).toList();
        List<String> reasons = new ArrayList<>();
        if (!candidates.isEmpty()) {
            reasons.add("because " + candidates.stream().map(row -> row.when().unmet(register)).distinct()
                    .collect(Collectors.joining(" and ")));
        }
        for (Row row : candidates) {
            reasons.add(row.field().bits() + " is in force when " + row.when().text());
        }
        absent.stream().filter(other -> (other.field().bits().mask() & mask) != 0
                && candidates.stream().noneMatch(row -> row.field().equals(other.field())))
                .forEach(other -> reasons.add(other.field().bits() + " " + other.reason()));
        return String.join("; ", reasons);
    }
}
