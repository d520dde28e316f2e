package dev.seascope.kvm.vgic;

import org.jspecify.annotations.Nullable;

/// The distributor's registers that hold the same field of one interrupt after the other. A GICv3 redistributor has them
/// at the same offsets for the interrupts of its processor.
enum InterruptField {
    GROUP(0x080, 1),
    SET_ENABLE(0x100, 1),
    CLEAR_ENABLE(0x180, 1),
    SET_PENDING(0x200, 1),
    CLEAR_PENDING(0x280, 1),
    SET_ACTIVE(0x300, 1),
    CLEAR_ACTIVE(0x380, 1),
    PRIORITY(0x400, 8),
    /// Which processors it goes to: GICv2 alone.
    TARGETS(0x800, 8),
    /// Bit 1: edge-triggered.
    CONFIGURATION(0xc00, 2);

    private static final int INTERRUPTS = 1024;
    private static final int EDGE = 0b10;

    final int offset;
    final int bits;

    InterruptField(int offset, int bits) {
        this.offset = offset;
        this.bits = bits;
    }

    /// The field that a register offset lies in, or null.
    static @Nullable InterruptField at(int offset) {
        for (InterruptField field : values()) {
            if (offset >= field.offset && offset < field.offset + field.bits * INTERRUPTS / 8) {
                return field;
            }
        }
        return null;
    }

    /// Whether accesses of this size are allowed: words, and bytes where an interrupt has one for itself.
    boolean allows(int bytes) {
        return bytes == 4 || (bytes == 1 && bits == 8);
    }

    long get(Interrupt interrupt) {
        return switch (this) {
            case GROUP -> bit(interrupt.group1);
            case SET_ENABLE, CLEAR_ENABLE -> bit(interrupt.enabled);
            case SET_PENDING, CLEAR_PENDING -> bit(interrupt.isPending());
            case SET_ACTIVE, CLEAR_ACTIVE -> bit(interrupt.active);
            case PRIORITY -> interrupt.priority;
            case TARGETS -> interrupt.targets;
            case CONFIGURATION -> interrupt.edge ? EDGE : 0;
        };
    }

    void set(Interrupt interrupt, long value) {
        switch (this) {
            case GROUP -> interrupt.group1 = value != 0;
            case SET_ENABLE -> interrupt.enabled |= value != 0;
            case CLEAR_ENABLE -> interrupt.enabled &= value == 0;
            case SET_PENDING -> interrupt.latch |= value != 0;
            case CLEAR_PENDING -> interrupt.latch &= value == 0;
            case SET_ACTIVE -> interrupt.active |= value != 0;
            case CLEAR_ACTIVE -> interrupt.active &= value == 0;
            case PRIORITY -> interrupt.priority = (int) value & Interrupt.PRIORITY_MASK;
            case TARGETS -> {
                interrupt.targets = (int) value;
                interrupt.target = value == 0 ? Interrupt.NOWHERE : Long.numberOfTrailingZeros(value);
            }
            case CONFIGURATION -> {
                if (interrupt.id >= Interrupt.SGIS) {
                    interrupt.edge = (value & EDGE) != 0;
                }
            }
        }
    }

    private static long bit(boolean value) {
        return value ? 1 : 0;
    }
}
