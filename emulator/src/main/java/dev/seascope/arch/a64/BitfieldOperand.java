package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import java.util.List;
import java.util.OptionalLong;

/// Positions and widths as the aliases of `SBFM`, `BFM` and `UBFM` write them, which these instructions encode in
/// `immr` and `imms` (Arm ARM, C6.2).
sealed interface BitfieldOperand extends Operand {
    @Override
    default String format(long value, long address) {
        return Long.toString(value);
    }

    @Override
    default OptionalLong parse(Cursor cursor, int word) {
        cursor.skipBlanks();
        int start = cursor.position();
        OptionalLong value = cursor.expression("an immediate");
        if (value.isPresent() && (value.getAsLong() < least() || value.getAsLong() > most(word))) {
            return cursor.wrong(start, "%d is not in %d to %d".formatted(value.getAsLong(), least(), most(word)));
        }
        return value;
    }

    long least();

    /// The largest value when the operands to the left are as in `word`.
    long most(int word);

    /// The amount of `LSL`: `immr` is its negative, `imms` the top bit that stays.
    record LeftShift(Bits immr, Bits imms, int width) implements BitfieldOperand {
        @Override
        public List<Bits> fields() {
            return List.of(immr, imms);
        }

        @Override
        public boolean isTotal() {
            return false;
        }

        @Override
        public boolean allows(int word) {
            return imms.get(word) != width - 1 && imms.get(word) + 1 == immr.get(word);
        }

        @Override
        public long decode(int word) {
            return width - 1 - imms.get(word);
        }

        @Override
        public int encode(int word, long value) {
            return (int) imms.set(immr.set(word, -value & (width - 1)), width - 1 - value);
        }

        @Override
        public long least() {
            return 0;
        }

        @Override
        public long most(int word) {
            return width - 1L;
        }
    }

    /// The lowest bit a field is moved to: `immr` is its negative.
    record InsertPosition(Bits immr, int width) implements BitfieldOperand {
        @Override
        public List<Bits> fields() {
            return List.of(immr);
        }

        @Override
        public long decode(int word) {
            return -immr.get(word) & (width - 1);
        }

        @Override
        public int encode(int word, long value) {
            return (int) immr.set(word, -value & (width - 1));
        }

        @Override
        public long least() {
            return 0;
        }

        @Override
        public long most(int word) {
            return width - 1L;
        }
    }

    /// The width of a field that is moved up from bit 0: `imms + 1`.
    record InsertWidth(Bits immr, Bits imms, int width) implements BitfieldOperand {
        @Override
        public List<Bits> fields() {
            return List.of(immr, imms);
        }

        @Override
        public long decode(int word) {
            return imms.get(word) + 1;
        }

        @Override
        public int encode(int word, long value) {
            return (int) imms.set(word, value - 1);
        }

        @Override
        public long least() {
            return 1;
        }

        @Override
        public long most(int word) {
            return width - (-immr.get(word) & (width - 1));
        }
    }

    /// The width of a field that is moved down to bit 0: `imms` is its top bit, `immr` its lowest.
    record ExtractWidth(Bits immr, Bits imms, int width) implements BitfieldOperand {
        @Override
        public List<Bits> fields() {
            return List.of(immr, imms);
        }

        @Override
        public long decode(int word) {
            return imms.get(word) - immr.get(word) + 1;
        }

        @Override
        public int encode(int word, long value) {
            return (int) imms.set(word, value + immr.get(word) - 1);
        }

        @Override
        public long least() {
            return 1;
        }

        @Override
        public long most(int word) {
            return width - immr.get(word);
        }
    }
}
