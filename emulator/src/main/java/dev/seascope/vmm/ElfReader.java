package dev.seascope.vmm;

import dev.seascope.arch.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Reads ELF executables. The file is not trusted: every offset, size and count is checked against the file before it is
/// used, and memory is allocated for what the file holds, never for what it claims. (ELF gABI, chapters 4 and 5.)
final class ElfReader {
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
    private static final int EM_AARCH64 = 183;
    private static final int ET_EXEC = 2;
    private static final int PT_LOAD = 1;
    private static final int PT_INTERP = 3;
    private static final int SHT_SYMTAB = 2;
    private static final int SHN_UNDEF = 0;
    private static final int STT_SECTION = 3;
    private static final int STT_FILE = 4;
    private static final int HEADER_BYTES = 64;
    private static final int PROGRAM_HEADER_BYTES = 56;
    private static final int SECTION_HEADER_BYTES = 64;
    private static final int SYMBOL_BYTES = 24;
    private static final int LONGEST_NAME = 4096;

    private static final Map<Integer, String> FILE_TYPES = Map.of(0, "of no type",
            1, "an object file; link it first", 3, "a shared object or position-independent; link with -no-pie -static",
            4, "a core dump");
    private static final Map<Integer, String> MACHINES = Map.of(3, "x86", 8, "MIPS", 20, "PowerPC", 21, "64-bit PowerPC",
            22, "s390", 40, "32-bit Arm", 62, "x86-64", 243, "RISC-V", 258, "LoongArch");

    private final String name;
    private final ByteBuffer file;

    ElfReader(String name, byte[] file) {
        this.name = name;
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean hasMagic(byte[] file) {
        return file.length >= MAGIC.length && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    GuestImage read() throws ImageFormatException {
        header();
        List<GuestImage.Segment> segments = new ArrayList<>();
        long entry = file.getLong(24);
        long physicalEntry = entry;
        boolean entryFound = false;
        long table = file.getLong(32);
        int count = file.getShort(56) & 0xffff;
        if (count == 0) {
            throw wrong("it has no program headers, so nothing of it is loaded");
        }
        checkTable("program headers", table, count, file.getShort(54) & 0xffff, PROGRAM_HEADER_BYTES);
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * PROGRAM_HEADER_BYTES;
            int type = file.getInt(at);
            if (type == PT_INTERP) {
                throw wrong("it needs a dynamic linker; link it with -static");
            }
            if (type == PT_LOAD && file.getLong(at + 40) != 0) {
                GuestImage.Segment segment = segment(i, at);
                segments.add(segment);
                long offset = entry - file.getLong(at + 16);
                if (Long.compareUnsigned(offset, segment.size()) < 0) {
                    physicalEntry = segment.address() + offset;
                    entryFound = true;
                }
            }
        }
        if (segments.isEmpty()) {
            throw wrong("it has no segment of type LOAD, so nothing of it is loaded");
        }
        if (!entryFound) {
            throw wrong("its entry point 0x%x is in none of its segments".formatted(entry));
        }
        if ((physicalEntry & 3) != 0) {
            throw wrong("its entry point 0x%x is not a multiple of 4".formatted(entry));
        }
        segments.sort(Comparator.comparing(GuestImage.Segment::address, Long::compareUnsigned));
        checkOverlap(segments);
        return new GuestImage(name, segments, physicalEntry, symbols(), List.of());
    }

    private void header() throws ImageFormatException {
        if (!hasMagic(file.array())) {
            throw wrong("it does not begin with \\x7fELF");
        }
        if (file.capacity() < HEADER_BYTES) {
            throw wrong("it ends within its header, after %d bytes".formatted(file.capacity()));
        }
        if (file.get(4) != 2) {
            throw wrong(file.get(4) == 1 ? "it is a 32-bit file; expected a 64-bit one"
                    : "its class is %d; expected 2, 64 bits".formatted(file.get(4) & 0xff));
        }
        if (file.get(5) != 1) {
            throw wrong(file.get(5) == 2 ? "it is big-endian; expected little-endian"
                    : "its byte order is %d; expected 1, little-endian".formatted(file.get(5) & 0xff));
        }
        int machine = file.getShort(18) & 0xffff;
        if (machine != EM_AARCH64) {
            throw wrong("it is for %s; expected AArch64 (machine %d)"
                    .formatted(MACHINES.getOrDefault(machine, "machine " + machine), EM_AARCH64));
        }
        int type = file.getShort(16) & 0xffff;
        if (type != ET_EXEC) {
            throw wrong("it is not an executable but " + FILE_TYPES.getOrDefault(type, "of type " + type));
        }
    }

    private GuestImage.Segment segment(int index, int at) throws ImageFormatException {
        long offset = file.getLong(at + 8);
        long address = file.getLong(at + 24);
        long fileBytes = file.getLong(at + 32);
        long memoryBytes = file.getLong(at + 40);
        if (!isWithinFile(offset, fileBytes)) {
            throw wrong("segment %d claims 0x%x bytes at offset 0x%x of a file of 0x%x bytes"
                    .formatted(index, fileBytes, offset, file.capacity()));
        }
        if (Long.compareUnsigned(memoryBytes, fileBytes) < 0) {
            throw wrong("segment %d takes 0x%x bytes of memory but brings 0x%x"
                    .formatted(index, memoryBytes, fileBytes));
        }
        if (memoryBytes < 0 || Long.compareUnsigned(address + memoryBytes - 1, address) < 0) {
            throw wrong("segment %d of 0x%x bytes at 0x%x reaches beyond the end of the address space"
                    .formatted(index, memoryBytes, address));
        }
        byte[] content = Arrays.copyOfRange(file.array(), (int) offset, (int) (offset + fileBytes));
        return new GuestImage.Segment(address, Bytes.copyOf(content), memoryBytes);
    }

    private void checkOverlap(List<GuestImage.Segment> segments) throws ImageFormatException {
        for (int i = 1; i < segments.size(); i++) {
            GuestImage.Segment before = segments.get(i - 1);
            if (Long.compareUnsigned(before.address() + before.size() - 1, segments.get(i).address()) >= 0) {
                throw wrong("the segments at 0x%x and 0x%x overlap"
                        .formatted(before.address(), segments.get(i).address()));
            }
        }
    }

    /// The symbols that have names and places; none if the file has been stripped.
    private SequencedMap<String, Long> symbols() throws ImageFormatException {
        var symbols = new LinkedHashMap<String, Long>();
        long table = file.getLong(40);
        int count = file.getShort(60) & 0xffff;
        if (table == 0 || count == 0) {
            return symbols;
        }
        checkTable("section headers", table, count, file.getShort(58) & 0xffff, SECTION_HEADER_BYTES);
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * SECTION_HEADER_BYTES;
            if (file.getInt(at + 4) == SHT_SYMTAB) {
                int link = file.getInt(at + 40);
                if (link < 0 || link >= count) {
                    throw wrong("its symbol table takes names from section %d of %d"
                            .formatted(Integer.toUnsignedLong(link), count));
                }
                readSymbols(at, (int) table + link * SECTION_HEADER_BYTES, symbols);
            }
        }
        return symbols;
    }

