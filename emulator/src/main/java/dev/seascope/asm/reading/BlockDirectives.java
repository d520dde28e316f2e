package dev.seascope.asm.reading;

import dev.seascope.asm.Options;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Diagnostic;
import dev.seascope.asm.text.Expansion;
import dev.seascope.asm.text.Input;
import dev.seascope.asm.text.Macro;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.SourceText;
import dev.seascope.asm.text.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Macros, repetitions, included files, messages, and directives that have no effect here.
public final class BlockDirectives {
    private static final int MOST_INCLUDED = 10;
    private static final Set<String> REPETITIONS = Set.of(".rept", ".rep", ".irp", ".irpc", ".irep", ".irepc");
    private static final Set<String> REPETITION_ENDS = Set.of(".endr");

    public static final Map<String, Directive> TABLE = table();

    private BlockDirectives() {}

    private static Map<String, Directive> table() {
        var table = new HashMap<String, Directive>();
        table.put(".macro", BlockDirectives::macro);
        table.put(".endm", BlockDirectives::stray);
        table.put(".endr", BlockDirectives::stray);
        table.put(".exitm", BlockDirectives::exitMacro);
        table.put(".purgem", (reading, operands) -> {
            int at = operands.skipBlanks().position();
            String name = operands.name("a macro's name");
            if (reading.macros().remove(name.toLowerCase(Locale.ROOT)) == null) {
                throw new Refusal(at, "there is no macro `" + name + "`");
            }
        });
        table.put(".rept", BlockDirectives::repeat);
        table.put(".rep", BlockDirectives::repeat);
        table.put(".irp", (reading, operands) -> repeatFor(reading, operands, ".irp"));
        table.put(".irpc", (reading, operands) -> repeatFor(reading, operands, ".irpc"));
        table.put(".include", BlockDirectives::include);
        table.put(".incbin", BlockDirectives::includeBinary);
        table.put(".end", (reading, _) -> reading.input().clear());
        table.put(".file", (reading, operands) -> reading.compiledLines().file(operands));
        table.put(".loc", (reading, operands) -> {
            SymbolEntry.Later expression = reading.later(reading.statement(), operands.position());
            reading.compiledLines().mark(operands, reading.sections().here(), reading.symbols(), expression);
        });
        message(table, ".error", Diagnostic.Severity.ERROR, ".error invoked in source file");
        message(table, ".err", Diagnostic.Severity.ERROR, ".err encountered");
        message(table, ".abort", Diagnostic.Severity.ERROR, ".abort invoked in source file");
        message(table, ".warning", Diagnostic.Severity.WARNING, ".warning invoked in source file");
        message(table, ".print", Diagnostic.Severity.NOTE, "");
        for (String none : List.of(".ident", ".arch", ".cpu", ".arch_extension", ".title", ".sbttl",
                ".list", ".nolist", ".eject", ".psize", ".variant_pcs", ".tlsdesccall", ".addrsig", ".addrsig_sym",
                ".loc_mark_labels", ".line", ".version", ".symver")) {
            table.put(none, (_, operands) -> operands.rest());
        }
        return Collections.unmodifiableMap(table);
    }

    private static void message(
            Map<String, Directive> table, String name, Diagnostic.Severity severity, String otherwise) {
        table.put(name, (reading, operands) -> {
            String text = operands.atEnd() && !otherwise.isEmpty()
                    ? otherwise
                    : new String(operands.string(), StandardCharsets.UTF_8);
            operands.expectEnd();
            reading.say(severity, 0, text);
        });
    }

    private static void stray(Reading reading, Cursor operands) {
        throw new Refusal(0, "`" + reading.statement().text() + "` closes nothing");
    }

    private static void macro(Reading reading, Cursor operands) {
        List<Statement> body = block(reading, Set.of(".macro"), Set.of(".endm"), ".endm");
        int at = operands.skipBlanks().position();
        Macro macro = Macro.define(operands, body);
        if (Directive.ALL.containsKey(macro.name().toLowerCase(Locale.ROOT))) {
            throw new Refusal(at, "a macro cannot be called `" + macro.name() + "`: that is a directive");
        }
        if (reading.macros().putIfAbsent(macro.name().toLowerCase(Locale.ROOT), macro) != null) {
            throw new Refusal(at, "there is already a macro `%s`; .purgem forgets it".formatted(macro.name()));
        }
    }

