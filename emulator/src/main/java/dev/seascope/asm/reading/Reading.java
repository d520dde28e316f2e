package dev.seascope.asm.reading;

import dev.seascope.asm.Options;
import dev.seascope.asm.Source;
import dev.seascope.asm.program.CompiledLines;
import dev.seascope.asm.program.Diagnostics;
import dev.seascope.asm.program.Piece;
import dev.seascope.asm.program.PoolUse;
import dev.seascope.asm.program.ReadingScope;
import dev.seascope.asm.program.Sections;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.program.SymbolTable;
import dev.seascope.asm.text.Conditions;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Diagnostic;
import dev.seascope.asm.text.Expansion;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Growth;
import dev.seascope.asm.text.Input;
import dev.seascope.asm.text.Macro;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.SourceText;
import dev.seascope.asm.text.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads sources from the first statement to the last and collects symbols and the pieces of sections. Nothing has an
/// address yet.
public final class Reading {
    private static final int MAX_NESTING = 100;

    private final Options options;
    private final Diagnostics diagnostics;
    private final SymbolTable symbols = new SymbolTable();
    private final Sections sections;
    private final Input input = new Input();
    private final Growth growth;
    private final CompiledLines compiledLines = new CompiledLines();
    private final List<SymbolDirectives.Common> commons = new ArrayList<>();
    private final Conditions conditions = new Conditions();
    private final Map<String, Macro> macros = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private int macroUses;
    private Statement statement = SourceText.NOTHING;

    public Reading(Options options, Diagnostics diagnostics) {
        this.options = options;
        this.diagnostics = diagnostics;
        this.growth = new Growth(options.maxStatements());
        this.sections = new Sections(options.maxBytes());
    }

    public SymbolTable symbols() {
        return symbols;
    }

    public Sections sections() {
        return sections;
    }

    /// Read one source after those before it.
    public void read(int index, Source source) {
        sections.beginSource(index);
        macros.clear();
        aliases.clear();
        input.push(Input.Kind.FILE,
                SourceText.statements(source.file(), source.text(), source.firstLine(), diagnostics::add), 0);
        while (!growth.isExceeded()) {
            Statement next = input.next();
            if (next != null) {
                statement = next;
                refusable(this::read);
                continue;
            }
            int depth = input.pop();
            if (depth < 0) {
                break;
            }
            conditions.closeTo(depth, diagnostics::add);
        }
        conditions.dropTo(0);
        input.clear();
        refusable(() -> sections.flushPools(statement, symbols));
        refusable(() -> SymbolDirectives.allocateCommons(this));
    }

    private void refusable(Runnable action) {
        diagnostics.at(symbols.tick());
        try {
            action.run();
        } catch (Refusal wrong) {
            diagnostics.add(statement, wrong);
        }
    }

    /// Add to what is read next.
    public void expand(Input.Kind kind, List<Statement> statements) {
        if (input.depth() >= MAX_NESTING) {
            // The whole nest goes, or each of its levels would go on and run into the limit again.
            conditions.dropTo(Math.max(0, input.leaveExpansions()));
            throw new Refusal(0, "macros and repetitions lie more than %d deep within each other; none of this nest is "
                    .formatted(MAX_NESTING) + "read any further");
        }
        input.push(kind, statements, conditions.depth());
    }

    public Expansion expansion(String what) {
        return Expansion.of(what, statement.place(0), statement.within());
    }

    private void read() {
        growth.readStatement();
        Cursor cursor = new Cursor(statement.text(), 0);
        if (!conditions.count()) {
            String word = cursor.peekWord();
            if (word.startsWith(".if") || word.startsWith(".el") || word.equals(".endif")) {
                cursor.word();
                conditions.handle(word, statement, cursor, scope(), this::isDefined);
            }
            return;
        }
        while (labels(cursor)) {
            cursor.skipBlanks();
        }
        if (!cursor.atEnd()) {
            int start = cursor.position();
            if (!cursor.atName() || cursor.peek() == '"') {
                throw cursor.unexpected("a label, a directive or an instruction");
            }
            operation(cursor, start, cursor.word());
        }
    }

