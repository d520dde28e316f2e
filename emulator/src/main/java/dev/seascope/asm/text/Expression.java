package dev.seascope.asm.text;

import java.util.OptionalLong;

/// Evaluates expressions as GNU as does (its manual, "Expressions"): 64-bit, prefix operators bind tightest, then
/// `* / % << >>`, then `| & ^ !`, then `+ -`, then comparisons (true is all ones), `&&`, `||`. Unlike in C, `|` binds
/// tighter than `+`.
public final class Expression {
    /// How many parentheses, and symbols defined by others, may lie within each other. Bounds the stack.
    public static final int MAX_DEPTH = 200;

    /// The binary operators; a longer one stands before its beginning.
    private enum Operator {
        LOGICAL_OR("||", 1),
        LOGICAL_AND("&&", 2),
        EQUAL("==", 3),
        NOT_EQUAL("!=", 3),
        UNEQUAL("<>", 3),
        SHIFT_LEFT("<<", 6),
        SHIFT_RIGHT(">>", 6),
        AT_MOST("<=", 3),
        AT_LEAST(">=", 3),
        LESS("<", 3),
        GREATER(">", 3),
        PLUS("+", 4),
        MINUS("-", 4),
        OR("|", 5),
        EXCLUSIVE_OR("!!", 5),
        OR_NOT("!", 5),
        XOR("^", 5),
        AND("&", 5),
        TIMES("*", 6),
        DIVIDE("/", 6),
        REMAINDER("%", 6);

        private static final Operator[] ALL = values();

        private final String sign;
        private final int rank;

        Operator(String sign, int rank) {
            this.sign = sign;
            this.rank = rank;
        }

        private boolean compares() {
            return rank == 3;
        }
    }

    private final Cursor cursor;
    private final Scope scope;
    private int depth;

    private Expression(Cursor cursor, Scope scope) {
        this.cursor = cursor;
        this.scope = scope;
        this.depth = scope.depth();
    }

    /// Read an expression and leave the cursor behind it.
    ///
    /// @throws Refusal if there is none, or it has no value in `scope`
    public static Value evaluate(Cursor cursor, Scope scope) {
        return new Expression(cursor, scope).binary(1);
    }

    private Value binary(int minimumRank) {
        Value left = prefixed();
        while (true) {
            cursor.skipBlanks();
            Operator operator = operatorHere();
            if (operator == null || operator.rank < minimumRank) {
                return left;
            }
            int at = cursor.position();
            cursor.moveTo(at + operator.sign.length());
            Value right = binary(operator.rank + 1);
            left = apply(operator, left, right, at);
        }
    }

    private @org.jspecify.annotations.Nullable Operator operatorHere() {
        for (Operator operator : Operator.ALL) {
            if (cursor.text().startsWith(operator.sign, cursor.position())) {
                return operator;
            }
        }
        return null;
    }

    private Value prefixed() {
        cursor.skipBlanks();
        int start = cursor.position();
        while ("-~!+".indexOf(cursor.peek()) >= 0 && cursor.peek() != '\0') {
            cursor.next();
            cursor.skipBlanks();
        }
        int end = cursor.position();
        Value value = primary();
        for (int i = end - 1; i >= start; i--) {
            char sign = cursor.text().charAt(i);
            if ("-~!".indexOf(sign) >= 0) {
                long number = absolute(value, i);
                value = Value.of(sign == '-' ? -number : sign == '~' ? ~number : number == 0 ? 1 : 0);
            }
        }
        return value;
    }

