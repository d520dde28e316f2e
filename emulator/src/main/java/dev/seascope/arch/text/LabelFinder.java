package dev.seascope.arch.text;

import java.util.List;

/// Tells where one of some words may stand, whatever its case: a word is known by three characters of it that are seldom
/// seen in a row. Unlike an automaton, no step waits for the one before it, so a processor works on several characters
/// at a time.
final class LabelFinder {
    private static final int ALPHABET = 256;

    /// By character, one bit a word: it is the first of the word's three, the second, the third.
    private final int[] first = new int[ALPHABET];
    private final int[] second = new int[ALPHABET];
    private final int[] third = new int[ALPHABET];

    /// @param triples for each word its three characters, as sets: `"e" "s" "r"`. At most 32 words; ASCII in lower case
    LabelFinder(List<List<String>> triples) {
        if (triples.size() > Integer.SIZE) {
            throw new IllegalArgumentException("%d words are too many".formatted(triples.size()));
        }
        for (int word = 0; word < triples.size(); word++) {
            add(first, triples.get(word).get(0), word);
            add(second, triples.get(word).get(1), word);
            add(third, triples.get(word).get(2), word);
        }
    }

    private static void add(int[] table, String characters, int word) {
        characters.chars().forEach(c -> {
            table[c] |= 1 << word;
            table[Character.toUpperCase(c)] |= 1 << word;
        });
    }

    /// The next place from `from` on where a word may stand, or `to`.
    ///
    /// @param to at least two characters before the end of `text`
    int next(char[] text, int from, int to) {
        int[] one = first;
        int[] two = second;
        int[] three = third;
        for (int i = from; i < to; i++) {
            if ((one[text[i] & 0xff] & two[text[i + 1] & 0xff] & three[text[i + 2] & 0xff]) != 0) {
                return i;
            }
        }
        return to;
    }

    /// Words that may stand where these three characters are, one bit each. Characters beyond Latin-1 may be taken for
    /// others, so the caller has to compare.
    int candidates(char a, char b, char c) {
        return first[a & 0xff] & second[b & 0xff] & third[c & 0xff];
    }
}
