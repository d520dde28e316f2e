package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Processor;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One emulated processor with EL0 and EL1 in AArch64 state, below a hypervisor that is not emulated: what a guest would
/// take to EL2 ends [#run] with a [Trap].
///
/// **For the hypervisor.** [#run] executes until something has to be decided. A [Trap] leaves the processor at the
/// preferred return address. Then either change registers and run again, or [#completeInstruction] for an instruction
/// that was emulated, or [#takeException] to make the guest take one. `KVM_SET_VCPU_EVENTS` for an SError is
/// [Interrupts#setVirtualSError]. Direct register access ([#register], [#setRegister], [#systemRegister], [#setSystemRegister])
/// follows no access rules, as a hypervisor needs it.
///
/// **Counting.** An instruction is *attempted* when it begins and *retired* when it completes; SVC and HVC retire, an
/// instruction that faults or traps does not. Both counts are exact after each [#run] and in each call of the listener,
/// however large or small the budgets were, and so is everything else: the same guest does the same, always.
///
/// Belongs to the thread that runs it.
public final class Cpu extends Processor {
    static final int SCTLR_EL1 = SystemRegisterTable.index("SCTLR_EL1");
    static final int SCTLR2_EL1 = SystemRegisterTable.index("SCTLR2_EL1");
    static final int CPACR_EL1 = SystemRegisterTable.index("CPACR_EL1");
    static final int TTBR0_EL1 = SystemRegisterTable.index("TTBR0_EL1");
    static final int TTBR1_EL1 = SystemRegisterTable.index("TTBR1_EL1");
    static final int TCR_EL1 = SystemRegisterTable.index("TCR_EL1");
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

    private final CpuModel model;
    final GuestMemory memory;
    final long[] system = new long[SystemRegisterTable.ROWS.size()];
    final GuestException exception = new GuestException();
    final GenericTimer timer = new GenericTimer(this);
    final Pmu pmu = new Pmu(this);
    final MemoryAccess access;
    final Exceptions exceptions = new Exceptions(this);
    final Interrupts interrupts = new Interrupts(this);
    final SelfHostedDebug debug = new SelfHostedDebug(this);
    final SystemAccess systemAccess = new SystemAccess(this);
    private final Interpreter interpreter;

    /// PSTATE without the condition flags, as `SPSR_EL1` holds it.
    private int pstate = Pstate.RESET;
    /// The stack pointers that are not in use; the slot of the one in use is stale.
    private final long[] bankedSp = new long[2];

    /// Address that the retired instructions are counted up to; execution is behind it only inside a block.
    private long countedPc;
    private long counted;
    private boolean monitorArmed;
    private long monitorAddress;
    private int monitorBytes;

    // What follows from the registers above, see contextChanged().
    private int el = 1;
    private boolean fpTrapped = true;
    private long spAlignment;
    private Tlb tlb = Tlb.DISABLED;
    /// Something has to be looked at before the next block: a mask or an interrupt changed, an illegal state.
    boolean attention = true;

    /// A processor in its reset state: everything 0 but the identification registers and PSTATE, which is 0x3c5.
    public Cpu(GuestMemory memory, CpuModel model) {
        this.model = model;
        this.memory = memory;
        access = new MemoryAccess(this, memory);
        interpreter = new Interpreter(this, model.features());
        reset();
    }

    /// Put every register to its reset value and forget pending exceptions. The counts go on.
    public void reset() {
        java.util.Arrays.fill(x, 0);
        java.util.Arrays.fill(v, 0);
        java.util.Arrays.fill(bankedSp, 0);
        nzcv = 0;
        fpcr = 0;
        fpsr = 0;
        for (SystemRegister row : SystemRegisterTable.ROWS) {
            system[row.index()] = row.present().test(model) ? IdRegisters.value(row.name(), model) : 0;
        }
        interrupts.reset();
        monitorArmed = false;
        pstate = Pstate.RESET;
        setPc(0);
        translationChanged();
        debugChanged();
    }

    /// Which processor this is.
    public CpuModel model() {
        return model;
    }

    // Running

