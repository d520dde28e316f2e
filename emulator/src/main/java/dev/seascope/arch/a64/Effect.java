package dev.seascope.arch.a64;

import org.jspecify.annotations.Nullable;

/// What the instructions of a row do: makes the [Instruction] for a word.
@FunctionalInterface
public interface Effect {
    /// The object for one word.
    ///
    /// @param row the row this is the effect of, for its operands
    /// @param word a word of this row
    Instruction bind(InstructionSpec row, int word);

    /// See [InstructionSpec#bindDevice].
    default @Nullable Instruction bindDevice(InstructionSpec row, int word) {
        return null;
    }

    /// See [InstructionSpec#accessSyndrome].
    default int accessSyndrome(int word) {
        return 0;
    }

    /// See [InstructionSpec#endsBlock].
    default boolean endsBlock() {
        return false;
    }
}
