package dev.seascope.asm.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The `.if` blocks that are open, and whether what is being read counts.
public final class Conditions {
    private static final class Block {
        private final Statement opening;
        private final boolean outerCounts;
        private boolean taken;
        private boolean counts;
        private boolean elseSeen;

        Block(Statement opening, boolean outerCounts) {
            this.opening = opening;
            this.outerCounts = outerCounts;
        }
    }

    private final Deque<Block> blocks = new ArrayDeque<>();

    /// Whether the statements being read count.
    public boolean count() {
        Block block = blocks.peek();
        return block == null || block.counts;
    }

    /// How many blocks are open.
    public int depth() {
        return blocks.size();
    }

    /// Close the blocks above `depth`.
    ///
    /// @param sink told of each, where it was opened
    public void closeTo(int depth, Consumer<Diagnostic> sink) {
        while (blocks.size() > depth) {
            Block block = blocks.pop();
            sink.accept(block.opening.diagnostic(Diagnostic.Severity.ERROR, 0, "expected an .endif for this"));
        }
    }

    /// Close the blocks above `depth` without a word, for `.exitm`.
    public void dropTo(int depth) {
        while (blocks.size() > depth) {
            blocks.pop();
        }
    }

    /// Handle a directive of this family.
    ///
    /// @param directive in lower case
    /// @param operands stands behind it
    /// @param scope for the expression of an `.if`
    /// @param defined whether a symbol is defined so far
    /// @return whether it is one of this family
    public boolean handle(
            String directive, Statement statement, Cursor operands, Scope scope, Predicate<String> defined) {
        if (directive.startsWith(".if")) {
            Predicate<Cursor> test = test(directive, scope, defined);
            if (test == null) {
                return false;
            }
            Block block = new Block(statement, count());
            blocks.push(block);
            if (block.outerCounts) {
                // A condition that cannot be read hides both branches: errors in them would mislead.
                block.taken = true;
                block.counts = test.test(operands);
                block.taken = block.counts;
                operands.expectEnd();
            }
            return true;
        }
        switch (directive) {
            case ".elseif" -> {
                Block block = open(directive, operands);
                boolean wanted = block.outerCounts && !block.taken;
                block.counts = false;
                if (wanted) {
                    block.taken = true;
                    block.counts = Expression.evaluate(operands, scope).requireNumber(operands.position()) != 0;
                    block.taken = block.counts;
                    operands.expectEnd();
                }
            }
            case ".else" -> {
                Block block = open(directive, operands);
                block.elseSeen = true;
                block.counts = block.outerCounts && !block.taken;
                operands.expectEnd();
            }
            case ".endif" -> {
                if (blocks.poll() == null) {
                    throw new Refusal(0, ".endif without an .if");
                }
                operands.expectEnd();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Block open(String directive, Cursor operands) {
        Block block = blocks.peek();
        if (block == null) {
            throw new Refusal(0, directive + " without an .if");
        }
        if (block.elseSeen) {
            operands.rest();
            throw new Refusal(0, directive + " after the .else of this .if");
        }
        return block;
    }

    private static @Nullable Predicate<Cursor> test(String directive, Scope scope, Predicate<String> defined) {
        return switch (directive) {
            case ".if", ".ifne" -> number(scope, value -> value != 0);
            case ".ifeq" -> number(scope, value -> value == 0);
            case ".ifge" -> number(scope, value -> value >= 0);
            case ".ifgt" -> number(scope, value -> value > 0);
            case ".ifle" -> number(scope, value -> value <= 0);
            case ".iflt" -> number(scope, value -> value < 0);
            case ".ifdef" -> operands -> defined.test(operands.name("a symbol"));
            case ".ifndef", ".ifnotdef" -> operands -> !defined.test(operands.name("a symbol"));
            case ".ifb" -> operands -> operands.rest().isEmpty();
            case ".ifnb" -> operands -> !operands.rest().isEmpty();
            case ".ifc" -> Conditions::sameText;
            case ".ifnc" -> operands -> !sameText(operands);
            case ".ifeqs" -> Conditions::sameString;
            case ".ifnes" -> operands -> !sameString(operands);
            default -> null;
        };
    }

    private static Predicate<Cursor> number(Scope scope, LongPredicate test) {
        return operands -> {
            int at = operands.skipBlanks().position();
            return test.test(Expression.evaluate(operands, scope).requireNumber(at));
        };
    }

    private static boolean sameText(Cursor operands) {
        String first = text(operands);
        operands.expect(",");
        return first.equals(text(operands));
    }

    private static String text(Cursor operands) {
        String text = operands.argument();
        return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean sameString(Cursor operands) {
        byte[] first = operands.string();
        operands.expect(",");
        return java.util.Arrays.equals(first, operands.string());
    }
}
