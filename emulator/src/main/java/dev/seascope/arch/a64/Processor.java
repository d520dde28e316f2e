package dev.seascope.arch.a64;

import dev.seascope.arch.a64.fp.FpState;

/// What instructions act on: the state and services that a row's semantics may use. The interpreter's processor is
/// the one implementation; it lives in `cpu`, above this package.
///
/// Registers are plain arrays because they are the hot path. `x[31]` is the stack pointer in use, `x[32]` always
/// reads as zero and is never written, `x[33]` takes writes to the zero register. Every other register is reached
/// through a method.
public abstract class Processor extends FpState {
    /// Index in [#x] of the stack pointer in use (`SP_EL0` or `SP_EL1`, by `PSTATE.SP`).
    public static final int SP = 31;
    /// Index in [#x] that always holds zero: where an operand that names the zero register reads.
    public static final int ZR = 32;
    /// Index in [#x] that is never read: where an operand that names the zero register writes.
    public static final int SINK = 33;

    /// An access like any other.
    public static final int NORMAL = 0;
    /// An access of LDTR/STTR, checked as EL0 would be.
    public static final int UNPRIVILEGED = 1;
    /// Load-acquire or store-release: alignment is checked.
    public static final int ORDERED = 2;
    /// Load or store exclusive: alignment is checked, the monitor is told by the caller.
    public static final int EXCLUSIVE = 4;
    /// The first half of 16 bytes that are aligned together. The value is the address bit that must be 0 then.
    public static final int QUADWORD = 8;
    /// A read-modify-write; the load half checks write permission too.
    public static final int ATOMIC = 16;
    /// An access that the processor may leave to someone else, see [#isLeft].
    public static final int DEVICE = 32;

    /// General-purpose registers, see the class comment for the slots above 30.
    @SuppressWarnings("this-escape")
    public final long[] x = new long[34];
    /// SIMD and floating-point registers: bits 63:0 of `Vn` at `2n`, bits 127:64 at `2n + 1`.
    public final long[] v = new long[64];
    /// Address of the instruction being executed.
    public long pc;
    /// Where execution goes on; the interpreter sets it to `pc + 4` before each instruction.
    public long nextPc;
    /// Condition flags as `N:Z:C:V`, N in bit 3.
    public int nzcv;

    /// Read `1 << sizeLog2` bytes (1 to 8) at the guest virtual address, zero-extended. Data endianness is the
    /// processor's business.
    ///
    /// @param access one of the access kinds of this class, or several ORed
    public abstract long load(long address, int sizeLog2, int access);

    /// Write the low `1 << sizeLog2` bytes of `value`.
    public abstract void store(long address, int sizeLog2, long value, int access);

    /// Whether the last access, as [#DEVICE], was not made: then the instruction must change nothing.
    public abstract boolean isLeft();

    /// Whether data is big-endian at the current level.
    public abstract boolean isBigEndian();

    /// The base address of a load or store: register `n`, with the stack-pointer alignment check when `n` is [#SP].
    public abstract long base(int n);

    /// Arm the local exclusive monitor for `bytes` bytes at `address`.
    public abstract void markExclusive(long address, int bytes);

    /// Whether a store exclusive to these bytes may succeed. Clears the monitor either way.
    public abstract boolean claimExclusive(long address, int bytes);

    /// CLREX.
    public abstract void clearExclusive();

    /// Read a system register for `MRS`.
    ///
    /// @param encoding `op0:op1:CRn:CRm:op2`, 16 bits
    /// @param rt the general-purpose register of the instruction, for the syndrome of a trap
    public abstract long readSystemRegister(int encoding, int rt);

    /// Write a system register for `MSR (register)`.
    public abstract void writeSystemRegister(int encoding, int rt, long value);

    /// `MSR (immediate)`: `PAN`, `UAO`, `SPSel`, `DAIFSet`, `DAIFClr`, `DIT`, `SSBS`, `TCO`.
    ///
    /// @param op1 the instruction's `op1`
    /// @param op2 the instruction's `op2`
    /// @param imm4 `CRm`
    public abstract void writePstateField(int op1, int op2, int imm4);

    /// `SYS`: cache, address-translation and TLB maintenance.
    public abstract void systemInstruction(int encoding, int rt, long value);

    /// `SYSL`.
    public abstract long systemInstructionWithResult(int encoding, int rt);

    /// The exception an undefined or disabled instruction takes, to be thrown: EC 0.
    public abstract RuntimeException undefined();

    /// The Data Abort of an access that is not aligned as it must be, to be thrown. Accesses by [#load] and [#store]
    /// check their own alignment; this is for those made of several.
    public abstract RuntimeException alignmentFault(long address, boolean write);

    /// SVC.
    public abstract RuntimeException supervisorCall(int imm16);

    /// HVC.
    public abstract RuntimeException hypervisorCall(int imm16);

    /// SMC.
    public abstract RuntimeException secureMonitorCall(int imm16);

    /// BRK.
    public abstract RuntimeException breakpoint(int imm16);

    /// ERET: changes level, state and [#nextPc].
    public abstract void exceptionReturn();

    /// WFI (`kind` 0) or WFE (1); a trap or a wait as the system registers say.
    public abstract void waitFor(int kind);

    /// SEV and SEVL.
    public abstract void sendEvent();

    /// ISB, DSB, DMB, SB: `op2` and `CRm` of the instruction.
    public abstract void barrier(int op2, int crm);

    /// ESB: error synchronization barrier.
    public abstract void errorSynchronizationBarrier();

    /// Throws the access trap (EC 0x07) when floating point is disabled at this level.
    public abstract void checkFpAccess();

    /// Throws the trap (EC 0x0A) of an access of 64 bytes that this level is not allowed.
    ///
    /// @param kind as the syndrome says it: 0 ST64BV, 1 ST64BV0, 2 LD64B or ST64B
    public abstract void checkSixtyFourByteAccess(int kind);

    /// The current exception level, 0 or 1.
    public abstract int currentEl();

    /// Whether this processor has the feature, as its ID registers say.
    public abstract boolean has(Feature feature);

    /// Branch: the next instruction is the one at `target`.
    public final void branchTo(long target) {
        nextPc = target;
    }
}
