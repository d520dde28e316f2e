package dev.seascope.views.syndrome;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Layout.Reading;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.control.StripValue;
import dev.seascope.views.control.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A row of the fields tree: one field, its value and how it may be changed.
///
/// @param field the field
/// @param depth 0 for a field of the register, 1 for a part of one
/// @param parts whether it has parts
/// @param open whether its parts follow
/// @param edit how the value may be changed
/// @param value right-aligned
/// @param register all bits of the register
/// @param meaning the value in words
/// @param sources who supplied the bits that are 1
/// @param forcedBy who forced a bit of the value, when nothing of it may be changed
record FieldRow(Field field, int depth, boolean parts, boolean open, Edit edit, long value,
        long register, String meaning, List<Source> sources, Optional<Source> forcedBy) {
    private static final int WIDEST_LIST = 6;

    /// How a value may be changed.
    enum Edit {
        /// Not at all.
        NONE,
        /// One bit.
        TICK,
        /// From a list.
        LIST,
        /// By typing a number.
        NUMBER
    }

    FieldRow {
        sources = List.copyOf(sources);
    }

    /// The rows for a register: its fields from the top bit down, reserved ones only where they are parts or hold a 1.
    ///
    /// @param turned names of the fields that the user opened
    static List<FieldRow> of(StripValue shown, Set<String> turned) {
        List<FieldRow> rows = new ArrayList<>();
        long register = shown.value().bits();
        for (Field top : shown.value().layout().outline(register)) {
            if (top instanceof Field.Union union) {
                boolean isOpen = turned.contains(union.name());
                List<Reading> parts = union.selector().select(register).read(register);
                rows.add(parent(union, isOpen, parts, shown));
                if (isOpen) {
                    parts.forEach(part -> rows.add(leaf(part, 1, shown)));
                }
            } else if (!isSilent(top) || top.bits().get(register) != 0) {
                Reading reading = shown.value().read().stream().filter(each -> each.field().equals(top)).findFirst()
                        .orElseThrow();
                rows.add(leaf(reading, 0, shown));
            }
        }
        return rows;
    }

    /// Whether the field says nothing while it is 0: reserved, or not described.
    private static boolean isSilent(Field field) {
        return field instanceof Field.Res0 || (field instanceof Field.Value && field.bits().name().isEmpty());
    }

    private static FieldRow parent(Field.Union union, boolean open, List<Reading> parts, StripValue shown) {
        long register = shown.value().bits();
        String name = union.selector().select(register).name();
        String meaning = open || union.bits().get(register) != 0 || name.isEmpty() ? name : contents(parts);
        return new FieldRow(union, 0, true, open, Edit.NONE, union.bits().get(register), register, meaning,
                List.of(), Optional.empty());
    }

    /// `GCS 0, rest RES0`: what the parts of a field are when all are 0.
    private static String contents(List<Reading> parts) {
        List<String> named = parts.stream().filter(part -> !isReserved(part.field()))
                .map(part -> part.field().name() + " 0").toList();
        return named.isEmpty() ? "RES0" : String.join(", ", named) + (named.size() < parts.size() ? ", rest RES0" : "");
    }

    private static FieldRow leaf(Reading reading, int depth, StripValue shown) {
        Field field = reading.field();
        Bits bits = field.bits();
        boolean editable = false;
        Optional<Source> forcedBy = Optional.empty();
        for (int bit = bits.msb(); bit >= bits.lsb(); bit--) {
            editable |= shown.isEditable(bit);
            if (shown.isForced(bit) && forcedBy.isEmpty()) {
                forcedBy = shown.source(bit);
            }
        }
        boolean nameless = field instanceof Field.Fixed && bits.name().isEmpty();
        Edit edit = !editable || nameless || (isReserved(field) && reading.value() == 0) ? Edit.NONE
                : bits.width() == 1 ? Edit.TICK : bits.width() <= WIDEST_LIST ? Edit.LIST : Edit.NUMBER;
        return new FieldRow(field, depth, false, false, edit, reading.value(), shown.value().bits(), meaning(reading, shown),
                shown.sourcesOf(bits.mask()), edit == Edit.NONE ? forcedBy : Optional.empty());
    }

    private static String meaning(Reading reading, StripValue shown) {
        if (reading.field() instanceof Field.Fixed && reading.field().bits().name().isEmpty()) {
            return reading.meaning();
        }
        if (isReserved(reading.field())) {
            String why = Words.condition(shown.value().layout().why(reading.field(), shown.value().bits()));
            return why.isEmpty() ? "reserved" : why;
        }
        String meaning = reading.meaning();
        String text = meaning.isEmpty() ? reading.field().title() : meaning;
        return lowerInitial(text);
    }

    /// Sentence case inside a row: `Doubleword` becomes `doubleword`; `FAR not valid` and `Data Abort` stay.
    private static String lowerInitial(String text) {
        boolean plain = text.length() > 1 && text.chars().skip(1).noneMatch(Character::isUpperCase);
        return plain ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }

    private static boolean isReserved(Field field) {
        return field instanceof Field.Res0 || field instanceof Field.Res1;
    }

    /// Where the field is: `24:0`, `10`.
    String range() {
        Bits bits = field.bits();
        return bits.width() == 1 ? Integer.toString(bits.msb()) : bits.msb() + ":" + bits.lsb();
    }

    /// Whether the same controls can show `other`: the same field, changed in value only.
    boolean looksLike(FieldRow other) {
        return field.equals(other.field) && depth == other.depth && parts == other.parts && edit == other.edit;
    }

    /// Whether the field is reserved, or fixed and without a name.
    boolean reserved() {
        return isReserved(field) || (field instanceof Field.Fixed && field.bits().name().isEmpty());
    }
}
