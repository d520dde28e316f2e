package dev.seascope.asm;

import dev.seascope.asm.program.Binding;
import dev.seascope.asm.program.Diagnostics;
import dev.seascope.asm.program.Point;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.program.SymbolTable;
import dev.seascope.asm.text.Refusal;
import java.util.LinkedHashMap;

/// Works out what every symbol came to.
record SymbolResults(SymbolTable symbols, Diagnostics diagnostics) {
    /// All defined symbols by name. What is wrong with a definition is reported, whether or not it is used.
    LinkedHashMap<String, Assembly.Symbol> all() {
        var all = new LinkedHashMap<String, Assembly.Symbol>();
        for (SymbolEntry entry : symbols.all()) {
            for (SymbolEntry.Definition definition : entry.definitions()) {
                switch (definition) {
                    case SymbolEntry.Deferred deferred -> check(deferred.expression());
                    case SymbolEntry.Equated equated when !equated.value().isAbsolute() ->
                        check(equated.expression());
                    case SymbolEntry.Equated _, SymbolEntry.Label _ -> { }
                }
            }
            if (entry.isDefined()) {
                result(entry, all);
            }
        }
        return all;
    }

    private void check(SymbolEntry.Later expression) {
        diagnostics.at(expression.time());
        try {
            expression.value(symbols, 0);
        } catch (Refusal wrong) {
            diagnostics.add(expression.statement(), wrong);
        }
    }

    private void result(SymbolEntry entry, LinkedHashMap<String, Assembly.Symbol> all) {
        long value;
        try {
            value = entry.resolve(Integer.MAX_VALUE, symbols, 0, 0);
        } catch (Refusal _) {
            return;
        }
        Binding binding = entry.binding();
        all.put(entry.name(), new Assembly.Symbol(entry.name(), value, section(entry), size(entry),
                binding == null ? Binding.LOCAL : binding, entry.type(), entry.visibility()));
    }

    private long size(SymbolEntry entry) {
        SymbolEntry.Later size = entry.size();
        if (size == null) {
            return 0;
        }
        diagnostics.at(size.time());
        try {
            return size.value(symbols, 0);
        } catch (Refusal wrong) {
            diagnostics.add(size.statement(), wrong);
            return 0;
        }
    }

    /// The section a symbol is in, also when it is set to be another symbol.
    private static String section(SymbolEntry entry) {
        SymbolEntry at = entry;
        for (int i = 0; i < 100; i++) {
            switch (at.isDefined() ? at.definitions().getLast() : null) {
                case SymbolEntry.Label label -> {
                    return label.at().section().name();
                }
                case SymbolEntry.Equated(_, _, var value, _) when value.base() instanceof Point point -> {
                    return point.section().name();
                }
                case SymbolEntry.Equated(_, _, var value, _) when value.base() instanceof SymbolEntry next -> at = next;
                case null, default -> {
                    return "";
                }
            }
        }
        return "";
    }
}
