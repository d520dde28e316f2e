package dev.seascope.asm.program;

import dev.seascope.asm.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values that `ldr Rt, =value` loads, all of one width, up to the next `.ltorg`. Equal values share an entry.
public final class LiteralPool {
    /// One value.
    public static final class Entry {
        private final SymbolEntry.Later expression;
        private final int position;
        private long address;
        private long poolAddress;

        private Entry(SymbolEntry.Later expression, int position) {
            this.expression = expression;
            this.position = position;
        }

        public SymbolEntry.Later expression() {
            return expression;
        }

        /// Where it is, once sections have addresses.
        public long address() {
            return address;
        }

        /// Where its pool begins.
        public long poolAddress() {
            return poolAddress;
        }
    }

    private final int width;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Value, Entry> known = new LinkedHashMap<>();

    public LiteralPool(int width) {
        this.width = width;
    }

    public int width() {
        return width;
    }

    public List<Entry> entries() {
        return entries;
    }

    /// The entry for a value.
    ///
    /// @param value a number or a symbol and a distance
    public Entry add(Value value, SymbolEntry.Later expression) {
        return known.computeIfAbsent(value, _ -> add(expression));
    }

    /// A new entry, for a value that is not known yet.
    public Entry add(SymbolEntry.Later expression) {
        var entry = new Entry(expression, entries.size());
        entries.add(entry);
        return entry;
    }

    /// Say where the pool is.
    public void place(long address) {
        for (Entry entry : entries) {
            entry.address = address + (long) entry.position * width;
            entry.poolAddress = address;
        }
    }
}
