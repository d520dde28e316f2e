package dev.seascope.cpu;

/// The virtual and physical timers of the Generic Timer. Time is the number of retired instructions, one nanosecond
/// each, plus what the processor slept in WFI: no clock of the host is read.
final class GenericTimer {
    /// `CNTFRQ_EL0`.
    static final long FREQUENCY = 1_000_000_000;

    private static final long CTL_ENABLE = 1;
    private static final long CTL_IMASK = 1 << 1;
    private static final long CTL_ISTATUS = 1 << 2;

    private final Cpu cpu;
    private long slept;
    private boolean enabled;

    GenericTimer(Cpu cpu) {
        this.cpu = cpu;
    }

    /// `CNTVCT_EL0`.
    long count() {
        return cpu.retired() + slept;
    }

    /// Let time pass without instructions.
    void sleep(long ticks) {
        slept += ticks;
    }

    void transfer(StateTransfer state) {
        slept = state.next(slept);
        registersReplaced();
    }

    /// The timers' registers were written by other means than [#set].
    void registersReplaced() {
        enabled = ((cpu.system[Cpu.CNTV_CTL_EL0] | cpu.system[Cpu.CNTP_CTL_EL0]) & CTL_ENABLE) != 0;
        cpu.interrupts.noteTimers();
    }

    private boolean conditionMet(int compareIndex) {
        return Long.compareUnsigned(count(), cpu.system[compareIndex]) >= 0;
    }

    /// `CNTx_CTL_EL0`.
    long control(int controlIndex, int compareIndex) {
        long control = cpu.system[controlIndex];
        return (control & CTL_ENABLE) != 0 && conditionMet(compareIndex) ? control | CTL_ISTATUS : control;
    }

    /// `CNTx_TVAL_EL0`.
    long timerValue(int compareIndex) {
        return cpu.system[compareIndex] - count() & 0xffff_ffffL;
    }

    void setTimerValue(int compareIndex, long value) {
        set(compareIndex, count() + (int) value);
    }

    /// Write `CNTx_CTL_EL0` or `CNTx_CVAL_EL0`.
    void set(int index, long value) {
        cpu.system[index] = value;
        registersReplaced();
        cpu.interrupts.timerChanged();
    }

    /// Whether any timer is enabled.
    boolean isAnyEnabled() {
        return enabled;
    }

    /// Whether the interrupt output of a timer is asserted.
    boolean output(int controlIndex, int compareIndex) {
        return (cpu.system[controlIndex] & (CTL_ENABLE | CTL_IMASK)) == CTL_ENABLE && conditionMet(compareIndex);
    }

    /// Ticks until a timer's output goes up, or [Long#MAX_VALUE] if it is up or will not.
    private long untilRise(int controlIndex, int compareIndex) {
        if ((cpu.system[controlIndex] & (CTL_ENABLE | CTL_IMASK)) != CTL_ENABLE || conditionMet(compareIndex)) {
            return Long.MAX_VALUE;
        }
        long ticks = cpu.system[compareIndex] - count();
        return ticks < 0 ? Long.MAX_VALUE : ticks;
    }

    /// Ticks until the next output goes up, or [Long#MAX_VALUE].
    long untilRise() {
        return isAnyEnabled()
                ? Math.min(untilRise(Cpu.CNTV_CTL_EL0, Cpu.CNTV_CVAL_EL0),
                        untilRise(Cpu.CNTP_CTL_EL0, Cpu.CNTP_CVAL_EL0))
                : Long.MAX_VALUE;
    }
}
