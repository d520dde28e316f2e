package dev.seascope.views.control;

import dev.seascope.arch.Field;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// How values of fields are put into words, shorter or longer as the room allows, and how sentences with numbers in
/// them are set: numbers and names of registers in the fixed-width font.
public final class Words {
    private static final int WIDEST_DECIMAL = 3;
    private static final int WIDEST_DECIMAL_OPERAND = 5;
    private static final Pattern LAST_PARENTHESES = Pattern.compile("\\(([^()]{1,12})\\)$");
    private static final Pattern CLAUSE_END = Pattern.compile(", |; | \\(");
    private static final Pattern CONDITION_END = Pattern.compile("; | \\(");
    private static final Pattern CODE =
            Pattern.compile("0x[0-9a-f]+|0b[01]+|\\b[A-Z]+_EL[0-3]\\b|\\b[a-z]+(?:_[a-z0-9]+)+(?:\\[\\d+])?");

    private Words() {}

    /// The value of a field as a number: decimal for counts, indices, what may name a register of an instruction, and
    /// fields of at most three bits.
    public static String number(Field field, long value) {
        boolean counted = switch (field) {
            case Field.Value number -> number.form() != Field.Form.NUMBER;
            case Field.Dependent operand -> operand.bits().width() <= WIDEST_DECIMAL_OPERAND;
            case Field.Choice _, Field.Fixed _, Field.Res0 _, Field.Res1 _, Field.Union _ -> false;
        };
        return counted || field.bits().width() <= WIDEST_DECIMAL ? Long.toUnsignedString(value) : Notation.hex(value);
    }

    /// The first clause of a meaning: `Synchronous External abort` for `Synchronous External abort, not on a walk`.
    public static String clause(String meaning) {
        Matcher matcher = CLAUSE_END.matcher(meaning);
        return matcher.find() ? meaning.substring(0, matcher.start()) : meaning;
    }

    /// A number as people type it: `0x` for hexadecimal, `0b` for binary, decimal otherwise; underscores allowed.
    public static Optional<Long> parse(String text) {
        String digits = text.strip().replace("_", "").toLowerCase(Locale.ROOT);
        try {
            return Optional.of(digits.startsWith("0x") ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : digits.startsWith("0b") ? Long.parseUnsignedLong(digits.substring(2), 2)
                    : Long.parseUnsignedLong(digits));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// A shorter form of a meaning: what stands in parentheses at its end, if that is short: `UER` for `Recoverable
    /// (UER)`.
    public static String brief(String meaning) {
        Matcher matcher = LAST_PARENTHESES.matcher(meaning);
        return matcher.find() ? matcher.group(1) : meaning;
    }

    /// `while ISV is 0` for `because ISV is 0; SAS[23:22] is in force when ISV is 1`.
    public static String condition(String why) {
        Matcher end = CONDITION_END.matcher(why);
        String clause = end.find() ? why.substring(0, end.start()) : why;
        return clause.startsWith("because ") ? "while " + clause.substring("because ".length()) : clause;
    }

    /// A sentence whose numbers and code names stand in the fixed-width font.
    ///
    /// @param styleClass of every piece of text
    public static TextFlow flow(String sentence, String styleClass) {
        var flow = new TextFlow();
        Matcher code = CODE.matcher(sentence);
        int at = 0;
        while (code.find()) {
            add(flow, sentence.substring(at, code.start()), styleClass);
            add(flow, code.group(), styleClass, "mono");
            at = code.end();
        }
        add(flow, sentence.substring(at), styleClass);
        return flow;
    }

    private static void add(TextFlow flow, String text, String... styleClasses) {
        if (!text.isEmpty()) {
            var piece = new Text(text);
            piece.getStyleClass().addAll(styleClasses);
            flow.getChildren().add(piece);
        }
    }
}
