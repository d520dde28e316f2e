package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.VectorOperand;

/// Loads and stores of structures, element by element. Loaded elements reach their registers, and the base its new
/// value, only when all accesses have succeeded.
abstract class Structures extends Instruction {
    final int t;
    final int registers;
    final int bits;
    final int sizeLog2;
    private final int n;
    private final int m;
    private final long advance;

    private Structures(InstructionSpec row, int word) {
        var list = (VectorOperand.Registers) row.operands().getFirst();
        t = (int) list.decode(word);
        registers = list.count();
        bits = list.elementBits();
        sizeLog2 = Integer.numberOfTrailingZeros(bits / 8);
        n = word >>> 5 & 31;
        Operand last = row.operands().getLast();
        boolean byRegister = (word >>> 23 & 1) != 0 && last instanceof Operand.Register;
        m = byRegister ? (int) last.decode(word) : Processor.ZR;
        advance = last instanceof Operand.Constant constant ? constant.value() : 0;
    }

    /// Elements of structures one after the other, register by register within each structure.
    static Effect multiple(boolean load, int elements) {
        return (row, word) -> load ? new LoadMultiple(row, word, elements) : new StoreMultiple(row, word, elements);
    }

    /// One element of each register.
    static Effect single(boolean load) {
        return (row, word) -> load ? new LoadSingle(row, word) : new StoreSingle(row, word);
    }

    /// One structure into all elements.
    static Effect replicated() {
        return LoadReplicated::new;
    }

    /// Twice the number of the register `offset` after the first.
    final int register(int offset) {
        return 2 * ((t + offset) % 32);
    }

    abstract void transfer(Processor p, long address);

    @Override
    public final void execute(Processor p) {
        p.checkFpAccess();
        long address = p.base(n);
        transfer(p, address);
        if (advance != 0) {
            p.x[n] = address + advance;
        } else if (m != Processor.ZR) {
            p.x[n] = address + p.x[m];
        }
    }

    private abstract static class Multiple extends Structures {
        final int elements;
        final int lanes;

        Multiple(InstructionSpec row, int word, int elements) {
            super(row, word);
            this.elements = elements;
            lanes = ((VectorOperand) row.operands().getFirst()).lanes();
        }
    }

    private static final class LoadMultiple extends Multiple {
        LoadMultiple(InstructionSpec row, int word, int elements) {
            super(row, word, elements);
        }

        @Override
        void transfer(Processor p, long address) {
            long[] values = new long[2 * registers];
            long at = address;
            for (int group = 0; group < registers; group += elements) {
                for (int lane = 0; lane < lanes; lane++) {
                    for (int i = 0; i < elements; i++) {
                        Moves.set(values, 2 * (group + i), bits, lane, p.load(at, sizeLog2, Processor.NORMAL));
                        at += bits / 8;
                    }
                }
            }
            for (int i = 0; i < registers; i++) {
                p.v[register(i)] = values[2 * i];
                p.v[register(i) + 1] = values[2 * i + 1];
            }
        }
    }

    private static final class StoreMultiple extends Multiple {
        StoreMultiple(InstructionSpec row, int word, int elements) {
            super(row, word, elements);
        }

        @Override
        void transfer(Processor p, long address) {
            long at = address;
            for (int group = 0; group < registers; group += elements) {
                for (int lane = 0; lane < lanes; lane++) {
                    for (int i = 0; i < elements; i++) {
                        long value = LaneShapes.unsigned(p.v, register(group + i), bits, lane);
                        p.store(at, sizeLog2, value, Processor.NORMAL);
                        at += bits / 8;
                    }
                }
            }
        }
    }

    private static int index(InstructionSpec row, int word) {
        return (int) row.operands().get(1).decode(word);
    }

    private static final class LoadSingle extends Structures {
        private final int index;

        LoadSingle(InstructionSpec row, int word) {
            super(row, word);
            index = index(row, word);
        }

        @Override
        void transfer(Processor p, long address) {
            long[] values = new long[registers];
            for (int i = 0; i < registers; i++) {
                values[i] = p.load(address + (long) i * bits / 8, sizeLog2, Processor.NORMAL);
            }
            for (int i = 0; i < registers; i++) {
                Moves.set(p.v, register(i), bits, index, values[i]);
            }
        }
    }

    private static final class StoreSingle extends Structures {
        private final int index;

        StoreSingle(InstructionSpec row, int word) {
            super(row, word);
            index = index(row, word);
        }

        @Override
        void transfer(Processor p, long address) {
            for (int i = 0; i < registers; i++) {
                long value = LaneShapes.unsigned(p.v, register(i), bits, index);
                p.store(address + (long) i * bits / 8, sizeLog2, value, Processor.NORMAL);
            }
        }
    }

    private static final class LoadReplicated extends Structures {
        private final boolean whole;

        LoadReplicated(InstructionSpec row, int word) {
            super(row, word);
            whole = ((VectorOperand) row.operands().getFirst()).lanes() * bits == 128;
        }

        @Override
        void transfer(Processor p, long address) {
            long[] values = new long[registers];
            for (int i = 0; i < registers; i++) {
                values[i] = p.load(address + (long) i * bits / 8, sizeLog2, Processor.NORMAL);
            }
            for (int i = 0; i < registers; i++) {
                long value = Replicate.to64(values[i], bits);
                p.v[register(i)] = value;
                p.v[register(i) + 1] = whole ? value : 0;
            }
        }
    }
}
