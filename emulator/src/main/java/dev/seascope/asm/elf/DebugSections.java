package dev.seascope.asm.elf;

import dev.seascope.asm.Assembly;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The DWARF 4 sections that say which source line each instruction came from. Each section of code is a compilation
/// unit of its own, so that units are contiguous. (DWARF 4, sections 6.2 and 7.)
final class DebugSections {
    private static final int DW_TAG_COMPILE_UNIT = 0x11;
    private static final int DW_LANG_MIPS_ASSEMBLER = 0x8001;
    private static final int DW_LNS_COPY = 1;
    private static final int DW_LNS_ADVANCE_PC = 2;
    private static final int DW_LNS_ADVANCE_LINE = 3;
    private static final int DW_LNS_SET_FILE = 4;
    private static final int DW_LNE_END_SEQUENCE = 1;
    private static final int DW_LNE_SET_ADDRESS = 2;
    /// Operand counts of the standard opcodes 1 to 12.
    private static final int[] OPERAND_COUNTS = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};
    /// Pairs of attribute and form: stmt_list, low_pc, high_pc, name, comp_dir, producer, language.
    private static final int[] ATTRIBUTES = {
        0x10, 0x17, 0x11, 0x01, 0x12, 0x07, 0x03, 0x08, 0x1b, 0x08, 0x25, 0x08, 0x13, 0x05
    };

    private DebugSections() {}

    /// The sections by name; none if nothing of the assembly is code, or the source brings its own.
    static Map<String, byte[]> of(Assembly assembly, String folder) {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        List<Assembly.Section> code = assembly.sections().stream()
                .filter(section -> section.flags().executable() && !section.codeRuns().isEmpty()).toList();
        boolean own = assembly.sections().stream().anyMatch(section -> section.name().startsWith(".debug_"));
        if (own || code.isEmpty()) {
            return sections;
        }
        var info = new Output();
        var lines = new Output();
        for (Assembly.Section section : code) {
            List<Assembly.Line> of = assembly.lines().stream()
                    .filter(line -> line.isCode() && Long.compareUnsigned(line.address() - section.address(),
                            section.size()) < 0)
                    .toList();
            if (!of.isEmpty()) {
                unit(info, section, of.getFirst().file(), folder, lines.size());
                lines.raw(lineProgram(section, of));
            }
        }
        sections.put(".debug_info", info.toArray());
        sections.put(".debug_abbrev", abbreviations());
        sections.put(".debug_line", lines.toArray());
        return sections;
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

    private static byte[] lineProgram(Assembly.Section section, List<Assembly.Line> lines) {
        Map<String, Integer> files = new LinkedHashMap<>();
        lines.forEach(line -> files.putIfAbsent(line.file(), files.size() + 1));

        // Minimum instruction length 4, one operation, is_stmt, line base -5, range 14, 13 opcodes.
        var tables = new Output().u8(4).u8(1).u8(1).u8(-5).u8(14).u8(OPERAND_COUNTS.length + 1);
        for (int count : OPERAND_COUNTS) {
            tables.u8(count);
        }
        tables.u8(0);
        files.keySet().forEach(file -> tables.string(file).uleb(0).uleb(0).uleb(0));
        tables.u8(0);

        var program = new Output().u8(0).uleb(9).u8(DW_LNE_SET_ADDRESS).u64(lines.getFirst().address());
        long address = lines.getFirst().address();
        int file = 1;
        long number = 1;
        for (Assembly.Line line : lines) {
            int itsFile = files.getOrDefault(line.file(), 1);
            if (itsFile != file) {
                program.u8(DW_LNS_SET_FILE).uleb(itsFile);
                file = itsFile;
            }
            if (line.address() != address) {
                program.u8(DW_LNS_ADVANCE_PC).uleb((line.address() - address) / 4);
                address = line.address();
            }
            program.u8(DW_LNS_ADVANCE_LINE).sleb(line.line() - number).u8(DW_LNS_COPY);
            number = line.line();
        }
        program.u8(DW_LNS_ADVANCE_PC).uleb((section.address() + section.size() - address + 3) / 4);
        program.u8(0).uleb(1).u8(DW_LNE_END_SEQUENCE);

        var unit = new Output().u16(4).u32(tables.size()).raw(tables.toArray()).raw(program.toArray());
        return new Output().u32(unit.size()).raw(unit.toArray()).toArray();
    }
}
