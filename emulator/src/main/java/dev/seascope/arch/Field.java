package dev.seascope.arch;

import java.util.List;

/// What some bits of a register mean. One description serves decoding, encoding, linting, drawing and explaining.
public sealed interface Field {
    /// Where the field is.
    Bits bits();

    /// What the field holds, in a few words: `FAR not valid`.
    String title();

    /// One or two sentences for a reader who has not met the field; empty if the title says it all.
    default String explanation() {
        return "";
    }

    /// The manual's short name: `DFSC`; `RES0` for reserved bits; the range for bits without a name.
    default String name() {
        return bits().name().isEmpty() ? bits().range() : bits().name();
    }

    /// What a value of this field means, in words; empty when the number says it all.
    ///
    /// @param value right-aligned
    String meaning(long value);

    /// What this field means in a register, where that depends on more than its own bits.
    default String meaningIn(long register) {
        return meaning(bits().get(register));
    }

    /// A number, address, register index or flag: every value is meaningful.
    record Value(Bits bits, String title, String explanation, Form form) implements Field {
        @Override
        public String meaning(long value) {
            return form.text(value);
        }
    }

    /// A list of values.
    ///
    /// @param meanings listed values; those that are not allocated here are marked
    /// @param closed any other value, and any that is not allocated, is reported by [Layout#lint]
    record Choice(Bits bits, String title, String explanation, Meanings meanings, boolean closed) implements Field {
        @Override
        public String meaning(long value) {
            Meaning found = meanings.find(value);
            if (found == null) {
                return closed ? "unallocated" : "";
            }
            return found.allocated() ? found.text() : found.text() + " (" + found.missing() + ")";
        }
    }

    /// Bits reserved as zero.
    record Res0(Bits bits) implements Field {
        @Override
        public String title() {
            return "Reserved, RES0";
        }

        @Override
        public String name() {
            return "RES0";
        }

        @Override
        public String meaning(long value) {
            return "reserved";
        }
    }

    /// Bits reserved as one.
    record Res1(Bits bits) implements Field {
        @Override
        public String title() {
            return "Reserved, RES1";
        }

        @Override
        public String name() {
            return "RES1";
        }

        @Override
        public String meaning(long value) {
            return "reserved";
        }
    }

    /// Bits that have one value in everything the layout describes, as those that make an instruction word an `ADD`.
    /// Nothing is wrong with another value: it is something else then.
    ///
    /// @param text what the value says, or empty
    record Fixed(Bits bits, String title, String text) implements Field {
        @Override
        public String name() {
            return bits.name().isEmpty() ? "fixed" : bits.name();
        }

        @Override
        public String meaning(long value) {
            return text;
        }
    }

    /// Bits whose meaning depends on others, as that of one half of an immediate does.
    record Dependent(Bits bits, String title, String explanation, Sense sense) implements Field {
        /// What the value means where all other bits are 0.
        @Override
        public String meaning(long value) {
            return sense.text(bits.set(0, value));
        }

        @Override
        public String meaningIn(long register) {
            return sense.text(register);
        }
    }

    /// Puts the bits of a [Dependent] into words.
    interface Sense {
        /// What they mean in this register.
        String text(long register);

        /// Whether they have a meaning there.
        boolean isAllocated(long register);
    }

    /// Bits whose own fields depend on the rest of the register, as ISS depends on EC.
    record Union(Bits bits, String title, Selector selector) implements Field {
        @Override
        public String meaning(long value) {
            return "";
        }
    }

    /// How a [Value] reads.
    enum Form {
        /// An unsigned number, best shown in hexadecimal.
        NUMBER,
        /// A count or index, best shown in decimal.
        DECIMAL,
        /// A general-purpose register; 31 is the zero register.
        REGISTER,
        /// A general-purpose register; 31 is the stack pointer.
        REGISTER_OR_SP,
        /// The first of an even pair of general-purpose registers, halved.
        REGISTER_PAIR,
        /// One bit whose meaning is IMPLEMENTATION DEFINED or said by its title.
        FLAG;

        private static final String[] NAMES = new String[33];

        static {
            for (int n = 0; n < 31; n++) {
                NAMES[n] = "X" + n;
            }
            NAMES[31] = "XZR";
            NAMES[32] = "SP";
        }

        /// The value in words, or empty when the number says it all.
        public String text(long value) {
            int n = (int) value;
            return switch (this) {
                case NUMBER, DECIMAL, FLAG -> "";
                case REGISTER -> NAMES[n & 31];
                case REGISTER_OR_SP -> NAMES[n == 31 ? 32 : n & 31];
                case REGISTER_PAIR -> NAMES[2 * n & 31] + ", " + NAMES[2 * n + 1 & 31];
            };
        }
    }

    /// Chooses the fields of a [Union].
    @FunctionalInterface
    interface Selector {
        /// The layout that `register` puts in force. Total: every value has one.
        Layout select(long register);

        /// Why `leaf`, a field of the selected layout, is in force or is reserved, as a clause that follows the
        /// field's name: `is in force because DFSC is 0x10`. Empty if there is no condition.
        default String why(Field leaf, long register) {
            return "";
        }
    }

    /// A number in hexadecimal.
    static Value value(String bits, String title) {
        return value(bits, title, "", Form.NUMBER);
    }

    /// A number in hexadecimal.
    static Value value(String bits, String title, String explanation) {
        return value(bits, title, explanation, Form.NUMBER);
    }

    /// A field without a list of values.
    static Value value(String bits, String title, String explanation, Form form) {
        return new Value(Bits.of(bits), title, explanation, form);
    }

    /// A closed list of values.
    static Choice choice(String bits, String title, Meaning... meanings) {
        return choice(bits, title, "", meanings);
    }

    /// A closed list of values.
    static Choice choice(String bits, String title, String explanation, Meaning... meanings) {
        Bits range = Bits.of(bits);
        return new Choice(range, title, explanation, Meanings.of(range, List.of(meanings)), true);
    }

    /// A number some values of which have names; the others are as good.
    static Choice names(String bits, String title, String explanation, Meaning... meanings) {
        Bits range = Bits.of(bits);
        return new Choice(range, title, explanation, Meanings.of(range, List.of(meanings)), false);
    }

    /// One bit and what its two values mean.
    static Choice flag(String bit, String title, String clear, String set, String explanation) {
        return choice(bit, title, explanation, is(0, clear), is(1, set));
    }

    /// An allocated value of a choice.
    static Meaning is(long value, String text) {
        return new Meaning(value, text);
    }

    /// Bits reserved as zero.
    static Field res0(String bits) {
        return new Res0(Bits.of(bits));
    }

    /// Bits reserved as one.
    static Field res1(String bits) {
        return new Res1(Bits.of(bits));
    }

    /// Bits that are reserved, or that this program does not describe: neither decoded nor linted.
    static Field undescribed(String bits) {
        return value(bits, "Reserved or not described");
    }

    /// Bits whose fields depend on the register.
    static Field union(String bits, String title, Selector selector) {
        return new Union(Bits.of(bits), title, selector);
    }
}
