package dev.seascope.asm;

import dev.seascope.asm.text.Cursor;
import java.util.Locale;

/// Wide moves of a part of an address: `movz x0, #:abs_g1:symbol` shifts its immediate by as much as the operator says.
final class MoveWide {
    private MoveWide() {}

    /// The statement with the shift written out, if it has such an operator.
    static String withShift(String text) {
        int colon = text.indexOf(":abs_g");
        if (colon < 0 || !text.regionMatches(true, 0, "mov", 0, 3)) {
            return text;
        }
        int shift = RelocationOperator.read(new Cursor(text, colon)).map(RelocationOperator::moveShift).orElse(-1);
        boolean written = text.toLowerCase(Locale.ROOT).contains("lsl");
        return shift < 0 || written ? text : text + ", lsl #" + shift;
    }
}
