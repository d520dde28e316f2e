package dev.seascope.arch.a64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rows that differ in a few bits and the text these bits stand for, written as one: a token of the diagram and some
/// pieces of syntax are replaced, once for each variant.
public final class Variants {
    /// One variant, the row as written.
    public static final Variants NONE = new Variants("").is("");

    private static final Pattern SIZED = Pattern.compile("(\\w+):(\\d+)/(\\d+)");

    /// One way to fill in a row.
    ///
    /// @param index its place among the variants
    record Variant(int index, List<String> tokens, List<String> bits, List<String> pieces, List<String> texts) {
        /// Replace this variant's tokens, which stand between blanks, and choose among field widths: `imm6:6/5` is
        /// `imm6:6` in the first variant and `0 imm6:5` in the second.
        String diagram(String diagram) {
            return diagram(diagram, false);
        }

        /// As [#diagram(String)], but bits that replace a token keep its name, where it first stands: `sf=1`.
        String named(String diagram) {
            return diagram(diagram, true);
        }

        private String diagram(String diagram, boolean named) {
            var result = new StringBuilder();
            for (String word : diagram.split(" ", -1)) {
                int token = tokens.indexOf(word);
                result.append(result.isEmpty() ? "" : " ");
                if (token >= 0) {
                    boolean first = result.indexOf(word + "=") < 0;
                    boolean number = bits.get(token).chars().allMatch(c -> c == '0' || c == '1');
                    result.append(named && first && number ? word + "=" : "").append(bits.get(token));
                } else if (word.indexOf('/') >= 0) {
                    Matcher sized = sized(word);
                    int full = Integer.parseInt(sized.group(2));
                    int width = Integer.parseInt(sized.group(2 + index));
                    result.append(named && width == 0 ? sized.group(1) + "=" : "").append("0".repeat(full - width))
                            .append(width == 0 ? "" : " " + sized.group(1) + ":" + width);
                } else {
                    result.append(word);
                }
            }
            return result.toString();
        }

        private static Matcher sized(String word) {
            Matcher sized = SIZED.matcher(word);
            if (!sized.matches()) {
                throw new IllegalArgumentException("not a field with a width for each variant: " + word);
            }
            return sized;
        }

        /// Replace this variant's pieces of syntax.
        String syntax(String syntax) {
            String result = syntax;
            for (int i = 0; i < pieces.size(); i++) {
                result = result.replace(pieces.get(i), texts.get(i));
            }
            return result;
        }
    }

    private final List<String> tokens;
    private final List<String> pieces;
    private final List<Variant> variants = new ArrayList<>();

    /// @param tokens the tokens of the diagram that are replaced by each variant's bits, with blanks between them
    /// @param pieces the pieces of syntax that are replaced by each variant's texts
    public Variants(String tokens, String... pieces) {
        this.tokens = List.of(tokens.split(" ", -1));
        this.pieces = List.of(pieces);
    }

    /// Add a variant.
    ///
    /// @param bits what replaces each token, with blanks between, or `|` if there are blanks within
    public Variants is(String bits, String... texts) {
        if (texts.length != pieces.size()) {
            throw new IllegalArgumentException("%s stand for %s".formatted(Arrays.toString(texts), pieces));
        }
        String[] parts = tokens.size() == 1 ? new String[] {bits} : bits.split(bits.contains("|") ? "\\|" : " ", -1);
        List<String> values = Arrays.stream(parts).map(String::strip).toList();
        if (values.size() != tokens.size()) {
            throw new IllegalArgumentException("%s stand for %s".formatted(values, tokens));
        }
        variants.add(new Variant(variants.size(), tokens, values, pieces, List.of(texts)));
        return this;
    }

    /// Each of these with each of the others.
    public Variants and(Variants others) {
        var product = new Variants("");
        for (Variant a : variants) {
            for (Variant b : others.variants) {
                product.variants.add(new Variant(a.index(), both(a.tokens(), b.tokens()), both(a.bits(), b.bits()),
                        both(a.pieces(), b.pieces()), both(a.texts(), b.texts())));
            }
        }
        return product;
    }

    private static List<String> both(List<String> a, List<String> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        return List.copyOf(all);
    }

    List<Variant> list() {
        return variants;
    }
}
