package dev.seascope.asm.reading;

import dev.seascope.asm.program.Binding;
import dev.seascope.asm.program.Piece;
import dev.seascope.asm.program.SectionContent;
import dev.seascope.asm.program.SectionFlags;
import dev.seascope.asm.program.Sections;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.program.SymbolTable;
import dev.seascope.asm.program.SymbolType;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Place;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Statement;
import dev.seascope.asm.text.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Labels, assignments, and directives that say something about a symbol.
public final class SymbolDirectives {
    public static final Map<String, Directive> TABLE = Map.ofEntries(
            Map.entry(".equ", (reading, operands) -> equate(reading, operands, false)),
            Map.entry(".set", (reading, operands) -> equate(reading, operands, false)),
            Map.entry(".equiv", (reading, operands) -> equate(reading, operands, true)),
            binding(".global", Binding.GLOBAL), binding(".globl", Binding.GLOBAL),
            binding(".weak", Binding.WEAK), binding(".local", Binding.LOCAL),
            visibility(".internal", 1), visibility(".hidden", 2), visibility(".protected", 3),
            Map.entry(".extern", (_, operands) -> operands.rest()),
            Map.entry(".type", SymbolDirectives::type),
            Map.entry(".size", SymbolDirectives::size),
            Map.entry(".comm", (reading, operands) -> common(reading, operands, false)),
            Map.entry(".common", (reading, operands) -> common(reading, operands, false)),
            Map.entry(".lcomm", (reading, operands) -> common(reading, operands, true)),
            Map.entry(".unreq", (reading, operands) ->
                    reading.aliases().remove(operands.name("a register's name").toLowerCase(Locale.ROOT))));

    private static final Map<String, SymbolType> TYPES = Map.of("function", SymbolType.FUNCTION,
            "STT_FUNC", SymbolType.FUNCTION, "object", SymbolType.OBJECT, "STT_OBJECT", SymbolType.OBJECT,
            "gnu_unique_object", SymbolType.OBJECT, "common", SymbolType.OBJECT,
            "notype", SymbolType.NONE, "STT_NOTYPE", SymbolType.NONE);

    private SymbolDirectives() {}

    private static Map.Entry<String, Directive> binding(String name, Binding binding) {
        return Map.entry(name, (reading, operands) -> {
            do {
                reading.symbols().entry(operands.name("a symbol")).bind(binding);
            } while (operands.take(","));
            operands.expectEnd();
        });
    }

    private static Map.Entry<String, Directive> visibility(String name, int visibility) {
        return Map.entry(name, (reading, operands) -> {
            do {
                reading.symbols().entry(operands.name("a symbol")).visibility(visibility);
            } while (operands.take(","));
            operands.expectEnd();
        });
    }

    /// Define `name:` at this point.
    public static void label(Reading reading, String name, int start) {
        SymbolEntry entry = reading.symbols().entry(name);
        if (entry.isDefined()) {
            throw new Refusal(start, "`%s` is already defined at %s"
                    .formatted(name, entry.definitions().getFirst().place()));
        }
        reading.define(entry, start);
    }

    /// `name = value`
    public static void assign(Reading reading, String name, int start, Cursor operands) {
        if (name.equals(".")) {
            SectionDirectives.org(reading, operands);
            return;
        }
        if (Character.isDigit(name.charAt(0))) {
            throw new Refusal(start, "expected a symbol, found `" + name + "`");
        }
        define(reading, name, start, operands);
    }

    private static void equate(Reading reading, Cursor operands, boolean once) {
        int start = operands.skipBlanks().position();
        String name = operands.name("a symbol");
        operands.expect(",");
        if (once && reading.isDefined(name)) {
            throw new Refusal(start, "`%s` is already defined at %s".formatted(name,
                    reading.symbols().entry(name).definitions().getFirst().place()));
        }
        define(reading, name, start, operands);
    }

