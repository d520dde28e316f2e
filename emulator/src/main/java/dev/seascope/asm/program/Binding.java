package dev.seascope.asm.program;

/// How far a symbol can be seen.
public enum Binding {
    LOCAL(0),
    GLOBAL(1),
    WEAK(2);

    private final int elf;

    Binding(int elf) {
        this.elf = elf;
    }

    /// The `STB_` number of ELF.
    public int elf() {
        return elf;
    }
}
