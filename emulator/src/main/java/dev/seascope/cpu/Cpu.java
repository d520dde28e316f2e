package dev.seascope.cpu;

import dev.seascope.arch.LittleEndian;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One emulated processor with EL0 and EL1 in AArch64 state, below a hypervisor that is not emulated: what a guest would
/// take to EL2 ends [#run] with a [Trap].
///
/// **For the hypervisor.** [#run] executes until something has to be decided. A [Trap] leaves the processor at the
/// preferred return address. Then either change registers and run again, or [#completeInstruction] for an instruction
/// that was emulated, or [#takeException] to make the guest take one. `KVM_SET_VCPU_EVENTS` for an SError is
/// [Interrupts#setVirtualSError]. Direct register access ([#register], [#setRegister], [#systemRegister],
/// [#setSystemRegister]) follows no access rules, as a hypervisor needs it.
///
/// **Counting.** An instruction is *attempted* when it begins and *retired* when it completes; SVC and HVC retire, an
/// instruction that faults or traps does not. Both counts are exact after each [#run] and in each call of the listener,
/// however large or small the budgets were, and so is everything else: the same guest does the same, always.
///
/// Belongs to the thread that runs it.
public final class Cpu extends CpuRegisters {
    final GuestMemory memory;
    final GuestException exception = new GuestException();
    final GenericTimer timer = new GenericTimer(this);
    final Pmu pmu = new Pmu(this);
    final MemoryAccess access;
    final Exceptions exceptions;
    final Interrupts interrupts = new Interrupts(this);
    private final El2Registers el2 = new El2Registers();
    final SelfHostedDebug debug = new SelfHostedDebug(this);
    final SystemAccess systemAccess;
    private final Interpreter interpreter;

    // What follows from the registers above, see contextChanged().
    private boolean fpTrapped = true;
    private long spAlignment;
    private boolean bigEndian;
    /// The arrays of the TLB in use, see [Tlb].
    private long[] readTags = Tlb.DISABLED.readTags;
    private long[] writeTags = Tlb.DISABLED.writeTags;
    private byte[][] pages = Tlb.DISABLED.pages;

    /// A processor in its reset state: everything 0 but the identification registers and PSTATE, which is 0x3c5.
    public Cpu(GuestMemory memory, CpuModel model) {
        super(model);
        this.memory = memory;
        exceptions = new Exceptions(this);
        systemAccess = new SystemAccess(this);
        access = new MemoryAccess(this, memory);
        interpreter = new Interpreter(this, model.features());
        reset();
    }

    /// Put every register to its reset value and forget pending exceptions. The counts go on.
    public void reset() {
        resetState(model());
        timer.registersReplaced();
        interrupts.reset();
        translationChanged();
        debugChanged();
    }

    @Override
    void extend(Extension extension) {
        super.extend(extension);
        systemAccess.modelChanged();
    }

    /// The whole state of the processor. Memory has snapshots of its own.
    public CpuSnapshot snapshot() {
        var state = new StateTransfer();
        transfer(state);
        return new CpuSnapshot(state.values());
    }

    /// Go back to a snapshot of this processor, counts included. Breakpoints and listeners stay, and are not told.
    public void restore(CpuSnapshot snapshot) {
        transfer(new StateTransfer(snapshot.values()));
    }

    /// Take the whole state out, as [#snapshot] does, or put it back, as [#restore] does.
    public void transfer(StateTransfer state) {
        transferState(state);
        interrupts.transfer(state);
        timer.transfer(state);
        pmu.transfer(state);
        debug.transfer(state);
        exceptions.transfer(state);
        interpreter.transfer(state);
        if (state.isLoading()) {
            translationChanged();
            debugChanged();
            interpreter.requestAttention();
        }
    }

    // Running

    /// Execute until `budget` instructions were attempted or something else stops it.
    public Stop run(long budget) {
        return runUntil(attempted() + budget);
    }

