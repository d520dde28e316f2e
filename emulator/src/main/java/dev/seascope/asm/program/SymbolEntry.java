package dev.seascope.asm.program;

import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Place;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Statement;
import dev.seascope.asm.text.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A name of the source: everything it has been defined to be, and what directives say about it.
public final class SymbolEntry implements Value.Anchor {
    /// One definition and the moment it was made.
    public sealed interface Definition {
        int time();

        Place place();
    }

    /// A label.
    public record Label(int time, Place place, Point at) implements Definition {}

    /// A value given by `=` or `.set`, as far as it was known then.
    ///
    /// @param expression what the value came from
    public record Equated(int time, Place place, Value value, Later expression) implements Definition {}

    /// A value given by an expression that could not be evaluated when it was read.
    public static final class Deferred implements Definition {
        private final Place place;
        private final Later expression;
        private int knownIn = -1;
        private long known;
        private boolean evaluating;

        public Deferred(Place place, Later expression) {
            this.place = place;
            this.expression = expression;
        }

        @Override
        public int time() {
            return expression.time() + 1;
        }

        @Override
        public Place place() {
            return place;
        }

        public Later expression() {
            return expression;
        }

        private long value(SymbolTable table, String name, int offset, int depth) {
            if (evaluating) {
                throw new Refusal(offset, "the value of `" + name + "` depends on itself");
            }
            if (knownIn != table.layoutRound()) {
                evaluating = true;
                try {
                    known = expression.value(table, depth + 1);
                    knownIn = table.layoutRound();
                } finally {
                    evaluating = false;
                }
            }
            return known;
        }
    }

    /// An expression kept for when all symbols are known, with the point of the source that it belongs to.
    ///
    /// @param from where in `statement` it starts
    /// @param time what it sees is what was defined up to this moment
    public record Later(Statement statement, int from, int time, Point at) {
        public long value(SymbolTable table, int depth) {
            var scope = new FinalScope(table, time, at, 0, depth);
            return Expression.evaluate(new Cursor(statement.text(), from), scope).offset();
        }
    }

    private final String name;
    private final List<Definition> definitions = new ArrayList<>(1);
    private @Nullable Binding binding;
    private SymbolType type = SymbolType.NONE;
    private int visibility;
    private @Nullable Later size;

    public SymbolEntry(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    public boolean isDefined() {
        return !definitions.isEmpty();
    }

    public void define(Definition definition) {
        definitions.add(definition);
    }

    /// All definitions, in the order they were made.
    public List<Definition> definitions() {
        return definitions;
    }

    public boolean isLabel() {
        return isDefined() && definitions.getFirst() instanceof Label;
    }

    /// The definition in force at `time`: the last one before it, or failing that the one the source ends with.
    public Definition at(int time) {
        int low = 0;
        int high = definitions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (definitions.get(middle).time() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? definitions.getLast() : definitions.get(low - 1);
    }

    /// Whether there is a definition from before `time`.
    public boolean isDefinedBefore(int time) {
        return isDefined() && definitions.getFirst().time() <= time;
    }

    /// The address or number it comes to at `time`, once sections have addresses.
    ///
    /// @param offset where its name stands, for a refusal
    public long resolve(int time, SymbolTable table, int offset, int depth) {
        if (!isDefined()) {
            return table.undefined(name, binding == Binding.WEAK, offset);
        }
        if (depth > Expression.MAX_DEPTH) {
            throw new Refusal(offset, "the value of `" + name + "` depends on itself, or on too many other symbols");
        }
        return switch (at(time)) {
            case Label label -> label.at().address();
            case Equated(_, _, Value value, _) -> value.offset() + switch (value.base()) {
                case SymbolEntry base -> base.resolve(Integer.MAX_VALUE, table, offset, depth + 1);
                case Point point -> point.address();
                case null, default -> 0;
            };
            case Deferred deferred -> deferred.value(table, name, offset, depth);
        };
    }

    public @Nullable Binding binding() {
        return binding;
    }

    public void bind(Binding newBinding) {
        binding = newBinding;
    }

    public SymbolType type() {
        return type;
    }

    public void type(SymbolType newType) {
        type = newType;
    }

    public int visibility() {
        return visibility;
    }

    /// Say who may see it, as `st_other` of an ELF symbol does.
    public void visibility(int newVisibility) {
        visibility = newVisibility;
    }

    public @Nullable Later size() {
        return size;
    }

    public void size(Later expression) {
        size = expression;
    }
}
