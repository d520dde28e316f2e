package dev.seascope.arch.register.id;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Meaning;
import dev.seascope.arch.Meanings;
import java.util.ArrayList;
import java.util.List;

/// How the fields of identification registers are written down.
final class IdField {
    private static final int NOT_IMPLEMENTED = 15;

    private IdField() {}

    /// A field whose values 0, 1, 2 and so on mean `texts`; an empty text leaves a value out.
    static Field id(String bits, String title, String... texts) {
        return field(bits, title, list(texts));
    }

    /// The same for a field where 0b1111 means that there is none.
    static Field idOrNone(String bits, String title, String... texts) {
        List<Meaning> meanings = list(texts);
        meanings.add(new Meaning(NOT_IMPLEMENTED, "Not implemented"));
        return field(bits, title, meanings);
    }

    private static List<Meaning> list(String... texts) {
        List<Meaning> meanings = new ArrayList<>();
        for (int value = 0; value < texts.length; value++) {
            if (!texts[value].isEmpty()) {
                meanings.add(new Meaning(value, texts[value]));
            }
        }
        return meanings;
    }

    private static Field field(String bits, String title, List<Meaning> meanings) {
        Bits range = Bits.of(bits);
        return new Field.Choice(range, title, "", Meanings.of(range, meanings), false);
    }
}
