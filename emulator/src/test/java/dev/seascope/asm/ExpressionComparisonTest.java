package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Expressions of all operators, against GNU as.
class ExpressionComparisonTest {
    private static final int COUNT = 400;
    private static final List<String> OPERATORS =
            List.of("+", "-", "*", "&", "|", "^", "==", "!=", "<>", "<", "<=", ">", ">=", "&&", "||");
    private static final List<String> SPECIAL =
            List.of("0", "1", "0x7fffffffffffffff", "0x8000000000000000", "0xffffffffffffffff", "'a'", "017", "0b1011");

    private final Random random = new Random(20_260_101);

    @TempDir
    private Path folder;

    @Test
    void everyExpressionHasTheValueThatGnuAsGivesIt() throws IOException {
        GnuTools.require("as");
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            expressions.add(expression(4));
        }
        String source = "_start:\n.quad " + String.join("\n.quad ", expressions) + "\n";

        Assembly assembly = Assembler.assemble("guest.s", source, 0x4008_0000L);

        assertThat(assembly.errors()).isEmpty();
        ByteBuffer actual = numbers(assembly.image());
        ByteBuffer expected = numbers(GnuTools.image(folder, source));
        for (int i = 0; i < COUNT; i++) {
            assertThat(actual.getLong(8 * i)).as(expressions.get(i)).isEqualTo(expected.getLong(8 * i));
        }
    }

    private static ByteBuffer numbers(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String expression(int depth) {
        String blank = random.nextBoolean() ? " " : "";
        return switch (depth == 0 ? 0 : random.nextInt(9)) {
            case 0, 1 -> random.nextInt(4) == 0 ? SPECIAL.get(random.nextInt(SPECIAL.size()))
                    : Integer.toString(random.nextInt(100));
            case 2 -> "(" + blank + expression(depth - 1) + blank + ")";
            case 3 -> List.of("-", "~", "!", "+", "- ").get(random.nextInt(5)) + expression(depth - 1);
            // A constant on the right: neither a division by zero nor a shift by more than there are bits.
            case 4 -> expression(depth - 1) + blank + List.of("/", "%").get(random.nextInt(2)) + blank
                    + (1 + random.nextInt(20));
            case 5 -> expression(depth - 1) + blank + List.of("<<", ">>").get(random.nextInt(2)) + blank
                    + random.nextInt(64);
            // GNU as drops blanks, so that `! !` is `!!`, which is another operator.
            case 6 -> expression(depth - 1) + blank + List.of("!", "!!").get(random.nextInt(2)) + "("
                    + expression(depth - 1) + ")";
            default -> expression(depth - 1) + blank + OPERATORS.get(random.nextInt(OPERATORS.size())) + " "
                    + expression(depth - 1);
        };
    }
}