    /// Execute until `budget` instructions were attempted or something else stops it.
    public Stop run(long budget) {
        long end = attempted() + budget;
        while (attempted() < end) {
            interrupts.updateTimers();
            Stop stop = interpreter.run(Math.min(end - attempted(), timer.untilRise()));
            if (stop != null) {
                interrupts.updateTimers();
                return stop;
            }
        }
        interrupts.updateTimers();
        return new Stop.BudgetSpent();
    }

    /// Told of each exception entry and return from now on.
    public void setExceptionListener(ExceptionListener listener) {
        exceptions.setListener(listener);
    }

    /// Stop before the instructions at these virtual addresses. An address that is not a multiple of 4 never matches.
    public void setBreakpoints(Collection<Long> addresses) {
        interpreter.setBreakpoints(addresses);
    }

    /// Whether [#run] gives up on a guest that only enters exceptions, with [Stop.ExceptionLoop]; it does by default.
    public void stopOnExceptionLoop(boolean stop) {
        exceptions.stopOnLoop(stop);
    }

    /// Instructions retired since the processor was made.
    public long retired() {
        return counted + ((pc - countedPc) >>> 2);
    }

    /// Instructions attempted since the processor was made.
    public long attempted() {
        return interpreter.attempted();
    }

    /// `count` instructions retired, and execution goes on at `next`.
    void advance(int count, long next) {
        counted += count;
        countedPc = next;
        pc = next;
    }

    /// Count the instructions of a block that retired before the one at [#pc].
    ///
    /// @return how many these were
    int settle() {
        int done = (int) ((pc - countedPc) >>> 2);
        counted += done;
        countedPc = pc;
        return done;
    }

    // State for the hypervisor and the debugger

    /// Continue at another address.
    public void setPc(long address) {
        counted = retired();
        pc = address;
        countedPc = address;
    }

    /// Finish an instruction that the hypervisor emulated: PC behind it, PSTATE.BTYPE and PSTATE.SS cleared. It counts as
    /// retired.
    public void completeInstruction() {
        advance(1, pc + 4);
        changePstate(Pstate.BTYPE | Pstate.SS, 0);
    }

    /// Take an exception to EL1 at the present PC: what `KVM` does when it injects one, and what the processor does for an
    /// exception of its own.
    ///
    /// @param vector offset within a quarter of the vector table: 0 synchronous, 0x80 IRQ, 0x100 FIQ, 0x180 SError
    /// @param esr for `ESR_EL1`; empty leaves it alone, as for interrupts
    /// @param far for `FAR_EL1`; empty leaves it alone
    public void takeException(int vector, OptionalLong esr, OptionalLong far) {
        esr.ifPresent(value -> system[ESR_EL1] = value);
        far.ifPresent(value -> system[FAR_EL1] = value);
        exceptions.enter(vector, pc);
    }

    /// Tell the listener of an exception entry that was made by writing registers, and count it for the detection of
    /// loops.
    ///
    /// @param vectorOffset offset from `VBAR_EL1`
    /// @param fromEl level it was taken from
    public void noteException(int vectorOffset, int fromEl) {
        exceptions.entered(vectorOffset, fromEl);
    }

    /// Interrupts, virtual SErrors and timer outputs.
    public Interrupts interrupts() {
        return interrupts;
    }

    /// Let time pass until the next timer fires.
    ///
    /// @return whether one will; if not, nothing changes
    public boolean sleepUntilTimer() {
        long ticks = timer.untilRise();
        if (ticks == Long.MAX_VALUE) {
            return false;
        }
        timer.sleep(ticks);
        interrupts.updateTimers();
        return true;
    }

    /// A register by name: `X0` to `X30`, `SP`, `SP_EL0`, `SP_EL1`, `PC`, `PSTATE`, `FPSR`, `FPCR`, or a system register
    /// by its Arm name. No access rules apply.
    public OptionalLong register(String name) {
        return RegisterNames.read(this, name);
    }

    /// Write a register that [#register] names. No access rules apply, read-only registers included.
    ///
    /// @return whether there is such a register
    public boolean setRegister(String name, long value) {
        return RegisterNames.write(this, name, value);
    }

    /// All system registers that this processor has, by name, with their values.
    public SortedMap<String, Long> systemRegisters() {
        var values = new TreeMap<String, Long>();
        for (SystemRegister row : SystemRegisterTable.ROWS) {
            if (!row.isInstruction() && row.present().test(model)) {
                values.put(row.name(), read(row));
            }
        }
        return values;
    }

