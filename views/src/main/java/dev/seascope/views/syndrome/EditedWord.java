package dev.seascope.views.syndrome;

import dev.seascope.arch.Finding;
import dev.seascope.arch.Fix;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.a64.word.InstructionWord;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.StripValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An instruction of the program and what the user makes of its word, to see what it would be. The program stays as it
/// is.
///
/// @param address of the instruction
/// @param found the word in the program
/// @param word the word after the user's changes
record EditedWord(long address, int found, int word) {
    private static final String PREFIX = "Instruction ";
    private static final long MASK = 0xffff_ffffL;

    /// What the instruction at an address is called where registers go by their names.
    static String name(long address) {
        return PREFIX + Notation.address(address);
    }

    /// The address in such a name.
    static OptionalLong address(String name) {
        return name.startsWith(PREFIX)
                ? OptionalLong.of(Long.parseUnsignedLong(name, PREFIX.length() + 2, name.length(), 16))
                : OptionalLong.empty();
    }

    EditedWord with(long other) {
        return new EditedWord(address, found, (int) other);
    }

    boolean isEdited() {
        return word != found;
    }

    private InstructionWord instruction() {
        return new InstructionWord(word, OptionalLong.of(address));
    }

    /// For strip and tree: every bit can be changed.
    StripValue strip() {
        RegisterValue register = instruction().register();
        long yours = register.bits() & ~found;
        return new StripValue(name(address), register,
                yours == 0 ? List.of() : List.of(new Contribution(Source.YOU, yours, "changed here")), MASK, "", 0);
    }

    /// Assembler text, or why there is none.
    String text() {
        return instruction().findings().stream().findFirst().map(Finding::message).orElse(instruction().text());
    }

    boolean isAllocated() {
        return instruction().isAllocated();
    }

    /// How a word that is not allocated becomes an instruction.
    Optional<Fix> fix() {
        return instruction().findings().stream().map(Finding::fix).flatMap(Optional::stream).findFirst();
    }
}
