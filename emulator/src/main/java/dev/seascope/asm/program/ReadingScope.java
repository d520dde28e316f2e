package dev.seascope.asm.program;

import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Scope;
import dev.seascope.asm.text.Value;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What names mean while the source is being read: what `.set` gave them last, or a place without an address.
public record ReadingScope(SymbolTable table, Sections sections) implements Scope {
    @Override
    public Value symbol(String name, int offset, int depth) {
        SymbolEntry entry = table.entry(name);
        return entry.isDefined() && entry.definitions().getLast() instanceof SymbolEntry.Equated equated
                ? equated.value() : new Value(entry, 0);
    }

    @Override
    public Value localLabel(int number, boolean forward, int offset) {
        int source = sections.source();
        SymbolEntry label = forward
                ? table.nextLocalLabel(source, number)
                : table.localLabel(source, number, false, table.time())
                        .orElseThrow(() -> new Refusal(offset, "there is no label `%d:` before this point"
                                .formatted(number)));
        return new Value(label, 0);
    }

    @Override
    public Value here(int offset) {
        return new Value(sections.here(), 0);
    }

    @Override
    public OptionalLong distance(Value.Anchor a, Value.Anchor b) {
        Point from = point(b);
        Point to = point(a);
        return from != null && to != null && from.section() == to.section()
                && from.section().isSettledUpTo(Math.max(from.index(), to.index()))
                ? OptionalLong.of(to.address() - from.address())
                : OptionalLong.empty();
    }

    /// Where an anchor is, if it is a place of a section already.
    public static @Nullable Point point(Value.Anchor anchor) {
        return switch (anchor) {
            case Point point -> point;
            case SymbolEntry entry when entry.isLabel()
                    && entry.definitions().getFirst() instanceof SymbolEntry.Label label -> label.at();
            default -> null;
        };
    }
}
