package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// Instructions that only move condition flags (FEAT_FlagM and FEAT_FlagM2).
final class FlagShapes {
    private static final int C = 2;
    private static final int V = 1;

    private FlagShapes() {}

    /// What becomes of the flags, given a register.
    @FunctionalInterface
    private interface Change {
        int nzcv(int flags, long n);
    }

    private static final class FlagInstruction extends Instruction {
        private final Change change;
        private final int n;

        FlagInstruction(Change change, int n) {
            this.change = change;
            this.n = n;
        }

        @Override
        public void execute(Processor p) {
            p.nzcv = change.nzcv(p.nzcv, p.x[n]);
        }
    }

    /// RMIF: the register rotated right, its low four bits into the flags that are asked for.
    static Effect rotateIntoFlags() {
        return (row, word) -> {
            int amount = (int) row.operands().get(1).decode(word);
            int mask = (int) row.operands().get(2).decode(word);
            return new FlagInstruction(
                    (flags, n) -> (flags & ~mask) | ((int) Long.rotateRight(n, amount) & mask),
                    Results.source(row, 0, word));
        };
    }

    /// SETF8 and SETF16: N and Z as for a number of that many bits, V if it overflows into the next bit.
    static Effect evaluateIntoFlags(int bits) {
        return (row, word) -> new FlagInstruction(
                (flags, n) -> (int) (n >>> (bits - 1) & 1) << 3
                        | ((n & ((1L << bits) - 1)) == 0 ? 4 : 0)
                        | (flags & C)
                        | (int) ((n >>> bits ^ n >>> (bits - 1)) & 1),
                Results.source(row, 0, word));
    }

    /// CFINV: carry inverted.
    static Effect invertCarry() {
        return (_, _) -> new FlagInstruction((flags, _) -> flags ^ C, Processor.ZR);
    }

    /// AXFLAG: from the flags of an FP comparison to an alternative form, where unordered reads as "less or equal".
    static Effect toAlternative() {
        return (_, _) -> new FlagInstruction(
                (flags, _) -> {
                    boolean unordered = (flags & V) != 0;
                    int z = (flags & 4) | (unordered ? 4 : 0);
                    return z | (unordered ? 0 : flags & C);
                },
                Processor.ZR);
    }

    /// XAFLAG: the reverse of AXFLAG.
    static Effect fromAlternative() {
        return (_, _) -> new FlagInstruction(
                (flags, _) -> {
                    boolean z = (flags & 4) != 0;
                    boolean c = (flags & C) != 0;
                    return (!c && !z ? 8 : 0) | (z && c ? 4 : 0) | (c || z ? C : 0) | (!c && z ? V : 0);
                },
                Processor.ZR);
    }
}
