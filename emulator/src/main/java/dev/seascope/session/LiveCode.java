package dev.seascope.session;

import dev.seascope.arch.a64.Disassembler;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.MemoryLook;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The code at PC and at the exception vectors as it is in the guest's memory, for a machine that runs what the guest's
/// file does not show: a kernel, or code that was loaded or made later.
final class LiveCode {
    private static final int BEFORE_PC = 24;
    private static final int FROM_PC = 40;
    private static final int VECTORS = 16;
    private static final int VECTOR_BYTES = 0x80;
    private static final int AT_VECTOR = 4;
    /// What stands where code is left out.
    private static final ProgramListing.Line GAP = new ProgramListing.Text(0, "", "// …");

    private final Cpu cpu;
    private final MemoryLook memory;
    private final NavigableMap<Long, Integer> words = new TreeMap<>(Long::compareUnsigned);

    private LiveCode(Cpu cpu, MemoryLook memory) {
        this.cpu = cpu;
        this.memory = memory;
    }

    /// The guest's program, or if PC is in none of its lines, what memory holds.
    ///
    /// @param vectors `VBAR_EL1`
    static ProgramListing listing(ProgramListing program, Cpu cpu, MemoryLook memory, long vectors) {
        if (program.holds(cpu.pc)) {
            return program;
        }
        var live = new LiveCode(cpu, memory);
        live.read(cpu.pc - (long) BEFORE_PC * Integer.BYTES, BEFORE_PC + FROM_PC);
        if (!live.words.containsKey(cpu.pc)) {
            return program;
        }
        for (int i = 0; i < VECTORS; i++) {
            live.read(vectors + (long) i * VECTOR_BYTES, AT_VECTOR);
        }
        return new ProgramListing(program.title(), live.lines(), program.symbols());
    }

    private void read(long from, int count) {
        for (int i = 0; i < count; i++) {
            long address = from + (long) i * Integer.BYTES;
            OptionalInt word = word(address);
            if (word.isPresent()) {
                words.put(address, word.getAsInt());
            }
        }
    }

    private OptionalInt word(long address) {
        OptionalLong gpa = (address & 3) == 0 ? cpu.translate(address) : OptionalLong.empty();
        if (gpa.isEmpty()) {
            return OptionalInt.empty();
        }
        int word = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            int value = memory.byteAt(gpa.getAsLong() + i);
            if (value < 0) {
                return OptionalInt.empty();
            }
            word |= value << (Byte.SIZE * i);
        }
        return OptionalInt.of(word);
    }

    private List<ProgramListing.Line> lines() {
        List<ProgramListing.Line> lines = new ArrayList<>();
        long expected = words.firstKey();
        for (var entry : words.entrySet()) {
            long address = entry.getKey();
            if (address != expected) {
                lines.add(GAP);
            }
            lines.add(new ProgramListing.Instruction(0, address, entry.getValue(), "",
                    Disassembler.text(entry.getValue(), address)));
            expected = address + Integer.BYTES;
        }
        return lines;
    }
}
