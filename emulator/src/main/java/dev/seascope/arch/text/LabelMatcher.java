package dev.seascope.arch.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Finds any of some words in one pass over the text, whatever their case: the automaton of Aho and Corasick, one table
/// access a character.
final class LabelMatcher {
    private static final int ALPHABET = 128;

    /// By state and character; states that end a word are the last ones.
    private final short[] next;
    private final int firstEnd;
    /// The word that a state ends, as an index into the list given.
    private final int[] word;

    /// @param words ASCII; a word that is a suffix of another is not reported with it
    LabelMatcher(List<String> words) {
        List<int[]> trie = new ArrayList<>(List.of(node()));
        List<Integer> ends = new ArrayList<>(List.of(-1));
        for (int w = 0; w < words.size(); w++) {
            int state = 0;
            for (char c : words.get(w).toLowerCase(Locale.ROOT).toCharArray()) {
                if (trie.get(state)[c] < 0) {
                    trie.get(state)[c] = trie.size();
                    trie.add(node());
                    ends.add(-1);
                }
                state = trie.get(state)[c];
            }
            ends.set(state, w);
        }
        link(trie, ends);
        int[] number = numbered(ends);
        next = new short[trie.size() * ALPHABET];
        word = new int[trie.size()];
        int end = trie.size();
        for (int state = 0; state < trie.size(); state++) {
            for (int c = 0; c < ALPHABET; c++) {
                next[number[state] * ALPHABET + c] = (short) number[trie.get(state)[lower(c)]];
            }
            word[number[state]] = ends.get(state);
            end = ends.get(state) < 0 ? end : Math.min(end, number[state]);
        }
        firstEnd = end;
    }

    private static int[] node() {
        int[] node = new int[ALPHABET];
        Arrays.fill(node, -1);
        return node;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /// Complete the trie: where no letter continues a word, go on as if only its longest suffix had been read.
    private static void link(List<int[]> trie, List<Integer> ends) {
        int[] suffix = new int[trie.size()];
        Deque<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int c = 0; c < ALPHABET; c++) {
                int target = trie.get(state)[c];
                int fallback = state == 0 ? 0 : trie.get(suffix[state])[c];
                if (target < 0) {
                    trie.get(state)[c] = fallback;
                } else {
                    suffix[target] = fallback;
                    if (ends.get(target) < 0) {
                        ends.set(target, ends.get(fallback));
                    }
                    queue.add(target);
                }
            }
        }
    }

    /// New numbers for the states, those that end a word last.
    private static int[] numbered(List<Integer> ends) {
        int[] number = new int[ends.size()];
        int plain = 0;
        int ending = ends.size() - 1;
        for (int state = 0; state < ends.size(); state++) {
            number[state] = ends.get(state) < 0 ? plain++ : ending--;
        }
        return number;
    }

    /// The state before any text.
    int start() {
        return 0;
    }

    /// The state after one more character.
    int step(int state, char c) {
        return next[state * ALPHABET + (c < ALPHABET ? c : 0)];
    }

    /// Whether a word ends in `state`.
    boolean ends(int state) {
        return state >= firstEnd;
    }

    /// The word that ends in `state`: its index in the list.
    int word(int state) {
        return word[state];
    }
}
