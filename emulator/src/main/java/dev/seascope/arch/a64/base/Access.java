package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;
import dev.seascope.arch.a64.base.MemoryShapes.Parts;
import dev.seascope.arch.a64.base.MemoryShapes.Writeback;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a load or store of general-purpose registers transfers, and the effects of the addressing modes on it.
///
/// @param store or load
/// @param sizeLog2 bytes of one register in memory
/// @param signed whether a load sign-extends
/// @param wide whether the register is 64 bits
/// @param kind see [Processor#load]
record Access(boolean store, int sizeLog2, boolean signed, boolean wide, int kind) {
    private static final int ISV = 1 << 24;
    private static final int SAS_SHIFT = 22;
    private static final int SSE = 1 << 21;
    private static final int SRT_SHIFT = 16;
    private static final int SF = 1 << 15;
    private static final int AR = 1 << 14;

    static Access load(int sizeLog2) {
        return new Access(false, sizeLog2, false, sizeLog2 == 3, Processor.NORMAL);
    }

    static Access loadSigned(int sizeLog2, boolean wide) {
        return new Access(false, sizeLog2, true, wide, Processor.NORMAL);
    }

    static Access store(int sizeLog2) {
        return new Access(true, sizeLog2, false, sizeLog2 == 3, Processor.NORMAL);
    }

    /// The same transfer as an access of another kind.
    Access as(int otherKind) {
        return new Access(store, sizeLog2, signed, wide, otherKind);
    }

    private LongUnaryOperator extend() {
        if (!signed) {
            return Arithmetic::same;
        }
        return switch (sizeLog2) {
            case 0 -> wide ? Arithmetic::signExtendByte : Arithmetic::signExtendByteToWord;
            case 1 -> wide ? Arithmetic::signExtendHalfword : Arithmetic::signExtendHalfwordToWord;
            default -> Arithmetic::signExtendWord;
        };
    }

    private Parts parts(Writeback writeback) {
        return new Parts(sizeLog2, extend(), kind, writeback, Modifiers.EXTENSIONS.getFirst());
    }

    /// `ISS[24:14]` of a Data Abort of this access with register `rt`.
    private int syndrome(int rt) {
        return ISV | sizeLog2 << SAS_SHIFT | (signed ? SSE : 0) | rt << SRT_SHIFT | (wide ? SF : 0)
                | ((kind & Processor.ORDERED) != 0 ? AR : 0);
    }

    /// `Rt, [Xn, #offset]`; without a third operand the offset is 0.
    Effect offset() {
        var forms = new Results.Forms(1);
        Class<? extends Shape> shape = store ? MemoryShapes.Store.class : MemoryShapes.Load.class;
        return new WithSyndrome(Access::offset, (row, word) -> forms.get(0, shape, parts(Writeback.NONE))
                .of(transferred(row, 0, word), Results.source(row, 1, word), 0, lastImmediate(row, word)));
    }

    /// `Rt, [Xn, #offset]!` and `Rt, [Xn], #offset`.
    Effect writeback(Writeback writeback) {
        var forms = new Results.Forms(1);
        Class<? extends Shape> shape = store ? MemoryShapes.Store.class : MemoryShapes.Load.class;
        return (row, word) -> forms.get(0, shape, parts(writeback))
                .of(transferred(row, 0, word), Results.source(row, 1, word), 0, lastImmediate(row, word));
    }

    /// `Rt, [Xn, Rm extended]`.
    Effect indexed() {
        var forms = new Results.Forms(8);
        Class<? extends Shape> shape = store ? MemoryShapes.StoreIndexed.class : MemoryShapes.LoadIndexed.class;
        return new WithSyndrome(Access::indexed, (row, word) -> {
            int option = word >>> 13 & 7;
            int amount = (word >>> 12 & 1) * sizeLog2;
            var parts = new Parts(sizeLog2, extend(), kind, Writeback.NONE, Modifiers.EXTENSIONS.get(option));
            return forms.get(option, shape, parts)
                    .of(transferred(row, 0, word), Results.source(row, 1, word), Results.source(row, 2, word), amount);
        });
    }

    /// `Rt, Rt2, [Xn, #offset]` and its forms with writeback.
    Effect pair(Writeback writeback) {
        var forms = new Results.Forms(1);
        Class<? extends Shape> shape = store ? MemoryShapes.StorePair.class : MemoryShapes.LoadPair.class;
        return (row, word) -> forms.get(0, shape, parts(writeback))
                .of(transferred(row, 0, word), Results.source(row, 2, word), transferred(row, 1, word),
                        lastImmediate(row, word));
    }

    /// `Rt, label`.
    Effect literal() {
        return new WithSyndrome(Access::literal, (row, word) -> new MemoryShapes.LoadLiteral(
                transferred(row, 0, word), sizeLog2, extend(), kind, row.operands().get(1).decode(word)));
    }

    /// The slot a register operand is loaded to or stored from.
    private int transferred(InstructionSpec row, int operand, int word) {
        int slot = Results.source(row, operand, word);
        return slot == Processor.ZR && !store ? Processor.SINK : slot;
    }

    private static long lastImmediate(InstructionSpec row, int word) {
        List<Operand> operands = row.operands();
        return operands.getLast() instanceof Operand.Immediate immediate ? immediate.decode(word) : 0;
    }

    private final class WithSyndrome implements Effect {
        private final Function<Access, Effect> again;
        private final Effect effect;
        /// Made when first needed: few programs have devices, and none uses all rows for them.
        private @Nullable Effect onDevice;

        /// @param again makes the effect of another access in the same way
        WithSyndrome(Function<Access, Effect> again, Effect effect) {
            this.again = again;
            this.effect = effect;
        }

        @Override
        public Instruction bind(InstructionSpec row, int word) {
            return effect.bind(row, word);
        }

        @Override
        public @Nullable Instruction bindDevice(InstructionSpec row, int word) {
            Effect device = onDevice;
            if (device == null) {
                device = again.apply(as(kind | Processor.DEVICE));
                onDevice = device;
            }
            return device.bind(row, word);
        }

        @Override
        public int accessSyndrome(int word) {
            return syndrome(word & 31);
        }
    }
}
