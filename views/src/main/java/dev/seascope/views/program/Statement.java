package dev.seascope.views.program;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of assembler as it is shown: mnemonic, operands in pieces to colour, comment.
///
/// @param mnemonic or a directive; empty for a line without either
/// @param operands in order; their texts joined are the operands as written, blanks folded
/// @param comment without its slashes
record Statement(String mnemonic, List<Piece> operands, String comment) {
    private static final Pattern COMMENT = Pattern.compile("//|/\\*");
    private static final Pattern IMMEDIATE = Pattern.compile("#-?\\w+|(?<![\\w.])(?:0x[0-9a-fA-F]+|\\d+)(?!\\w)");

    Statement {
        operands = List.copyOf(operands);
    }

    /// A run of operand text.
    ///
    /// @param immediate a number or a named constant after `#`
    record Piece(String text, boolean immediate) {}

    /// Take a line's text apart. Total: text that is no assembler is shown as one piece.
    static Statement of(String text) {
        Matcher comment = COMMENT.matcher(text);
        boolean commented = comment.find();
        String code = (commented ? text.substring(0, comment.start()) : text).strip();
        String remark = commented ? text.substring(comment.end()).replace("*/", "").strip() : "";
        int blank = 0;
        while (blank < code.length() && !Character.isWhitespace(code.charAt(blank))) {
            blank++;
        }
        return new Statement(code.substring(0, blank), pieces(code.substring(blank).strip()), remark);
    }

    /// A directive of the assembler, or nothing: it holds no instruction.
    boolean isDirective() {
        return mnemonic.isEmpty() || mnemonic.startsWith(".");
    }

    /// All operands as one text.
    String operandText() {
        return String.join("", operands.stream().map(Piece::text).toList());
    }

    /// The first immediate operand as written, or nothing.
    String immediate() {
        return operands.stream().filter(Piece::immediate).map(Piece::text).findFirst().orElse("");
    }

    private static List<Piece> pieces(String operands) {
        String folded = operands.replaceAll("\\s+", " ");
        List<Piece> pieces = new ArrayList<>();
        Matcher immediate = IMMEDIATE.matcher(folded);
        int done = 0;
        while (immediate.find()) {
            if (immediate.start() > done) {
                pieces.add(new Piece(folded.substring(done, immediate.start()), false));
            }
            pieces.add(new Piece(immediate.group(), true));
            done = immediate.end();
        }
        if (done < folded.length()) {
            pieces.add(new Piece(folded.substring(done), false));
        }
        return pieces;
    }
}