    private static void define(Reading reading, String name, int start, Cursor operands) {
        SymbolTable symbols = reading.symbols();
        SymbolEntry entry = symbols.entry(name);
        if (entry.isLabel()) {
            throw new Refusal(start, "`%s` is already a label, at %s"
                    .formatted(name, entry.definitions().getFirst().place()));
        }
        int from = operands.skipBlanks().position();
        Place place = reading.statement().place(start);
        SymbolEntry.Later later = reading.later(reading.statement(), from);
        try {
            Value value = Expression.evaluate(operands, reading.scope());
            operands.expectEnd();
            entry.define(new SymbolEntry.Equated(symbols.tick(), place, value, later));
        } catch (Refusal wrong) {
            if (!wrong.isEarly()) {
                throw wrong;
            }
            symbols.tick();
            entry.define(new SymbolEntry.Deferred(place, later));
        }
    }

    /// `.type NAME, %function`
    private static void type(Reading reading, Cursor operands) {
        SymbolEntry entry = reading.symbols().entry(operands.name("a symbol"));
        operands.take(",");
        operands.skipBlanks();
        if ("@%#\"".indexOf(operands.peek()) >= 0 && operands.peek() != '\0') {
            operands.next();
        }
        String word = operands.word();
        SymbolType type = TYPES.get(word);
        if (type == null) {
            throw operands.refusal("expected %function, %object or %notype, found `" + word + "`");
        }
        operands.take("\"");
        operands.expectEnd();
        entry.type(type);
    }

    /// `.size NAME, EXPRESSION`
    private static void size(Reading reading, Cursor operands) {
        SymbolEntry entry = reading.symbols().entry(operands.name("a symbol"));
        operands.expect(",");
        entry.size(reading.later(reading.statement(), operands.skipBlanks().position()));
    }

    /// A symbol of `.comm`, given a place when the source ends.
    public record Common(Statement statement, String name, int start, long size, long alignment) {}

    private static void common(Reading reading, Cursor operands, boolean local) {
        int start = operands.skipBlanks().position();
        String name = operands.name("a symbol");
        operands.expect(",");
        long size = reading.number(operands, 0, SectionContent.MOST_ZEROS);
        long alignment = Math.min(local ? 8 : 16, Long.highestOneBit(Math.max(1, 2 * size - 1)));
        if (operands.take(",")) {
            int at = operands.skipBlanks().position();
            alignment = reading.number(operands, 1, SectionDirectives.MOST_ALIGNMENT);
            if (Long.bitCount(alignment) != 1) {
                throw new Refusal(at, "expected a power of two, found " + alignment);
            }
        }
        operands.expectEnd();
        SymbolEntry entry = reading.symbols().entry(name);
        entry.type(SymbolType.OBJECT);
        var common = new Common(reading.statement(), name, start, size, alignment);
        if (!local) {
            if (entry.binding() == null) {
                entry.bind(Binding.GLOBAL);
            }
            reading.commons().add(common);
        } else if (entry.isDefined()) {
            throw new Refusal(start, "`%s` is already defined at %s"
                    .formatted(name, entry.definitions().getFirst().place()));
        } else {
            SectionContent here = reading.sections().current();
            entry.bind(Binding.LOCAL);
            allocate(reading, common, entry);
            reading.sections().enter(here);
        }
    }

    /// Give the symbols of `.comm` and `.lcomm` places in `.bss`, those that nothing else defines.
    public static void allocateCommons(Reading reading) {
        List<Common> commons = List.copyOf(reading.commons());
        reading.commons().clear();
        for (Common common : commons) {
            SymbolEntry entry = reading.symbols().entry(common.name());
            if (!entry.isDefined()) {
                allocate(reading, common, entry);
            }
        }
    }

    private static void allocate(Reading reading, Common common, SymbolEntry entry) {
        Sections sections = reading.sections();
        SymbolTable symbols = reading.symbols();
        sections.enter(sections.section(".bss", SectionFlags.ofName(".bss")));
        sections.current().align(common.alignment());
        reading.append(new Piece.Align(
                common.statement(), symbols.tick(), common.alignment(), 1, 0, Long.MAX_VALUE));
        entry.define(new SymbolEntry.Label(
                symbols.tick(), common.statement().place(common.start()), sections.here()));
        reading.append(new Piece.Fill(
                common.statement(), symbols.tick(), new Piece.Size.Known(common.size()), 1, 0));
    }
}
