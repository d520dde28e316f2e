package dev.seascope.asm.elf;

import java.util.List;

/// A line number program of DWARF 4 with its header. (DWARF 4, section 6.2.)
final class LineProgram {
    private static final int DW_LNS_COPY = 1;
    private static final int DW_LNS_ADVANCE_PC = 2;
    private static final int DW_LNS_ADVANCE_LINE = 3;
    private static final int DW_LNS_SET_FILE = 4;
    private static final int DW_LNS_SET_COLUMN = 5;
    private static final int DW_LNE_END_SEQUENCE = 1;
    private static final int DW_LNE_SET_ADDRESS = 2;
    /// Operand counts of the standard opcodes 1 to 12.
    private static final int[] OPERAND_COUNTS = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

    private final Output tables = new Output();
    private final Output program = new Output();
    private long address;
    private int file = 1;
    private long line = 1;
    private int column;

    /// @param files names of the files 1, 2 and so on
    LineProgram(List<String> files) {
        // Minimum instruction length 4, one operation, is_stmt, line base -5, range 14.
        tables.u8(4).u8(1).u8(1).u8(-5).u8(14).u8(OPERAND_COUNTS.length + 1);
        for (int count : OPERAND_COUNTS) {
            tables.u8(count);
        }
        tables.u8(0);
        files.forEach(name -> tables.string(name).uleb(0).uleb(0).uleb(0));
        tables.u8(0);
    }

    /// Begin a run of instructions.
    void begin(long start) {
        program.u8(0).uleb(9).u8(DW_LNE_SET_ADDRESS).u64(start);
        address = start;
        file = 1;
        line = 1;
        column = 0;
    }

    /// From `at` on, instructions come from this line.
    void line(long at, int newFile, long newLine, int newColumn) {
        if (newFile != file) {
            program.u8(DW_LNS_SET_FILE).uleb(newFile);
            file = newFile;
        }
        if (newColumn != column) {
            program.u8(DW_LNS_SET_COLUMN).uleb(newColumn);
            column = newColumn;
        }
        advance(at);
        program.u8(DW_LNS_ADVANCE_LINE).sleb(newLine - line).u8(DW_LNS_COPY);
        line = newLine;
    }

    /// End the run; `limit` is the first address after it.
    void end(long limit) {
        advance((limit + 3) & -4);
        program.u8(0).uleb(1).u8(DW_LNE_END_SEQUENCE);
    }

    private void advance(long to) {
        if (to != address) {
            program.u8(DW_LNS_ADVANCE_PC).uleb((to - address) / 4);
            address = to;
        }
    }

    byte[] toArray() {
        var unit = new Output().u16(4).u32(tables.size()).raw(tables.toArray()).raw(program.toArray());
        return new Output().u32(unit.size()).raw(unit.toArray()).toArray();
    }
}
