package dev.seascope.arch.a64.base;

import static dev.seascope.arch.a64.base.RegisterShapes.flagsShift;
import static dev.seascope.arch.a64.base.RegisterShapes.mask;

import dev.seascope.arch.a64.Computation;
import dev.seascope.arch.a64.Conditions;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;
import dev.seascope.arch.a64.base.RegisterShapes.BinaryParts;
import dev.seascope.arch.a64.base.RegisterShapes.Ternary;
import dev.seascope.arch.a64.base.RegisterShapes.UnaryParts;
import java.lang.invoke.MethodHandles;
import java.util.function.LongUnaryOperator;

/// Shapes of data-processing instructions that read the condition flags, see [Shape].
final class ConditionalShapes {
    private ConditionalShapes() {}

    /// `Rd = condition ? Rn : f(Rm)`; the constant is the condition's mask.
    static final class Select extends Shape implements Computation {
        private static final UnaryParts PARTS = data(MethodHandles.lookup(), UnaryParts.class);
        private static final LongUnaryOperator F = PARTS.f();
        private static final long MASK = mask(PARTS.wide());

        private final int d;
        private final int n;
        private final int m;
        private final int condition;

        Select() {
            this(0, 0, 0, 0);
        }

        private Select(int d, int n, int m, int condition) {
            this.d = d;
            this.n = n;
            this.m = m;
            this.condition = condition;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Select(d, n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            p.x[d] = (Conditions.hold(condition, p.nzcv) ? p.x[n] : F.applyAsLong(p.x[m])) & MASK;
        }
    }

    /// `flags = condition ? flags(Rn, Rm) : constant`; the constant is the condition's mask with the flags above it.
    static final class Compare extends Shape implements Computation {
        private static final BinaryParts PARTS = data(MethodHandles.lookup(), BinaryParts.class);
        private static final Flags FLAGS = PARTS.flags();
        private static final int SHIFT = flagsShift(PARTS.wide());

        private final int n;
        private final int m;
        private final int condition;
        private final int otherwise;

        Compare() {
            this(0, 0, 0);
        }

        private Compare(int n, int m, int constant) {
            this.n = n;
            this.m = m;
            this.condition = constant & 0xffff;
            this.otherwise = constant >>> 16;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Compare(n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            p.nzcv = Conditions.hold(condition, p.nzcv)
                    ? FLAGS.nzcv(p.x[n] << SHIFT, p.x[m] << SHIFT)
                    : otherwise;
        }
    }

    /// Like [Compare], with a small immediate in place of `Rm`.
    static final class CompareConstant extends Shape implements Computation {
        private static final BinaryParts PARTS = data(MethodHandles.lookup(), BinaryParts.class);
        private static final Flags FLAGS = PARTS.flags();
        private static final int SHIFT = flagsShift(PARTS.wide());

        private final int n;
        private final long immediate;
        private final int condition;
        private final int otherwise;

        CompareConstant() {
            this(0, 0, 0);
        }

        private CompareConstant(int n, long immediate, int constant) {
            this.n = n;
            this.immediate = immediate;
            this.condition = constant & 0xffff;
            this.otherwise = constant >>> 16;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new CompareConstant(n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            p.nzcv = Conditions.hold(condition, p.nzcv)
                    ? FLAGS.nzcv(p.x[n] << SHIFT, immediate << SHIFT)
                    : otherwise;
        }
    }

    /// The flags of an operation with carry in. As for [Flags], 32-bit operations give all three shifted left.
    @FunctionalInterface
    interface CarryFlags {
        CarryFlags NONE = (_, _, _) -> 0;

        int nzcv(long n, long m, long carry);
    }

    /// @param modifier of the last register: ADC takes it as it is, SBC inverted
    record CarryParts(Ternary f, LongUnaryOperator modifier, CarryFlags flags, boolean wide) {}

    /// `Rd = f(Rn, modifier(Rm), carry)`, with flags if there are any.
    static final class WithCarry extends Shape implements Computation {
        private static final CarryParts PARTS = data(MethodHandles.lookup(), CarryParts.class);
        private static final Ternary F = PARTS.f();
        private static final LongUnaryOperator MODIFIER = PARTS.modifier();
        private static final CarryFlags FLAGS = PARTS.flags();
        private static final boolean SETS_FLAGS = !FLAGS.equals(CarryFlags.NONE);
        private static final long MASK = mask(PARTS.wide());
        private static final int SHIFT = flagsShift(PARTS.wide());

        private final int d;
        private final int n;
        private final int m;

        WithCarry() {
            this(0, 0, 0);
        }

        private WithCarry(int d, int n, int m) {
            this.d = d;
            this.n = n;
            this.m = m;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new WithCarry(d, n, m);
        }

        @Override
        public void execute(Processor p) {
            long a = p.x[n];
            long b = MODIFIER.applyAsLong(p.x[m]);
            long carry = p.nzcv >>> 1 & 1L;
            p.x[d] = F.apply(a, b, carry) & MASK;
            if (SETS_FLAGS) {
                p.nzcv = FLAGS.nzcv(a << SHIFT, b << SHIFT, carry << SHIFT);
            }
        }
    }
}
