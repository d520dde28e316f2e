package dev.seascope.arch.a64;

import dev.seascope.arch.SystemRegisters;
import java.util.Arrays;

/// The processor the vectors assume: EL0, a window of code, a window of data, nothing else.
final class VectorProcessor extends Processor {
    static final long CODE = 0x1000_0000L;
    static final int CODE_BYTES = 0x1_0000;
    static final long START = 0x1000_8000L;
    static final long DATA = 0x2000_0000L;
    static final int DATA_BYTES = 0x1000;
    static final int BRK = 0xd420_0000;
    private static final int ZVA_BYTES = 64;
    private static final int NZCV = SystemRegisters.encoding("NZCV").orElseThrow();
    private static final int FPCR = SystemRegisters.encoding("FPCR").orElseThrow();
    private static final int FPSR = SystemRegisters.encoding("FPSR").orElseThrow();
    private static final int TPIDR = SystemRegisters.encoding("TPIDR_EL0").orElseThrow();
    private static final int DCZID = SystemRegisters.encoding("DCZID_EL0").orElseThrow();
    private static final int DC_ZVA = SystemRegisters.encoding("DC ZVA").orElseThrow();

    final byte[] code = new byte[CODE_BYTES];
    final byte[] data = new byte[DATA_BYTES];
    long tpidr;
    private long exclusive = -1;
    private int exclusiveBytes;

    /// Background values; all code is BRK.
    VectorProcessor() {
        for (int n = 0; n < 31; n++) {
            x[n] = 0x0101_0101_0101_0101L * (n + 1);
        }
        x[SP] = DATA + 0x800;
        for (int n = 0; n < 32; n++) {
            v[2 * n] = 0x0101_0101_0101_0101L * (0x80 + n);
            v[2 * n + 1] = 0x0101_0101_0101_0101L * (0xc0 + n);
        }
        for (int i = 0; i < DATA_BYTES; i++) {
            data[i] = (byte) (i * 7 + (i >> 8) * 13 + 3);
        }
        for (int i = 0; i < CODE_BYTES; i += 4) {
            write(code, i, 4, BRK);
        }
        pc = START;
    }

    void code(long address, int word) {
        write(code, (int) (address - CODE), 4, word);
    }

    /// Run to the first BRK.
    void run() {
        for (int i = 0; i < 1000; i++) {
            int word = (int) load(pc, 2, NORMAL);
            if (word == BRK) {
                return;
            }
            nextPc = pc + 4;
            A64.decode(word, A64.ALL_FEATURES)
                    .orElseThrow(() -> new IllegalStateException("not decoded: %08x".formatted(word)))
                    .bind(word)
                    .execute(this);
            pc = nextPc;
        }
        throw new IllegalStateException("does not end");
    }

    private static void write(byte[] memory, int offset, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            memory[offset + i] = (byte) (value >>> (8 * i));
        }
    }

    private byte[] memory(long address) {
        return address >= DATA ? data : code;
    }

    private static int offset(long address, int bytes) {
        boolean inCode = address >= CODE && address + bytes <= CODE + CODE_BYTES;
        boolean inData = address >= DATA && address + bytes <= DATA + DATA_BYTES;
        if (!inCode && !inData) {
            throw new IllegalStateException("not mapped: %x".formatted(address));
        }
        return (int) (address - (inCode ? CODE : DATA));
    }

    private static void checkAligned(long address, int sizeLog2, int access) {
        if ((access & ~UNPRIVILEGED) != 0 && (address & ((1 << sizeLog2) - 1)) != 0) {
            throw new IllegalStateException("not aligned: %x".formatted(address));
        }
    }

    @Override
    public long load(long address, int sizeLog2, int access) {
        checkAligned(address, sizeLog2, access);
        int offset = offset(address, 1 << sizeLog2);
        byte[] memory = memory(address);
        long value = 0;
        for (int i = (1 << sizeLog2) - 1; i >= 0; i--) {
            value = value << 8 | (memory[offset + i] & 0xff);
        }
        return value;
    }

    @Override
    public void store(long address, int sizeLog2, long value, int access) {
        checkAligned(address, sizeLog2, access);
        write(memory(address), offset(address, 1 << sizeLog2), 1 << sizeLog2, value);
    }

    @Override
    public long base(int n) {
        return x[n];
    }

    @Override
    public void markExclusive(long address, int bytes) {
        exclusive = address;
        exclusiveBytes = bytes;
    }

    @Override
    public boolean claimExclusive(long address, int bytes) {
        boolean mine = exclusive == address && exclusiveBytes == bytes;
        exclusive = -1;
        return mine;
    }

    @Override
    public void clearExclusive() {
        exclusive = -1;
    }

    @Override
    public long readSystemRegister(int encoding, int rt) {
        if (encoding == NZCV) {
            return (long) nzcv << 28;
        }
        if (encoding == FPCR) {
            return fpcr;
        }
        if (encoding == FPSR) {
            return fpsr;
        }
        if (encoding == TPIDR) {
            return tpidr;
        }
        if (encoding == DCZID) {
            return 4;
        }
        throw new IllegalStateException("read of " + SystemRegisters.name(encoding));
    }

    @Override
    public void writeSystemRegister(int encoding, int rt, long value) {
        if (encoding == NZCV) {
            nzcv = (int) (value >>> 28) & 15;
        } else if (encoding == FPCR) {
            fpcr = (int) value;
        } else if (encoding == FPSR) {
            fpsr = (int) value;
        } else if (encoding == TPIDR) {
            tpidr = value;
        } else {
            throw new IllegalStateException("write of " + SystemRegisters.name(encoding));
        }
    }

    @Override
    public void writePstateField(int op1, int op2, int imm4) {
        throw new IllegalStateException("MSR immediate");
    }

    @Override
    public void systemInstruction(int encoding, int rt, long value) {
        if (encoding == DC_ZVA) {
            int offset = offset(value & -ZVA_BYTES, ZVA_BYTES);
            Arrays.fill(data, offset, offset + ZVA_BYTES, (byte) 0);
        }
    }

    @Override
    public long systemInstructionWithResult(int encoding, int rt) {
        throw new IllegalStateException("SYSL");
    }

    @Override
    public RuntimeException undefined() {
        return new IllegalStateException("undefined");
    }

    @Override
    public RuntimeException alignmentFault(long address, boolean write) {
        return new IllegalStateException("not aligned: %x".formatted(address));
    }

    @Override
    public RuntimeException supervisorCall(int imm16) {
        return new IllegalStateException("SVC");
    }

    @Override
    public RuntimeException hypervisorCall(int imm16) {
        return new IllegalStateException("HVC");
    }

    @Override
    public RuntimeException secureMonitorCall(int imm16) {
        return new IllegalStateException("SMC");
    }

    @Override
    public RuntimeException breakpoint(int imm16) {
        return new IllegalStateException("BRK");
    }

    @Override
    public void exceptionReturn() {
        throw undefined();
    }

    @Override
    public void waitFor(int kind) {}

    @Override
    public void sendEvent() {}

    @Override
    public void barrier(int op2, int crm) {}

    @Override
    public void errorSynchronizationBarrier() {}

    @Override
    public void checkFpAccess() {}

    @Override
    public int currentEl() {
        return 0;
    }

    @Override
    public boolean has(Feature feature) {
        return true;
    }
}