    private static List<Statement> block(Reading reading, Set<String> openers, Set<String> closers, String close) {
        List<Statement> body = reading.input().block(openers, closers);
        if (body == null) {
            throw new Refusal(0, "this block has no end, expected " + close);
        }
        return body;
    }

    private static void exitMacro(Reading reading, Cursor operands) {
        operands.expectEnd();
        int conditions = reading.input().leaveMacro();
        if (conditions < 0) {
            throw new Refusal(0, ".exitm outside of a macro");
        }
        reading.conditions().dropTo(conditions);
    }

    /// The rounds are put in one after the other, so that a huge count costs nothing before the limit is reached.
    private static void repeat(Reading reading, Cursor operands) {
        List<Statement> body = block(reading, REPETITIONS, REPETITION_ENDS, ".endr");
        int at = operands.skipBlanks().position();
        long count = reading.number(operands);
        operands.expectEnd();
        if (count < 0) {
            throw new Refusal(at, "expected a count of 0 or more, found " + count);
        }
        Expansion expansion = reading.expansion(".rept");
        List<Statement> round = body.stream().map(line -> line.expandedBy(expansion)).toList();
        if (count > reading.options().maxStatements()
                || count * Math.max(1, round.size()) > reading.options().maxStatements()) {
            throw new Refusal(at, "%d rounds of %d statements are more than the %d that a source may grow to"
                    .formatted(count, round.size(), reading.options().maxStatements()));
        }
        reading.expand(Input.Kind.REPETITION, repeated(round, (int) count));
    }

    /// `round` again and again, without copies of it.
    private static List<Statement> repeated(List<Statement> round, int count) {
        return new AbstractList<>() {
            @Override
            public Statement get(int index) {
                return round.get(index % round.size());
            }

            @Override
            public int size() {
                return round.size() * count;
            }
        };
    }

    private static void repeatFor(Reading reading, Cursor operands, String directive) {
        List<Statement> body = block(reading, REPETITIONS, REPETITION_ENDS, ".endr");
        String name = operands.name("a parameter's name");
        operands.take(",");
        Macro round = new Macro(directive, List.of(new Macro.Parameter(name, "", false, false)), body);
        List<String> values = directive.equals(".irp")
                ? Macro.values(operands.rest())
                : characters(operands.rest());
        if ((long) values.size() * body.size() > reading.options().maxStatements()) {
            throw new Refusal(0, "%d rounds of %d statements are more than the %d that a source may grow to"
                    .formatted(values.size(), body.size(), reading.options().maxStatements()));
        }
        Expansion expansion = reading.expansion(directive);
        var statements = new ArrayList<Statement>();
        values.forEach(value -> statements.addAll(round.repeat(value, expansion, reading.growth())));
        reading.expand(Input.Kind.REPETITION, statements);
    }

    private static List<String> characters(String text) {
        String plain = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1) : text;
        return Stream.of(plain.split("")).filter(c -> !c.isBlank()).toList();
    }

    private static void include(Reading reading, Cursor operands) {
        int at = operands.skipBlanks().position();
        String name = new String(operands.string(), StandardCharsets.UTF_8);
        operands.expectEnd();
        if (reading.input().files() > MOST_INCLUDED) {
            throw new Refusal(at, "files include each other more than %d deep".formatted(MOST_INCLUDED));
        }
        Options.Files.Included file = read(reading, name, at);
        String text = new String(file.content().toArray(), StandardCharsets.UTF_8);
        reading.expand(Input.Kind.FILE, SourceText.statements(file.name(), text, 1, reading.diagnostics()::add));
    }

    /// `.incbin "FILE", SKIP, COUNT`
    private static void includeBinary(Reading reading, Cursor operands) {
        int at = operands.skipBlanks().position();
        String name = new String(operands.string(), StandardCharsets.UTF_8);
        byte[] content = read(reading, name, at).content().toArray();
        int skip = 0;
        int count = content.length;
        if (operands.take(",")) {
            operands.skipBlanks();
            skip = operands.peek() == ',' ? 0 : (int) reading.number(operands, 0, content.length);
            count = content.length - skip;
            if (operands.take(",")) {
                count = (int) reading.number(operands, 0, count);
            }
        }
        operands.expectEnd();
        DataDirectives.blob(reading, Arrays.copyOfRange(content, skip, skip + count));
    }

    private static Options.Files.Included read(Reading reading, String name, int at) {
        try {
            return reading.options().files().read(reading.statement().file(), name);
        } catch (IOException refused) {
            throw new Refusal(at, "cannot include `%s`: %s".formatted(name, refused.getMessage()));
        }
    }
}
