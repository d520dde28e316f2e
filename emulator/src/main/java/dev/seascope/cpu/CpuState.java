package dev.seascope.cpu;

import dev.seascope.arch.a64.Processor;
import java.util.Arrays;

/// The registers of a [Cpu], and what they say by themselves.
abstract class CpuState extends Processor {
    static final int ID_AA64PFR0_EL1 = SystemRegisterTable.index("ID_AA64PFR0_EL1");
    static final int SCTLR_EL1 = SystemRegisterTable.index("SCTLR_EL1");
    static final int SCTLR2_EL1 = SystemRegisterTable.index("SCTLR2_EL1");
    static final int CPACR_EL1 = SystemRegisterTable.index("CPACR_EL1");
    static final int TTBR0_EL1 = SystemRegisterTable.index("TTBR0_EL1");
    static final int TTBR1_EL1 = SystemRegisterTable.index("TTBR1_EL1");
    static final int TCR_EL1 = SystemRegisterTable.index("TCR_EL1");
    static final int CONTEXTIDR_EL1 = SystemRegisterTable.index("CONTEXTIDR_EL1");
    static final int MAIR_EL1 = SystemRegisterTable.index("MAIR_EL1");
    static final int PAR_EL1 = SystemRegisterTable.index("PAR_EL1");
    static final int ELR_EL1 = SystemRegisterTable.index("ELR_EL1");
    static final int SPSR_EL1 = SystemRegisterTable.index("SPSR_EL1");
    static final int ESR_EL1 = SystemRegisterTable.index("ESR_EL1");
    static final int FAR_EL1 = SystemRegisterTable.index("FAR_EL1");
    static final int VBAR_EL1 = SystemRegisterTable.index("VBAR_EL1");
    static final int DISR_EL1 = SystemRegisterTable.index("DISR_EL1");
    static final int MDSCR_EL1 = SystemRegisterTable.index("MDSCR_EL1");
    static final int OSLSR_EL1 = SystemRegisterTable.index("OSLSR_EL1");
    static final int CNTKCTL_EL1 = SystemRegisterTable.index("CNTKCTL_EL1");
    static final int CNTV_CTL_EL0 = SystemRegisterTable.index("CNTV_CTL_EL0");
    static final int CNTV_CVAL_EL0 = SystemRegisterTable.index("CNTV_CVAL_EL0");
    static final int CNTP_CTL_EL0 = SystemRegisterTable.index("CNTP_CTL_EL0");
    static final int CNTP_CVAL_EL0 = SystemRegisterTable.index("CNTP_CVAL_EL0");
    static final int PMCR_EL0 = SystemRegisterTable.index("PMCR_EL0");
    static final int PMSELR_EL0 = SystemRegisterTable.index("PMSELR_EL0");
    static final int PMUSERENR_EL0 = SystemRegisterTable.index("PMUSERENR_EL0");

    /// The system registers by [SystemRegister#index].
    final long[] system = new long[SystemRegisterTable.ROWS.size()];
    /// PSTATE without the condition flags, as `SPSR_EL1` holds it.
    private int pstate = Pstate.RESET;
    private int el = 1;
    /// The stack pointers that are not in use; the slot of the one in use is stale.
    private final long[] bankedSp = new long[2];

    private boolean monitorArmed;
    private long monitorAddress;
    private int monitorBytes;

    /// `SCTLR_EL1`, PSTATE or another register changed that decides how instructions execute.
    abstract void contextChanged();

    void resetState(CpuModel model) {
        Arrays.fill(x, 0);
        Arrays.fill(v, 0);
        Arrays.fill(bankedSp, 0);
        pc = 0;
        nzcv = 0;
        fpcr = 0;
        fpsr = 0;
        pstate = Pstate.RESET;
        el = 1;
        monitorArmed = false;
        for (SystemRegister row : SystemRegisterTable.ROWS) {
            system[row.index()] = row.present().test(model) ? IdRegisters.value(row.name(), model) : 0;
        }
    }

    void transferState(StateTransfer state) {
        state.next(x);
        state.next(v);
        state.next(bankedSp);
        state.next(system);
        pc = state.next(pc);
        nzcv = state.next(nzcv);
        fpcr = state.next(fpcr);
        fpsr = state.next(fpsr);
        pstate = state.next(pstate);
        el = state.next(el);
        monitorArmed = state.next(monitorArmed);
        monitorAddress = state.next(monitorAddress);
        monitorBytes = state.next(monitorBytes);
    }

    /// Continue at another address.
    public void setPc(long address) {
        pc = address;
    }

    /// PSTATE as `SPSR_EL1` would hold it.
    public long pstate() {
        return (long) nzcv << Pstate.NZCV_SHIFT | pstate;
    }

    /// Replace PSTATE, mode and stack-pointer selection included. A mode that this processor does not have is accepted;
    /// [Cpu#run] then says so.
    public void setPstate(long value) {
        nzcv = (int) (value >>> Pstate.NZCV_SHIFT) & 0xf;
        bankedSp[pstate & Pstate.SP_SEL] = x[SP];
        pstate = (int) (value & ~Pstate.NZCV);
        el = Pstate.level(pstate);
        x[SP] = bankedSp[pstate & Pstate.SP_SEL];
        contextChanged();
    }

    /// Replace some bits of PSTATE, condition flags not among them.
    void changePstate(int bits, int value) {
        int changed = (pstate & ~bits) | value;
        if (changed != pstate) {
            setPstate((long) nzcv << Pstate.NZCV_SHIFT | changed);
        }
    }

    /// `SP_EL0` or `SP_EL1`, whether in use or not.
    public long sp(int level) {
        return level == (pstate & Pstate.SP_SEL) ? x[SP] : bankedSp[level];
    }

    /// Write `SP_EL0` or `SP_EL1`.
    public void setSp(int level, long value) {
        if (level == (pstate & Pstate.SP_SEL)) {
            x[SP] = value;
        } else {
            bankedSp[level] = value;
        }
    }

    long sctlr() {
        return system[SCTLR_EL1];
    }

    @Override
    public int currentEl() {
        return el;
    }

    @Override
    public void markExclusive(long address, int bytes) {
        monitorArmed = true;
        monitorAddress = address;
        monitorBytes = bytes;
    }

    @Override
    public boolean claimExclusive(long address, int bytes) {
        boolean claimed = monitorArmed && monitorAddress == address && monitorBytes == bytes;
        monitorArmed = false;
        return claimed;
    }

    @Override
    public void clearExclusive() {
        monitorArmed = false;
    }
}