    /// Execute until [#attempted] is `end` or something else stops it.
    public Stop runUntil(long end) {
        while (true) {
            interrupts.updateTimers();
            // A difference, because the sum of any number so far and any budget may overflow
            long left = end - attempted();
            if (left <= 0) {
                return new Stop.BudgetSpent();
            }
            Stop stop = interpreter.run(interrupts.areTimersInUse() ? end - left + Math.min(left, timer.untilRise()) : end);
            if (stop != null) {
                interrupts.updateTimers();
                return stop;
            }
        }
    }

    /// What the last exception to EL2 left there.
    public El2Registers el2() {
        return el2;
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
        return interpreter.retired();
    }

    /// Instructions attempted since the processor was made.
    public long attempted() {
        return interpreter.attempted();
    }

    /// See [Interpreter#translateAfter].
    void translateAfter(int runs) {
        interpreter.translateAfter(runs);
    }

    // State for the hypervisor and the debugger

    /// Finish an instruction that the hypervisor emulated: PC behind it, PSTATE.BTYPE and PSTATE.SS cleared. It counts as
    /// retired.
    public void completeInstruction() {
        pc += 4;
        interpreter.completed();
        changePstate(Pstate.BTYPE | Pstate.SS, 0);
    }

    /// Take an exception to EL1 at the present PC: what `KVM` does when it injects one, and what the processor does for an
    /// exception of its own.
    ///
    /// @param vector offset within a quarter of the vector table: 0 synchronous, 0x80 IRQ, 0x100 FIQ, 0x180 SError
    /// @param esr for `ESR_EL1`; empty leaves it alone, as for interrupts
    /// @param far for `FAR_EL1`; empty leaves it alone
    public void takeException(int vector, OptionalLong esr, OptionalLong far) {
        exceptions.remember();
        esr.ifPresent(value -> system[ESR_EL1] = value);
        far.ifPresent(value -> system[FAR_EL1] = value);
        exceptions.enter(vector, pc);
    }

    /// Tell the listener of an exception entry that was made by writing registers, and count it for the detection of
    /// loops.
    ///
    /// @param vectorOffset offset from `VBAR_EL1`
    /// @param fromEl level it was taken from
    /// @param before the registers that were written, as they were
    public void noteException(int vectorOffset, int fromEl, ExceptionListener.Before before) {
        exceptions.entered(vectorOffset, fromEl, before);
    }

    /// Interrupts, virtual SErrors and timer outputs.
    public Interrupts interrupts() {
        return interrupts;
    }

    /// The time of the Generic Timer, `CNTPCT_EL0` and `CNTVCT_EL0`: retired instructions plus what was slept.
    public long time() {
        return timer.count();
    }

    /// How long until a timer fires, or [Long#MAX_VALUE] if none will.
    public long untilTimer() {
        return timer.untilRise();
    }

