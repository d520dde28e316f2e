package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import java.util.Arrays;
import java.util.List;

/// One or more fields of an instruction word read as one number, the first one most significant: `immhi:immlo`.
record FieldList(List<Bits> parts) {
    /// @param names field names joined by colons
    static FieldList of(String names, Encoding encoding) {
        return new FieldList(Arrays.stream(names.split(":", -1)).map(encoding::field).toList());
    }

    int width() {
        return parts.stream().mapToInt(Bits::width).sum();
    }

    /// The largest value without a sign.
    long largest() {
        return (1L << width()) - 1;
    }

    boolean fits(long value) {
        return value >>> width() == 0;
    }

    long get(int word) {
        long value = 0;
        for (Bits part : parts) {
            value = value << part.width() | part.get(word);
        }
        return value;
    }

    /// The value as a two's complement number.
    long getSigned(int word) {
        int unused = Long.SIZE - width();
        return get(word) << unused >> unused;
    }

    /// `word` with the low bits of `value` in these fields.
    int set(int word, long value) {
        long rest = value;
        long result = word;
        for (Bits part : parts.reversed()) {
            result = part.set(result, rest & (1L << part.width()) - 1);
            rest >>>= part.width();
        }
        return (int) result;
    }
}
