package dev.seascope.views.program;

/// Turns an instruction word into text.
@FunctionalInterface
public interface Disassembly {
    /// Mnemonic, one blank, operands: `ldr x0, [x1]`. For a word that is no instruction, a directive: `.inst 0x...`.
    ///
    /// @param address guest virtual address of the word, for operands relative to it
    String text(int word, long address);
}
