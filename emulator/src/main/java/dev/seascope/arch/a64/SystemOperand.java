package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import dev.seascope.arch.SystemRegisters;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// System registers and System instructions, by the names [SystemRegisters] has for their encodings.
sealed interface SystemOperand extends Operand {
    /// A system register; the value is `op0:op1:CRn:CRm:op2`.
    ///
    /// @param field `o0:op1:CRn:CRm:op2`
    /// @param read whether it is read, which matters for the name of a few
    record Register(FieldList field, boolean read) implements SystemOperand {
        /// The top bit of `op0` is set in every `MRS` and `MSR`, and is no field.
        private static final int OP0_HIGH = 1 << 15;

        @Override
        public List<Bits> fields() {
            return field.parts();
        }

        @Override
        public long decode(int word) {
            return field.get(word) | OP0_HIGH;
        }

        @Override
        public int encode(int word, long value) {
            return field.set(word, value & ~OP0_HIGH);
        }

        @Override
        public String format(long value, long address) {
            return SystemRegisters.name((int) value, read).toLowerCase(Locale.ROOT);
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            String name = cursor.word();
            OptionalInt encoding = SystemRegisters.encoding(name);
            if (encoding.isEmpty() || (encoding.getAsInt() & OP0_HIGH) == 0) {
                cursor.expect("a system register, by name or like s3_0_c15_c0_0");
                return OptionalLong.empty();
            }
            cursor.take(name);
            return OptionalLong.of(encoding.getAsInt());
        }
    }

    /// What a System instruction does: the `ivac` of `dc ivac`.
    ///
    /// @param field `op1:CRn:CRm:op2`
    /// @param kind `AT`, `DC`, `IC` or `TLBI`
    /// @param register whether an address or other argument goes with it
    record Operation(FieldList field, String kind, boolean register) implements SystemOperand {
        private static final int OP0 = 1 << 14;

        @Override
        public List<Bits> fields() {
            return field.parts();
        }

        @Override
        public long decode(int word) {
            return field.get(word) | OP0;
        }

        @Override
        public boolean isTotal() {
            return false;
        }

        @Override
        public boolean allows(int word) {
            String name = SystemRegisters.name((int) decode(word), false);
            return name.startsWith(kind + " ") && hasArgument(name) == register;
        }

        /// Operations on everything have no argument.
        private static boolean hasArgument(String name) {
            return !(name.startsWith("IC IALLU") || (name.contains("ALL") && name.startsWith("TLBI ")));
        }

        @Override
        public int encode(int word, long value) {
            return field.set(word, value & ~OP0);
        }

        @Override
        public String format(long value, long address) {
            String name = SystemRegisters.name((int) value, false);
            return name.substring(name.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
        }

        @Override
        public OptionalLong parse(Cursor cursor, int word) {
            String name = cursor.word();
            OptionalInt encoding = SystemRegisters.encoding(kind + " " + name);
            if (encoding.isEmpty() || !allows(encode(word, encoding.getAsInt()))) {
                cursor.expect(register ? "an operation of %s with an argument".formatted(kind.toLowerCase(Locale.ROOT))
                        : "an operation of %s without argument".formatted(kind.toLowerCase(Locale.ROOT)));
                return OptionalLong.empty();
            }
            cursor.take(name);
            return OptionalLong.of(encoding.getAsInt());
        }
    }
}
