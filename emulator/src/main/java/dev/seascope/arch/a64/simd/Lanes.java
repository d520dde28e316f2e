package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Shape;
import dev.seascope.arch.a64.VectorOperand;
import dev.seascope.arch.a64.simd.LaneShapes.Part;
import dev.seascope.arch.a64.simd.LaneShapes.Parts;
import dev.seascope.arch.a64.simd.LaneShapes.Second;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Effects of instructions that compute element by element. How many elements there are, how long they are, and whether
/// the upper half of a register is meant, follows from the row's operands: the first is the destination, the others
/// are the sources.
///
/// @param signed whether sources are extended with their sign
/// @param readsD whether the function looks at the destination
/// @param bits if not 0, how long elements are taken to be whatever the operands say: for bitwise operations
record Lanes(Kind kind, Lane f, boolean signed, boolean readsD, int bits, Map<Parts, Shape> forms) implements Effect {
    private enum Kind {
        ELEMENTWISE(LaneShapes.Elementwise.class),
        PAIRWISE(LaneShapes.Pairwise.class),
        PAIRWISE_LONG(LaneShapes.PairwiseLong.class),
        ACROSS(LaneShapes.Across.class);

        private final Class<? extends Shape> shape;

        Kind(Class<? extends Shape> shape) {
            this.shape = shape;
        }
    }

    private static Lanes of(Kind kind, Lane f) {
        return new Lanes(kind, f, false, false, 0, new ConcurrentHashMap<>());
    }

    /// `Vd[i] = f(Vn[i], Vm[i])`. The second source may be an element or an immediate, or missing.
    static Lanes each(Lane f) {
        return of(Kind.ELEMENTWISE, f);
    }

    /// `Vd[i] = f(x[2i], x[2i + 1])`, x being both sources one after the other.
    static Lanes pairwise(Lane f) {
        return of(Kind.PAIRWISE, f);
    }

    /// `Vd[i] = f(Vd[i], Vn[2i], Vn[2i + 1])`.
    static Lanes pairwiseLong(Lane f) {
        return of(Kind.PAIRWISE_LONG, f);
    }

    /// One element from all.
    static Lanes across(Lane f) {
        return of(Kind.ACROSS, f);
    }

    /// The same, the sources extended with their sign.
    Lanes ofSigned() {
        return new Lanes(kind, f, true, readsD, bits, new ConcurrentHashMap<>());
    }

    /// The same, with a function that looks at the destination.
    Lanes reading() {
        return new Lanes(kind, f, signed, true, bits, new ConcurrentHashMap<>());
    }

    /// The same, on elements of 64 bits.
    Lanes bitwise() {
        return new Lanes(kind, f, signed, readsD, 64, new ConcurrentHashMap<>());
    }

    @Override
    public Instruction bind(InstructionSpec row, int word) {
        List<Operand> operands = row.operands();
        VectorOperand d = (VectorOperand) operands.get(0);
        VectorOperand n = (VectorOperand) operands.get(1);
        Operand m = operands.size() > 2 ? operands.get(2) : null;
        Shape form = forms.computeIfAbsent(
                parts(d, n, m), parts -> Shape.define(MethodHandles.lookup(), kind.shape, parts));
        int dNumber = (int) d.decode(word);
        int nNumber = (int) n.decode(word);
        return switch (m) {
            case null -> form.of(dNumber, nNumber, 0, 0);
            case VectorOperand.Element element -> {
                long value = element.decode(word);
                yield form.of(dNumber, nNumber, VectorOperand.Element.register(value),
                        VectorOperand.Element.index(value));
            }
            case VectorOperand vector -> form.of(dNumber, nNumber, (int) vector.decode(word), 0);
            default -> form.of(dNumber, nNumber, 0, m.decode(word));
        };
    }

    private Parts parts(VectorOperand d, VectorOperand n, @Nullable Operand m) {
        if (bits != 0) {
            int total = d.lanes() * d.elementBits();
            Part whole = new Part(bits, 0);
            return new Parts(f, total / bits, whole, whole, whole, second(m), signed, readsD);
        }
        if (kind == Kind.ACROSS) {
            return new Parts(f, 1, new Part(d.elementBits(), 0), new Part(n.elementBits(), n.lanes()), new Part(0, 0),
                    Second.CONSTANT, signed, readsD);
        }
        int lanes = kind == Kind.ELEMENTWISE ? Math.min(d.lanes(), n.lanes()) : d.lanes();
        Part third = switch (m) {
            case VectorOperand.Element element -> new Part(element.elementBits(), 0);
            case VectorOperand vector -> part(vector, lanes);
            case null, default -> new Part(0, 0);
        };
        return new Parts(f, lanes, part(d, lanes), part(n, lanes), third, second(m), signed, readsD);
    }

    private static Second second(@Nullable Operand m) {
        return switch (m) {
            case VectorOperand.Element _ -> Second.ELEMENT;
            case VectorOperand _ -> Second.VECTOR;
            case null, default -> Second.CONSTANT;
        };
    }

    /// An operand of more elements than are computed stands for its upper half.
    private static Part part(VectorOperand operand, int lanes) {
        return new Part(operand.elementBits(), Math.max(0, operand.lanes() - lanes));
    }
}
