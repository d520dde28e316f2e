package dev.seascope.arch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The fields of a register, or of part of one, from the top bit down, without gaps.
public record Layout(String name, List<Field> fields) {
    public Layout {
        fields = List.copyOf(fields);
        int next = fields.getFirst().bits().msb();
        for (Field field : fields) {
            if (field.bits().msb() != next) {
                throw new IllegalArgumentException("%s: %s should start at bit %d".formatted(name, field.bits(), next));
            }
            next = field.bits().lsb() - 1;
        }
    }

    public static Layout of(String name, Field... fields) {
        return new Layout(name, List.of(fields));
    }

    /// The fields in force for `register`, with every union replaced by the layout it selects.
    public List<Field> leaves(long register) {
        return fields.stream().flatMap(field -> leaves(field, register)).toList();
    }

    private static Stream<Field> leaves(Field field, long register) {
        return field instanceof Field.Union union
                ? union.layout().apply(register).leaves(register).stream()
                : Stream.of(field);
    }

    /// Decode every field. Total: any value can be read, however malformed.
    public List<Reading> read(long register) {
        return leaves(register).stream().map(field -> read(field, register)).toList();
    }

    private static Reading read(Field field, long register) {
        String meaning = switch (field) {
            case Field.Value _ -> "";
            case Field.Res0 _ -> "reserved";
            case Field.Choice choice -> choice.meaning(register).orElse("unallocated");
            case Field.Union union -> union.layout().apply(register).name();
        };
        return new Reading(field, field.bits().get(register), meaning);
    }

    /// Report reserved bits that are set and values that are unallocated.
    public List<Finding> lint(long register) {
        return leaves(register).stream().flatMap(field -> lint(field, register).stream()).toList();
    }

    private static Optional<Finding> lint(Field field, long register) {
        long value = field.bits().get(register);
        return switch (field) {
            case Field.Res0 _ when value != 0 -> Optional.of(new Finding(field, field.bits() + " is reserved"));
            case Field.Choice choice when choice.meaning(register).isEmpty() ->
                Optional.of(new Finding(field, "%s = %#x is unallocated".formatted(field.bits().name(), value)));
            case Field.Value _,Field.Res0 _,Field.Choice _,Field.Union _ -> Optional.empty();
        };
    }

    /// One decoded field.
    public record Reading(Field field, long value, String meaning) {}

    /// Something the architecture would not have produced. A finding informs; it never forbids.
    public record Finding(Field field, String message) {}
}
