package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;

/// Exception entry and return at EL1 (Arm ARM, "Exception entry", "Exception return").
final class Exceptions {
    /// Offsets within a quarter of the vector table.
    static final int SYNCHRONOUS = 0;
    static final int IRQ = 0x80;
    static final int FIQ = 0x100;
    static final int SERROR = 0x180;

    private static final int FROM_SAME_SP_EL0 = 0x000;
    private static final int FROM_SAME_SP_ELX = 0x200;
    private static final int FROM_LOWER_AARCH64 = 0x400;
    private static final int FROM_LOWER_AARCH32 = 0x600;
    /// A guest needs three entries to come to rest in a loop, whatever stack pointer and level it starts from.
    private static final int LOOP_ENTRIES = 8;

    private final Cpu cpu;
    /// The bits of PSTATE that come with features.
    private final int implemented;
    private ExceptionListener listener = ExceptionListener.NONE;
    private boolean stopOnLoop = true;
    private long retiredAtEntry = -1;
    private int entriesInARow;
    private long esrBefore;
    private long farBefore;
    private long elrBefore;
    private long spsrBefore;

    Exceptions(Cpu cpu) {
        this.cpu = cpu;
        CpuModel model = cpu.model();
        implemented = (model.has(Feature.PAN) ? Pstate.PAN : 0)
                | (model.has(Feature.UAO) ? Pstate.UAO : 0)
                | (model.has(Feature.DIT) ? Pstate.DIT : 0)
                | (model.has(Feature.SSBS) ? Pstate.SSBS : 0)
                | (model.has(Feature.MTE) ? Pstate.TCO : 0);
    }

    void transfer(StateTransfer state) {
        retiredAtEntry = state.next(retiredAtEntry);
        entriesInARow = state.next(entriesInARow);
    }

    void setListener(ExceptionListener newListener) {
        listener = newListener;
    }

    void stopOnLoop(boolean stop) {
        stopOnLoop = stop;
    }

    /// Offset of the quarter of the vector table for an exception taken in this PSTATE.
    static int quarter(long pstate) {
        if ((pstate & Pstate.NRW) != 0) {
            return FROM_LOWER_AARCH32;
        }
        if (Pstate.level(pstate) == 0) {
            return FROM_LOWER_AARCH64;
        }
        return (pstate & Pstate.SP_SEL) == 0 ? FROM_SAME_SP_EL0 : FROM_SAME_SP_ELX;
    }

    /// Keep what `ESR_EL1` and `FAR_EL1` hold, right before an entry writes them. For the listener.
    void remember() {
        esrBefore = cpu.system[Cpu.ESR_EL1];
        farBefore = cpu.system[Cpu.FAR_EL1];
    }

    /// Enter the vector. `ESR_EL1` and `FAR_EL1` have been written, after [#remember].
    void enter(int vector, long returnAddress) {
        long old = cpu.pstate();
        int fromEl = cpu.currentEl();
        int offset = quarter(old) + vector;
        cpu.setPc(enter(offset, old, returnAddress));
        entered(offset, fromEl);
    }

    /// SVC, as part of its execution: far quicker than throwing.
    void supervisorCall(int imm16) {
        long old = cpu.pstate() & ~Pstate.SS;
        int fromEl = cpu.currentEl();
        int offset = quarter(old);
        remember();
        cpu.system[Cpu.ESR_EL1] = Syndrome.of(Syndrome.EC_SVC64, imm16);
        cpu.nextPc = enter(offset, old, cpu.pc + 4);
        entered(offset, fromEl, cpu.retired() + 1, cpu.nextPc);
    }

    private long enter(int offset, long old, long returnAddress) {
        elrBefore = cpu.system[Cpu.ELR_EL1];
        spsrBefore = cpu.system[Cpu.SPSR_EL1];
        cpu.system[Cpu.SPSR_EL1] = old;
        cpu.system[Cpu.ELR_EL1] = returnAddress;
        cpu.setPstate(afterEntry(old));
        cpu.debug.forgetStep();
        return cpu.system[Cpu.VBAR_EL1] + offset;
    }

    private long afterEntry(long old) {
        long sctlr = cpu.sctlr();
        long kept = (old & (Pstate.NZCV | Pstate.DIT | Pstate.PAN)) | (implemented & Pstate.TCO);
        if ((sctlr & ControlRegisters.SCTLR_SPAN) == 0) {
            kept |= implemented & Pstate.PAN;
        }
        if ((sctlr & ControlRegisters.SCTLR_DSSBS) != 0) {
            kept |= implemented & Pstate.SSBS;
        }
        return kept | Pstate.DAIF | Pstate.EL1H;
    }

    /// Tell the listener, and notice when nothing else happens any more.
    void entered(int offset, int fromEl) {
        entered(offset, fromEl, cpu.retired(), cpu.pc);
    }

    /// The same for an entry that somebody else made.
    void entered(int offset, int fromEl, ExceptionListener.Before before) {
        esrBefore = before.esr();
        farBefore = before.far();
        elrBefore = before.elr();
        spsrBefore = before.spsr();
        entered(offset, fromEl);
    }

    private void entered(int offset, int fromEl, long retired, long pc) {
        entriesInARow = retired == retiredAtEntry ? entriesInARow + 1 : 0;
        retiredAtEntry = retired;
        if (entriesInARow >= LOOP_ENTRIES) {
            cpu.requestAttention();
        }
        if (listener.equals(ExceptionListener.NONE)) {
            return;
        }
        long[] system = cpu.system;
        listener.exceptionTaken(new ExceptionListener.Taken(retired, offset, system[Cpu.ESR_EL1], system[Cpu.FAR_EL1],
                system[Cpu.ELR_EL1], system[Cpu.SPSR_EL1], fromEl, pc,
                new ExceptionListener.Before(esrBefore, farBefore, elrBefore, spsrBefore)));
    }

    /// Whether the guest does nothing but enter exceptions. True once, so that running again goes on for a while.
    boolean loopDetected() {
        if (!stopOnLoop || entriesInARow < LOOP_ENTRIES || cpu.retired() != retiredAtEntry) {
            return false;
        }
        entriesInARow = 0;
        return true;
    }

    /// ERET. An illegal return keeps the mode and sets PSTATE.IL.
    void exceptionReturn() {
        if (cpu.currentEl() == 0) {
            throw cpu.undefined();
        }
        long spsr = cpu.system[Cpu.SPSR_EL1];
        long present = cpu.pstate();
        boolean legal = Pstate.isAArch64Guest(spsr);
        long next = spsr & (Pstate.NZCV | Pstate.DAIF | Pstate.SS | implemented);
        if (legal) {
            next |= spsr & (Pstate.SP_SEL_MODE | Pstate.IL);
        } else {
            next |= (present & Pstate.SP_SEL_MODE) | Pstate.IL;
        }
        next = (next & ~Pstate.SS) | cpu.debug.stepBitAfterReturn(next);
        cpu.clearExclusive();
        cpu.debug.forgetStep();
        cpu.setPstate(next);
        cpu.nextPc = cpu.system[Cpu.ELR_EL1];
        listener.exceptionReturned(cpu.retired() + 1, cpu.currentEl(), cpu.nextPc);
    }
}