    /// A system register by encoding, `op0:op1:CRn:CRm:op2` in 16 bits. No access rules apply.
    public OptionalLong systemRegister(int encoding) {
        SystemRegister row = register(encoding);
        return row == null ? OptionalLong.empty() : OptionalLong.of(read(row));
    }

    /// Write a system register by encoding. No access rules apply, read-only registers included.
    ///
    /// @return whether there is such a register
    public boolean setSystemRegister(int encoding, long value) {
        SystemRegister row = register(encoding);
        if (row == null) {
            return false;
        }
        write(row, value);
        return true;
    }

    /// The name of a system register that this processor has.
    public Optional<String> systemRegisterName(int encoding) {
        return Optional.ofNullable(register(encoding)).map(SystemRegister::name);
    }

    private @Nullable SystemRegister register(int encoding) {
        SystemRegister row = SystemRegisterTable.at(encoding);
        return row == null || row.isInstruction() || !row.present().test(model) ? null : row;
    }

    long read(SystemRegister row) {
        SystemRegister.Reader reader = row.reader();
        return reader == null ? system[row.index()] : reader.read(this, row);
    }

    void write(SystemRegister row, long value) {
        SystemRegister.Writer writer = row.writer();
        if (writer == null) {
            system[row.index()] = value;
        } else {
            writer.write(this, row, value);
        }
    }

    /// PSTATE as `SPSR_EL1` would hold it.
    public long pstate() {
        return (long) nzcv << Pstate.NZCV_SHIFT | pstate;
    }

    /// Replace PSTATE, mode and stack-pointer selection included. A mode that this processor does not have is accepted;
    /// [#run] then says so.
    public void setPstate(long value) {
        nzcv = (int) (value >>> Pstate.NZCV_SHIFT) & 0xf;
        bankedSp[pstate & Pstate.SP_SEL] = x[SP];
        pstate = (int) (value & ~Pstate.NZCV);
        x[SP] = bankedSp[pstate & Pstate.SP_SEL];
        contextChanged();
    }