    /// Read one label, if there is one.
    private boolean labels(Cursor cursor) {
        int start = cursor.position();
        String word;
        if (cursor.peek() == '"') {
            word = cursor.name("a label");
        } else {
            word = cursor.word();
        }
        if (word.isEmpty() || !cursor.take(":")) {
            cursor.moveTo(start);
            return false;
        }
        if (Character.isDigit(word.charAt(0))) {
            if (word.length() > 9 || !word.chars().allMatch(Character::isDigit)) {
                throw new Refusal(start, "expected a label: a name, or a number of up to 9 digits");
            }
            symbols.defineLocalLabel(Integer.parseInt(word), statement.place(start), sections.here());
        } else {
            SymbolDirectives.label(this, word, start);
        }
        return true;
    }

    private void operation(Cursor cursor, int start, String word) {
        if (cursor.take("=")) {
            if (cursor.peek() == '=') {
                throw cursor.refusal("expected a value after =; == is not supported, use = or .equ");
            }
            SymbolDirectives.assign(this, word, start, cursor);
            return;
        }
        String next = cursor.peekWord();
        if (next.equals(".req")) {
            cursor.word();
            aliases.put(word.toLowerCase(Locale.ROOT), cursor.rest());
            return;
        }
        String name = word.toLowerCase(Locale.ROOT);
        if (conditions.handle(name, statement, cursor, scope(), this::isDefined)) {
            return;
        }
        Directive directive = Directive.ALL.get(name);
        if (directive != null) {
            directive.run(this, cursor);
            return;
        }
        Macro macro = macros.get(name);
        if (macro != null) {
            Expansion expansion = expansion("macro " + macro.name());
            expand(Input.Kind.MACRO, macro.expand(cursor, macroUses++, expansion, growth));
        } else if (name.startsWith(".cfi_")) {
            cursor.rest();
        } else if (name.startsWith(".")) {
            throw new Refusal(start, "`" + word + "` is not a directive");
        } else {
            instruction(start);
        }
    }

    private void instruction(int start) {
        Statement whole = aliases.isEmpty() ? statement : Aliases.replace(statement, start, aliases);
        PoolUse pool = PoolLoads.of(this, whole, start);
        sections.alignForInstruction(whole, symbols);
        append(new Piece.Instruction(whole, symbols.tick(), start, pool));
    }

    /// Put a piece at the end of the current section.
    public void append(Piece piece) {
        sections.append(piece);
    }

    /// Define a label at this point.
    public void define(SymbolEntry entry, int start) {
        sections.current().use(symbols.tick());
        entry.define(new SymbolEntry.Label(symbols.time(), statement.place(start), sections.here()));
    }

    public Statement statement() {
        return statement;
    }

    public Options options() {
        return options;
    }

    public Input input() {
        return input;
    }

    public Conditions conditions() {
        return conditions;
    }

    public Map<String, Macro> macros() {
        return macros;
    }

    public Map<String, String> aliases() {
        return aliases;
    }

    public List<SymbolDirectives.Common> commons() {
        return commons;
    }

    public CompiledLines compiledLines() {
        return compiledLines;
    }

    public Growth growth() {
        return growth;
    }

    public void warn(int offset, String message) {
        say(Diagnostic.Severity.WARNING, offset, message);
    }

    public void say(Diagnostic.Severity severity, int offset, String message) {
        diagnostics.add(statement.diagnostic(severity, offset, message));
    }

    public Diagnostics diagnostics() {
        return diagnostics;
    }

    /// Whether a symbol is defined so far.
    public boolean isDefined(String name) {
        return symbols.find(name).filter(SymbolEntry::isDefined).isPresent();
    }

    public ReadingScope scope() {
        return new ReadingScope(symbols, sections);
    }

    /// The expression at the cursor, kept for later.
    public SymbolEntry.Later later(Statement of, int from) {
        return new SymbolEntry.Later(of, from, symbols.time(), sections.here());
    }

    /// Read an expression whose value must be known here.
    public long number(Cursor operands) {
        int at = operands.skipBlanks().position();
        return Expression.evaluate(operands, scope()).requireNumber(at);
    }

    /// Read an expression whose value must be known here and lie between two limits.
    public long number(Cursor operands, long least, long most) {
        int at = operands.skipBlanks().position();
        long value = number(operands);
        if (value < least || value > most) {
            throw new Refusal(at, "expected a number from %d to %d, found %d".formatted(least, most, value));
        }
        return value;
    }
}
