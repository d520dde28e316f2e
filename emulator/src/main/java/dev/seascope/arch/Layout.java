package dev.seascope.arch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The fields of a register, or of part of one, from the top bit down, without gaps.
///
/// Reading and linting are total and allocate little: they also serve programs that go through logs of gigabytes.
public final class Layout {
    /// Bit numbers as text.
    private static final String[] DECIMAL =
            IntStream.range(0, Long.SIZE).mapToObj(Integer::toString).toArray(String[]::new);

    private final String name;
    private final List<Field> fields;
    /// Whether there are no unions, so that the fields are the leaves whatever the value.
    private final boolean flat;
    private final long zeros;
    private final long ones;
    /// From the top bit down.
    private final Field[] reserved;
    private final Values[] choices;
    /// Made when first asked for; any thread makes the same.
    private @Nullable Readings readings;

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
        this.reserved = fields.stream().filter(field -> field instanceof Field.Res0 || field instanceof Field.Res1)
                .toArray(Field[]::new);
        this.choices = fields.stream().filter(Field.Choice.class::isInstance).map(Field.Choice.class::cast)
                .filter(Field.Choice::closed).map(Values::new).toArray(Values[]::new);
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

    /// How many bits it describes: 64 for a System register, 32 for an instruction word.
    public int width() {
        return fields.getFirst().bits().msb() - fields.getLast().bits().lsb() + 1;
    }

    /// A value as wide as the layout, in hexadecimal with all digits.
    public String digits(long register) {
        int digits = (width() + 3) / 4;
        String text = Long.toHexString(register);
        return "0x" + "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /// The fields to show first for `register`: [#fields], or when all there is is a union, what it selects.
    public List<Field> outline(long register) {
        return fields.size() == 1 && fields.getFirst() instanceof Field.Union union
                ? union.selector().select(register).outline(register) : fields;
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
        if (!flat) {
            return leaves(register).stream().map(leaf -> Reading.of(leaf, register)).toList();
        }
        Readings kept = readings;
        if (kept == null) {
            kept = new Readings(fields);
            readings = kept;
        }
        return kept.read(register);
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
        for (Values choice : choices) {
            choice.lint(register, findings);
        }
        long set = register & zeros;
        if (set != 0) {
            findings.add(new Finding("RES0", Severity.ERROR, topmost(set), () -> bitList(set) + " reserved as 0 here",
                    Optional.of(new Fix("Clear the reserved bits", register & ~set))));
        }
        long clear = ~register & ones;
        if (clear != 0) {
            findings.add(new Finding("RES1", Severity.ERROR, topmost(clear), () -> bitList(clear) + " reserved as 1 here",
                    Optional.of(new Fix("Set the reserved bits", register | clear))));
        }
    }

    /// The reserved field of the highest of these bits.
    private Field topmost(long bits) {
        int top = 63 - Long.numberOfLeadingZeros(bits);
        for (Field field : reserved) {
            if (field.bits().lsb() <= top) {
                return field;
            }
        }
        throw new IllegalArgumentException("%s reserves no bit %d".formatted(name, top));
    }

    /// `Bits 17, 14:12 are`, `Bit 6 is`.
    private static String bitList(long bits) {
        StringBuilder text = new StringBuilder(128).append(Long.bitCount(bits) == 1 ? "Bit " : "Bits ");
        String separator = "";
        long rest = bits;
        while (rest != 0) {
            int top = 63 - Long.numberOfLeadingZeros(rest);
            int bottom = top + 1 - Long.numberOfLeadingZeros(~(rest << (63 - top)));
            text.append(separator).append(DECIMAL[top]);
            if (bottom < top) {
                text.append(':').append(DECIMAL[bottom]);
            }
            rest &= (1L << bottom) - 1;
            separator = ", ";
        }
        return text.append(Long.bitCount(bits) == 1 ? " is" : " are").toString();
    }

    /// Reads the fields of a flat layout. What a small field says with each of its values is made once, and so is what a
    /// larger one says with 0: reserved bits, most of the time.
    private static final class Readings {
        private static final int MOST_KEPT_BITS = 6;
        private static final long NONE = 0;

        private final Field[] leaves;
        private final int[] lsb;
        private final long[] mask;
        /// The largest value kept of each field.
        private final long[] most;
        /// Where the readings of each field begin in `kept`, by value.
        private final int[] start;
        private final @Nullable Reading[] kept;

        Readings(List<Field> fields) {
            int count = fields.size();
            leaves = fields.toArray(Field[]::new);
            lsb = new int[count];
            mask = new long[count];
            most = new long[count];
            start = new int[count];
            int size = 0;
            for (int i = 0; i < count; i++) {
                Bits bits = leaves[i].bits();
                lsb[i] = bits.lsb();
                mask[i] = bits.mask() >>> bits.lsb();
                most[i] = leaves[i] instanceof Field.Dependent ? -1 : bits.width() <= MOST_KEPT_BITS ? mask[i] : NONE;
                start[i] = size;
                size += (int) most[i] + 1;
            }
            kept = new @Nullable Reading[size];
        }

        List<Reading> read(long register) {
            Reading[] all = new Reading[leaves.length];
            for (int i = 0; i < all.length; i++) {
                long value = register >>> lsb[i] & mask[i];
                all[i] = value >= 0 && value <= most[i] ? kept(i, (int) value, register) : Reading.of(leaves[i], register);
            }
            return Arrays.asList(all);
        }

        private Reading kept(int field, int value, long register) {
            Reading reading = kept[start[field] + value];
            if (reading == null) {
                reading = Reading.of(leaves[field], register);
                kept[start[field] + value] = reading;
            }
            return reading;
        }
    }

    /// The values of a closed list that are not allocated, as findings. Those of small fields are made once.
    private static final class Values {
        private static final int MOST_KEPT_BITS = 8;

        /// Stands for a value that is allocated.
        private static final Finding FINE = new Finding("", Severity.NOTE, Field.res0("[0]"), "");

        private final Field.Choice choice;
        private final String code;
        private final int lsb;
        private final long mask;
        private final @Nullable Finding[] kept;

        Values(Field.Choice choice) {
            this.choice = choice;
            this.code = "VAL-RSVD:" + choice.name();
            this.lsb = choice.bits().lsb();
            this.mask = choice.bits().mask() >>> lsb;
            this.kept = new @Nullable Finding[choice.bits().width() <= MOST_KEPT_BITS ? 1 << choice.bits().width() : 0];
        }

        @SuppressWarnings("ReferenceEquality") // one object stands for nothing found
        void lint(long register, List<Finding> findings) {
            int value = (int) (register >>> lsb & mask);
            Finding finding = value < kept.length && value >= 0 ? kept[value] : null;
            if (finding == null) {
                finding = look(register >>> lsb & mask);
                if (kept.length > 0) {
                    kept[value] = finding;
                }
            }
            if (finding != FINE) {
                findings.add(finding);
            }
        }

        private Finding look(long value) {
            Meaning found = choice.meanings().find(value);
            return found != null && found.allocated() ? FINE : finding(value, found == null ? "" : found.missing());
        }

        private Finding finding(long value, String missing) {
            return new Finding(code, Severity.ERROR, choice, choice.name() + " 0x" + Long.toHexString(value)
                    + (missing.isEmpty() ? " is a reserved value" : " is a reserved value here: it " + missing));
        }
    }

    /// One decoded field.
    ///
    /// @param value right-aligned
    /// @param meaning in words; empty when the number says it all
    public record Reading(Field field, long value, String meaning) {
        private static Reading of(Field field, long register) {
            return new Reading(field, field.bits().get(register), field.meaningIn(register));
        }
    }

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
