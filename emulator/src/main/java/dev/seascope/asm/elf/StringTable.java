package dev.seascope.asm.elf;

import java.util.HashMap;
import java.util.Map;

/// Names, each once, and where they are.
final class StringTable {
    private final Output bytes = new Output().u8(0);
    private final Map<String, Integer> known = new HashMap<>(Map.of("", 0));

    int offset(String name) {
        Integer offset = known.get(name);
        if (offset == null) {
            offset = bytes.size();
            known.put(name, offset);
            bytes.string(name);
        }
        return offset;
    }

    byte[] toArray() {
        return bytes.toArray();
    }
}
