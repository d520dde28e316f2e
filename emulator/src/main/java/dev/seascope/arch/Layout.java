package dev.seascope.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of a register, or of part of one, from the top bit down, without gaps.
///
/// Reading and linting are total and allocate little: they also serve programs that go through logs of gigabytes.
public final class Layout {
    private final String name;
    private final List<Field> fields;
    /// Whether there are no unions, so that the fields are the leaves whatever the value.
    private final boolean flat;
    private final long zeros;
    private final long ones;
    private final Field.Choice[] choices;

    /// Checks that the fields follow each other without gap or overlap.
    ///
    /// @throws IllegalArgumentException if they do not
    public Layout(String name, List<Field> fields) {
        this.name = name;
        this.fields = List.copyOf(fields);
        int next = fields.getFirst().bits().msb();
        for (Field field : fields) {
            if (field.bits().msb() != next) {
                throw new IllegalArgumentException("%s: %s should start at bit %d".formatted(name, field.bits(), next));
            }
            next = field.bits().lsb() - 1;
        }
        this.flat = fields.stream().noneMatch(Field.Union.class::isInstance);
        this.zeros = mask(Field.Res0.class);
        this.ones = mask(Field.Res1.class);
        this.choices = fields.stream().filter(Field.Choice.class::isInstance).map(Field.Choice.class::cast)
                .filter(Field.Choice::closed).toArray(Field.Choice[]::new);
    }

    private long mask(Class<? extends Field> kind) {
        long mask = 0;
        for (Field field : fields) {
            mask |= kind.isInstance(field) ? field.bits().mask() : 0;
        }
        return mask;
    }

    /// The register's name, or what this part of it describes.
    public String name() {
        return name;
    }

    /// The same fields under another register's name.
    public Layout named(String other) {
        return new Layout(other, fields);
    }

    /// The fields from the top bit down; unions are not replaced by what they select.
    public List<Field> fields() {
        return fields;
    }

    /// A layout of these fields, from the top bit down.
    public static Layout of(String name, Field... fields) {
        return new Layout(name, List.of(fields));
    }

    /// The fields in force for `register`, with every union replaced by the layout it selects.
    public List<Field> leaves(long register) {
        if (flat) {
            return fields;
        }
        List<Field> leaves = new ArrayList<>(24);
        addLeaves(register, leaves);
        return leaves;
    }

    private void addLeaves(long register, List<Field> leaves) {
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field instanceof Field.Union union) {
                union.selector().select(register).addLeaves(register, leaves);
            } else {
                leaves.add(field);
            }
        }
    }

    /// The field in force at `bit`.
    ///
    /// @throws IllegalArgumentException if the layout does not reach that bit
    public Field leafAt(int bit, long register) {
        for (Field field : leaves(register)) {
            if (field.bits().lsb() <= bit && bit <= field.bits().msb()) {
                return field;
            }
        }
        throw new IllegalArgumentException("%s has no bit %d".formatted(name, bit));
    }

    /// The field in force under the manual's short name.
    public Optional<Field> leaf(String fieldName, long register) {
        return leaves(register).stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }

    /// Decode every field. Total: any value can be read, however malformed.
    public List<Reading> read(long register) {
        List<Field> leaves = leaves(register);
        List<Reading> readings = new ArrayList<>(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            readings.add(read(leaves.get(i), register));
        }
        return readings;
    }

    private static Reading read(Field field, long register) {
        long value = field.bits().get(register);
        return new Reading(field, value, field.meaning(value));
    }

    /// Why `leaf` is in force for `register`, or why those bits are reserved, as a clause after the field's name:
    /// `is in force because DFSC is 0x10`, `because ISV is 0`. Empty for a field that is always there.
    public String why(Field leaf, long register) {
        for (Field field : fields) {
            if (field instanceof Field.Union union && union.bits().msb() >= leaf.bits().msb()
                    && union.bits().lsb() <= leaf.bits().lsb()) {
                String why = union.selector().why(leaf, register);
                return why.isEmpty() ? union.selector().select(register).why(leaf, register) : why;
            }
        }
        return "";
    }

    /// Report reserved bits that do not hold their reserved value (once, as `RES0` or `RES1`, with all of them) and
    /// fields that hold an unallocated value (`VAL-RSVD:` and the field's name).
    public List<Finding> lint(long register) {
        List<Finding> findings = new ArrayList<>(4);
        lint(register, findings);
        return findings;
    }

    /// As [#lint(long)], adding to a list.
    public void lint(long register, List<Finding> findings) {
        if (flat) {
            lintFlat(register, findings);
            return;
        }
        new Layout(name, leaves(register)).lintFlat(register, findings);
    }

    private void lintFlat(long register, List<Finding> findings) {
        for (Field.Choice choice : choices) {
            Meaning found = choice.meanings().find(choice.bits().get(register));
            if (found == null || !found.allocated()) {
                findings.add(unallocated(choice, register, found == null ? "" : found.missing()));
            }
        }
        long set = register & zeros;
        if (set != 0) {
            findings.add(new Finding("RES0", Severity.ERROR, topmost(set), bitList(set) + " reserved as 0 here",
                    Optional.of(new Fix("Clear the reserved bits", register & ~set))));
        }
        long clear = ~register & ones;
        if (clear != 0) {
            findings.add(new Finding("RES1", Severity.ERROR, topmost(clear), bitList(clear) + " reserved as 1 here",
                    Optional.of(new Fix("Set the reserved bits", register | clear))));
        }
    }

    private Field topmost(long bits) {
        return leafAt(63 - Long.numberOfLeadingZeros(bits), 0);
    }

    private static Finding unallocated(Field.Choice choice, long register, String missing) {
        return new Finding("VAL-RSVD:" + choice.name(), Severity.ERROR, choice, choice.name() + " 0x"
                + Long.toHexString(choice.bits().get(register))
                + (missing.isEmpty() ? " is a reserved value" : " is a reserved value here: it " + missing));
    }

    /// `Bits 17, 14:12 are`, `Bit 6 is`.
    private static String bitList(long bits) {
        StringBuilder text = new StringBuilder(Long.bitCount(bits) == 1 ? "Bit " : "Bits ");
        String separator = "";
        long rest = bits;
        while (rest != 0) {
            int top = 63 - Long.numberOfLeadingZeros(rest);
            int bottom = top;
            while (bottom > 0 && (rest >>> (bottom - 1) & 1) == 1) {
                bottom--;
            }
            Bits run = new Bits("", top, bottom);
            text.append(separator).append(top);
            if (bottom < top) {
                text.append(':').append(bottom);
            }
            rest &= ~run.mask();
            separator = ", ";
        }
        return text.append(Long.bitCount(bits) == 1 ? " is" : " are").toString();
    }

    /// One decoded field.
    ///
    /// @param value right-aligned
    /// @param meaning in words; empty when the number says it all
    public record Reading(Field field, long value, String meaning) {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Layout layout && name.equals(layout.name) && fields.equals(layout.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return name + fields.stream().map(field -> " " + field.bits()).collect(Collectors.joining());
    }
}
