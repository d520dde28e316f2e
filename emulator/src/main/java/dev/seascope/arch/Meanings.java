package dev.seascope.arch;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// The listed values of a field, in ascending order, found by value in constant time when the field is narrow: decoding
/// millions of syndromes a second looks each one up here.
public final class Meanings extends AbstractList<Meaning> implements RandomAccess {
    private static final int WIDEST_INDEXED = 8;

    private final Meaning[] sorted;
    private final @Nullable Meaning[] byValue;

    private Meanings(Meaning[] sorted, @Nullable Meaning[] byValue) {
        this.sorted = sorted;
        this.byValue = byValue;
    }

    /// The meanings of the field at `bits`.
    ///
    /// @throws IllegalArgumentException if a value does not fit in the field or is repeated
    public static Meanings of(Bits bits, List<Meaning> meanings) {
        Meaning[] sorted = meanings.toArray(Meaning[]::new);
        Arrays.sort(sorted, Comparator.comparing(Meaning::value, Long::compareUnsigned));
        @Nullable Meaning[] byValue = new @Nullable Meaning[bits.width() > WIDEST_INDEXED ? 0 : 1 << bits.width()];
        for (int i = 0; i < sorted.length; i++) {
            long value = sorted[i].value();
            if (!bits.fits(value) || (i > 0 && sorted[i - 1].value() == value)) {
                throw new IllegalArgumentException("%s: bad or repeated value %#x".formatted(bits, value));
            }
            if (byValue.length > 0) {
                byValue[(int) value] = sorted[i];
            }
        }
        return new Meanings(sorted, byValue);
    }

    /// The entry for `value`, allocated or not; null if the value is not listed.
    public @Nullable Meaning find(long value) {
        if (byValue.length > 0) {
            return value >= 0 && value < byValue.length ? byValue[(int) value] : null;
        }
        for (Meaning meaning : sorted) {
            if (meaning.value() == value) {
                return meaning;
            }
        }
        return null;
    }

    @Override
    public Meaning get(int index) {
        return sorted[index];
    }

    @Override
    public int size() {
        return sorted.length;
    }
}
