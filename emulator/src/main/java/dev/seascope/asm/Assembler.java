package dev.seascope.asm;

import dev.seascope.asm.program.Diagnostics;
import dev.seascope.asm.program.SectionContent;
import dev.seascope.asm.program.SymbolTable;
import dev.seascope.asm.reading.Reading;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Diagnostic;
import dev.seascope.asm.text.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Turns assembly source into loaded sections, in the language of GNU as for AArch64. There is no linker: one call
/// takes all there is, and every symbol must be defined in it.
public final class Assembler {
    private final Diagnostics diagnostics = new Diagnostics();
    private final List<Source> sources;
    private final Options options;
    private final Reading reading;

    private Assembler(List<Source> sources, Options options) {
        this.sources = sources;
        this.options = options;
        this.reading = new Reading(options, diagnostics);
    }

    /// Assemble one source with the default bounds and no included files.
    public static Assembly assemble(String file, String text, long base) {
        return assemble(List.of(Source.of(file, text, base)), Options.DEFAULT);
    }

    /// Assemble sources that share their symbols. Each begins at its own base and has its own sections, macros and
    /// local labels. What is wrong in them is in the result; this method throws nothing for it.
    ///
    /// @throws IllegalArgumentException if there are no sources
    public static Assembly assemble(List<Source> sources, Options options) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no sources to assemble");
        }
        return new Assembler(List.copyOf(sources), options).assemble();
    }

    private Assembly assemble() {
        for (int i = 0; i < sources.size(); i++) {
            reading.read(i, sources.get(i));
        }
        SymbolTable symbols = reading.symbols();
        var layout = new Layout(sources, reading.sections(), symbols, diagnostics);
        layout.settle();
        boolean fits = layout.check(options.maxBytes());
        var sections = new ArrayList<Assembly.Section>();
        for (SectionContent section : fits ? layout.ordered() : List.<SectionContent>of()) {
            sections.add(Emitter.write(section, symbols, diagnostics));
        }
        var results = new SymbolResults(symbols, diagnostics);
        LinkedHashMap<String, Assembly.Symbol> named = results.all();
        Assembly.Symbol start = named.get("_start");
        sections.sort(Comparator.comparing((Assembly.Section section) -> !section.flags().allocated())
                .thenComparing(Assembly.Section::address, Long::compareUnsigned));
        return new Assembly(sections, named, start == null ? sources.getFirst().base() : start.value(),
                LineTable.of(layout.ordered(), symbols), LineTable.origins(reading.compiledLines()),
                diagnostics.inOrder());
    }
}
