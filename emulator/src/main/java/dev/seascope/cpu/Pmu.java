package dev.seascope.cpu;

/// The performance monitors, with three events: `SW_INCR` never counts, `INST_RETIRED` and `CPU_CYCLES` both count
/// retired instructions. Event counters have 32 bits. Filtering by exception level is not modelled.
final class Pmu {
    /// Event counters besides the cycle counter.
    static final int COUNTERS = 4;
    /// Index of the cycle counter, as in `PMCNTENSET_EL0`.
    static final int CYCLE_COUNTER = 31;
    static final long USER_EN = 1;
    static final long USER_SW = 1 << 1;
    static final long USER_CR = 1 << 2;
    static final long USER_ER = 1 << 3;

    private static final int EVENT_INST_RETIRED = 0x08;
    private static final int EVENT_CPU_CYCLES = 0x11;
    /// `PMCEID0_EL0`.
    static final long COMMON_EVENTS = 1 << EVENT_INST_RETIRED | 1 << EVENT_CPU_CYCLES;

    private static final long PMCR_E = 1;
    private static final long PMCR_P = 1 << 1;
    private static final long PMCR_C = 1 << 2;
    private static final long PMCR_WRITABLE = 0b1011_1001;
    private static final long IMPLEMENTED = 1L << CYCLE_COUNTER | (1 << COUNTERS) - 1;

    private final Cpu cpu;
    private final long[] types = new long[32];
    /// The count while stopped; the difference from the retired instructions while counting.
    private final long[] counts = new long[32];
    private long enabled;

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

    private boolean counts(int n) {
        if ((cpu.system[Cpu.PMCR_EL0] & PMCR_E) == 0 || (enabled >>> n & 1) == 0) {
            return false;
        }
        long event = types[n] & 0xffff;
        return n == CYCLE_COUNTER || event == EVENT_INST_RETIRED || event == EVENT_CPU_CYCLES;
    }

    long count(int n) {
        long count = counts(n) ? counts[n] + cpu.retired() : counts[n];
        return n == CYCLE_COUNTER ? count : count & 0xffff_ffffL;
    }

    void setCount(int n, long value) {
        if (exists(n)) {
            counts[n] = counts(n) ? value - cpu.retired() : value;
        }
    }

    long type(int n) {
        return types[n];
    }

    void setType(int n, long value) {
        if (exists(n)) {
            change(() -> types[n] = value & 0xffff_ffffL);
        }
    }

    void enable(long bits, boolean on) {
        change(() -> enabled = on ? enabled | (bits & IMPLEMENTED) : enabled & ~bits);
    }

    /// Write `PMCR_EL0`.
    void control(long value) {
        change(() -> cpu.system[Cpu.PMCR_EL0] =
                (cpu.system[Cpu.PMCR_EL0] & ~PMCR_WRITABLE) | (value & PMCR_WRITABLE));
        for (int n = 0; n < 32; n++) {
            if ((value & (n == CYCLE_COUNTER ? PMCR_C : PMCR_P)) != 0) {
                setCount(n, 0);
            }
        }
    }

    /// Change what counts without changing any count.
    private void change(Runnable change) {
        long[] before = new long[counts.length];
        for (int n = 0; n < counts.length; n++) {
            before[n] = count(n);
        }
        change.run();
        for (int n = 0; n < counts.length; n++) {
            counts[n] = counts(n) ? before[n] - cpu.retired() : before[n];
        }
    }

    void transfer(StateTransfer state) {
        state.next(types);
        state.next(counts);
        enabled = state.next(enabled);
    }
}
