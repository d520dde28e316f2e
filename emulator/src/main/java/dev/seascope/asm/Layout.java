package dev.seascope.asm;

import dev.seascope.asm.program.Diagnostics;
import dev.seascope.asm.program.Piece;
import dev.seascope.asm.program.SectionContent;
import dev.seascope.asm.program.SectionFlags;
import dev.seascope.asm.program.Sections;
import dev.seascope.asm.program.SymbolTable;
import dev.seascope.asm.text.Refusal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Gives sections their addresses: from the base of their source on, code first, then constants, data and zeros, each
/// in the order in which they first appear. Sections that are not loaded are at 0.
final class Layout {
    private static final int MOST_ROUNDS = 20;
    /// Constants, data and zeros begin at a multiple of this at least, so that data which asks for no alignment is not
    /// misaligned by the length of the code before it.
    private static final long GROUP_ALIGNMENT = 16;

    private final List<Source> sources;
    private final Sections sections;
    private final SymbolTable symbols;
    private final Diagnostics diagnostics;
    private final List<SectionContent> ordered;

    Layout(List<Source> sources, Sections sections, SymbolTable symbols, Diagnostics diagnostics) {
        this.sources = sources;
        this.sections = sections;
        this.symbols = symbols;
        this.diagnostics = diagnostics;
        this.ordered = sections.used().stream()
                .sorted(Comparator.comparingInt(SectionContent::source)
                        .thenComparingInt(Layout::group)
                        .thenComparingInt(SectionContent::firstUse))
                .toList();
        symbols.provide(boundaries());
    }

    /// The names that GNU ld gives to the ends of sections, for start-up code that clears `.bss` or needs a heap. They
    /// speak of the first source. Those without an underscore (`end`) are left out: they would hide a missing label.
    private Map<String, LongSupplier> boundaries() {
        var names = new HashMap<String, LongSupplier>();
        names.put("__executable_start", () -> sources.getFirst().base());
        List.of("_etext", "__etext").forEach(name -> names.put(name, () -> end(0)));
        names.put("_edata", () -> end(2));
        names.put("__data_start", () -> start(2));
        List.of("__bss_start", "__bss_start__").forEach(name -> names.put(name, () -> start(3)));
        List.of("__bss_end", "__bss_end__", "_bss_end__", "__end__", "_end")
                .forEach(name -> names.put(name, () -> end(3)));
        names.put("_GLOBAL_OFFSET_TABLE_", () -> ordered.stream()
                .filter(section -> section.name().equals(".got")).mapToLong(SectionContent::address).findFirst()
                .orElseGet(() -> end(3)));
        return names;
    }

    /// Where the first section of a group or of a later one begins, or else where all ends.
    private long start(int group) {
        return ordered.stream()
                .filter(section -> section.source() == 0 && section.flags().allocated() && group(section) >= group)
                .mapToLong(SectionContent::address).findFirst().orElseGet(() -> end(3));
    }

    /// Where the last section of a group or of an earlier one ends.
    private long end(int group) {
        long end = sources.getFirst().base();
        for (SectionContent section : ordered) {
            if (section.source() == 0 && group(section) <= group) {
                end = section.address() + section.size();
            }
        }
        return end;
    }

    /// The sections in the order of their addresses within each source.
    List<SectionContent> ordered() {
        return ordered;
    }

    /// A section's place among those of its source: by its name, as for GNU ld, or else by its flags.
    private static int group(SectionContent section) {
        SectionFlags flags = section.flags();
        if (!flags.allocated()) {
            return 4;
        }
        SectionFlags known = SectionFlags.ofName(section.name());
        SectionFlags decisive = known.allocated() ? known : flags;
        return decisive.executable() ? 0 : !decisive.writable() ? 1 : flags.zeros() ? 3 : 2;
    }

    /// Work out addresses until nothing moves any more. Sizes that depend on addresses make that take some rounds.
    void settle() {
        boolean fixed = ordered.stream().allMatch(SectionContent::isSettled);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean last = fixed || round == MOST_ROUNDS - 1;
            boolean moved = false;
            symbols.nextLayoutRound();
            for (SectionContent section : ordered) {
                moved |= section.settle(symbols, sections.mostFor(section), (_, _) -> {});
            }
            sections.recount();
            moved |= place();
            if (!moved || fixed) {
                break;
            }
            if (last) {
                open().forEach(piece -> error(piece, "the sizes of this and of what it refers to never settle"));
            }
        }
        symbols.nextLayoutRound();
        for (SectionContent section : ordered) {
            section.settle(symbols, sections.mostFor(section), (piece, wrong) -> {
                diagnostics.at(piece.time());
                diagnostics.add(piece.statement(), wrong);
            });
        }
    }

    private List<Piece> open() {
        return ordered.stream().flatMap(section -> section.pieces().stream())
                .filter(piece -> piece instanceof Piece.Fill(_, _, Piece.Size.Open _, _, _))
                .toList();
    }

    private void error(Piece piece, String message) {
        diagnostics.at(piece.time());
        diagnostics.add(piece.statement(), new Refusal(0, message));
    }

    private boolean place() {
        boolean moved = false;
        int source = -1;
        int group = -1;
        long next = 0;
        for (SectionContent section : ordered) {
            long alignment = section.alignment();
            if (section.source() != source) {
                source = section.source();
                next = sources.get(source).base();
            } else if (group(section) != group) {
                alignment = Math.max(alignment, GROUP_ALIGNMENT);
            }
            group = group(section);
            long address = section.flags().allocated() ? (next + alignment - 1) & -alignment : 0;
            moved |= address != section.address();
            section.address(address);
            if (section.flags().allocated()) {
                next = address + section.size();
            }
        }
        return moved;
    }

    /// Check that each source begins where it was told to, ends within the address space, and is not too far from its
    /// beginning to its end.
    ///
    /// @return whether there is room for all of it
    boolean check(long maxBytes) {
        boolean fits = true;
        int source = -1;
        for (SectionContent section : ordered) {
            long base = sources.get(section.source()).base();
            if (section.source() != source && section.flags().allocated() && section.address() != base) {
                Piece cause = section.pieces().stream()
                        .filter(piece -> piece instanceof Piece.Align align && align.alignment() > (base & -base))
                        .findFirst().orElseGet(section.pieces()::getFirst);
                error(cause, "section %s wants an address that is a multiple of %d, which the base 0x%x is not"
                        .formatted(section.name(), section.alignment(), base));
            }
            if (section.size() > 0 && Long.compareUnsigned(section.address() + section.size() - 1, base) < 0
                    && section.flags().allocated()) {
                error(section.pieces().getLast(), "section %s does not fit below the end of the address space"
                        .formatted(section.name()));
                fits = false;
            } else if (section.flags().allocated() && !section.flags().zeros() && section.size() > 0
                    && Long.compareUnsigned(section.address() + section.size() - base, maxBytes) > 0) {
                error(section.pieces().getLast(), "section %s ends more than %d bytes after the base 0x%x"
                        .formatted(section.name(), maxBytes, base));
                fits = false;
            }
            source = section.source();
        }
        return fits;
    }
}
