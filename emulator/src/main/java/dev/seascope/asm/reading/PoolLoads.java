package dev.seascope.asm.reading;

import dev.seascope.asm.program.LiteralPool;
import dev.seascope.asm.program.PoolUse;
import dev.seascope.asm.program.SectionContent;
import dev.seascope.asm.program.SectionFlags;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Statement;
import dev.seascope.asm.text.Value;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Instructions that load a value from a pool: `ldr Rt, =value` from the literal pool of its section, and `:got:symbol`
/// with its relatives from the global offset table, the pool of addresses that position-independent code goes through.
/// (GNU as manual, "AArch64 Opcodes" and "AArch64 Relocations".)
final class PoolLoads {
    private static final String GOT = ".got";
    private static final Map<Character, Integer> WIDTHS = Map.of('w', 4, 's', 4, 'x', 8, 'd', 8, 'q', 16);
    private static final Map<String, PoolUse.Kind> GOT_OPERATORS = Map.of("got", PoolUse.Kind.ADDRESS,
            "got_lo12", PoolUse.Kind.LOW_12_BITS, "gotpage_lo15", PoolUse.Kind.FROM_PAGE_OF_POOL);

    private PoolLoads() {}

    /// How an instruction uses a pool, where the value is put if need be; nothing for other instructions.
    ///
    /// @param start where the mnemonic starts
    static @Nullable PoolUse of(Reading reading, Statement statement, int start) {
        String text = statement.text();
        int got = text.indexOf(":got", start);
        if (got >= 0) {
            return fromGot(reading, statement, got);
        }
        int equals = equalsSign(text, start);
        return equals < 0 ? null : literal(reading, statement, start, equals);
    }

    private static PoolUse literal(Reading reading, Statement statement, int start, int equals) {
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
        LiteralPool.Entry entry = entry(reading, statement, cursor, pool);
        cursor.expectEnd();
        return new PoolUse(entry, equals, statement.text().length(), PoolUse.Kind.ADDRESS);
    }

    private static @Nullable PoolUse fromGot(Reading reading, Statement statement, int colon) {
        Cursor cursor = new Cursor(statement.text(), colon + 1);
        PoolUse.Kind kind = GOT_OPERATORS.get(cursor.word());
        if (kind == null || !cursor.take(":")) {
            return null;
        }
        SectionContent table = reading.sections().section(GOT, SectionFlags.ofName(GOT));
        LiteralPool.Entry entry = entry(reading, statement, cursor, table.pool(8));
        return new PoolUse(entry, colon, cursor.position(), kind);
    }

    private static LiteralPool.Entry entry(Reading reading, Statement statement, Cursor cursor, LiteralPool pool) {
        SymbolEntry.Later later = reading.later(statement, cursor.skipBlanks().position());
        try {
            Value value = Expression.evaluate(cursor, reading.scope());
            return pool.add(value, later);
        } catch (Refusal wrong) {
            if (!wrong.isEarly()) {
                throw wrong;
            }
            cursor.moveTo(later.from());
            cursor.argument();
            return pool.add(later);
        }
    }

    /// Where the `=` of `ldr Rt, =value` is, or -1.
    private static int equalsSign(String text, int start) {
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
