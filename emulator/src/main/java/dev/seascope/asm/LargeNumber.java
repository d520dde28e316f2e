package dev.seascope.asm;

import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Refusal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Numbers of 128 bits, for `.octa`. Only a plain number can be so large.
final class LargeNumber {
    private LargeNumber() {}

    /// The number at the cursor, if it is plain and has more than 16 characters; else nothing, and the cursor has not moved.
    static @Nullable BigInteger read(Cursor cursor) {
        int start = cursor.skipBlanks().position();
        boolean negative = cursor.take("-");
        cursor.skipBlanks();
        String word = cursor.word();
        cursor.skipBlanks();
        if (word.length() <= 16 || (cursor.peek() != ',' && cursor.peek() != '\0')
                || !word.matches("0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+")) {
            cursor.moveTo(start);
            return null;
        }
        boolean prefixed = word.length() > 1 && !Character.isDigit(word.charAt(1));
        int radix = !prefixed ? word.startsWith("0") ? 8 : 10 : (word.charAt(1) | 0x20) == 'x' ? 16 : 2;
        try {
            BigInteger value = new BigInteger(prefixed ? word.substring(2) : word, radix);
            if (value.bitLength() > 128) {
                throw new Refusal(start, "this number does not fit in 128 bits");
            }
            return negative ? value.negate() : value;
        } catch (NumberFormatException _) {
            throw new Refusal(start, "`" + word + "` is not a number in base " + radix);
        }
    }
}
