package dev.seascope.arch.a64.base;

import dev.seascope.arch.Bits;
import dev.seascope.arch.a64.Conditions;
import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;
import dev.seascope.arch.a64.base.ConditionalShapes.CarryFlags;
import dev.seascope.arch.a64.base.ConditionalShapes.CarryParts;
import dev.seascope.arch.a64.base.RegisterShapes.Binary;
import dev.seascope.arch.a64.base.RegisterShapes.BinaryConstant;
import dev.seascope.arch.a64.base.RegisterShapes.BinaryModified;
import dev.seascope.arch.a64.base.RegisterShapes.BinaryParts;
import dev.seascope.arch.a64.base.RegisterShapes.Ternary;
import dev.seascope.arch.a64.base.RegisterShapes.TernaryParts;
import dev.seascope.arch.a64.base.RegisterShapes.ThreeSources;
import dev.seascope.arch.a64.base.RegisterShapes.TwoSourcesConstant;
import dev.seascope.arch.a64.base.RegisterShapes.Unary;
import dev.seascope.arch.a64.base.RegisterShapes.UnaryParts;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Effects that compute a general-purpose register, and perhaps the condition flags, from registers and immediates. The
/// first operand of the row is the destination, the others are the inputs in order.
///
/// A function gets whole 64-bit registers also in the 32-bit form, whose result is cut to 32 bits. Where the upper
/// half of an input would show in the lower half of the result, the row gives a second function for that form.
final class Results {
    /// Which shift, and which extension.
    private static final Bits SHIFT = Bits.of("shift[23:22]");
    private static final Bits OPTION = Bits.of("option[15:13]");

    private static final Forms CONSTANT = new Forms(1);

    private Results() {}

    /// `Rd = f(Rn)`, or `f(immediate)`.
    static Effect result(LongUnaryOperator f) {
        return result(f, f);
    }

    /// `Rd = f(Rn)` with a function for each width.
    static Effect result(LongUnaryOperator f, LongUnaryOperator narrow) {
        var forms = new Forms(2);
        return (row, word) -> {
            boolean wide = isWide(row);
            LongUnaryOperator function = wide ? f : narrow;
            int d = destination(row, word);
            return row.operands().get(1) instanceof Operand.Register
                    ? forms.get(wide ? 1 : 0, Unary.class, new UnaryParts(function, wide))
                            .of(d, source(row, 1, word), 0, 0)
                    : CONSTANT.get(0, ConstantShapes.Constant.class)
                            .of(d, 0, 0, function.applyAsLong(immediate(row, 1, word)) & RegisterShapes.mask(wide));
        };
    }

    /// `Rd = f(Rn, Rm)` or `f(Rn, immediate)`.
    static Effect result(LongBinaryOperator f) {
        return binary(f, f, Flags.NONE);
    }

    /// `Rd = f(Rn, Rm)` with a function for each width.
    static Effect result(LongBinaryOperator f, LongBinaryOperator narrow) {
        return binary(f, narrow, Flags.NONE);
    }

    /// `Rd = f(Rn, Rm)` or `f(Rn, immediate)`, and the flags.
    static Effect resultAndFlags(LongBinaryOperator f, Flags flags) {
        return binary(f, f, flags);
    }

    private static Effect binary(LongBinaryOperator f, LongBinaryOperator narrow, Flags flags) {
        var forms = new Forms(4);
        return (row, word) -> {
            boolean wide = isWide(row);
            int d = destination(row, word);
            int n = source(row, 1, word);
            LongBinaryOperator function = wide ? f : narrow;
            var parts = new BinaryParts(function, function, flags, wide);
            return row.operands().get(2) instanceof Operand.Register
                    ? forms.get(wide ? 1 : 0, Binary.class, parts).of(d, n, source(row, 2, word), 0)
                    : forms.get(wide ? 3 : 2, BinaryConstant.class, parts).of(d, n, 0, immediate(row, 2, word));
        };
    }

    /// `Rd = f(Rn, Rm, Ra)` or `f(Rn, Rm, immediate)`.
    static Effect ternary(Ternary f) {
        return ternary(f, f);
    }

    /// `Rd = f(Rn, Rm, Ra)` or `f(Rn, Rm, immediate)` with a function for each width.
    static Effect ternary(Ternary f, Ternary narrow) {
        var forms = new Forms(2);
        return (row, word) -> {
            boolean wide = isWide(row);
            Operand last = row.operands().get(3);
            return forms.get(
                            wide ? 1 : 0,
                            last instanceof Operand.Register ? ThreeSources.class : TwoSourcesConstant.class,
                            new TernaryParts(wide ? f : narrow, wide))
                    .of(destination(row, word), source(row, 1, word), source(row, 2, word), last.decode(word));
        };
    }

    /// `Rd = condition ? Rn : f(Rm)`.
    static Effect select(LongUnaryOperator f) {
        var forms = new Forms(2);
        return (row, word) -> {
            boolean wide = isWide(row);
            return forms.get(wide ? 1 : 0, ConditionalShapes.Select.class, new UnaryParts(f, wide))
                    .of(destination(row, word), source(row, 1, word), source(row, 2, word),
                            Conditions.mask((int) row.operands().get(3).decode(word)));
        };
    }

