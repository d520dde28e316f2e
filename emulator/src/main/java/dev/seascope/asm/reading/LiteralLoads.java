package dev.seascope.asm.reading;

import dev.seascope.asm.program.LiteralPool;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Statement;
import dev.seascope.asm.text.Value;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `ldr Rt, =value`: loads a value from the literal pool. (GNU as manual, "AArch64 Opcodes".)
public final class LiteralLoads {
    private static final Map<Character, Integer> WIDTHS = Map.of('w', 4, 's', 4, 'x', 8, 'd', 8, 'q', 16);

    private LiteralLoads() {}

    /// The pool's entry for an instruction of this form, which is made if need be; nothing for others.
    ///
    /// @param start where the mnemonic starts
    public static LiteralPool.@Nullable Entry entry(Reading reading, Statement statement, int start) {
        int equals = equalsSign(statement.text(), start);
        if (equals < 0) {
            return null;
        }
        Cursor cursor = new Cursor(statement.text(), start);
        boolean signed = cursor.word().length() > 3;
        cursor.skipBlanks();
        int at = cursor.position();
        String register = cursor.word().toLowerCase(Locale.ROOT);
        Integer width = register.isEmpty() ? null : WIDTHS.get(register.charAt(0));
        if (width == null || (signed && width != 8)) {
            throw new Refusal(at, signed ? "expected an X register" : "expected a register, of W, X, S, D or Q");
        }
        LiteralPool pool = reading.sections().current().pool(signed ? 4 : width);
        cursor.moveTo(equals + 1);
        SymbolEntry.Later later = reading.later(statement, cursor.skipBlanks().position());
        try {
            Value value = Expression.evaluate(cursor, reading.scope());
            cursor.expectEnd();
            return pool.add(value, later);
        } catch (Refusal wrong) {
            if (!wrong.isEarly()) {
                throw wrong;
            }
            return pool.add(later);
        }
    }

    /// Where the `=` of `ldr Rt, =value` is, or -1.
    public static int equalsSign(String text, int start) {
        Cursor cursor = new Cursor(text, start);
        String mnemonic = cursor.word().toLowerCase(Locale.ROOT);
        if (!mnemonic.equals("ldr") && !mnemonic.equals("ldrsw")) {
            return -1;
        }
        cursor.skipBlanks();
        cursor.word();
        if (!cursor.take(",")) {
            return -1;
        }
        cursor.take("#");
        cursor.skipBlanks();
        return cursor.peek() == '=' ? cursor.position() : -1;
    }
}
