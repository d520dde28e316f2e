package dev.seascope.kvm.vgic;

import dev.seascope.cpu.Interrupts;
import dev.seascope.cpu.StateTransfer;
import org.jspecify.annotations.Nullable;

/// The CPU interface of one vCPU: which pending interrupt is signalled, acknowledged, and ended (IHI 0048B, chapter 4.4;
/// IHI 0069, "CPU interface"). GICv2 and GICv3 reach the same state through different registers.
final class CpuInterface {
    static final int SPURIOUS = 1023;
    /// Answer to an acknowledgement of group 0 when the interrupt is of group 1.
    static final int OTHER_GROUP = 1022;
    static final int IDLE_PRIORITY = 0xff;
    /// The least values of the binary points with 5 bits of priority.
    static final int LEAST_BINARY_POINT_0 = 2;
    static final int LEAST_BINARY_POINT_1 = 3;
    private static final int PRIORITY_SHIFT = 3;

    private final Vgic vgic;
    final int index;
    /// `MPIDR_EL1` affinity of the vCPU, as `Aff3.Aff2.Aff1.Aff0` in 32 bits.
    final int affinity;
    private final Interrupts lines;
    final Interrupt[] own = new Interrupt[Interrupt.PRIVATE];

    boolean group0Enabled;
    boolean group1Enabled;
    /// Group 0 is signalled as FIQ.
    boolean group0IsFiq;
    /// One binary point for both groups.
    boolean commonBinaryPoint;
    /// The end of an interrupt only drops the priority; deactivation is an extra step.
    boolean splitEnd;
    int priorityMask;
    int binaryPoint0 = LEAST_BINARY_POINT_0;
    int binaryPoint1 = LEAST_BINARY_POINT_1;
    /// Active priorities of each group, one bit for each of the 32 levels.
    int active0;
    int active1;

    CpuInterface(Vgic vgic, int index, int affinity, Interrupts lines) {
        this.vgic = vgic;
        this.index = index;
        this.affinity = affinity;
        this.lines = lines;
        for (int id = 0; id < own.length; id++) {
            own[id] = new Interrupt(id, index);
            own[id].targets = 1 << index;
            vgic.setInterruptDefaults(own[id]);
        }
    }

    /// The affinity as `GICD_IROUTER` has it: Aff3 from bit 32.
    long routeAffinity() {
        return (affinity & 0xff00_0000L) << 8 | (affinity & 0xff_ffff);
    }

    /// The priority that a new interrupt has to beat.
    int runningPriority() {
        int active = active0 | active1;
        return active == 0 ? IDLE_PRIORITY : Integer.numberOfTrailingZeros(active) << PRIORITY_SHIFT;
    }

    /// The bits of a priority that decide about preemption.
    private int groupPriority(Interrupt interrupt) {
        int below = !interrupt.group1 || commonBinaryPoint ? binaryPoint0 + 1 : binaryPoint1;
        return interrupt.priority & -(1 << below);
    }

    /// The most important interrupt that is pending, enabled and not active, of the enabled groups; null if there is none.
    @Nullable Interrupt highestPending() {
        if (!vgic.enabled) {
            return null;
        }
        Interrupt best = null;
        for (Interrupt interrupt : own) {
            best = better(best, interrupt);
        }
        for (Interrupt interrupt : vgic.shared) {
            if (interrupt.target == index) {
                best = better(best, interrupt);
            }
        }
        return best;
    }

    private @Nullable Interrupt better(@Nullable Interrupt best, Interrupt candidate) {
        boolean eligible = candidate.enabled && !candidate.active && candidate.isPending()
                && (candidate.group1 ? group1Enabled : group0Enabled);
        return eligible && (best == null || candidate.priority < best.priority) ? candidate : best;
    }

    /// The interrupt that is signalled to the processor, or null.
    @Nullable Interrupt signalled() {
        Interrupt best = highestPending();
        return best != null && best.priority < priorityMask && groupPriority(best) < runningPriority() ? best : null;
    }

    /// Drive the processor's inputs.
    void update() {
        Interrupt signalled = signalled();
        boolean fiq = signalled != null && !signalled.group1 && group0IsFiq;
        lines.setLines(signalled != null && !fiq, fiq);
    }

    /// Acknowledge what is signalled.
    ///
    /// @param group1 the group asked for; null for whichever it is
    /// @return its number and, for an SGI of GICv2, where it came from in bits 12:10; or a special number
    int acknowledge(@Nullable Boolean group1) {
        Interrupt interrupt = signalled();
        if (interrupt == null) {
            return SPURIOUS;
        }
        if (group1 != null && group1 != interrupt.group1) {
            return vgic.otherGroup(group1);
        }
        int source = 0;
        if (interrupt.sources != 0) {
            source = Integer.numberOfTrailingZeros(interrupt.sources);
            interrupt.sources &= ~(1 << source);
        }
        interrupt.latch = false;
        interrupt.active = true;
        int level = 1 << (groupPriority(interrupt) >>> PRIORITY_SHIFT);
        if (interrupt.group1) {
            active1 |= level;
        } else {
            active0 |= level;
        }
        update();
        return source << 10 | interrupt.id;
    }

    /// End the interrupt acknowledged last: drop the priority and, unless that is an extra step, deactivate it.
    void end(int id) {
        if (id >= vgic.interrupts()) {
            return;
        }
        int lowest = Integer.lowestOneBit(active0 | active1);
        active0 &= ~lowest;
        active1 &= ~lowest;
        if (!splitEnd) {
            deactivate(id);
        }
        update();
    }

    void deactivate(int id) {
        Interrupt interrupt = vgic.interrupt(this, id);
        if (interrupt != null) {
            interrupt.active = false;
            vgic.changed(interrupt);
        }
    }

    void transfer(StateTransfer state) {
        for (Interrupt interrupt : own) {
            interrupt.transfer(state);
        }
        group0Enabled = state.next(group0Enabled);
        group1Enabled = state.next(group1Enabled);
        group0IsFiq = state.next(group0IsFiq);
        commonBinaryPoint = state.next(commonBinaryPoint);
        splitEnd = state.next(splitEnd);
        priorityMask = state.next(priorityMask);
        binaryPoint0 = state.next(binaryPoint0);
        binaryPoint1 = state.next(binaryPoint1);
        active0 = state.next(active0);
        active1 = state.next(active1);
    }
}
