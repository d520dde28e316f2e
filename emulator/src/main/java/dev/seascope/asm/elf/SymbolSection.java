package dev.seascope.asm.elf;

import dev.seascope.asm.Assembly;
import dev.seascope.asm.program.Binding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The symbol table: file names, mapping symbols and the labels of the source, local ones first.
final class SymbolSection {
    static final int ENTRY_BYTES = 24;
    private static final int SHN_ABS = 0xfff1;
    private static final int STT_FILE = 4;

    private final StringTable names;
    private final Output bytes = new Output().raw(new byte[ENTRY_BYTES]);
    private int count = 1;
    private int locals;

    SymbolSection(Assembly assembly, List<Assembly.Section> loaded, StringTable names) {
        this.names = names;
        Set<String> files = new LinkedHashSet<>();
        assembly.lines().forEach(line -> files.add(line.file()));
        files.forEach(file -> add(file, 0, STT_FILE, 0, SHN_ABS, 0, 0));
        for (int i = 0; i < loaded.size(); i++) {
            mappingSymbols(loaded.get(i), i + 1);
        }
        List<Assembly.Symbol> symbols = assembly.symbols().values().stream()
                .filter(symbol -> !symbol.name().startsWith(".L")).toList();
        symbols.stream().filter(symbol -> symbol.binding() == Binding.LOCAL).forEach(symbol -> add(symbol, loaded));
        locals = count;
        symbols.stream().filter(symbol -> symbol.binding() != Binding.LOCAL).forEach(symbol -> add(symbol, loaded));
    }

    byte[] toArray() {
        return bytes.toArray();
    }

    /// How many symbols are local, with the empty one that comes first.
    int locals() {
        return locals;
    }

    /// `$x` where instructions begin, `$d` where data does. (ELF for the Arm 64-bit Architecture, "Mapping symbols".)
    private void mappingSymbols(Assembly.Section section, int index) {
        if (section.flags().zeros() || section.size() == 0) {
            return;
        }
        List<Long> runs = section.codeRuns();
        if (runs.isEmpty() || runs.getFirst() != 0) {
            add("$d", 0, 0, 0, index, section.address(), 0);
        }
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i) < section.size()) {
                add(i % 2 == 0 ? "$x" : "$d", 0, 0, 0, index, section.address() + runs.get(i), 0);
            }
        }
    }

    private void add(Assembly.Symbol symbol, List<Assembly.Section> loaded) {
        int index = SHN_ABS;
        for (int i = 0; i < loaded.size() && symbol.isAddress(); i++) {
            Assembly.Section section = loaded.get(i);
            if (section.name().equals(symbol.section())
                    && Long.compareUnsigned(symbol.value() - section.address(), section.size()) <= 0) {
                index = i + 1;
            }
        }
        add(symbol.name(), symbol.binding().elf(), symbol.type().elf(), symbol.visibility(), index, symbol.value(),
                symbol.size());
    }

    private void add(String name, int binding, int type, int visibility, int section, long value, long size) {
        bytes.u32(names.offset(name)).u8(binding << 4 | type).u8(visibility).u16(section).u64(value).u64(size);
        count++;
    }
}