    private Value primary() {
        cursor.skipBlanks();
        char c = cursor.peek();
        if (c == '(') {
            if (++depth > MAX_DEPTH) {
                throw cursor.refusal("more than " + MAX_DEPTH + " parentheses or symbols within each other");
            }
            cursor.next();
            Value value = binary(1);
            cursor.expect(")");
            depth--;
            return value;
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        if (c == '\'') {
            return Value.of(cursor.character());
        }
        int at = cursor.position();
        if (c == '.' && !Cursor.isNamePart(cursor.peek(1))) {
            cursor.next();
            return scope.here(at);
        }
        if (cursor.atName()) {
            return scope.symbol(cursor.name("a symbol"), at, depth);
        }
        throw cursor.unexpected("a number, a symbol or `(`");
    }

    /// `10`, `0x1f`, `0b101`, `017`, or a local label's `1b` and `1f`.
    private Value number() {
        int start = cursor.position();
        String word = cursor.word();
        char last = word.charAt(word.length() - 1);
        boolean direction = last == 'b' || last == 'f';
        if (direction && word.length() < 11 && isDigits(word, 0, word.length() - 1)) {
            return scope.localLabel(Integer.parseInt(word, 0, Math.min(word.length() - 1, 9), 10), last == 'f', start);
        }
        int radix = 10;
        int digits = 0;
        if (word.charAt(0) == '0' && word.length() > 1) {
            char second = word.charAt(1);
            radix = second == 'x' || second == 'X' ? 16 : second == 'b' || second == 'B' ? 2 : 8;
            digits = radix == 8 ? 1 : 2;
        }
        if (digits == word.length()) {
            throw new Refusal(start, "expected digits after `" + word + "`");
        }
        for (int i = digits; i < word.length(); i++) {
            if (Character.digit(word.charAt(i), radix) < 0) {
                throw new Refusal(start + i, "`%s` is not a digit of a number in base %d"
                        .formatted(word.charAt(i), radix));
            }
        }
        try {
            return Value.of(Long.parseUnsignedLong(word, digits, word.length(), radix));
        } catch (NumberFormatException _) {
            throw new Refusal(start, "this number does not fit in 64 bits");
        }
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    private Value apply(Operator operator, Value left, Value right, int at) {
        if (operator == Operator.PLUS && (left.isAbsolute() || right.isAbsolute())) {
            return new Value(left.isAbsolute() ? right.base() : left.base(), left.offset() + right.offset());
        }
        if (operator == Operator.MINUS && right.isAbsolute()) {
            return new Value(left.base(), left.offset() - right.offset());
        }
        if (operator == Operator.MINUS) {
            return Value.of(difference(left, right, at));
        }
        if (operator.compares() && !left.isAbsolute() && !right.isAbsolute()) {
            return Value.of(compute(operator, difference(left, right, at), 0, at));
        }
        return Value.of(compute(operator, absolute(left, at), absolute(right, at), at));
    }

    private long difference(Value left, Value right, int at) {
        Value.Anchor from = right.base();
        Value.Anchor to = left.base();
        if (from == null || to == null) {
            return absolute(left, at) - absolute(right, at);
        }
        OptionalLong distance = from.equals(to) ? OptionalLong.of(0) : scope.distance(to, from);
        return distance.orElseThrow(() -> Refusal.notKnownYet(at,
                        "the distance from `%s` to `%s` is not known at this point".formatted(from.name(), to.name())))
                + left.offset() - right.offset();
    }

    private static long absolute(Value value, int at) {
        Value.Anchor base = value.base();
        if (base != null) {
            throw Refusal.notKnownYet(at, "the value of `%s` is not known at this point".formatted(base.name()));
        }
        return value.offset();
    }

    private static long compute(Operator operator, long a, long b, int at) {
        return switch (operator) {
            case LOGICAL_OR -> a != 0 || b != 0 ? 1 : 0;
            case LOGICAL_AND -> a != 0 && b != 0 ? 1 : 0;
            case EQUAL -> truth(a == b);
            case NOT_EQUAL, UNEQUAL -> truth(a != b);
            case AT_MOST -> truth(a <= b);
            case AT_LEAST -> truth(a >= b);
            case LESS -> truth(a < b);
            case GREATER -> truth(a > b);
            case PLUS -> a + b;
            case MINUS -> a - b;
            case OR -> a | b;
            case OR_NOT -> a | ~b;
            case XOR, EXCLUSIVE_OR -> a ^ b;
            case AND -> a & b;
            case TIMES -> a * b;
            case DIVIDE -> a / nonZero(b, at);
            case REMAINDER -> a % nonZero(b, at);
            case SHIFT_LEFT -> Long.compareUnsigned(b, 64) < 0 ? a << b : 0;
            case SHIFT_RIGHT -> Long.compareUnsigned(b, 64) < 0 ? a >>> b : 0;
        };
    }

    private static long truth(boolean holds) {
        return holds ? -1 : 0;
    }

    private static long nonZero(long divisor, int at) {
        if (divisor == 0) {
            throw new Refusal(at, "division by zero");
        }
        return divisor;
    }
}