    /// Let time pass without instructions until [#time]; nothing happens if it is that late already.
    public void sleepUntil(long time) {
        long ticks = time - timer.count();
        if (ticks > 0) {
            timer.sleep(ticks);
            interrupts.updateTimers();
        }
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

    // Derived state

    @Override
    void contextChanged() {
        long pstate = pstate();
        int el = currentEl();
        long fpen = system[CPACR_EL1] >>> 20 & 3;
        fpTrapped = el == 0 ? fpen != 3 : (fpen & 1) == 0;
        boolean spAligned = (sctlr() & (el == 0 ? ControlRegisters.SCTLR_SA0 : ControlRegisters.SCTLR_SA)) != 0;
        spAlignment = spAligned ? 15 : 0;
        bigEndian = (sctlr() & (el == 0 ? ControlRegisters.SCTLR_E0E : ControlRegisters.SCTLR_EE)) != 0;
        Tlb tlb = access.select(el, (pstate & Pstate.PAN) != 0, bigEndian);
        readTags = tlb.readTags;
        writeTags = tlb.writeTags;
        pages = tlb.pages;
        interpreter.select(el);
        if (!Pstate.isAArch64Guest(pstate) || (pstate & Pstate.IL) != 0 || interrupts.anyPending()
                || debug.mayStep() || debug.awaitsContext()) {
            interpreter.requestAttention();
        }
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
        interpreter.requestAttention();
    }

    /// Let the hypervisor debug the guest from now on; null for no longer. Kept over [#reset], and not part of a snapshot.
    public void setHostDebug(@Nullable HostDebug host) {
        debug.setHost(host);
        debugChanged();
    }

    void requestAttention() {
        interpreter.requestAttention();
    }

    /// The instruction just executed did not retire.
    void didNotRetire() {
        interpreter.didNotRetire();
    }

    /// The instruction just executed found a hole and did nothing else.
    void leaveForHole() {
        interpreter.leaveForHole();
    }

    void endSlice() {
        interpreter.endSlice();
    }

    void flushFetches() {
        interpreter.flush();
    }

    void leavePage(Page page) {
        interpreter.leavePage(page);
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

    /// What an abort of the load or store being executed reports about it, see `InstructionSpec.accessSyndrome`.
    int accessSyndrome() {
        return interpreter.accessSyndrome();
    }

    // Memory

    @Override
    public boolean isBigEndian() {
        return bigEndian;
    }

    @Override
    public long load(long address, int sizeLog2, int kind) {
        if ((kind & DEVICE) != 0 && access.knowsHole(address, sizeLog2, kind, false)) {
            return 0;
        }
        if ((kind & (UNPRIVILEGED | ATOMIC)) == 0) {
            int i = Tlb.index(address);
            if (readTags[i] == (address & (Tlb.PAGE_MASK | ((1L << sizeLog2) - 1) | (kind & QUADWORD)))) {
                return LittleEndian.get(pages[i], (int) address & GuestMemory.PAGE_BYTES - 1, sizeLog2);
            }
        }
        return access.load(address, sizeLog2, kind);
    }

    @Override
    public void store(long address, int sizeLog2, long value, int kind) {
        if ((kind & DEVICE) != 0 && access.knowsHole(address, sizeLog2, kind, true)) {
            return;
        }
        if ((kind & UNPRIVILEGED) == 0) {
            int i = Tlb.index(address);
            if (writeTags[i] == (address & (Tlb.PAGE_MASK | ((1L << sizeLog2) - 1) | (kind & QUADWORD)))) {
                LittleEndian.set(pages[i], (int) address & GuestMemory.PAGE_BYTES - 1, sizeLog2, value);
                return;
            }
        }
        access.store(address, sizeLog2, value, kind);
    }

    @Override
    public boolean isLeft() {
        return access.isHoleFound();
    }

    @Override
    public long base(int n) {
        long address = x[n];
        if (n == SP && (address & spAlignment) != 0) {
            throw exception.toEl1(Syndrome.of(Syndrome.EC_SP_ALIGN, 0));
        }
        return address;
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
        if (currentEl() == 0) {
            return undefined();
        }
        return exception.toEl2(Trap.of(Syndrome.of(Trap.EC_HVC64, imm16))).afterCompletion();
    }

    @Override
    public RuntimeException secureMonitorCall(int imm16) {
        return currentEl() == 0 ? undefined() : exception.toEl2(Trap.of(Syndrome.of(Trap.EC_SMC64, imm16)));
    }

    @Override
    public RuntimeException breakpoint(int imm16) {
        if (debug.isHostOwned()) {
            return exception.toEl2(Trap.of(Syndrome.of(Syndrome.EC_BRK64, imm16)));
        }
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
    public void checkSixtyFourByteAccess(int kind) {
        long allowed = switch (kind) {
            case 0 -> ControlRegisters.SCTLR_EN_ASR;
            case 1 -> ControlRegisters.SCTLR_EN_AS0;
            default -> ControlRegisters.SCTLR_EN_ALS;
        };
        if (currentEl() == 0 && (sctlr() & allowed) == 0) {
            throw exception.toEl1(Syndrome.of(Syndrome.EC_OTHER_INSN, kind));
        }
    }
}