    /// `flags = condition ? flags(Rn, Rm or immediate) : immediate`.
    static Effect compare(Flags flags) {
        var forms = new Forms(2);
        return (row, word) -> {
            boolean wide = isWide(row);
            List<Operand> operands = row.operands();
            long constant = operands.get(2).decode(word) << 16
                    | Conditions.mask((int) operands.get(3).decode(word));
            Class<? extends Shape> shape = operands.get(1) instanceof Operand.Register
                    ? ConditionalShapes.Compare.class
                    : ConditionalShapes.CompareConstant.class;
            return forms.get(wide ? 1 : 0, shape, new BinaryParts(Arithmetic::sub, Arithmetic::sub, flags, wide))
                    .of(0, source(row, 0, word), source(row, 1, word), constant);
        };
    }

    /// `Rd = f(Rn, modifier(Rm), carry)`, and the flags.
    static Effect carry(Ternary f, LongUnaryOperator modifier, CarryFlags flags) {
        var forms = new Forms(2);
        return (row, word) -> {
            boolean wide = isWide(row);
            return forms.get(wide ? 1 : 0, ConditionalShapes.WithCarry.class, new CarryParts(f, modifier, flags, wide))
                    .of(destination(row, word), source(row, 1, word), source(row, 2, word), 0);
        };
    }

    /// `Rd = f(Rn, Rm shifted)`: the last two operands are the kind of shift and the amount.
    static Effect shifted(LongBinaryOperator f) {
        return shiftedAndFlags(f, Flags.NONE);
    }

    /// `Rd = f(Rn, Rm shifted)`, and the flags.
    static Effect shiftedAndFlags(LongBinaryOperator f, Flags flags) {
        Effect plain = binary(f, f, flags);
        Effect modified = modified(f, flags, Modifiers.SHIFTS, Modifiers.NARROW_SHIFTS, SHIFT);
        return (row, word) -> (row.operands().get(4).decode(word) == 0 ? plain : modified).bind(row, word);
    }

    /// `Rd = f(Rn, Rm extended)`: the last operand is the amount of the shift.
    static Effect extended(LongBinaryOperator f) {
        return extendedAndFlags(f, Flags.NONE);
    }

    /// `Rd = f(Rn, Rm extended)`, and the flags.
    static Effect extendedAndFlags(LongBinaryOperator f, Flags flags) {
        return modified(f, flags, Modifiers.EXTENSIONS, Modifiers.EXTENSIONS, OPTION);
    }

    private static Effect modified(
            LongBinaryOperator f,
            Flags flags,
            List<LongBinaryOperator> wides,
            List<LongBinaryOperator> narrows,
            Bits kindField) {
        var forms = new Forms(2 * wides.size());
        return (row, word) -> {
            boolean wide = isWide(row);
            int kind = (int) kindField.get(word);
            var parts = new BinaryParts(f, (wide ? wides : narrows).get(kind), flags, wide);
            return forms.get(2 * kind + (wide ? 1 : 0), BinaryModified.class, parts)
                    .of(destination(row, word), source(row, 1, word), source(row, 2, word),
                            row.operands().getLast().decode(word));
        };
    }

    static boolean isWide(InstructionSpec row) {
        return row.operands().getFirst() instanceof Operand.Register register && register.wide();
    }

    /// The slot the first operand is written to.
    static int destination(InstructionSpec row, int word) {
        return destination(row, 0, word);
    }

    /// The slot a register operand is written to.
    static int destination(InstructionSpec row, int operand, int word) {
        int slot = source(row, operand, word);
        return slot == Processor.ZR ? Processor.SINK : slot;
    }

    /// The slot a register operand is read from.
    static int source(InstructionSpec row, int operand, int word) {
        return (int) row.operands().get(operand).decode(word);
    }

    /// An immediate operand, shifted left by the one after it if there is one.
    private static long immediate(InstructionSpec row, int operand, int word) {
        List<Operand> operands = row.operands();
        long value = operands.get(operand).decode(word);
        return operand + 1 < operands.size() ? value << operands.get(operand + 1).decode(word) : value;
    }

    /// A shape that applies no functions is defined as a hidden class all the same: HotSpot takes the fields of such an
    /// instruction for constants wherever it takes the instruction for one.
    private record NoParts() {}

    /// The classes an effect has defined so far.
    static final class Forms {
        private static final NoParts NO_PARTS = new NoParts();

        private final Shape[] forms;

        Forms(int count) {
            forms = new Shape[count];
        }

        /// The prototype with this number of a shape without functions, defined when first asked for.
        Shape get(int number, Class<? extends Shape> shape) {
            return get(number, shape, NO_PARTS);
        }

        /// The prototype with this number, defined when first asked for.
        Shape get(int number, Class<? extends Shape> shape, Record parts) {
            Shape form = forms[number];
            if (form == null) {
                form = Shape.define(MethodHandles.lookup(), shape, parts);
                forms[number] = form;
            }
            return form;
        }
    }
}
