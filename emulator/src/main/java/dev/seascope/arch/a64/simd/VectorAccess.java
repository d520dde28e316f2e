package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Processor;

/// A load or store of SIMD and floating-point registers, and the effects of the addressing modes on it. Registers
/// change only after all of the access, so a fault leaves them as they were.
///
/// @param sizeLog2 bytes of one register; 16 bytes are two accesses
record VectorAccess(boolean load, int sizeLog2) {
    private static final int QUADWORD = 4;

    /// When the base register changes.
    private enum Writeback { NONE, BEFORE, AFTER }

    /// Where the address comes from.
    @FunctionalInterface
    private interface Index {
        long offset(long register);
    }

    Effect offset() {
        return single(Writeback.NONE);
    }

    Effect before() {
        return single(Writeback.BEFORE);
    }

    Effect after() {
        return single(Writeback.AFTER);
    }

    Effect pair() {
        return pair(Writeback.NONE);
    }

    Effect pairBefore() {
        return pair(Writeback.BEFORE);
    }

    Effect pairAfter() {
        return pair(Writeback.AFTER);
    }

    private Effect single(Writeback writeback) {
        return (row, word) -> new Immediate(
                load, sizeLog2, registers(word, 1), base(row, 1, word), lastImmediate(row, word), writeback);
    }

    private Effect pair(Writeback writeback) {
        return (row, word) -> new Immediate(
                load, sizeLog2, registers(word, 2), base(row, 2, word), lastImmediate(row, word), writeback);
    }

    /// Twice the numbers of `Rt` and, of a pair, `Rt2`.
    private static int[] registers(int word, int count) {
        return count == 1 ? new int[] {2 * (word & 31)} : new int[] {2 * (word & 31), 2 * (word >>> 10 & 31)};
    }

    private static int base(InstructionSpec row, int operand, int word) {
        return (int) row.operands().get(operand).decode(word);
    }

    private static long lastImmediate(InstructionSpec row, int word) {
        return row.operands().getLast() instanceof Operand.Immediate immediate ? immediate.decode(word) : 0;
    }

    /// The index register extended by `option` and shifted by `S`.
    Effect indexed() {
        return (row, word) -> {
            int amount = (word >>> 12 & 1) * sizeLog2;
            Index index = switch (word >>> 13 & 7) {
                case 0b010 -> register -> (register & 0xffff_ffffL) << amount;
                case 0b110 -> register -> (long) (int) register << amount;
                default -> register -> register << amount;
            };
            return new Indexed(load, sizeLog2, registers(word, 1), base(row, 1, word), base(row, 2, word), index);
        };
    }

    /// A load relative to the instruction.
    static Effect literal(int sizeLog2) {
        return (row, word) -> {
            int[] registers = registers(word, 1);
            long offset = row.operands().get(1).decode(word);
            return new Instruction() {
                @Override
                public void execute(Processor p) {
                    p.checkFpAccess();
                    loadAll(p, p.pc + offset, sizeLog2, registers);
                }
            };
        };
    }

    private static void loadAll(Processor p, long address, int sizeLog2, int[] registers) {
        long[] values = new long[2 * registers.length];
        for (int i = 0; i < registers.length; i++) {
            long at = address + ((long) i << sizeLog2);
            if (sizeLog2 == QUADWORD) {
                int swap = p.isBigEndian() ? 1 : 0;
                values[2 * i + swap] = p.load(at, 3, Processor.QUADWORD);
                values[2 * i + 1 - swap] = p.load(at + 8, 3, Processor.NORMAL);
            } else {
                values[2 * i] = p.load(at, sizeLog2, Processor.NORMAL);
            }
        }
        for (int i = 0; i < registers.length; i++) {
            p.v[registers[i]] = values[2 * i];
            p.v[registers[i] + 1] = values[2 * i + 1];
        }
    }

    private static void storeAll(Processor p, long address, int sizeLog2, int[] registers) {
        for (int i = 0; i < registers.length; i++) {
            long at = address + ((long) i << sizeLog2);
            int register = registers[i];
            if (sizeLog2 == QUADWORD) {
                int swap = p.isBigEndian() ? 1 : 0;
                p.store(at, 3, p.v[register + swap], Processor.QUADWORD);
                p.store(at + 8, 3, p.v[register + 1 - swap], Processor.NORMAL);
            } else {
                p.store(at, sizeLog2, p.v[register], Processor.NORMAL);
            }
        }
    }

    private static final class Immediate extends Instruction {
        private final boolean load;
        private final int sizeLog2;
        private final int[] registers;
        private final int n;
        private final long offset;
        private final Writeback writeback;

        Immediate(boolean load, int sizeLog2, int[] registers, int n, long offset, Writeback writeback) {
            this.load = load;
            this.sizeLog2 = sizeLog2;
            this.registers = registers;
            this.n = n;
            this.offset = offset;
            this.writeback = writeback;
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long base = p.base(n);
            long address = writeback == Writeback.AFTER ? base : base + offset;
            if (load) {
                loadAll(p, address, sizeLog2, registers);
            } else {
                storeAll(p, address, sizeLog2, registers);
            }
            if (writeback != Writeback.NONE) {
                p.x[n] = base + offset;
            }
        }
    }

    private static final class Indexed extends Instruction {
        private final boolean load;
        private final int sizeLog2;
        private final int[] registers;
        private final int n;
        private final int m;
        private final Index index;

        Indexed(boolean load, int sizeLog2, int[] registers, int n, int m, Index index) {
            this.load = load;
            this.sizeLog2 = sizeLog2;
            this.registers = registers;
            this.n = n;
            this.m = m;
            this.index = index;
        }

        @Override
        public void execute(Processor p) {
            p.checkFpAccess();
            long address = p.base(n) + index.offset(p.x[m]);
            if (load) {
                loadAll(p, address, sizeLog2, registers);
            } else {
                storeAll(p, address, sizeLog2, registers);
            }
        }
    }
}
