package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Shape;
import java.lang.invoke.MethodHandles;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Shapes of loads and stores of general-purpose registers, see [Shape]. Registers change only after the access, so a
/// fault leaves them as they were.
final class MemoryShapes {
    private MemoryShapes() {}

    /// When the base register changes.
    enum Writeback { NONE, BEFORE, AFTER }

    /// What an access is.
    ///
    /// @param sizeLog2 bytes of one element
    /// @param extend from what was read to the register
    /// @param kind see [Processor#load]
    /// @param modifier of the index register, if the shape has one
    record Parts(int sizeLog2, LongUnaryOperator extend, int kind, Writeback writeback, LongBinaryOperator modifier) {}

    /// `LDR Rt, [Xn, #constant]` and the forms with writeback.
    static final class Load extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final LongUnaryOperator EXTEND = PARTS.extend();
        private static final int SIZE = PARTS.sizeLog2();
        private static final int KIND = PARTS.kind();
        private static final boolean AFTER = PARTS.writeback() == Writeback.AFTER;
        private static final boolean WRITEBACK = PARTS.writeback() != Writeback.NONE;

        private final int t;
        private final int n;
        private final long offset;

        Load() {
            this(0, 0, 0);
        }

        private Load(int t, int n, long offset) {
            this.t = t;
            this.n = n;
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Load(d, n, constant);
        }

        @Override
        public void execute(Processor p) {
            long base = p.base(n);
            long value = EXTEND.applyAsLong(p.load(AFTER ? base : base + offset, SIZE, KIND));
            if ((KIND & Processor.DEVICE) != 0 && p.isLeft()) {
                return;
            }
            if (WRITEBACK) {
                p.x[n] = base + offset;
            }
            p.x[t] = value;
        }
    }

    /// `STR Rt, [Xn, #constant]` and the forms with writeback.
    static final class Store extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final int SIZE = PARTS.sizeLog2();
        private static final int KIND = PARTS.kind();
        private static final boolean AFTER = PARTS.writeback() == Writeback.AFTER;
        private static final boolean WRITEBACK = PARTS.writeback() != Writeback.NONE;

        private final int t;
        private final int n;
        private final long offset;

        Store() {
            this(0, 0, 0);
        }

        private Store(int t, int n, long offset) {
            this.t = t;
            this.n = n;
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new Store(d, n, constant);
        }

        @Override
        public void execute(Processor p) {
            long base = p.base(n);
            p.store(AFTER ? base : base + offset, SIZE, p.x[t], KIND);
            if (WRITEBACK) {
                p.x[n] = base + offset;
            }
        }
    }

    /// `LDR Rt, [Xn, Rm modified]`.
    static final class LoadIndexed extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final LongUnaryOperator EXTEND = PARTS.extend();
        private static final LongBinaryOperator MODIFIER = PARTS.modifier();
        private static final int SIZE = PARTS.sizeLog2();
        private static final int KIND = PARTS.kind();

        private final int t;
        private final int n;
        private final int m;
        private final int amount;

        LoadIndexed() {
            this(0, 0, 0, 0);
        }

        private LoadIndexed(int t, int n, int m, int amount) {
            this.t = t;
            this.n = n;
            this.m = m;
            this.amount = amount;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new LoadIndexed(d, n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n) + MODIFIER.applyAsLong(p.x[m], amount);
            long value = EXTEND.applyAsLong(p.load(address, SIZE, KIND));
            if ((KIND & Processor.DEVICE) == 0 || !p.isLeft()) {
                p.x[t] = value;
            }
        }
    }

    /// `STR Rt, [Xn, Rm modified]`.
    static final class StoreIndexed extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final LongBinaryOperator MODIFIER = PARTS.modifier();
        private static final int SIZE = PARTS.sizeLog2();
        private static final int KIND = PARTS.kind();

        private final int t;
        private final int n;
        private final int m;
        private final int amount;

        StoreIndexed() {
            this(0, 0, 0, 0);
        }

        private StoreIndexed(int t, int n, int m, int amount) {
            this.t = t;
            this.n = n;
            this.m = m;
            this.amount = amount;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new StoreIndexed(d, n, m, (int) constant);
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n) + MODIFIER.applyAsLong(p.x[m], amount);
            p.store(address, SIZE, p.x[t], KIND);
        }
    }

    /// `LDP Rt, Rt2, [Xn, #constant]` and the forms with writeback.
    static final class LoadPair extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final LongUnaryOperator EXTEND = PARTS.extend();
        private static final int SIZE = PARTS.sizeLog2();
        private static final int KIND = PARTS.kind();
        private static final boolean AFTER = PARTS.writeback() == Writeback.AFTER;
        private static final boolean WRITEBACK = PARTS.writeback() != Writeback.NONE;

        private final int t;
        private final int t2;
        private final int n;
        private final long offset;

        LoadPair() {
            this(0, 0, 0, 0);
        }

        private LoadPair(int t, int t2, int n, long offset) {
            this.t = t;
            this.t2 = t2;
            this.n = n;
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new LoadPair(d, m, n, constant);
        }

        @Override
        public void execute(Processor p) {
            long base = p.base(n);
            long address = AFTER ? base : base + offset;
            long first = EXTEND.applyAsLong(p.load(address, SIZE, KIND));
            long second = EXTEND.applyAsLong(p.load(address + (1 << SIZE), SIZE, KIND));
            if (WRITEBACK) {
                p.x[n] = base + offset;
            }
            p.x[t] = first;
            p.x[t2] = second;
        }
    }

    /// `STP Rt, Rt2, [Xn, #constant]` and the forms with writeback.
    static final class StorePair extends Shape {
        private static final Parts PARTS = data(MethodHandles.lookup(), Parts.class);
        private static final int SIZE = PARTS.sizeLog2();
        private static final int KIND = PARTS.kind();
        private static final boolean AFTER = PARTS.writeback() == Writeback.AFTER;
        private static final boolean WRITEBACK = PARTS.writeback() != Writeback.NONE;

        private final int t;
        private final int t2;
        private final int n;
        private final long offset;

        StorePair() {
            this(0, 0, 0, 0);
        }

        private StorePair(int t, int t2, int n, long offset) {
            this.t = t;
            this.t2 = t2;
            this.n = n;
            this.offset = offset;
        }

        @Override
        public Instruction of(int d, int n, int m, long constant) {
            return new StorePair(d, m, n, constant);
        }

        @Override
        public void execute(Processor p) {
            long base = p.base(n);
            long address = AFTER ? base : base + offset;
            p.store(address, SIZE, p.x[t], KIND);
            p.store(address + (1 << SIZE), SIZE, p.x[t2], KIND);
            if (WRITEBACK) {
                p.x[n] = base + offset;
            }
        }
    }

    /// `LDR Rt, label`.
    static final class LoadLiteral extends Instruction {
        private final int t;
        private final int sizeLog2;
        private final LongUnaryOperator extend;
        private final int kind;
        private final long offset;

        LoadLiteral(int t, int sizeLog2, LongUnaryOperator extend, int kind, long offset) {
            this.t = t;
            this.sizeLog2 = sizeLog2;
            this.extend = extend;
            this.kind = kind;
            this.offset = offset;
        }

        @Override
        public void execute(Processor p) {
            long value = extend.applyAsLong(p.load(p.pc + offset, sizeLog2, kind));
            if ((kind & Processor.DEVICE) == 0 || !p.isLeft()) {
                p.x[t] = value;
            }
        }
    }
}
