package dev.seascope.asm;

import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Scope;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The operators that take a part of an address, `:lo12:symbol`. What a linker would do with the relocation is done at
/// once, for addresses are known. (ELF for the Arm 64-bit Architecture, "Static AArch64 relocations"; GNU as manual,
/// "AArch64 Relocations".)
enum RelocationOperator {
    /// `:pg_hi21:`: an address whose page ADRP takes; the operand itself drops the rest.
    PG_HI21(64, false),
    /// `:pg_hi21_nc:`
    PG_HI21_NC(64, false),
    /// `:lo12:`: the offset in the page.
    LO12(12, false),
    ABS_G0(0, true),
    ABS_G0_NC(0, false),
    ABS_G0_S(0, true),
    ABS_G1(16, true),
    ABS_G1_NC(16, false),
    ABS_G1_S(16, true),
    ABS_G2(32, true),
    ABS_G2_NC(32, false),
    ABS_G2_S(32, true),
    ABS_G3(48, true);

    private final int number;
    private final boolean checked;

    /// @param number for an ABS operator the lowest bit of its halfword
    /// @param checked whether bits above are an error
    RelocationOperator(int number, boolean checked) {
        this.number = number;
        this.checked = checked;
    }

    private String spelling() {
        return ":" + name().toLowerCase(Locale.ROOT) + ":";
    }

    /// The amount by which a wide move with this operator shifts its immediate, or -1 if it is none of those.
    int moveShift() {
        return this == LO12 || number == 64 ? -1 : number;
    }

    boolean isSigned() {
        return name().endsWith("_S");
    }

    /// The operator at the cursor, which is left behind it; nothing if no `:` comes next.
    ///
    /// @throws Refusal if there is no operator of this name
    static java.util.Optional<RelocationOperator> read(Cursor cursor) {
        cursor.skipBlanks();
        int at = cursor.position();
        if (!cursor.take(":")) {
            return java.util.Optional.empty();
        }
        String name = cursor.word();
        if (cursor.take(":")) {
            for (RelocationOperator operator : values()) {
                if (operator.name().equalsIgnoreCase(name)) {
                    return java.util.Optional.of(operator);
                }
            }
        }
        throw new Refusal(at, "`:%s:` is not an operator that can be used here; there are %s".formatted(name,
                Arrays.stream(values()).map(RelocationOperator::spelling).collect(Collectors.joining(" "))));
    }

    /// An expression that may start with `#` and with one of these operators.
    static long evaluate(Cursor cursor, Scope scope) {
        cursor.take("#");
        java.util.Optional<RelocationOperator> operator = read(cursor);
        int at = cursor.position();
        long value = Expression.evaluate(cursor, scope).offset();
        return operator.isPresent() ? operator.get().apply(value, at) : value;
    }

    private long apply(long value, int at) {
        if (number == 64) {
            return value;
        }
        if (this == LO12) {
            return value & 0xfff;
        }
        long above = isSigned() ? value >> (number + 15) : number == 48 ? 0 : value >>> (number + 16);
        if (checked && above != 0 && !(isSigned() && above == -1)) {
            throw new Refusal(at, "0x%x has bits above those that %s takes".formatted(value, spelling()));
        }
        return ((isSigned() && value < 0 ? ~value : value) >>> number) & 0xffff;
    }
}
