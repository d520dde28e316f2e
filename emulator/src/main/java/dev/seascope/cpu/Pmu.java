package dev.seascope.cpu;

/// The performance monitors, with three events: `SW_INCR`, and `INST_RETIRED` and `CPU_CYCLES`, which both count retired
/// instructions. Event counters have 32 bits, the cycle counter 64. An overflow shows in `PMOVSSET_EL0`; its interrupt
/// leads nowhere, as in a virtual machine whose VMM sets no `KVM_ARM_VCPU_PMU_V3_IRQ`. Filtering by exception level is not
/// modelled.
final class Pmu {
    /// Event counters besides the cycle counter.
    static final int COUNTERS = 4;
    /// Index of the cycle counter, as in `PMCNTENSET_EL0`.
    static final int CYCLE_COUNTER = 31;
    static final long USER_EN = 1;
    static final long USER_SW = 1 << 1;
    static final long USER_CR = 1 << 2;
    static final long USER_ER = 1 << 3;

    private static final int EVENT_SW_INCR = 0x00;
    private static final int EVENT_INST_RETIRED = 0x08;
    private static final int EVENT_CPU_CYCLES = 0x11;
    /// `PMCEID0_EL0`.
    static final long COMMON_EVENTS = 1 << EVENT_SW_INCR | 1 << EVENT_INST_RETIRED | 1 << EVENT_CPU_CYCLES;

    private static final long PMCR_E = 1;
    private static final long PMCR_P = 1 << 1;
    private static final long PMCR_C = 1 << 2;
    private static final long PMCR_WRITABLE = 0b0011_1001;
    private static final long IMPLEMENTED = 1L << CYCLE_COUNTER | (1 << COUNTERS) - 1;
    private static final int EVENT_BITS = 32;
    private static final long EVENT_MASK = (1L << EVENT_BITS) - 1;

    private final Cpu cpu;
    private final long[] types = new long[32];
    /// What was counted when [#since] instructions had retired. Bit 32 of an event counter is an overflow.
    private final long[] counts = new long[32];
    private long since;
    private long enabled;
    /// `PMOVSSET_EL0` at [#since].
    private long overflows;
    private long interruptEnables;

    Pmu(Cpu cpu) {
        this.cpu = cpu;
    }

    long enabled() {
        return enabled;
    }

    /// `PMSELR_EL0.SEL`.
    int selected() {
        return (int) cpu.system[Cpu.PMSELR_EL0] & 0x1f;
    }

    private boolean exists(int n) {
        return (IMPLEMENTED >>> n & 1) != 0;
    }

    private boolean isOn(int n) {
        return (cpu.system[Cpu.PMCR_EL0] & PMCR_E) != 0 && (enabled >>> n & 1) != 0;
    }

    private boolean countsInstructions(int n) {
        long event = types[n] & 0xffff;
        return isOn(n) && (n == CYCLE_COUNTER || event == EVENT_INST_RETIRED || event == EVENT_CPU_CYCLES);
    }

    private long unbounded(int n) {
        return countsInstructions(n) ? counts[n] + cpu.retired() - since : counts[n];
    }

    private static long bounded(int n, long count) {
        return n == CYCLE_COUNTER ? count : count & EVENT_MASK;
    }

    long count(int n) {
        return bounded(n, unbounded(n));
    }

    void setCount(int n, long value) {
        if (exists(n)) {
            settle();
            counts[n] = bounded(n, value);
        }
    }

    long type(int n) {
        return types[n];
    }

    void setType(int n, long value) {
        if (exists(n)) {
            settle();
            types[n] = value & 0xffff_ffffL;
        }
    }

    void enable(long bits, boolean on) {
        settle();
        enabled = with(enabled, bits, on);
    }

    /// Write `PMCR_EL0`.
    void control(long value) {
        settle();
        cpu.system[Cpu.PMCR_EL0] = (cpu.system[Cpu.PMCR_EL0] & ~PMCR_WRITABLE) | (value & PMCR_WRITABLE);
        for (int n = 0; n < counts.length; n++) {
            if ((value & (n == CYCLE_COUNTER ? PMCR_C : PMCR_P)) != 0) {
                counts[n] = 0;
            }
        }
    }

    /// Write `PMSWINC_EL0`.
    void increment(long bits) {
        settle();
        for (int n = 0; n < COUNTERS; n++) {
            if ((bits >>> n & 1) != 0 && isOn(n) && (types[n] & 0xffff) == EVENT_SW_INCR) {
                counts[n]++;
            }
        }
    }

    /// `PMOVSSET_EL0`.
    long overflows() {
        long found = overflows;
        for (int n = 0; n < counts.length; n++) {
            boolean wrapped = n == CYCLE_COUNTER ? Long.compareUnsigned(unbounded(n), counts[n]) < 0
                    : unbounded(n) >>> EVENT_BITS != 0;
            found |= wrapped ? 1L << n : 0;
        }
        return found;
    }

    void setOverflows(long bits, boolean on) {
        settle();
        overflows = with(overflows, bits, on);
    }

    /// `PMINTENSET_EL1`.
    long interruptEnables() {
        return interruptEnables;
    }

    void enableInterrupts(long bits, boolean on) {
        interruptEnables = with(interruptEnables, bits, on);
    }

    private static long with(long old, long bits, boolean on) {
        return on ? old | (bits & IMPLEMENTED) : old & ~bits;
    }

    /// Let [#counts] say what was counted up to now, before anything changes. Reading does not, so that it leaves no trace.
    private void settle() {
        overflows = overflows();
        for (int n = 0; n < counts.length; n++) {
            counts[n] = count(n);
        }
        since = cpu.retired();
    }

    void transfer(StateTransfer state) {
        state.next(types);
        state.next(counts);
        since = state.next(since);
        enabled = state.next(enabled);
        overflows = state.next(overflows);
        interruptEnables = state.next(interruptEnables);
    }
}
