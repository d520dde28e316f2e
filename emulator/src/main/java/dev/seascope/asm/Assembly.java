package dev.seascope.asm;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.program.Binding;
import dev.seascope.asm.program.SectionFlags;
import dev.seascope.asm.program.SymbolType;
import dev.seascope.asm.text.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What the assembler made of its sources. There is always one, also of a wrong source; it is good for something only
/// if there are no [#errors].
///
/// @param sections in the order of their addresses, those that are not loaded last
/// @param symbols by name, in the order of the source; without the local labels (`1:`), with those that begin `.L`
/// @param entry the address of `_start`, or else the base of the first source
/// @param lines what each statement became, in the order of addresses; only of loaded sections
/// @param origins where compiled code came from, in the order of addresses; empty unless a compiler said so by `.loc`
/// @param diagnostics errors, warnings and notes, in the order of the source
public record Assembly(List<Section> sections, SequencedMap<String, Symbol> symbols, long entry, List<Line> lines,
        List<Origin> origins, List<Diagnostic> diagnostics) {
    /// A section at the address it is loaded to.
    ///
    /// @param source index of the source it came from
    /// @param address its first byte; 0 if it is not loaded
    /// @param size in bytes
    /// @param content `size` bytes, or none if the section is all zeros by its type (`.bss`)
    /// @param alignment of its address, a power of two
    /// @param codeRuns offsets where instructions begin or end, ascending: code from the first to the second, and so on
    public record Section(String name, int source, long address, long size, Bytes content, long alignment,
            SectionFlags flags, List<Long> codeRuns) {
        public Section {
            codeRuns = List.copyOf(codeRuns);
        }
    }

    /// A name and what it came to.
    ///
    /// @param value an address, or any number for one made by `.set`
    /// @param section the name of the section a label is in, empty for a number
    /// @param size in bytes as `.size` says, or 0
    /// @param visibility `st_other` of ELF
    public record Symbol(String name, long value, String section, long size, Binding binding, SymbolType type,
            int visibility) {
        /// Whether it is a place and not just a number.
        public boolean isAddress() {
            return !section.isEmpty();
        }
    }

    /// The bytes of one statement. Those that a macro or repetition made stand at the line of its outermost use.
    ///
    /// @param address of the first byte
    /// @param size in bytes, at least 1
    /// @param isCode whether it is an instruction
    /// @param text the statement as it was assembled: macro parameters replaced, without comments
    /// @param label the last label in front of it, or empty
    public record Line(String file, int line, long address, long size, boolean isCode, String text, String label) {}

    /// From this address on, instructions come from this line of the source that was compiled.
    ///
    /// @param fileNumber the number that the compiler gave to the file
    /// @param column from 1, or 0 if it is not known
    public record Origin(int fileNumber, String file, int line, int column, long address) {}

    public Assembly {
        sections = List.copyOf(sections);
        symbols = Collections.unmodifiableSequencedMap(symbols);
        lines = List.copyOf(lines);
        origins = List.copyOf(origins);
        diagnostics = List.copyOf(diagnostics);
    }

    /// The diagnostics that are errors.
    public List<Diagnostic> errors() {
        return diagnostics.stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).toList();
    }

    /// The bytes of the first source from its base to the end of its last section that has content; what follows
    /// (`.bss`) is zero.
    public byte[] image() {
        return image(0);
    }

    /// The bytes of one source, see [#image()].
    public byte[] image(int source) {
        List<Section> loaded = sections.stream()
                .filter(section -> section.source() == source && section.flags().allocated()).toList();
        if (loaded.isEmpty()) {
            return new byte[0];
        }
        long base = loaded.getFirst().address();
        long end = loaded.stream().filter(section -> !section.flags().zeros())
                .mapToLong(section -> section.address() + section.size()).max().orElse(base);
        byte[] image = new byte[Math.toIntExact(end - base)];
        for (Section section : loaded) {
            byte[] content = section.content().toArray();
            System.arraycopy(content, 0, image, section.flags().zeros() ? 0 : (int) (section.address() - base),
                    content.length);
        }
        return image;
    }

    /// The address of a symbol that is a label.
    public Optional<Long> address(String symbol) {
        return Optional.ofNullable(symbols.get(symbol)).filter(Symbol::isAddress).map(Symbol::value);
    }

    /// Labels by address, one name each: a global name before a local one, the first of equals.
    public NavigableMap<Long, String> labels() {
        var labels = new TreeMap<Long, String>(Long::compareUnsigned);
        var chosen = new TreeMap<Long, Symbol>(Long::compareUnsigned);
        for (Symbol symbol : symbols.values()) {
            if (symbol.isAddress() && !symbol.name().startsWith(".L")) {
                chosen.merge(symbol.value(), symbol,
                        (old, young) -> old.binding() == Binding.LOCAL && young.binding() != Binding.LOCAL ? young : old);
            }
        }
        chosen.forEach((address, symbol) -> labels.put(address, symbol.name()));
        return labels;
    }

    /// The line that the byte at `address` came from.
    public Optional<Line> lineAt(long address) {
        int low = 0;
        int high = lines.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(lines.get(middle).address(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty()
                : Optional.of(lines.get(low - 1)).filter(line -> address - line.address() < line.size());
    }

    /// Up to `count` bytes from `address` on, as far as the section there has content.
    public Bytes bytes(long address, int count) {
        for (Section section : sections) {
            long offset = address - section.address();
            if (section.flags().allocated() && !section.flags().zeros()
                    && Long.compareUnsigned(offset, section.size()) < 0) {
                byte[] bytes = new byte[(int) Math.min(section.size() - offset, count)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) section.content().at((int) offset + i);
                }
                return Bytes.copyOf(bytes);
            }
        }
        return Bytes.copyOf(new byte[0]);
    }
}
