package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// SIMD and floating-point registers, and what instructions name of them. The value of an operand is the number of the
/// register; how it is divided is part of the row.
public sealed interface VectorOperand extends Operand {
    /// Bits of one element.
    int elementBits();

    /// How many elements the operand has.
    int lanes();

    /// The letter of elements of this size.
    static char letter(int bits) {
        return switch (bits) {
            case 8 -> 'b';
            case 16 -> 'h';
            case 32 -> 's';
            case 64 -> 'd';
            default -> 'q';
        };
    }

    /// The size in bits that a letter stands for.
    ///
    /// @throws IllegalArgumentException if it stands for none
    static int bits(char letter) {
        return switch (Character.toLowerCase(letter)) {
            case 'b' -> 8;
            case 'h' -> 16;
            case 's' -> 32;
            case 'd' -> 64;
            case 'q' -> 128;
            default -> throw new IllegalArgumentException("no size of an element: " + letter);
        };
    }

    private static OptionalLong parseRegister(Cursor cursor, char letter, int last) {
        String name = cursor.word();
        int number = !name.isEmpty() && name.charAt(0) == letter ? Operand.registerNumber(name, last) : -1;
        if (number < 0) {
            cursor.expect("a register %c0 to %c%d".formatted(letter, letter, last));
            return OptionalLong.empty();
        }
        cursor.take(name);
        return OptionalLong.of(number);
    }

    private static int last(Bits bits) {
        return (1 << bits.width()) - 1;
    }

    /// The low part of a register: `d3`.
    record Scalar(Bits bits, int elementBits) implements VectorOperand {
        @Override
        public List<Bits> fields() {
            return List.of(bits);
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public long decode(int word) {
            return bits.get(word);
        }

        @Override
        public int encode(int word, long value) {
            return (int) bits.set(word, value);
        }

        @Override
        public String format(long value, long address) {
            return "" + letter(elementBits) + value;
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            return parseRegister(cursor, letter(elementBits), last(bits));
        }
    }

    /// A register divided into elements: `v3.8b`, or `v3.s` where an index follows.
    ///
    /// @param suffix `8b`
    record Vector(Bits bits, int lanes, int elementBits, String suffix) implements VectorOperand {
        @Override
        public List<Bits> fields() {
            return List.of(bits);
        }

        @Override
        public long decode(int word) {
            return bits.get(word);
        }

        @Override
        public int encode(int word, long value) {
            return (int) bits.set(word, value);
        }

        @Override
        public String format(long value, long address) {
            return "v" + value + "." + suffix;
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            OptionalLong number = parseRegister(cursor, 'v', last(bits));
            return number.isPresent() && cursor.literal("." + suffix) ? number : OptionalLong.empty();
        }
    }

    /// One element: `v3.h[5]`. The value is the number of the register and above it, from bit 8, the index.
    ///
    /// @param suffix `h`, or `4b` where four elements count as one
    /// @param least the index when the field is zero or there is none
    record Element(Bits bits, int elementBits, FieldList index, int least, String suffix) implements VectorOperand {
        private static final int INDEX_SHIFT = 8;

        /// The number of the register in a value.
        public static int register(long value) {
            return (int) value & 31;
        }

        /// The index in a value.
        public static int index(long value) {
            return (int) value >> INDEX_SHIFT;
        }

        @Override
        public List<Bits> fields() {
            return Stream.concat(Stream.of(bits), index.parts().stream()).toList();
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public long decode(int word) {
            return bits.get(word) | (index.get(word) + least) << INDEX_SHIFT;
        }

        @Override
        public int encode(int word, long value) {
            return index.set((int) bits.set(word, register(value)), index(value) - least);
        }

        @Override
        public String format(long value, long address) {
            return "v%d.%s[%d]".formatted(register(value), suffix, index(value));
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            OptionalLong number = parseRegister(cursor, 'v', last(bits));
            if (number.isEmpty() || !cursor.literal("." + suffix + "[")) {
                return OptionalLong.empty();
            }
            cursor.skipBlanks();
            int start = cursor.position();
            OptionalLong written = cursor.expression("an index");
            if (written.isEmpty()) {
                return written;
            }
            long most = least + index.largest();
            if (written.getAsLong() < least || written.getAsLong() > most) {
                return cursor.wrong(start, "%d is not in %d to %d".formatted(written.getAsLong(), least, most));
            }
            return cursor.literal("]")
                    ? OptionalLong.of(number.getAsLong() | written.getAsLong() << INDEX_SHIFT)
                    : OptionalLong.empty();
        }
    }

