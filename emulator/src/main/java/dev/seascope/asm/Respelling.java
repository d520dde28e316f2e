package dev.seascope.asm;

import dev.seascope.asm.text.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Statements that name no instruction as they stand, but which GNU as takes to mean another: `add x0, x1, #-5` is a
/// subtraction, and a zero extension may name the X register that it fills.
final class Respelling {
    /// Another mnemonic, with one operand changed.
    ///
    /// @param operand which operand, from 0
    /// @param prefix what is put in front of the constant there
    private record Constant(String mnemonic, int operand, String prefix) {}

    private static final Map<String, Constant> CONSTANTS = Map.of(
            "add", new Constant("sub", 2, "-"),
            "sub", new Constant("add", 2, "-"),
            "adds", new Constant("subs", 2, "-"),
            "subs", new Constant("adds", 2, "-"),
            "cmp", new Constant("cmn", 1, "-"),
            "cmn", new Constant("cmp", 1, "-"),
            "bic", new Constant("and", 2, "~"));

    /// Zero extensions, and the instruction on W registers that each is.
    private static final Map<String, String> EXTENSIONS = Map.of("uxtb", "uxtb", "uxth", "uxth", "uxtw", "mov");

    /// Conditional branches without the dot whose condition has two names.
    private static final Set<String> BRANCHES = Set.of("bcs", "bhs", "bcc", "blo");

    private Respelling() {}

    /// The other statement, if there is one; whether that is an instruction remains to be seen.
    static Optional<String> of(String text) {
        Cursor cursor = new Cursor(text, 0);
        String mnemonic = cursor.word().toLowerCase(Locale.ROOT);
        if (BRANCHES.contains(mnemonic)) {
            return Optional.of("b." + mnemonic.substring(1) + cursor.text().substring(cursor.position()));
        }
        List<String> operands = new ArrayList<>();
        do {
            operands.add(cursor.argument());
        } while (cursor.take(","));
        Constant constant = CONSTANTS.get(mnemonic);
        String onW = EXTENSIONS.get(mnemonic);
        if (constant != null && constant.operand < operands.size()) {
            String number = operands.get(constant.operand).replaceFirst("^#", "");
            operands.set(constant.operand, "#" + constant.prefix + "(" + number + ")");
            return Optional.of(constant.mnemonic + " " + String.join(", ", operands));
        }
        if (onW != null && operands.size() == 2 && operands.getLast().matches("[wW]\\w+")) {
            operands.set(0, operands.getFirst().replaceFirst("^[xX]", "w"));
            return Optional.of(onW + " " + String.join(", ", operands));
        }
        return Optional.empty();
    }
}
