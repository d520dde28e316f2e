package dev.seascope.arch.a64;

/// Gives numbers for what an operand says where a number is expected: literals, symbols, sums. The assembler brings its
/// own; [#NUMBERS] knows literals and the place of the statement.
@FunctionalInterface
public interface Expressions {
    /// The value of `text`, which has no blanks around it.
    ///
    /// @param address where the statement's instruction goes, the value of `.`
    Value evaluate(String text, long address);

    /// What an expression came to.
    sealed interface Value {
        /// A number; labels are their addresses.
        record Known(long value) implements Value {}

        /// No number.
        ///
        /// @param offset of the place in the text that is wrong, from 0
        record Problem(int offset, String message) implements Value {}
    }

    /// Literals in decimal, `0x`, `0b` and octal (leading `0`) form, an optional sign or `~`, and `.`, `.+n`, `.-n`.
    Expressions NUMBERS = (text, address) -> {
        boolean here = text.startsWith(".");
        String rest = here ? text.substring(1).strip() : text;
        if (here && rest.isEmpty()) {
            return new Value.Known(address);
        }
        char sign = rest.isEmpty() ? ' ' : rest.charAt(0);
        boolean signed = sign == '-' || sign == '+' || (sign == '~' && !here);
        if (here && !signed) {
            return new Value.Problem(1, "expected + or - after .");
        }
        String digits = (signed ? rest.substring(1) : rest).strip();
        try {
            long number = literal(digits);
            long value = sign == '-' ? -number : sign == '~' ? ~number : number;
            return new Value.Known(here ? address + value : value);
        } catch (NumberFormatException _) {
            return new Value.Problem(text.length() - digits.length(), "not a number: " + digits);
        }
    };

    /// An unsigned literal of up to 64 bits.
    ///
    /// @throws NumberFormatException if `digits` is not one
    private static long literal(String digits) {
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            return Long.parseUnsignedLong(digits, 2, digits.length(), 16);
        }
        if (digits.startsWith("0b") || digits.startsWith("0B")) {
            return Long.parseUnsignedLong(digits, 2, digits.length(), 2);
        }
        boolean octal = digits.length() > 1 && digits.startsWith("0");
        return Long.parseUnsignedLong(digits, octal ? 8 : 10);
    }
}
