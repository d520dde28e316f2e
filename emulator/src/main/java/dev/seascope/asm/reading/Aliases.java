package dev.seascope.asm.reading;

import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Statement;
import java.util.Locale;
import java.util.Map;

/// Puts registers in the place of the names that `.req` gave them.
public final class Aliases {
    private Aliases() {}

    /// `statement` with each name of `aliases` among its operands replaced.
    ///
    /// @param start where the mnemonic starts
    public static Statement replace(Statement statement, int start, Map<String, String> aliases) {
        String text = statement.text();
        var result = new Statement.Builder(statement, statement.within());
        Cursor cursor = new Cursor(text, start);
        cursor.word();
        int kept = 0;
        while (!cursor.atEnd()) {
            int at = cursor.position();
            String word = cursor.word();
            if (word.isEmpty()) {
                cursor.next();
                continue;
            }
            // `name.4s` is the alias of a vector register with an arrangement.
            int dot = word.indexOf('.', 1);
            String name = dot < 0 ? word : word.substring(0, dot);
            String register = aliases.get(name.toLowerCase(Locale.ROOT));
            if (register != null) {
                result.keep(statement, kept, at);
                result.put(register, statement, at);
                kept = at + name.length();
            }
        }
        if (kept == 0) {
            return statement;
        }
        result.keep(statement, kept, text.length());
        return result.build();
    }
}
