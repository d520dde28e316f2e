package dev.seascope.asm;

import dev.seascope.asm.program.Diagnostics;
import dev.seascope.asm.program.Piece;
import dev.seascope.asm.program.SectionContent;
import dev.seascope.asm.program.SectionFlags;
import dev.seascope.asm.program.Sections;
import dev.seascope.asm.program.SymbolTable;
import dev.seascope.asm.text.Refusal;
import java.util.Comparator;
import java.util.List;

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
