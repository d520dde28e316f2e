package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// How one placeholder of the assembler syntax maps to bits of the instruction word, in both directions, and to text.
///
/// What the value is, a register's slot or a number, the codec says. [Placeholder] makes codecs from their notation.
public sealed interface Operand
        permits Operand.Register,
                Operand.Same,
                Operand.Immediate,
                Operand.Constant,
                Operand.Label,
                Operand.Keyword,
                BitfieldOperand,
                ConstantOperand,
                SystemOperand,
                VectorOperand {
    /// The fields of the word that it is read from, the most significant first; none for a constant.
    List<Bits> fields();

    /// The operand's value in `word`.
    long decode(int word);

    /// Whether the bits of `word` are a value of this operand. If not, `word` is not of the operand's row.
    default boolean allows(int word) {
        return true;
    }

    /// Whether [#allows] is true for every word.
    default boolean isTotal() {
        return true;
    }

    /// `word` with this operand's bits set to `value`, which came from [#decode] or [#parse].
    int encode(int word, long value);

    /// The operand as an assembler writes it, in lower case.
    ///
    /// @param address of the instruction
    String format(long value, long address);

    /// Read the operand, telling the cursor what was wrong if it is not there.
    ///
    /// @param word the instruction with the operands to the left already encoded
    OptionalLong parse(Cursor cursor, int word);

    /// A general-purpose register, as a slot of [Processor#x].
    ///
    /// @param wide whether it is named `X` or `W`
    /// @param stackPointer whether number 31 is the stack pointer, not the zero register
    /// @param offset added to the number: the second register of a consecutive pair has 1
    record Register(Bits bits, boolean wide, boolean stackPointer, int offset) implements Operand {
        private static final List<String> ALIASES = List.of("ip0", "ip1", "fp", "lr");
        private static final int[] ALIASED = {16, 17, 29, 30};

        @Override
        public List<Bits> fields() {
            return List.of(bits);
        }

        @Override
        public long decode(int word) {
            int number = ((int) bits.get(word) + offset) % 32;
            return number < 31 ? number : stackPointer ? Processor.SP : Processor.ZR;
        }

        @Override
        public int encode(int word, long value) {
            return (int) bits.set(word, (Math.min(value, 31) - offset) & 31);
        }

        @Override
        public String format(long value, long address) {
            return name((int) value, wide);
        }

        static String name(int slot, boolean wide) {
            return switch (slot) {
                case Processor.SP -> wide ? "sp" : "wsp";
                case Processor.ZR -> wide ? "xzr" : "wzr";
                default -> (wide ? "x" : "w") + slot;
            };
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            String name = cursor.word();
            int alias = wide ? ALIASES.indexOf(name) : -1;
            int slot = alias >= 0 ? ALIASED[alias] : slot(name);
            if (slot < 0) {
                cursor.expect(wide ? "a register x0 to x30" : "a register w0 to w30");
                cursor.expect(name(stackPointer ? Processor.SP : Processor.ZR, wide));
                return OptionalLong.empty();
            }
            cursor.take(name);
            return OptionalLong.of(slot);
        }

        private int slot(String name) {
            int zeroOrSp = stackPointer ? Processor.SP : Processor.ZR;
            if (name.equals(name(zeroOrSp, wide))) {
                return zeroOrSp;
            }
            return name.startsWith(wide ? "x" : "w") ? registerNumber(name, 30) : -1;
        }
    }

    /// A register that two fields must both name.
    ///
    /// @param register the operand of the first field
    record Same(Operand register, Bits first, Bits second) implements Operand {
        @Override
        public List<Bits> fields() {
            return List.of(first, second);
        }

        @Override
        public long decode(int word) {
            return register.decode(word);
        }

        @Override
        public boolean isTotal() {
            return false;
        }

        @Override
        public boolean allows(int word) {
            return first.get(word) == second.get(word);
        }

        @Override
        public int encode(int word, long value) {
            int one = register.encode(word, value);
            return (int) second.set(one, first.get(one));
        }

        @Override
        public String format(long value, long address) {
            return register.format(value, address);
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            return register.parse(cursor, word);
        }
    }

    /// The number after a register name's letter, or -1 if it is not one from 0 to `last` written plainly.
    static int registerNumber(String name, int last) {
        int length = name.length();
        if (length < 2 || length > 3 || (length == 3 && name.charAt(1) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = 1; i < length; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number <= last ? number : -1;
    }

    /// A number `factor * field + bias`.
    ///
    /// @param signed whether the field is in two's complement
    /// @param limit the largest value of the field that is allocated
    /// @param hexadecimal how it is written
    record Immediate(FieldList field, boolean signed, int factor, int bias, long limit, boolean hexadecimal)
            implements Operand {
        @Override
        public List<Bits> fields() {
            return field.parts();
        }

        @Override
        public boolean isTotal() {
            return limit == field.largest();
        }

        @Override
        public boolean allows(int word) {
            return signed || field.get(word) <= limit;
        }

        @Override
        public long decode(int word) {
            return factor * (signed ? field.getSigned(word) : field.get(word)) + bias;
        }

        @Override
        public int encode(int word, long value) {
            return field.set(word, (value - bias) / factor);
        }

        @Override
        public String format(long value, long address) {
            return hexadecimal ? "0x" + Long.toHexString(value) : Long.toString(value);
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            cursor.skipBlanks();
            int start = cursor.position();
            OptionalLong value = cursor.expression("an immediate");
            if (value.isEmpty()) {
                return value;
            }
            long one = bias + factor * (signed ? -1L << (field.width() - 1) : 0);
            long other = bias + factor * (signed ? (1L << (field.width() - 1)) - 1 : limit);
            long least = Math.min(one, other);
            long most = Math.max(one, other);
            if (value.getAsLong() < least || value.getAsLong() > most) {
                return cursor.wrong(start, "%d is not in %d to %d".formatted(value.getAsLong(), least, most));
            }
            return (value.getAsLong() - bias) % factor == 0
                    ? value
                    : cursor.wrong(start, "%d is not a multiple of %d".formatted(value.getAsLong(), factor));
        }
    }

    /// A number that is always the same. It has no bits.
    record Constant(long value) implements Operand {
        @Override
        public List<Bits> fields() {
            return List.of();
        }

        @Override
        public long decode(int word) {
            return value;
        }

        @Override
        public int encode(int word, long same) {
            return word;
        }

        @Override
        public String format(long same, long address) {
            return Long.toString(value);
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            cursor.skipBlanks();
            int start = cursor.position();
            OptionalLong written = cursor.expression("#" + value);
            return written.isEmpty() || written.getAsLong() == value
                    ? written
                    : cursor.wrong(start, "must be " + value);
        }
    }

    /// A place in the program: the value is its distance in bytes from the instruction, or from the instruction's page.
    ///
    /// @param unit bytes the field counts in: 4, 1 (`ADR`) or 4096 (`ADRP`)
    record Label(FieldList field, int unit) implements Operand {
        private static final int PAGE = 4096;

        @Override
        public List<Bits> fields() {
            return field.parts();
        }

        @Override
        public long decode(int word) {
            return field.getSigned(word) * unit;
        }

        @Override
        public int encode(int word, long value) {
            return field.set(word, value / unit);
        }

        /// Whether the distance is from the instruction's page, not from the instruction.
        public boolean isOfPage() {
            return unit == PAGE;
        }

        /// The address `value` stands for.
        long target(long value, long address) {
            return origin(address) + value;
        }

        private long origin(long address) {
            return unit == PAGE ? address & -PAGE : address;
        }

        @Override
        public String format(long value, long address) {
            return "0x" + Long.toHexString(target(value, address));
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            cursor.skipBlanks();
            int start = cursor.position();
            OptionalLong target = cursor.expression("a label");
            if (target.isEmpty()) {
                return target;
            }
            long place = unit == PAGE ? target.getAsLong() & -PAGE : target.getAsLong();
            long distance = place - origin(cursor.address());
            if (distance % unit != 0) {
                return cursor.wrong(start, "%#x is not a multiple of %d bytes away".formatted(place, unit));
            }
            long reach = (long) unit << (field.width() - 1);
            return distance >= -reach && distance < reach
                    ? OptionalLong.of(distance)
                    : cursor.wrong(start, "%#x is %d bytes away, the reach is %d to %d"
                            .formatted(place, distance, -reach, reach - unit));
        }
    }

    /// One of several words; the value is the field's.
    ///
    /// @param words by field value; an empty one is no value of this operand, or is written as a number
    /// @param synonyms other spellings a reader may use, with the word each stands for
    /// @param numeric whether values without a word are written as numbers
    /// @param what it is, for messages; if empty they list the words
    record Keyword(FieldList field, List<String> words, Map<String, String> synonyms, boolean numeric, String what)
            implements Operand {
        @Override
        public List<Bits> fields() {
            return field.parts();
        }

        @Override
        public long decode(int word) {
            return field.get(word);
        }

        @Override
        public boolean isTotal() {
            return numeric || !words.contains("");
        }

        @Override
        public boolean allows(int word) {
            return numeric || !words.get((int) decode(word)).isEmpty();
        }

        @Override
        public int encode(int word, long value) {
            return field.set(word, value);
        }

        @Override
        public String format(long value, long address) {
            String name = value < words.size() ? words.get((int) value) : "";
            return name.isEmpty() ? "#0x%02x".formatted(value) : name;
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            String written = cursor.word();
            int index = written.isEmpty() ? -1 : index(synonyms.getOrDefault(written, written));
            if (index >= 0) {
                cursor.take(written);
                return OptionalLong.of(index);
            }
            boolean number = written.isEmpty() || Character.isDigit(written.charAt(0));
            cursor.skipBlanks();
            int start = cursor.position();
            if (numeric && number) {
                OptionalLong value = cursor.expression(what + " or a number");
                return value.isEmpty() || field.fits(value.getAsLong())
                        ? value
                        : cursor.wrong(start, "%d is not in 0 to %d"
                                .formatted(value.getAsLong(), (1L << field.width()) - 1));
            }
            if (what.isEmpty()) {
                words.stream().filter(name -> !name.isEmpty()).forEach(name -> cursor.expect("'" + name + "'"));
            } else {
                cursor.expect(what);
            }
            return OptionalLong.empty();
        }

        private int index(String name) {
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).equalsIgnoreCase(name)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
