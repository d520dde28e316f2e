package dev.seascope.arch.a64;

import dev.seascope.arch.SystemRegisters;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The processor the vectors assume: EL0, a window of code, a window of data, nothing else.
final class VectorProcessor extends Processor {
    private static final int ZVA_BYTES = 64;
    private static final int NZCV = SystemRegisters.encoding("NZCV").orElseThrow();
    private static final int FPCR = SystemRegisters.encoding("FPCR").orElseThrow();
    private static final int FPSR = SystemRegisters.encoding("FPSR").orElseThrow();
    private static final int TPIDR = SystemRegisters.encoding("TPIDR_EL0").orElseThrow();
    private static final int DCZID = SystemRegisters.encoding("DCZID_EL0").orElseThrow();
    private static final int DC_ZVA = SystemRegisters.encoding("DC ZVA").orElseThrow();

    private static final int DIT = SystemRegisters.encoding("DIT").orElseThrow();
    private static final int SSBS = SystemRegisters.encoding("SSBS").orElseThrow();

    private final byte[] code = new byte[VectorState.CODE_BYTES];
    private byte[] data = new byte[0];
    private long tpidr;
    private long dit;
    private long ssbs;
    private long exclusive = -1;
    private int exclusiveBytes;

    /// All code is BRK.
    VectorProcessor() {
        for (int i = 0; i < VectorState.CODE_BYTES; i += 4) {
            write(code, i, 4, VectorState.BRK);
        }
    }

    /// Run instructions to the first BRK, which must be one of 1000.
    VectorState run(List<Integer> words, VectorState before) {
        put(words);
        load(before);
        try {
            for (int i = 0; i < 1000; i++) {
                int word = (int) load(pc, 2, NORMAL);
                if (word == VectorState.BRK) {
                    return state();
                }
                step(word);
            }
            throw new IllegalStateException("does not end");
        } finally {
            put(Collections.nCopies(words.size(), VectorState.BRK));
        }
    }

    private void put(List<Integer> words) {
        for (int i = 0; i < words.size(); i++) {
            write(code, (int) (VectorState.START - VectorState.CODE) + 4 * i, 4, words.get(i));
        }
    }

    private void step(int word) {
        nextPc = pc + 4;
        A64.decode(word, A64.ALL_FEATURES)
                .orElseThrow(() -> new IllegalStateException("not decoded: %08x".formatted(word)))
                .bind(word)
                .execute(this);
        pc = nextPc;
    }

    private void load(VectorState state) {
        System.arraycopy(state.x, 0, x, 0, state.x.length);
        System.arraycopy(state.v, 0, v, 0, state.v.length);
        data = state.data.clone();
        x[SP] = state.sp;
        pc = state.pc;
        nzcv = (int) state.nzcv;
        fpcr = (int) state.fpcr;
        fpsr = (int) state.fpsr;
        tpidr = state.tpidr;
        dit = 0;
        ssbs = 0;
        exclusive = -1;
    }

    private VectorState state() {
        if (x[ZR] != 0) {
            throw new IllegalStateException("the zero register is %x".formatted(x[ZR]));
        }
        var state = new VectorState();
        System.arraycopy(x, 0, state.x, 0, state.x.length);
        System.arraycopy(v, 0, state.v, 0, state.v.length);
        System.arraycopy(data, 0, state.data, 0, data.length);
        state.sp = x[SP];
        state.pc = pc;
        state.nzcv = nzcv;
        state.fpcr = fpcr;
        state.fpsr = fpsr;
        state.tpidr = tpidr;
        return state;
    }

    private static void write(byte[] memory, int offset, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            memory[offset + i] = (byte) (value >>> (8 * i));
        }
    }

    private static boolean isIn(long base, int size, long address, int bytes) {
        return address >= base && address + bytes <= base + size;
    }

    private static int dataOffset(long address, int bytes) {
        if (!isIn(VectorState.DATA, VectorState.DATA_BYTES, address, bytes)) {
            throw new IllegalStateException("not mapped: %x".formatted(address));
        }
        return (int) (address - VectorState.DATA);
    }

    private static void checkAligned(long address, int sizeLog2, int access) {
        if ((access & ~(UNPRIVILEGED | QUADWORD)) != 0 && (address & ((1 << sizeLog2) - 1)) != 0) {
            throw new IllegalStateException("not aligned: %x".formatted(address));
        }
    }

    @Override
    public long load(long address, int sizeLog2, int access) {
        checkAligned(address, sizeLog2, access);
        int bytes = 1 << sizeLog2;
        boolean inCode = isIn(VectorState.CODE, VectorState.CODE_BYTES, address, bytes);
        byte[] memory = inCode ? code : data;
        int offset = inCode ? (int) (address - VectorState.CODE) : dataOffset(address, bytes);
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (memory[offset + i] & 0xff);
        }
        return value;
    }

    @Override
    public void store(long address, int sizeLog2, long value, int access) {
        checkAligned(address, sizeLog2, access);
        write(data, dataOffset(address, 1 << sizeLog2), 1 << sizeLog2, value);
    }

    @Override
    public boolean isLeft() {
        return false;
    }

    @Override
    public boolean isBigEndian() {
        return false;
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
        if (encoding == DIT) {
            return dit << 24;
        }
        if (encoding == SSBS) {
            return ssbs << 12;
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
        switch (op1 << 3 | op2) {
            case 0b011_010 -> dit = imm4 & 1;
            case 0b011_001 -> ssbs = imm4 & 1;
            default -> throw undefined();
        }
    }

    @Override
    public void systemInstruction(int encoding, int rt, long value) {
        if (encoding == DC_ZVA) {
            int offset = dataOffset(value & -ZVA_BYTES, ZVA_BYTES);
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
    public void checkSixtyFourByteAccess(int kind) {}

    @Override
    public int currentEl() {
        return 0;
    }

    @Override
    public boolean has(Feature feature) {
        return true;
    }
}
