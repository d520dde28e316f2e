package dev.seascope.arch.a64;

import java.util.Arrays;
import java.util.List;

/// One line of a file of vectors: instructions, the state before and the state after, as another emulator has it.
///
/// The fields between tabs: id, class, flags, how it was checked, the words, the state before, what changed, the text.
///
/// @param kind the class of instructions
/// @param before what differs from the state that [VectorState] starts with, as `key=hex` pairs
/// @param after what differs from the state before
public record Vector(String id, String kind, List<Integer> words, String before, String after, String text) {
    /// Runs instructions until the BRK behind them.
    @FunctionalInterface
    public interface Machine {
        VectorState run(List<Integer> words, VectorState before);
    }

    static Vector parse(String line) {
        String[] fields = line.split("\t", -1);
        List<Integer> words = Arrays.stream(fields[4].split(",", -1))
                .map(word -> Integer.parseUnsignedInt(word, 16))
                .toList();
        return new Vector(fields[0], fields[1], words, fields[5], fields[6], fields[7]);
    }

    /// What differs from the state after, or nothing.
    public List<String> check(Machine machine) {
        var initial = new VectorState();
        initial.apply(before);
        var expected = new VectorState();
        expected.apply(before);
        expected.apply(after);
        try {
            return expected.differences(machine.run(words, initial));
        } catch (IllegalStateException stopped) {
            return List.of(stopped.toString());
        }
    }
}
