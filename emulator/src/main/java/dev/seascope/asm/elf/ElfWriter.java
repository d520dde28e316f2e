package dev.seascope.asm.elf;

import dev.seascope.asm.Assembly;
import java.util.ArrayList;
import java.util.List;

/// Writes an assembly as an ELF64 executable for AArch64: segments at their physical addresses, sections, symbols with
/// the mapping symbols `$x` and `$d`, and line numbers. (ELF gABI; ELF for the Arm 64-bit Architecture.)
public final class ElfWriter {
    static final int EM_AARCH64 = 183;
    private static final int ET_EXEC = 2;
    private static final int PT_LOAD = 1;
    private static final int HEADER_BYTES = 64;
    private static final int PROGRAM_HEADER_BYTES = 56;
    private static final int PAGE = 4096;
    private static final int SHT_PROGBITS = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_STRTAB = 3;

    /// A section header to be written.
    private record Header(String name, int type, long flags, long address, long offset, long size, int link, int info,
            long alignment, long entryBytes) {}

    private final Assembly assembly;
    private final List<Assembly.Section> loaded;
    private final List<Header> headers = new ArrayList<>();
    private final Output file = new Output();

    private ElfWriter(Assembly assembly) {
        this.assembly = assembly;
        this.loaded = assembly.sections().stream().filter(section -> section.flags().allocated()).toList();
    }

    /// The bytes of the file.
    ///
    /// @param folder what the debug information says file names are relative to
    /// @throws IllegalArgumentException if the assembly has errors
    public static byte[] executable(Assembly assembly, String folder) {
        if (!assembly.errors().isEmpty()) {
            throw new IllegalArgumentException("an assembly with errors has no executable");
        }
        return new ElfWriter(assembly).write(folder);
    }

    private byte[] write(String folder) {
        List<List<Assembly.Section>> segments = segments();
        file.raw(new byte[HEADER_BYTES + segments.size() * PROGRAM_HEADER_BYTES]);
        headers.add(new Header("", 0, 0, 0, 0, 0, 0, 0, 0, 0));
        var programHeaders = new Output();
        segments.forEach(segment -> programHeader(programHeaders, segment));
        for (Assembly.Section section : assembly.sections()) {
            if (!section.flags().allocated() && section.size() > 0) {
                other(section.name(), section.flags().elfType(), section.flags().elfFlags(),
                        section.content().toArray(), 0, 0, (int) Math.min(16, section.alignment()), 0);
            }
        }
        DebugSections.of(assembly, folder)
                .forEach((name, content) -> other(name, SHT_PROGBITS, 0, content, 0, 0, 1, 0));
        var names = new StringTable();
        var symbols = new SymbolSection(assembly, loaded, names);
        byte[] symbolBytes = symbols.toArray();
        other(".symtab", SHT_SYMTAB, 0, symbolBytes, headers.size() + 1, symbols.locals(), 8, SymbolSection.ENTRY_BYTES);
        other(".strtab", SHT_STRTAB, 0, names.toArray(), 0, 0, 1, 0);
        long sectionHeaders = sectionHeaders();
        byte[] bytes = file.toArray();
        byte[] head = header(segments.size(), sectionHeaders).raw(programHeaders.toArray()).toArray();
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private Output header(int segments, long sectionHeaders) {
        return new Output().u8(0x7f).u8('E').u8('L').u8('F').u8(2).u8(1).u8(1).raw(new byte[9])
                .u16(ET_EXEC).u16(EM_AARCH64).u32(1).u64(assembly.entry())
                .u64(segments == 0 ? 0 : HEADER_BYTES).u64(sectionHeaders).u32(0)
                .u16(HEADER_BYTES).u16(PROGRAM_HEADER_BYTES).u16(segments)
                .u16(64).u16(headers.size()).u16(headers.size() - 1);
    }

    /// Sections that follow each other with the same permissions, zeros only at the end.
    private List<List<Assembly.Section>> segments() {
        var segments = new ArrayList<List<Assembly.Section>>();
        Assembly.Section last = null;
        for (Assembly.Section section : loaded) {
            if (last == null || section.source() != last.source() || permissions(last) != permissions(section)
                    || (last.flags().zeros() && !section.flags().zeros())) {
                segments.add(new ArrayList<>());
            }
            segments.getLast().add(section);
            last = section;
        }
        return segments;
    }

    private static int permissions(Assembly.Section section) {
        return 4 | (section.flags().writable() ? 2 : 0) | (section.flags().executable() ? 1 : 0);
    }

    private void programHeader(Output out, List<Assembly.Section> segment) {
        long start = segment.getFirst().address();
        long end = segment.getLast().address() + segment.getLast().size();
        long offset = file.size() + ((start - file.size()) & (PAGE - 1));
        file.raw(new byte[(int) (offset - file.size())]);
        long contentEnd = start;
        for (Assembly.Section section : segment) {
            long at = offset + section.address() - start;
            if (!section.flags().zeros()) {
                file.raw(new byte[(int) (at - file.size())]).raw(section.content().toArray());
                contentEnd = section.address() + section.size();
            }
            headers.add(new Header(section.name(), section.flags().elfType(), section.flags().elfFlags(),
                    section.address(), Math.min(at, file.size()), section.size(), 0, 0, section.alignment(), 0));
        }
        out.u32(PT_LOAD).u32(permissions(segment.getFirst())).u64(offset).u64(start).u64(start)
                .u64(contentEnd - start).u64(end - start).u64(PAGE);
    }

    private void other(String name, int type, long flags, byte[] content, int link, int info, int alignment,
            int entryBytes) {
        file.align(alignment);
        headers.add(new Header(name, type, flags, 0, file.size(), content.length, link, info, alignment, entryBytes));
        file.raw(content);
    }

    /// Write the names of sections and the headers.
    ///
    /// @return where the headers are
    private long sectionHeaders() {
        var names = new StringTable();
        headers.forEach(header -> names.offset(header.name));
        names.offset(".shstrtab");
        other(".shstrtab", SHT_STRTAB, 0, names.toArray(), 0, 0, 1, 0);
        file.align(8);
        long start = file.size();
        for (Header header : headers) {
            file.u32(names.offset(header.name)).u32(header.type).u64(header.flags).u64(header.address)
                    .u64(header.offset).u64(header.size).u32(header.link).u32(header.info)
                    .u64(header.alignment).u64(header.entryBytes);
        }
        return start;
    }
}
