package dev.seascope.asm.program;

import java.util.Map;

/// What is done with a section. (ELF gABI, "Sections", for the numbers.)
///
/// @param allocated whether it is loaded
/// @param zeros whether it has no content but zeros
/// @param elfType `sh_type`
/// @param elfFlags `sh_flags`
public record SectionFlags(boolean allocated, boolean writable, boolean executable, boolean zeros, int elfType,
        long elfFlags) {
    public static final int SHT_PROGBITS = 1;
    public static final int SHT_NOTE = 7;
    public static final int SHT_NOBITS = 8;

    private static final long SHF_WRITE = 1;
    private static final long SHF_ALLOC = 2;
    private static final long SHF_EXECINSTR = 4;

    /// Section types by the name behind `@` or `%`.
    public static final Map<String, Integer> TYPES = Map.of("progbits", SHT_PROGBITS, "nobits", SHT_NOBITS, "note", SHT_NOTE,
            "init_array", 14, "fini_array", 15, "preinit_array", 16);

    private static final Map<Character, Long> LETTERS = Map.of('w', SHF_WRITE, 'a', SHF_ALLOC, 'x', SHF_EXECINSTR,
            'M', 0x10L, 'S', 0x20L, 'G', 0x200L, 'T', 0x400L, 'e', 0x8000_0000L, 'o', 0x80L, 'R', 0x20_0000L);

    private static final Map<String, String> KNOWN = Map.ofEntries(Map.entry(".text", "ax"), Map.entry(".init", "ax"),
            Map.entry(".fini", "ax"), Map.entry(".rodata", "a"), Map.entry(".data", "aw"), Map.entry(".bss", "aw"),
            Map.entry(".init_array", "aw"), Map.entry(".fini_array", "aw"), Map.entry(".preinit_array", "aw"),
            Map.entry(".tdata", "awT"), Map.entry(".tbss", "awT"), Map.entry(".sdata", "aw"),
            Map.entry(".got", "aw"), Map.entry(".sbss", "aw"));

    /// The flags a section has by its name alone: `.text.boot` is like `.text`; of an unknown name nothing is loaded.
    public static SectionFlags ofName(String name) {
        long bits = 0;
        String family = family(name);
        for (char letter : KNOWN.getOrDefault(family, "").toCharArray()) {
            bits |= LETTERS.getOrDefault(letter, 0L);
        }
        boolean zeros = family.equals(".bss") || family.equals(".sbss") || family.equals(".tbss");
        return of(bits, zeros ? SHT_NOBITS : name.startsWith(".note") ? SHT_NOTE : SHT_PROGBITS);
    }

    /// The flags that `.section` gives.
    public static SectionFlags of(long bits, int type) {
        return new SectionFlags((bits & SHF_ALLOC) != 0, (bits & SHF_WRITE) != 0,
                (bits & SHF_EXECINSTR) != 0, type == SHT_NOBITS, type, bits);
    }

    /// The bit of a flag's letter, or -1 if there is no such flag.
    public static long letter(char letter) {
        return LETTERS.getOrDefault(letter, letter == '?' || letter == 'd' ? 0L : -1L);
    }

    private static String family(String name) {
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }
}