    /// Replace some bits of PSTATE.
    void changePstate(int bits, int value) {
        setPstate((pstate() & ~bits) | value);
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

    // Derived state

    long sctlr() {
        return system[SCTLR_EL1];
    }

    /// `SCTLR_EL1`, PSTATE or another register changed that decides how instructions execute.
    void contextChanged() {
        el = Pstate.level(pstate);
        long fpen = system[CPACR_EL1] >>> 20 & 3;
        fpTrapped = el == 0 ? fpen != 3 : (fpen & 1) == 0;
        boolean spAligned = (sctlr() & (el == 0 ? ControlRegisters.SCTLR_SA0 : ControlRegisters.SCTLR_SA)) != 0;
        spAlignment = spAligned ? 15 : 0;
        tlb = access.select(el, (pstate & Pstate.PAN) != 0, isBigEndian());
        interpreter.select(el);
        attention = true;
    }

    /// What the stage 1 translation depends on changed.
    void translationChanged() {
        access.flush();
        contextChanged();
    }

    /// What the debug exceptions depend on changed.
    void debugChanged() {
        debug.changed();
        access.flush();
        interpreter.setGuestBreakpoints(debug.breakpointAddresses());
        attention = true;
    }

    /// Whether data accesses at the current level are big-endian.
    public boolean isBigEndian() {
        return (sctlr() & (el == 0 ? ControlRegisters.SCTLR_E0E : ControlRegisters.SCTLR_EE)) != 0;
    }

    void endSlice() {
        interpreter.endSlice();
    }

    void flushFetches() {
        interpreter.flush();
    }

    void flushFetches(long address) {
        interpreter.flush(address);
    }

    /// Where a virtual address leads at the present exception level, by the guest's page tables and without any effect;
    /// empty if they say nowhere.
    public OptionalLong translate(long address) {
        return access.mmu.debugTranslate(address);
    }

    /// The level, 0 to 3, of the stage 1 descriptor for a virtual address that lies in the 4 KiB page at `page`; empty if
    /// the walk for the address reads no descriptor there.
    public OptionalInt levelOfDescriptor(long address, long page) {
        return access.mmu.levelOfDescriptorIn(address, page);
    }

    /// The page of the instruction being executed, or null before the first one.
    @Nullable Page currentPage() {
        return interpreter.currentPage();
    }

    // Memory

    @Override
    public long load(long address, int sizeLog2, int kind) {
        if ((kind & (UNPRIVILEGED | ATOMIC)) == 0) {
            Tlb current = tlb;
            int i = Tlb.index(address);
            if (current.readTags[i] == (address & (Tlb.PAGE_MASK | (1L << sizeLog2) - 1))) {
                return LittleEndian.get(current.pages[i], (int) address & GuestMemory.PAGE_BYTES - 1, sizeLog2);
            }
        }
        return access.load(address, sizeLog2, kind);
    }

    @Override
    public void store(long address, int sizeLog2, long value, int kind) {
        if ((kind & UNPRIVILEGED) == 0) {
            Tlb current = tlb;
            int i = Tlb.index(address);
            if (current.writeTags[i] == (address & (Tlb.PAGE_MASK | (1L << sizeLog2) - 1))) {
                LittleEndian.set(current.pages[i], (int) address & GuestMemory.PAGE_BYTES - 1, sizeLog2, value);
                return;
            }
        }
        access.store(address, sizeLog2, value, kind);
    }

    @Override
    public long base(int n) {
        long address = x[n];
        if (n == SP && (address & spAlignment) != 0) {
            throw exception.toEl1(Syndrome.of(Syndrome.EC_SP_ALIGN, 0));
        }
        return address;
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

    // System registers and instructions

    @Override
    public long readSystemRegister(int encoding, int rt) {
        return systemAccess.readRegister(encoding, rt);
    }

    @Override
    public void writeSystemRegister(int encoding, int rt, long value) {
        systemAccess.writeRegister(encoding, rt, value);
    }

    @Override
    public void writePstateField(int op1, int op2, int imm4) {
        systemAccess.writePstateField(op1, op2, imm4);
    }

    @Override
    public void systemInstruction(int encoding, int rt, long value) {
        systemAccess.instruction(encoding, rt, value);
    }

    @Override
    public long systemInstructionWithResult(int encoding, int rt) {
        throw undefined();
    }

    @Override
    public RuntimeException undefined() {
        return exception.toEl1(Syndrome.of(Syndrome.EC_UNKNOWN, 0));
    }

    @Override
    public RuntimeException alignmentFault(long address, boolean write) {
        return access.mmu.alignmentFault(address, write ? Mmu.Purpose.STORE : Mmu.Purpose.LOAD);
    }

    @Override
    public RuntimeException supervisorCall(int imm16) {
        return exception.toEl1(Syndrome.of(Syndrome.EC_SVC64, imm16)).afterCompletion();
    }

    @Override
    public RuntimeException hypervisorCall(int imm16) {
        if (el == 0) {
            return undefined();
        }
        return exception.toEl2(Trap.of(Syndrome.of(Trap.EC_HVC64, imm16))).afterCompletion();
    }

    @Override
    public RuntimeException secureMonitorCall(int imm16) {
        return el == 0 ? undefined() : exception.toEl2(Trap.of(Syndrome.of(Trap.EC_SMC64, imm16)));
    }

    @Override
    public RuntimeException breakpoint(int imm16) {
        return exception.toEl1(Syndrome.of(Syndrome.EC_BRK64, imm16));
    }

    @Override
    public void exceptionReturn() {
        exceptions.exceptionReturn();
    }

    @Override
    public void waitFor(int kind) {
        systemAccess.waitFor(kind);
    }

    @Override
    public void sendEvent() {
        // The event register would only be read by WFE, which may complete at any time and does so at once.
    }

    @Override
    public void barrier(int op2, int crm) {
        // Memory is sequentially consistent and changes of context take effect at once.
    }

    @Override
    public void errorSynchronizationBarrier() {
        interrupts.synchronizeErrors();
    }

    @Override
    public void checkFpAccess() {
        if (fpTrapped) {
            throw exception.toEl1(Syndrome.of(Syndrome.EC_FP_ACCESS, Syndrome.CV_COND_ALWAYS));
        }
    }

    @Override
    public int currentEl() {
        return el;
    }

    @Override
    public boolean has(Feature feature) {
        return model.has(feature);
    }
}
