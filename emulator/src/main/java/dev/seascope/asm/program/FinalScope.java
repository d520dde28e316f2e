package dev.seascope.asm.program;

import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Scope;
import dev.seascope.asm.text.Value;
import java.util.OptionalLong;

/// What names mean once the source has been read and sections have addresses: every value is a number.
///
/// @param time the moment the expression was read at
/// @param at the piece that the expression belongs to
/// @param within how far into that piece `.` is
/// @param depth see [Scope#depth]
public record FinalScope(SymbolTable table, int time, Point at, long within, int depth)
        implements Scope {
    @Override
    public Value symbol(String name, int offset, int reachedThrough) {
        SymbolEntry entry = table.find(name).orElse(null);
        return Value.of(entry == null
                ? table.undefined(name, false, offset)
                : entry.resolve(time, table, offset, reachedThrough));
    }

    @Override
    public Value localLabel(int number, boolean forward, int offset) {
        return Value.of(table.localLabel(at.section().source(), number, forward, time)
                .orElseThrow(() -> new Refusal(offset, "there is no label `%d:` %s this point"
                        .formatted(number, forward ? "after" : "before")))
                .resolve(time, table, offset, depth));
    }

    @Override
    public Value here(int offset) {
        return Value.of(at.address() + within);
    }

    @Override
    public OptionalLong distance(Value.Anchor a, Value.Anchor b) {
        return OptionalLong.empty();
    }
}
