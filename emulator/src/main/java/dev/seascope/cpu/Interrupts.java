package dev.seascope.cpu;

import org.jspecify.annotations.Nullable;

/// What can interrupt the guest: virtual SError, IRQ, FIQ; and the timers' outputs, which an interrupt controller turns
/// into interrupts.
public final class Interrupts {
    private static final long VSESR = 0x1ff_ffff;
    private static final long DISR_A = 1L << 31;

    private final Cpu cpu;
    private boolean virtualSError;
    private long vsesr;
    private boolean irq;
    private boolean fiq;
    private boolean virtualTimerOutput;
    private boolean physicalTimerOutput;
    /// Whether an output may change: asked at each entry and exit of the guest.
    private boolean timersInUse;
    private TimerListener timerListener = (_, _) -> { };
    private @Nullable InterruptRegisters registers;

    /// Told when the output of a timer changes, as an interrupt controller would see it.
    public interface TimerListener {
        /// `virtual` is the virtual timer, otherwise the physical one. May call [Interrupts#setLines].
        void outputChanged(boolean virtual, boolean asserted);
    }

    Interrupts(Cpu cpu) {
        this.cpu = cpu;
    }

    void reset() {
        virtualSError = false;
        vsesr = 0;
        irq = false;
        fiq = false;
    }

    void transfer(StateTransfer state) {
        virtualSError = state.next(virtualSError);
        vsesr = state.next(vsesr);
        irq = state.next(irq);
        fiq = state.next(fiq);
        virtualTimerOutput = state.next(virtualTimerOutput);
        physicalTimerOutput = state.next(physicalTimerOutput);
        noteTimers();
    }

    /// `HCR_EL2.VSE` and `VSESR_EL2`: pend or withdraw a virtual SError. It is taken as soon as it is not masked.
    ///
    /// @param syndrome for `ESR_EL1[24:0]`; higher bits are ignored
    public void setVirtualSError(boolean pending, long syndrome) {
        virtualSError = pending;
        vsesr = syndrome & VSESR;
        cpu.requestAttention();
    }

    /// `HCR_EL2.VSE`.
    public boolean virtualSErrorPending() {
        return virtualSError;
    }

    /// `VSESR_EL2`.
    public long vsesr() {
        return vsesr;
    }

    /// Drive the virtual IRQ and FIQ inputs.
    public void setLines(boolean irqAsserted, boolean fiqAsserted) {
        if (irq != irqAsserted || fiq != fiqAsserted) {
            irq = irqAsserted;
            fiq = fiqAsserted;
            cpu.requestAttention();
        }
    }

    /// Drive one of the inputs, FIQ or else IRQ.
    public void setLine(boolean fiqInput, boolean asserted) {
        setLines(fiqInput ? irq : asserted, fiqInput ? asserted : fiq);
    }

    /// Give the processor the CPU interface of a GICv3: `ID_AA64PFR0_EL1.GIC` says so from now on.
    public void connectRegisters(InterruptRegisters interruptRegisters) {
        registers = interruptRegisters;
        cpu.extend(Extension.GICV3);
    }

    /// The registers that were connected.
    ///
    /// @throws IllegalStateException if none were
    InterruptRegisters registers() {
        if (registers == null) {
            throw new IllegalStateException("no interrupt controller is connected");
        }
        return registers;
    }

    /// Whether WFI completes at once, masked or not.
    public boolean hasWakeUpEvent() {
        return anyPending();
    }

    /// Whether anything is pending, masked or not.
    boolean anyPending() {
        return virtualSError || irq || fiq;
    }

    /// Told of each change of a timer's output from now on.
    public void setTimerListener(TimerListener listener) {
        timerListener = listener;
    }

    /// Whether the output of the virtual timer is asserted.
    public boolean virtualTimerAsserted() {
        return cpu.timer.output(Cpu.CNTV_CTL_EL0, Cpu.CNTV_CVAL_EL0);
    }

    /// Whether the output of the physical timer is asserted.
    public boolean physicalTimerAsserted() {
        return cpu.timer.output(Cpu.CNTP_CTL_EL0, Cpu.CNTP_CVAL_EL0);
    }

    /// `ISR_EL1`.
    long pending() {
        return (virtualSError ? Pstate.A : 0) | (irq ? Pstate.I : 0) | (fiq ? Pstate.F : 0);
    }

    /// `SCTLR2_EL1.NMEA` in effect: PSTATE.A does not mask SErrors.
    private boolean errorsAreNotMaskable() {
        return cpu.model().has(Extension.SCTLR2)
                && (cpu.system[Cpu.SCTLR2_EL1] & ControlRegisters.SCTLR2_NMEA) != 0;
    }

    private boolean masked(int bit) {
        return (cpu.pstate() & bit) != 0;
    }

    private boolean errorsMasked() {
        return masked(Pstate.A) && !errorsAreNotMaskable();
    }

    /// Take the most important interrupt that is pending and not masked.
    ///
    /// @return whether there was one
    boolean take() {
        cpu.exceptions.remember();
        if (virtualSError && !errorsMasked()) {
            virtualSError = false;
            cpu.system[Cpu.ESR_EL1] = Syndrome.of(Syndrome.EC_SERROR, vsesr);
            cpu.exceptions.enter(Exceptions.SERROR, cpu.pc);
        } else if (fiq && !masked(Pstate.F)) {
            cpu.exceptions.enter(Exceptions.FIQ, cpu.pc);
        } else if (irq && !masked(Pstate.I)) {
            cpu.exceptions.enter(Exceptions.IRQ, cpu.pc);
        } else {
            return false;
        }
        return true;
    }

    /// ESB: a pending virtual SError that is masked is deferred to `DISR_EL1`; one that is not is taken anyway.
    void synchronizeErrors() {
        if (virtualSError && errorsMasked()) {
            virtualSError = false;
            cpu.system[Cpu.DISR_EL1] = DISR_A | vsesr;
        }
    }

    /// A timer register was written.
    void timerChanged() {
        updateTimers();
        cpu.endSlice();
    }

    /// A timer was enabled or disabled, or an output changed.
    void noteTimers() {
        timersInUse = cpu.timer.isAnyEnabled() || virtualTimerOutput || physicalTimerOutput;
    }

    /// Whether [#updateTimers] has anything to do, or a timer will fire.
    boolean areTimersInUse() {
        return timersInUse;
    }

    void updateTimers() {
        if (timersInUse) {
            updateOutputs();
        }
    }

    private void updateOutputs() {
        boolean virtual = virtualTimerAsserted();
        if (virtual != virtualTimerOutput) {
            virtualTimerOutput = virtual;
            timerListener.outputChanged(true, virtual);
        }
        boolean physical = physicalTimerAsserted();
        if (physical != physicalTimerOutput) {
            physicalTimerOutput = physical;
            timerListener.outputChanged(false, physical);
        }
        noteTimers();
    }
}
