package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import java.util.List;
import java.util.OptionalLong;

/// Constants of the width of a register that an instruction encodes in a few bits. Not every combination of these bits
/// is a constant, and not every constant has one.
sealed interface ConstantOperand extends Operand {
    @Override
    default boolean isTotal() {
        return false;
    }

    @Override
    default String format(long value, long address) {
        return "0x" + Long.toHexString(value);
    }

    /// A bit mask as logical instructions take them: a rotated run of ones, repeated (`DecodeBitMasks` of the Arm ARM).
    record Bitmask(FieldList field, int width) implements ConstantOperand {
        @Override
        public List<Bits> fields() {
            return field.parts();
        }

        @Override
        public long decode(int word) {
            return BitmaskImmediate.decode((int) field.get(word), width);
        }

        @Override
        public boolean allows(int word) {
            return BitmaskImmediate.isAllocated((int) field.get(word), width);
        }

        @Override
        public int encode(int word, long value) {
            return field.set(word, BitmaskImmediate.encode(value, width));
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            cursor.skipBlanks();
            int start = cursor.position();
            OptionalLong value = constant(cursor, width);
            return value.isEmpty() || BitmaskImmediate.encode(value.getAsLong(), width) >= 0
                    ? value
                    : cursor.wrong(start, "%#x is not a repeated run of ones".formatted(value.getAsLong()));
        }
    }

    /// A constant of 16 bits at a multiple of 16, or the inverse of one, as `MOV` writes it.
    record WideImmediate(Bits bits, Bits shift, int width, boolean inverted) implements ConstantOperand {
        @Override
        public List<Bits> fields() {
            return List.of(shift, bits);
        }

        @Override
        public long decode(int word) {
            long value = bits.get(word) << (16 * shift.get(word));
            return truncated(inverted ? ~value : value);
        }

        /// A shifted zero is left to `MOVZ` and `MOVN`, and so is what both could say.
        @Override
        public boolean allows(int word) {
            long number = bits.get(word);
            return (number != 0 || shift.get(word) == 0) && !(inverted && width == 32 && number == 0xffff);
        }

        private long truncated(long value) {
            return width == 32 ? value & 0xffff_ffffL : value;
        }

        @Override
        public int encode(int word, long value) {
            long number = truncated(inverted ? ~value : value);
            int steps = number == 0 ? 0 : Long.numberOfTrailingZeros(number) / 16;
            return (int) shift.set(bits.set(word, number >>> (16 * steps)), steps);
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            cursor.skipBlanks();
            int start = cursor.position();
            OptionalLong value = constant(cursor, width);
            if (value.isEmpty()) {
                return value;
            }
            long number = truncated(inverted ? ~value.getAsLong() : value.getAsLong());
            boolean fits = number == 0 || bits.fits(number >>> (Long.numberOfTrailingZeros(number) / 16 * 16));
            return fits
                    ? value
                    : cursor.wrong(start, "%#x does not fit in one instruction".formatted(value.getAsLong()));
        }
    }

    /// A constant of `width` bits, which may be written as a negative number. The result is zero-extended.
    private static OptionalLong constant(Cursor cursor, int width) {
        cursor.skipBlanks();
        int start = cursor.position();
        OptionalLong value = cursor.expression("an immediate");
        if (value.isEmpty() || width == 64) {
            return value;
        }
        long number = value.getAsLong();
        return number < -1L << (width - 1) || number > (1L << width) - 1
                ? cursor.wrong(start, "%d does not fit in %d bits".formatted(number, width))
                : OptionalLong.of(number & (1L << width) - 1);
    }
}
