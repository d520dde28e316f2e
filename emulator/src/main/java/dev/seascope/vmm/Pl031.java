package dev.seascope.vmm;

import dev.seascope.cpu.StateTransfer;
import java.util.function.LongSupplier;

/// Arm's PrimeCell real time clock, PL031 (Arm DDI 0224). It counts the seconds of the guest's own time from a fixed date
/// on: what the host's clocks say never reaches the guest.
public final class Pl031 implements Device {
    /// Where the board has it.
    public static final long BASE = 0x0901_0000L;
    /// The time when the machine starts: 2026-01-01T00:00:00Z, in seconds since 1970.
    public static final int START = 1_767_225_600;

    private static final int BYTES = 0x1000;
    private static final int DR = 0x00;
    private static final int MR = 0x04;
    private static final int LR = 0x08;
    private static final int CR = 0x0c;
    private static final int IMSC = 0x10;
    private static final int RIS = 0x14;
    private static final int MIS = 0x18;
    private static final int ICR = 0x1c;
    private static final int PERIPH_ID0 = 0xfe0;
    /// PeriphID0 to 3 and PCellID0 to 3, one byte a word.
    private static final int[] IDS = {0x31, 0x10, 0x04, 0x00, 0x0d, 0xf0, 0x05, 0xb1};
    private static final long NANOSECONDS = 1_000_000_000;

    private final LongSupplier ticks;
    /// What is added to the seconds since the start.
    private int offset = START;
    private int load = START;
    private int match;
    private int imsc;
    /// The match value that was reached and acknowledged, so that it is not raised again.
    private boolean acknowledged = true;

    /// @param ticks the guest's time in nanoseconds, as its generic timer counts it
    public Pl031(LongSupplier ticks) {
        this.ticks = ticks;
    }

    @Override
    public long base() {
        return BASE;
    }

    @Override
    public long bytes() {
        return BYTES;
    }

    private int seconds() {
        return offset + (int) (ticks.getAsLong() / NANOSECONDS);
    }

    /// The alarm is looked at when something else makes the machine look at its interrupts, at the latest when the guest
    /// touches a device.
    @Override
    public boolean interrupts() {
        return (raw() & imsc) != 0;
    }

    @Override
    public void transfer(StateTransfer state) {
        offset = state.next(offset);
        load = state.next(load);
        match = state.next(match);
        imsc = state.next(imsc);
        acknowledged = state.next(acknowledged);
    }

    private int raw() {
        return !acknowledged && seconds() - match >= 0 ? 1 : 0;
    }

    @Override
    public long read(long offsetInDevice, int size) {
        int register = (int) offsetInDevice & ~3;
        if (register >= PERIPH_ID0) {
            return IDS[(register - PERIPH_ID0) >> 2];
        }
        return switch (register) {
            case DR -> seconds() & 0xffff_ffffL;
            case MR -> match & 0xffff_ffffL;
            case LR -> load & 0xffff_ffffL;
            // The clock runs from reset on and cannot be stopped.
            case CR -> 1;
            case IMSC -> imsc;
            case RIS -> raw();
            case MIS -> raw() & imsc;
            default -> 0;
        };
    }

    @Override
    public void write(long offsetInDevice, int size, long value) {
        switch ((int) offsetInDevice & ~3) {
            case MR -> {
                match = (int) value;
                acknowledged = false;
            }
            case LR -> {
                load = (int) value;
                offset += (int) value - seconds();
            }
            case IMSC -> imsc = (int) value & 1;
            case ICR -> acknowledged |= (value & 1) != 0 && raw() != 0;
            // Read-only, or not there.
            default -> { }
        }
    }
}
