package dev.seascope.asm.program;

/// What a symbol stands for.
public enum SymbolType {
    NONE(0),
    OBJECT(1),
    FUNCTION(2);

    private final int elf;

    SymbolType(int elf) {
        this.elf = elf;
    }

    /// The `STT_` number of ELF.
    public int elf() {
        return elf;
    }
}
