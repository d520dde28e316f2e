package dev.seascope.arch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/// What the bits of a register mean. One description serves decoding, encoding, linting and drawing.
public sealed interface Field {
    Bits bits();

    String title();

    /// A number, address, register index or flag: every value is meaningful.
    record Value(Bits bits, String title) implements Field {}

    /// A closed list of values; any other is unallocated.
    record Choice(Bits bits, String title, List<Meaning> meanings) implements Field {
        public Choice {
            meanings = List.copyOf(meanings);
            Set<Long> seen = new HashSet<>();
            for (Meaning meaning : meanings) {
                if (!bits.fits(meaning.value()) || !seen.add(meaning.value())) {
                    throw new IllegalArgumentException(
                            "%s: bad or repeated value %#x".formatted(bits, meaning.value()));
                }
            }
        }

        public Optional<String> meaning(long register) {
            long value = bits.get(register);
            return meanings.stream().filter(meaning -> meaning.value() == value).map(Meaning::text).findFirst();
        }
    }

    /// Bits reserved as zero.
    record Res0(Bits bits) implements Field {
        @Override
        public String title() {
            return "RES0";
        }
    }

    /// Bits whose own fields depend on the rest of the register, as ISS depends on EC.
    record Union(Bits bits, String title, LongFunction<Layout> layout) implements Field {}

    record Meaning(long value, String text) {}

    static Field value(String bits, String title) {
        return new Value(Bits.of(bits), title);
    }

    static Choice choice(String bits, String title, Meaning... meanings) {
        return new Choice(Bits.of(bits), title, List.of(meanings));
    }

    static Meaning is(long value, String text) {
        return new Meaning(value, text);
    }

    static Field res0(String bits) {
        return new Res0(Bits.of(bits));
    }

    static Field union(String bits, String title, LongFunction<Layout> layout) {
        return new Union(Bits.of(bits), title, layout);
    }
}
