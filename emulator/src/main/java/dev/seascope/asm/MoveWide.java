package dev.seascope.asm;

import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Scope;
import java.util.Locale;
import java.util.Optional;

/// Wide moves of a part of an address: `movz x0, #:abs_g1:symbol` shifts its immediate by as much as the operator says,
/// and one of the signed operators makes it MOVN for a negative value.
final class MoveWide {
    private MoveWide() {}

    /// The statement with mnemonic and shift as the operator wants them, if it has one.
    ///
    /// @param from where in `whole` the statement starts
    static String plain(String whole, int from, Scope scope) {
        String text = whole.substring(from);
        int colon = whole.indexOf(":abs_g", from);
        String mnemonic = new Cursor(text, 0).word().toLowerCase(Locale.ROOT);
        if (colon < 0 || !mnemonic.matches("mov[znk]")) {
            return text;
        }
        Cursor cursor = new Cursor(whole, colon);
        Optional<RelocationOperator> operator = RelocationOperator.read(cursor);
        int shift = operator.map(RelocationOperator::moveShift).orElse(-1);
        if (shift < 0) {
            return text;
        }
        String own = mnemonic;
        if (operator.get().isSigned() && !mnemonic.equals("movk")) {
            own = Expression.evaluate(cursor, scope).offset() < 0 ? "movn" : "movz";
        }
        boolean written = text.toLowerCase(Locale.ROOT).contains("lsl");
        return own + text.substring(mnemonic.length()) + (written ? "" : ", lsl #" + shift);
    }
}
