package dev.seascope.asm;

import dev.seascope.asm.program.CompiledLines;
import dev.seascope.asm.program.Piece;
import dev.seascope.asm.program.Point;
import dev.seascope.asm.program.SectionContent;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.program.SymbolTable;
import dev.seascope.asm.text.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says what each statement became.
final class LineTable {
    private LineTable() {}

    /// The statements that have bytes in loaded sections, in the order of addresses.
    static List<Assembly.Line> of(List<SectionContent> sections, SymbolTable symbols) {
        Map<Point, String> labels = labels(symbols);
        var lines = new ArrayList<Assembly.Line>();
        for (SectionContent section : sections) {
            if (!section.flags().allocated()) {
                continue;
            }
            String label = "";
            for (int i = 0; i < section.pieces().size(); i++) {
                Piece piece = section.pieces().get(i);
                label = labels.getOrDefault(new Point(section, i), label);
                long size = section.offset(i + 1) - section.offset(i);
                if (size > 0) {
                    Place place = piece.statement().outermost();
                    boolean code = piece instanceof Piece.Instruction
                            || (piece instanceof Piece.Numbers numbers && numbers.code());
                    lines.add(new Assembly.Line(place.file(), place.line(), section.address() + section.offset(i),
                            size, code, piece.statement().text(), label));
                    label = "";
                }
            }
        }
        lines.sort(Comparator.comparing(Assembly.Line::address, Long::compareUnsigned));
        return lines;
    }

    /// The lines of compiled code, in the order of addresses.
    static List<Assembly.Origin> origins(CompiledLines compiled) {
        return compiled.marks().stream()
                .filter(mark -> mark.at().section().flags().allocated())
                .map(mark -> new Assembly.Origin(mark.file(), compiled.files().getOrDefault(mark.file(), ""),
                        mark.line(), mark.column(), mark.at().address()))
                .sorted(Comparator.comparing(Assembly.Origin::address, Long::compareUnsigned))
                .toList();
    }

    private static Map<Point, String> labels(SymbolTable symbols) {
        Map<Point, String> labels = new HashMap<>();
        for (SymbolEntry entry : symbols.all()) {
            if (entry.isLabel() && entry.definitions().getFirst() instanceof SymbolEntry.Label label) {
                labels.merge(label.at(), entry.name(), (old, young) -> young.startsWith(".L") ? old : young);
            }
        }
        return labels;
    }
}
