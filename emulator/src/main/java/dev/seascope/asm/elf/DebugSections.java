package dev.seascope.asm.elf;

import dev.seascope.asm.Assembly;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The DWARF 4 sections that say which source line each instruction came from. (DWARF 4, sections 6.2 and 7.)
///
/// For what people write, each section of code is a compilation unit of its own, so that units are contiguous. A
/// compiler brings units of its own and leaves only the line numbers to its assembler, in one table for all sections.
final class DebugSections {
    private static final int DW_TAG_COMPILE_UNIT = 0x11;
    private static final int DW_LANG_MIPS_ASSEMBLER = 0x8001;
    /// Pairs of attribute and form: stmt_list, low_pc, high_pc, name, comp_dir, producer, language.
    private static final int[] ATTRIBUTES = {
        0x10, 0x17, 0x11, 0x01, 0x12, 0x07, 0x03, 0x08, 0x1b, 0x08, 0x25, 0x08, 0x13, 0x05
    };

    private DebugSections() {}

    /// The sections by name; none if there is nothing to say.
    static Map<String, byte[]> of(Assembly assembly, String folder) {
        List<Assembly.Section> code = assembly.sections().stream()
                .filter(section -> section.flags().executable() && !section.codeRuns().isEmpty()).toList();
        boolean compiled = assembly.sections().stream().anyMatch(section -> section.name().equals(".debug_info"));
        Map<String, byte[]> sections = new LinkedHashMap<>();
        if (compiled) {
            if (!assembly.origins().isEmpty()) {
                sections.put(".debug_line", compiledLines(assembly, code));
            }
            return sections;
        }
        var info = new Output();
        var lines = new Output();
        for (Assembly.Section section : code) {
            List<Assembly.Line> inside = assembly.lines().stream()
                    .filter(line -> line.isCode() && isWithin(section, line.address())).toList();
            if (!inside.isEmpty()) {
                unit(info, section, inside.getFirst().file(), folder, lines.size());
                lines.raw(ownLines(section, inside));
            }
        }
        if (lines.size() > 0) {
            sections.put(".debug_info", info.toArray());
            sections.put(".debug_abbrev", abbreviations());
            sections.put(".debug_line", lines.toArray());
        }
        return sections;
    }

    private static boolean isWithin(Assembly.Section section, long address) {
        return Long.compareUnsigned(address - section.address(), section.size()) < 0;
    }

    private static void unit(Output info, Assembly.Section section, String file, String folder, int lines) {
        var unit = new Output().u16(4).u32(0).u8(8).uleb(1)
                .u32(lines).u64(section.address()).u64(section.size())
                .string(file).string(folder).string("Seascope").u16(DW_LANG_MIPS_ASSEMBLER);
        info.u32(unit.size()).raw(unit.toArray());
    }

    private static byte[] abbreviations() {
        var out = new Output().uleb(1).uleb(DW_TAG_COMPILE_UNIT).u8(0);
        for (int number : ATTRIBUTES) {
            out.uleb(number);
        }
        return out.u8(0).u8(0).u8(0).toArray();
    }

    private static byte[] ownLines(Assembly.Section section, List<Assembly.Line> lines) {
        Map<String, Integer> files = new LinkedHashMap<>();
        lines.forEach(line -> files.putIfAbsent(line.file(), files.size() + 1));
        var program = new LineProgram(List.copyOf(files.keySet()));
        program.begin(lines.getFirst().address());
        lines.forEach(line -> program.line(line.address(), files.getOrDefault(line.file(), 1), line.line(), 0));
        program.end(section.address() + section.size());
        return program.toArray();
    }

    private static byte[] compiledLines(Assembly assembly, List<Assembly.Section> code) {
        int last = assembly.origins().stream().mapToInt(Assembly.Origin::fileNumber).max().orElse(0);
        String[] names = new String[last];
        Arrays.fill(names, "?");
        assembly.origins().stream().filter(origin -> origin.fileNumber() > 0 && !origin.file().isEmpty())
                .forEach(origin -> names[origin.fileNumber() - 1] = origin.file());
        var program = new LineProgram(List.of(names));
        for (Assembly.Section section : code) {
            List<Assembly.Origin> inside = assembly.origins().stream()
                    .filter(origin -> isWithin(section, origin.address())).toList();
            if (!inside.isEmpty()) {
                program.begin(inside.getFirst().address());
                inside.forEach(origin -> program.line(
                        origin.address(), Math.max(1, origin.fileNumber()), origin.line(), origin.column()));
                program.end(section.address() + section.size());
            }
        }
        return program.toArray();
    }
}
