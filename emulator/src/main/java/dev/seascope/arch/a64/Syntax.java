package dev.seascope.arch.a64;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The assembler syntax of a row: fixed text, placeholders, and groups in braces that may be left out when all their
/// fields are zero.
///
/// @param operands all placeholders, in order
/// @param partial the operands that do not allow every word
record Syntax(List<Part> parts, List<Operand> operands, List<Operand> partial) {
    sealed interface Part {
        /// Text as written, in lower case.
        record Literal(String text) implements Part {}

        record Slot(Operand operand) implements Part {}

        /// `{...}`.
        record Optional(List<Part> parts) implements Part {
            boolean isDefault(int word) {
                return parts.stream().allMatch(part -> switch (part) {
                    case Literal _ -> true;
                    case Slot(Operand operand) -> operand.decode(word) == operand.decode(0);
                    case Optional inner -> inner.isDefault(word);
                });
            }
        }
    }

    static Syntax of(String syntax, Encoding encoding) {
        var operands = new ArrayList<Operand>();
        var stack = new ArrayList<List<Part>>();
        stack.add(new ArrayList<>());
        int position = 0;
        while (position < syntax.length()) {
            char c = syntax.charAt(position);
            if (c == '<') {
                int end = syntax.indexOf('>', position);
                Operand operand = Placeholder.of(syntax.substring(position + 1, end), encoding);
                operands.add(operand);
                stack.getLast().add(new Part.Slot(operand));
                position = end + 1;
            } else if (c == '{') {
                stack.add(new ArrayList<>());
                position++;
            } else if (c == '}') {
                List<Part> group = stack.removeLast();
                stack.getLast().add(new Part.Optional(List.copyOf(group)));
                position++;
            } else {
                int end = position;
                while (end < syntax.length() && "<{}".indexOf(syntax.charAt(end)) < 0) {
                    end++;
                }
                stack.getLast().add(new Part.Literal(syntax.substring(position, end).toLowerCase(Locale.ROOT)));
                position = end;
            }
        }
        if (stack.size() != 1) {
            throw new IllegalArgumentException("unbalanced braces: " + syntax);
        }
        return new Syntax(
                List.copyOf(stack.getLast()),
                List.copyOf(operands),
                operands.stream().filter(operand -> !operand.isTotal()).toList());
    }

    /// Whether the operands' fields hold values that are allocated.
    boolean allows(int word) {
        for (int i = 0; i < partial.size(); i++) {
            if (!partial.get(i).allows(word)) {
                return false;
            }
        }
        return true;
    }

    String format(int word, long address) {
        var text = new StringBuilder();
        format(parts, word, address, text);
        return text.toString();
    }

    private static void format(List<Part> parts, int word, long address, StringBuilder text) {
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String literal) -> text.append(literal);
                case Part.Slot(Operand operand) -> text.append(operand.format(operand.decode(word), address));
                case Part.Optional group -> {
                    if (!group.isDefault(word)) {
                        format(group.parts(), word, address, text);
                    }
                }
            }
        }
    }

    /// The operands, each with the text before it, from the last comma or bracket on.
    List<InstructionSpec.Piece> pieces() {
        var pieces = new ArrayList<InstructionSpec.Piece>();
        pieces(parts, "", pieces);
        return pieces;
    }

    private static String pieces(List<Part> parts, String before, List<InstructionSpec.Piece> pieces) {
        String text = before;
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String literal) -> text = literal;
                case Part.Slot(Operand operand) -> {
                    int comma = text.lastIndexOf(',');
                    int bracket = text.lastIndexOf('[');
                    pieces.add(new InstructionSpec.Piece(
                            text.substring(Math.max(comma, bracket) + 1).stripLeading(), operand));
                    text = "";
                }
                case Part.Optional(List<Part> group) -> text = pieces(group, text, pieces);
            }
        }
        return text;
    }

    /// Read what follows the mnemonic.
    ///
    /// @return the word, if all of the statement was read
    OptionalInt parse(Cursor cursor, Encoding encoding) {
        OptionalInt word = parse(parts, cursor, encoding, encoding.bits());
        if (word.isPresent() && !cursor.atEnd()) {
            cursor.expect("the end of the statement");
            return OptionalInt.empty();
        }
        return word;
    }

    private static OptionalInt parse(List<Part> parts, Cursor cursor, Encoding encoding, int bits) {
        int word = bits;
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String literal) -> {
                    if (!cursor.literal(literal)) {
                        return OptionalInt.empty();
                    }
                }
                case Part.Slot(Operand operand) -> {
                    cursor.skipBlanks();
                    int start = cursor.position();
                    OptionalLong value = operand.parse(cursor, word);
                    if (value.isEmpty()) {
                        return OptionalInt.empty();
                    }
                    word = operand.encode(word, value.getAsLong());
                    if (!encoding.matches(word)) {
                        cursor.back(start);
                        cursor.expect("'" + operand.format(operand.decode(encoding.bits()), cursor.address()) + "'");
                        return OptionalInt.empty();
                    }
                }
                case Part.Optional(List<Part> group) -> {
                    int start = cursor.position();
                    OptionalInt with = parse(group, cursor, encoding, word);
                    if (with.isPresent()) {
                        word = with.getAsInt();
                    } else {
                        cursor.back(start);
                    }
                }
            }
        }
        return OptionalInt.of(word);
    }
}
