package dev.seascope.arch.a64;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Instruction words as assembler text, in the spelling of the GNU disassembler.
public final class Disassembler {
    private Disassembler() {}

    /// The text for `word` at `address`, whatever features it needs. Addresses are written in hexadecimal. A word that
    /// is not allocated becomes data with a comment that says why.
    public static String text(int word, long address) {
        return text(word, address, A64.ALL_FEATURES);
    }

    /// The text for `word` at `address` on a processor with `features`.
    public static String text(int word, long address, Set<Feature> features) {
        return A64.decode(word, features)
                .map(row -> row.text(word, address))
                .orElseGet(() -> ".inst 0x%08x // undefined: %s".formatted(word, whyUndefined(word, features)));
    }

    /// Why `word` is not allocated on a processor with `features`: `a reserved form of add`.
    ///
    /// @param word one that is not
    public static String whyUndefined(int word, Set<Feature> features) {
        Optional<InstructionSpec> elsewhere = A64.decode(word, A64.ALL_FEATURES);
        if (elsewhere.isPresent()) {
            Set<Feature> missing = EnumSet.copyOf(elsewhere.get().features());
            missing.removeAll(features);
            String names = missing.stream().map(feature -> "FEAT_" + feature).collect(Collectors.joining(", "));
            return elsewhere.get().mnemonic() + " needs " + names;
        }
        return A64.reserved(word)
                .map(row -> "a reserved form of " + row.instruction().mnemonic())
                .orElseGet(() -> whoseSpace(word));
    }

    /// Two extensions have parts of the encoding space to themselves.
    private static String whoseSpace(int word) {
        return switch (EncodingGroup.of(word)) {
            case SME -> "SME is not emulated";
            case SVE -> "SVE is not emulated";
            default -> "not allocated";
        };
    }
}