    private void readSymbols(int header, int namesHeader, Map<String, Long> symbols) throws ImageFormatException {
        long offset = file.getLong(header + 24);
        long size = file.getLong(header + 32);
        long names = file.getLong(namesHeader + 24);
        long namesSize = file.getLong(namesHeader + 32);
        if (!isWithinFile(offset, size) || !isWithinFile(names, namesSize)) {
            throw wrong("its symbol table or the names of its symbols lie outside of the file");
        }
        for (long i = 1; i < size / SYMBOL_BYTES; i++) {
            int at = (int) (offset + i * SYMBOL_BYTES);
            int type = file.get(at + 4) & 0xf;
            int section = file.getShort(at + 6) & 0xffff;
            long nameOffset = Integer.toUnsignedLong(file.getInt(at));
            if (nameOffset >= namesSize && nameOffset != 0) {
                throw wrong("the name of its symbol %d lies outside of the names of symbols".formatted(i));
            }
            if (section != SHN_UNDEF && type != STT_SECTION && type != STT_FILE && nameOffset != 0) {
                String symbol = name((int) (names + nameOffset), (int) (names + namesSize));
                // The assembler's marks where code ($x) and data ($d) begin are not names that anybody gave.
                if (!symbol.startsWith("$")) {
                    symbols.putIfAbsent(symbol, file.getLong(at + 8));
                }
            }
        }
    }

    private String name(int start, int limit) {
        int end = start;
        while (end < limit && end - start < LONGEST_NAME && file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), start, end - start, StandardCharsets.UTF_8);
    }

    private void checkTable(String what, long offset, int count, int entryBytes, int expectedBytes)
            throws ImageFormatException {
        if (entryBytes != expectedBytes) {
            throw wrong("its %s have %d bytes each; expected %d".formatted(what, entryBytes, expectedBytes));
        }
        if (!isWithinFile(offset, (long) count * entryBytes)) {
            throw wrong("its %d %s at offset 0x%x lie outside of the file of 0x%x bytes"
                    .formatted(count, what, offset, file.capacity()));
        }
    }

    private boolean isWithinFile(long offset, long size) {
        return offset >= 0 && size >= 0 && offset <= file.capacity() && size <= file.capacity() - offset;
    }

    private ImageFormatException wrong(String why) {
        return new ImageFormatException(name + ": not a guest program: " + why);
    }
}
