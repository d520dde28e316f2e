package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// Classes of the load and store exclusive instructions and of the other rare forms of access.
///
/// A pair is aligned as a whole, and so are 64 bytes.
final class OrderedShapes {
    /// LD64B and ST64B, see [Processor#checkSixtyFourByteAccess].
    private static final int PLAIN = 2;

    private OrderedShapes() {}

    static void checkAligned(Processor p, long address, int bytes, boolean write) {
        if ((address & (bytes - 1)) != 0) {
            throw p.alignmentFault(address, write);
        }
    }

    /// LDXR and LDAXR.
    static final class LoadExclusive extends Instruction {
        private final int t;
        private final int n;
        private final int sizeLog2;
        private final int kind;

        LoadExclusive(int t, int n, int sizeLog2, int kind) {
            this.t = t;
            this.n = n;
            this.sizeLog2 = sizeLog2;
            this.kind = kind;
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n);
            long value = p.load(address, sizeLog2, kind);
            p.markExclusive(address, 1 << sizeLog2);
            p.x[t] = value;
        }
    }

    /// STXR and STLXR.
    static final class StoreExclusive extends Instruction {
        private final int s;
        private final int t;
        private final int n;
        private final int sizeLog2;
        private final int kind;

        StoreExclusive(int s, int t, int n, int sizeLog2, int kind) {
            this.s = s;
            this.t = t;
            this.n = n;
            this.sizeLog2 = sizeLog2;
            this.kind = kind;
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n);
            boolean mine = p.claimExclusive(address, 1 << sizeLog2);
            if (mine) {
                p.store(address, sizeLog2, p.x[t], kind);
            }
            p.x[s] = mine ? 0 : 1;
        }
    }

    /// LDXP and LDAXP.
    static final class LoadExclusivePair extends Instruction {
        private final int t;
        private final int t2;
        private final int n;
        private final int sizeLog2;
        private final int kind;

        LoadExclusivePair(int t, int t2, int n, int sizeLog2, int kind) {
            this.t = t;
            this.t2 = t2;
            this.n = n;
            this.sizeLog2 = sizeLog2;
            this.kind = kind;
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n);
            checkAligned(p, address, 2 << sizeLog2, false);
            long first = p.load(address, sizeLog2, kind);
            long second = p.load(address + (1L << sizeLog2), sizeLog2, kind);
            p.markExclusive(address, 2 << sizeLog2);
            p.x[t] = first;
            p.x[t2] = second;
        }
    }

    /// STXP and STLXP.
    static final class StoreExclusivePair extends Instruction {
        private final int s;
        private final int t;
        private final int t2;
        private final int n;
        private final int sizeLog2;
        private final int kind;

        StoreExclusivePair(int s, int t, int t2, int n, int sizeLog2, int kind) {
            this.s = s;
            this.t = t;
            this.t2 = t2;
            this.n = n;
            this.sizeLog2 = sizeLog2;
            this.kind = kind;
        }

        @Override
        public void execute(Processor p) {
            long address = p.base(n);
            checkAligned(p, address, 2 << sizeLog2, true);
            boolean mine = p.claimExclusive(address, 2 << sizeLog2);
            if (mine) {
                p.store(address, sizeLog2, p.x[t], kind);
                p.store(address + (1L << sizeLog2), sizeLog2, p.x[t2], kind);
            }
            p.x[s] = mine ? 0 : 1;
        }
    }

    /// LD64B: 64 bytes to eight registers.
    static final class Load64Bytes extends Instruction {
        private final int t;
        private final int n;

        Load64Bytes(int t, int n) {
            this.t = t;
            this.n = n;
        }

        @Override
        public void execute(Processor p) {
            p.checkSixtyFourByteAccess(PLAIN);
            long address = p.base(n);
            checkAligned(p, address, 64, false);
            long[] values = new long[8];
            for (int i = 0; i < 8; i++) {
                values[i] = p.load(address + 8L * i, 3, Processor.NORMAL);
            }
            System.arraycopy(values, 0, p.x, t, 8);
        }
    }

    /// ST64BV and ST64BV0 to memory that does not support them: the status is all ones.
    static final class Refused64Bytes extends Instruction {
        private final int status;
        private final int kind;

        /// @param kind see [Processor#checkSixtyFourByteAccess]
        Refused64Bytes(int status, int kind) {
            this.status = status;
            this.kind = kind;
        }

        @Override
        public void execute(Processor p) {
            p.checkSixtyFourByteAccess(kind);
            p.x[status] = -1;
        }
    }

    /// ST64B.
    static final class Store64Bytes extends Instruction {
        private final int t;
        private final int n;

        Store64Bytes(int t, int n) {
            this.t = t;
            this.n = n;
        }

        @Override
        public void execute(Processor p) {
            p.checkSixtyFourByteAccess(PLAIN);
            long address = p.base(n);
            checkAligned(p, address, 64, true);
            for (int i = 0; i < 8; i++) {
                p.store(address + 8L * i, 3, p.x[t + i], Processor.NORMAL);
            }
        }
    }
}
