package dev.seascope.vmm;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembly;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.LinkedHashMap;

/// A guest program ready to be put into memory.
///
/// @param name what it is called: the file's name
/// @param segments in the order of their addresses; they do not overlap
/// @param entry guest physical address of the first instruction
/// @param symbols addresses by name, in the order of the program
/// @param lines where its instructions and data came from, in the order of addresses; empty if there is no source
public record GuestImage(String name, List<Segment> segments, long entry, SequencedMap<String, Long> symbols,
        List<Assembly.Line> lines) {
    /// Consecutive bytes of guest physical memory.
    ///
    /// @param address of the first byte
    /// @param content the bytes
    /// @param size how many bytes of memory it takes; those beyond `content` are zero
    public record Segment(long address, Bytes content, long size) {
        public Segment {
            if (size < content.size()) {
                throw new IllegalArgumentException("%d bytes do not fit in a segment of %d".formatted(content.size(),
                        size));
            }
        }
    }

    public GuestImage {
        segments = List.copyOf(segments);
        symbols = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(symbols));
        lines = List.copyOf(lines);
    }

    /// An ELF64 executable for AArch64.
    ///
    /// @throws ImageFormatException if `file` is not one, or contradicts itself
    public static GuestImage ofElf(String name, byte[] file) throws ImageFormatException {
        return new ElfReader(name, file).read();
    }

    /// Bytes that are put at an address, and entered there.
    ///
    /// @throws ImageFormatException if they do not fit below the end of the address space, or there are none
    public static GuestImage ofRaw(String name, byte[] content, long address) throws ImageFormatException {
        if (content.length == 0) {
            throw new ImageFormatException(name + ": the file is empty");
        }
        if (Long.compareUnsigned(address + content.length - 1, address) < 0) {
            throw new ImageFormatException("%s: %d bytes from 0x%x on reach beyond the end of the address space"
                    .formatted(name, content.length, address));
        }
        if ((address & 3) != 0) {
            throw new ImageFormatException("%s: 0x%x is not a multiple of 4; instructions cannot start there"
                    .formatted(name, address));
        }
        return new GuestImage(name, List.of(new Segment(address, Bytes.copyOf(content), content.length)), address,
                new LinkedHashMap<>(), List.of());
    }

    /// What an assembler source became.
    ///
    /// @throws IllegalArgumentException if the assembly has errors
    public static GuestImage ofAssembly(String name, Assembly assembly) {
        if (!assembly.errors().isEmpty()) {
            throw new IllegalArgumentException("an assembly with errors is not an image");
        }
        var segments = new ArrayList<Segment>();
        for (Assembly.Section section : assembly.sections()) {
            if (section.flags().allocated() && section.size() > 0) {
                segments.add(new Segment(section.address(), section.content(), section.size()));
            }
        }
        var symbols = new LinkedHashMap<String, Long>();
        assembly.symbols().forEach((symbol, value) -> symbols.put(symbol, value.value()));
        return new GuestImage(name, segments, assembly.entry(), symbols, assembly.lines());
    }

    /// Whether `file` begins as an ELF file does.
    public static boolean isElf(byte[] file) {
        return ElfReader.hasMagic(file);
    }
}
