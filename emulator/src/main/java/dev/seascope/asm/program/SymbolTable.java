package dev.seascope.asm.program;

import dev.seascope.asm.text.Place;
import dev.seascope.asm.text.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// All names of an assembly, and the local labels of its sources.
///
/// Time is a count of what has been defined and placed so far. An expression that waits for the end of the source
/// keeps the time it was read at, so that `.set` may give a symbol one value after another.
public final class SymbolTable {
    /// Looking for similar names costs time; the first of many wrong names will do.
    private static final int MOST_SUGGESTIONS = 200;

    /// The uses of one number as a local label, in one source.
    private record LocalLabel(int source, int number) {}

    private final Map<String, SymbolEntry> entries = new LinkedHashMap<>();
    private final Map<LocalLabel, List<SymbolEntry>> localLabels = new HashMap<>();
    private final Map<String, LongSupplier> provided = new HashMap<>();
    private final Map<String, String> undefined = new HashMap<>();
    private int time;
    private int layoutRound;

    /// The moment of the last definition.
    public int time() {
        return time;
    }

    /// Go on to the next moment.
    public int tick() {
        return ++time;
    }

    /// How often addresses have been settled; values kept from an earlier round are stale.
    public int layoutRound() {
        return layoutRound;
    }

    public void nextLayoutRound() {
        layoutRound++;
    }

    /// The entry of a name, made if it is new.
    public SymbolEntry entry(String name) {
        return entries.computeIfAbsent(name, SymbolEntry::new);
    }

    /// The entry of a name that has been mentioned.
    public Optional<SymbolEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    public Collection<SymbolEntry> all() {
        return entries.values();
    }

    /// Define the next `number:` of the source.
    public void defineLocalLabel(int number, Place place, Point at) {
        nextLocalLabel(at.section().source(), number).define(new SymbolEntry.Label(tick(), place, at));
    }

    /// The `number:` that comes next; it has no definition yet.
    public SymbolEntry nextLocalLabel(int source, int number) {
        List<SymbolEntry> labels = localLabels.computeIfAbsent(new LocalLabel(source, number), _ -> new ArrayList<>(2));
        if (labels.isEmpty() || labels.getLast().isDefined()) {
            labels.add(new SymbolEntry(Integer.toString(number)));
        }
        return labels.getLast();
    }

    /// What `1b` or `1f`, read at `atTime`, means.
    public Optional<SymbolEntry> localLabel(int source, int number, boolean forward, int atTime) {
        List<SymbolEntry> labels = localLabels.getOrDefault(new LocalLabel(source, number), List.of());
        int low = 0;
        int high = labels.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (labels.get(middle).isDefinedBefore(atTime)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int index = forward ? low : low - 1;
        return index >= 0 && index < labels.size() && labels.get(index).isDefined()
                ? Optional.of(labels.get(index)) : Optional.empty();
    }

    /// Give names values that hold where the source does not define them.
    public void provide(Map<String, LongSupplier> values) {
        provided.putAll(values);
    }

    /// What a name without a definition is worth: what is provided for it, or 0 if it is weak.
    ///
    /// @throws Refusal otherwise
    public long undefined(String name, boolean weak, int offset) {
        LongSupplier value = provided.get(name);
        if (value == null && !weak) {
            throw new Refusal(offset, undefined(name));
        }
        return value == null ? 0 : value.getAsLong();
    }

    /// The message for a symbol without a definition: with a name that differs only in case, one letter or two letters
    /// in the wrong order.
    /// To be asked when all sources have been read.
    private String undefined(String name) {
        return undefined.computeIfAbsent(name, _ -> {
            String message = "symbol `" + name + "` is not defined";
            return undefined.size() >= MOST_SUGGESTIONS ? message : entries.values().stream()
                    .filter(other -> other.isDefined() && nearly(other.name(), name))
                    .findFirst()
                    .map(other -> message + "; did you mean `" + other.name() + "`?")
                    .orElse(message);
        });
    }

    private static boolean nearly(String a, String b) {
        if (a.equalsIgnoreCase(b)) {
            return true;
        }
        if (Math.abs(a.length() - b.length()) > 1 || Math.min(a.length(), b.length()) < 3) {
            return false;
        }
        int prefix = 0;
        int shorter = Math.min(a.length(), b.length());
        while (prefix < shorter && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && a.charAt(a.length() - 1 - suffix) == b.charAt(b.length() - 1 - suffix)) {
            suffix++;
        }
        int different = Math.max(a.length(), b.length()) - prefix - suffix;
        return different <= 1 || (different == 2 && a.length() == b.length()
                && a.charAt(prefix) == b.charAt(prefix + 1) && a.charAt(prefix + 1) == b.charAt(prefix));
    }
}
