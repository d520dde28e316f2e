package dev.seascope.arch.a64.base;

import java.util.List;
import java.util.function.LongBinaryOperator;

/// What an instruction may do to its last register before using it: shift (`ShiftReg` of the Arm ARM) or extend and
/// shift (`ExtendReg`). Each function takes the register and the amount.
final class Modifiers {
    /// By the value of `shift`, for 64-bit operations: LSL, LSR, ASR, ROR.
    static final List<LongBinaryOperator> SHIFTS = List.of(
            (value, amount) -> value << amount,
            (value, amount) -> value >>> amount,
            (value, amount) -> value >> amount,
            (value, amount) -> Long.rotateRight(value, (int) amount));

    /// By the value of `shift`, for 32-bit operations.
    static final List<LongBinaryOperator> NARROW_SHIFTS = List.of(
            (value, amount) -> value << amount,
            (value, amount) -> (value & 0xffff_ffffL) >>> amount,
            (value, amount) -> (int) value >> amount,
            (value, amount) -> Integer.rotateRight((int) value, (int) amount));

    /// By the value of `option`: UXTB, UXTH, UXTW, UXTX, SXTB, SXTH, SXTW, SXTX, each with a left shift.
    static final List<LongBinaryOperator> EXTENSIONS = List.of(
            (value, amount) -> (value & 0xff) << amount,
            (value, amount) -> (value & 0xffff) << amount,
            (value, amount) -> (value & 0xffff_ffffL) << amount,
            (value, amount) -> value << amount,
            (value, amount) -> (long) (byte) value << amount,
            (value, amount) -> (long) (short) value << amount,
            (value, amount) -> (long) (int) value << amount,
            (value, amount) -> value << amount);

    private Modifiers() {}
}