    /// Registers that follow one another, after `v31` `v0`: `{v3.8b-v6.8b}`. The value is the number of the first.
    record Registers(Bits bits, int count, int lanes, int elementBits, String suffix) implements VectorOperand {
        @Override
        public List<Bits> fields() {
            return List.of(bits);
        }

        @Override
        public long decode(int word) {
            return bits.get(word);
        }

        @Override
        public int encode(int word, long value) {
            return (int) bits.set(word, value);
        }

        /// Three and more are written as a range, unless it goes past `v31`.
        @Override
        public String format(long value, long address) {
            long last = value + count - 1;
            return count > 2 && last < 32
                    ? "{v%d.%s-v%d.%s}".formatted(value, suffix, last, suffix)
                    : IntStream.range(0, count)
                            .mapToObj(i -> "v" + (value + i) % 32 + "." + suffix)
                            .collect(Collectors.joining(", ", "{", "}"));
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            if (!cursor.literal("{")) {
                return OptionalLong.empty();
            }
            OptionalLong first = one(cursor);
            if (first.isEmpty()) {
                return first;
            }
            if (count > 1 && cursor.literal("-")) {
                if (!isNumber(cursor, first.getAsLong() + count - 1)) {
                    return OptionalLong.empty();
                }
            } else {
                for (int i = 1; i < count; i++) {
                    if (!cursor.literal(",") || !isNumber(cursor, first.getAsLong() + i)) {
                        return OptionalLong.empty();
                    }
                }
            }
            return cursor.literal("}") ? first : OptionalLong.empty();
        }

        private OptionalLong one(Cursor cursor) {
            OptionalLong number = parseRegister(cursor, 'v', 31);
            return number.isPresent() && cursor.literal("." + suffix) ? number : OptionalLong.empty();
        }

        private boolean isNumber(Cursor cursor, long expected) {
            cursor.skipBlanks();
            int start = cursor.position();
            OptionalLong number = one(cursor);
            if (number.isPresent() && number.getAsLong() != expected % 32) {
                cursor.wrong(start, "must be v%d.%s".formatted(expected % 32, suffix));
                return false;
            }
            return number.isPresent();
        }
    }

    /// A floating-point constant of eight bits, sign, three of exponent, four of fraction (`VFPExpandImm` of the Arm
    /// ARM). The value is the field; [#number] gives the number.
    record FpImmediate(FieldList field) implements VectorOperand {
        @Override
        public List<Bits> fields() {
            return field.parts();
        }

        @Override
        public int elementBits() {
            return 8;
        }

        @Override
        public int lanes() {
            return 1;
        }

        /// The number that eight bits stand for.
        public static double number(int imm8) {
            int exponent = ((imm8 >> 4 & 7) ^ 4) - 3;
            double magnitude = Math.scalb(16.0 + (imm8 & 15), exponent - 4);
            return (imm8 & 0x80) != 0 ? -magnitude : magnitude;
        }

        @Override
        public long decode(int word) {
            return field.get(word);
        }

        @Override
        public int encode(int word, long value) {
            return field.set(word, value);
        }

        @Override
        public String format(long value, long address) {
            return "%.18e".formatted(number((int) value));
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            cursor.skipBlanks();
            int start = cursor.position();
            double written = cursor.number();
            if (Double.isNaN(written)) {
                cursor.expect("a floating-point number");
                return OptionalLong.empty();
            }
            for (int imm8 = 0; imm8 < 256; imm8++) {
                if (number(imm8) == written) {
                    return OptionalLong.of(imm8);
                }
            }
            return cursor.wrong(start, written + " is not a number of 4 bits times a power of two from 1/8 to 16");
        }
    }

    /// Eight bits, each of which stands for a byte of a 64-bit constant.
    record ByteMask(FieldList field) implements VectorOperand {
        @Override
        public List<Bits> fields() {
            return field.parts();
        }

        @Override
        public int elementBits() {
            return 64;
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public long decode(int word) {
            long bits = field.get(word);
            long value = 0;
            for (int i = 0; i < 8; i++) {
                value |= ((bits >> i & 1) * 0xffL) << (8 * i);
            }
            return value;
        }

        @Override
        public int encode(int word, long value) {
            long bits = 0;
            for (int i = 0; i < 8; i++) {
                bits |= (value >>> (8 * i) & 1) << i;
            }
            return field.set(word, bits);
        }

        @Override
        public String format(long value, long address) {
            return "0x" + Long.toHexString(value);
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            cursor.skipBlanks();
            int start = cursor.position();
            OptionalLong value = cursor.expression("an immediate");
            if (value.isPresent() && (value.getAsLong() & 0x0101_0101_0101_0101L) * 0xff != value.getAsLong()) {
                return cursor.wrong(start, "each byte must be 0 or 0xff");
            }
            return value;
        }
    }
}
