package dev.seascope.session;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The guest program as text: its source where there is one, otherwise the disassembly of its code. Snapshots of one
/// run share one listing.
///
/// @param title what the program is called: `mmio-read.s`
/// @param lines in the order of the text
/// @param symbols guest virtual address to name, one name an address
public record ProgramListing(String title, List<Line> lines, NavigableMap<Long, String> symbols) {
    /// No program is loaded.
    public static final ProgramListing EMPTY = new ProgramListing("", List.of(), new TreeMap<>());

    public ProgramListing {
        lines = List.copyOf(lines);
        symbols = Collections.unmodifiableNavigableMap(new TreeMap<>(symbols));
    }

    /// One line of text.
    public sealed interface Line {
        /// Line number in the source, from 1; 0 when there is no source.
        int number();

        /// The label defined on this line, without its colon; empty when there is none.
        String label();

        /// The rest of the line without surrounding blanks, with its comment if it has one.
        String text();
    }

    /// A line that holds one instruction.
    ///
    /// @param address guest virtual address, a multiple of 4
    /// @param word the instruction word
    public record Instruction(int number, long address, int word, String label, String text) implements Line {}

    /// A line without an instruction: a label, a directive, a comment, data or nothing at all.
    public record Text(int number, String label, String text) implements Line {}

    /// The first line that holds the instruction at `address`.
    public Optional<Instruction> at(long address) {
        return lines.stream().filter(Instruction.class::isInstance).map(Instruction.class::cast)
                .filter(line -> line.address() == address).findFirst();
    }

    /// Whether a line holds the instruction at `address`.
    public boolean holds(long address) {
        for (Line line : lines) {
            if (line instanceof Instruction instruction && instruction.address() == address) {
                return true;
            }
        }
        return false;
    }

    /// An address as `symbol` or `symbol + 0x20`, by the nearest symbol at or below it within 1 MiB.
    public Optional<String> symbolic(long address) {
        Map.Entry<Long, String> below = symbols.floorEntry(address);
        if (below == null || Long.compareUnsigned(address - below.getKey(), 1 << 20) >= 0) {
            return Optional.empty();
        }
        long offset = address - below.getKey();
        return Optional.of(offset == 0 ? below.getValue() : "%s + 0x%x".formatted(below.getValue(), offset));
    }
}
