package dev.seascope.kvm.vgic;

import dev.seascope.cpu.StateTransfer;
import org.jspecify.annotations.Nullable;

/// GICv2 as KVM presents it: a distributor and a CPU interface in memory (Arm IHI 0048B, chapters 4.3 and 4.4).
public final class Vgicv2 extends Vgic {
    /// `KVM_VGIC_V2_DIST_SIZE`.
    public static final long DISTRIBUTOR_BYTES = 0x1000;
    /// `KVM_VGIC_V2_CPU_SIZE`.
    public static final long CPU_INTERFACE_BYTES = 0x2000;
    private static final int MOST_VCPUS = 8;
    /// Product 0x4b ("K"), implementer Arm.
    private static final long GICD_IIDR = 0x4b00_343bL;
    private static final long GICC_IIDR = 0x04b2_043bL;

    private static final int GICD_CTLR = 0x000;
    private static final int GICD_TYPER = 0x004;
    private static final int GICD_IIDR_OFFSET = 0x008;
    private static final int GICD_SGIR = 0xf00;
    private static final int GICD_CPENDSGIR = 0xf10;
    private static final int GICD_SPENDSGIR = 0xf20;
    private static final int SGIR_END = 0xf30;
    private static final int SGIR_ALL_BUT_SELF = 1;
    private static final int SGIR_SELF = 2;

    private static final int GICC_CTLR = 0x00;
    private static final int GICC_PMR = 0x04;
    private static final int GICC_BPR = 0x08;
    private static final int GICC_IAR = 0x0c;
    private static final int GICC_EOIR = 0x10;
    private static final int GICC_RPR = 0x14;
    private static final int GICC_HPPIR = 0x18;
    private static final int GICC_ABPR = 0x1c;
    private static final int GICC_AIAR = 0x20;
    private static final int GICC_AEOIR = 0x24;
    private static final int GICC_AHPPIR = 0x28;
    private static final int GICC_APR0 = 0xd0;
    private static final int GICC_NSAPR0 = 0xe0;
    private static final int GICC_IIDR_OFFSET = 0xfc;
    private static final int GICC_DIR = 0x1000;

    private static final long CTLR_GROUP0 = 1;
    private static final long CTLR_GROUP1 = 1 << 1;
    private static final long CTLR_ACK = 1 << 2;
    private static final long CTLR_FIQ = 1 << 3;
    private static final long CTLR_COMMON_BINARY_POINT = 1 << 4;
    private static final long CTLR_SPLIT_END = 1 << 9;

    private static final long UNSET = -1;

    private long distributor = UNSET;
    private long cpuInterface = UNSET;
    /// `GICC_CTLR.AckCtl` of each vCPU: an acknowledgement takes either group.
    private final boolean[] acknowledgesBoth = new boolean[MOST_VCPUS];

    @Override
    public int mostVcpus() {
        return MOST_VCPUS;
    }

    /// Address of the distributor, or -1 while it has none.
    public long distributor() {
        return distributor;
    }

    /// Address of the CPU interface, or -1 while it has none.
    public long cpuInterface() {
        return cpuInterface;
    }

    /// Place the distributor.
    public void setDistributor(long gpa) {
        distributor = gpa;
    }

    /// Place the CPU interface; each vCPU sees its own there.
    public void setCpuInterface(long gpa) {
        cpuInterface = gpa;
    }

    @Override
    void setInterruptDefaults(Interrupt interrupt) {
        // Everything is 0 at first.
    }

    @Override
    int otherGroup(boolean wanted) {
        return wanted ? CpuInterface.SPURIOUS : CpuInterface.OTHER_GROUP;
    }

    private boolean isDistributor(long gpa) {
        return distributor != UNSET && gpa >= distributor && gpa < distributor + DISTRIBUTOR_BYTES;
    }

    @Override
    public boolean decodes(long gpa) {
        return isDistributor(gpa)
                || (cpuInterface != UNSET && gpa >= cpuInterface && gpa < cpuInterface + CPU_INTERFACE_BYTES);
    }

    @Override
    public long read(int vcpu, long gpa, int bytes) {
        CpuInterface from = interfaces.get(vcpu);
        if (!isDistributor(gpa)) {
            return bytes == 4 ? readInterface(from, (int) (gpa - cpuInterface)) : 0;
        }
        int offset = (int) (gpa - distributor);
        InterruptField field = InterruptField.at(offset);
        return field == null ? readDistributor(from, offset, bytes) : readField(from, field, offset, bytes);
    }

    @Override
    public void write(int vcpu, long gpa, int bytes, long value) {
        CpuInterface from = interfaces.get(vcpu);
        if (!isDistributor(gpa)) {
            if (bytes == 4) {
                writeInterface(from, (int) (gpa - cpuInterface), value & 0xffff_ffffL);
            }
            return;
        }
        int offset = (int) (gpa - distributor);
        InterruptField field = InterruptField.at(offset);
        if (field == null) {
            writeDistributor(from, offset, bytes, value);
        } else {
            writeField(from, field, offset, bytes, value);
        }
    }

    @Override
    boolean isWritable(InterruptField field, Interrupt interrupt) {
        boolean sgi = interrupt.id < Interrupt.SGIS;
        return switch (field) {
            case TARGETS -> interrupt.id >= Interrupt.PRIVATE;
            // An SGI is pending from somebody: it has registers of its own for that.
            case SET_PENDING, CLEAR_PENDING -> !sgi;
            default -> true;
        };
    }

    // Distributor

    private long readDistributor(CpuInterface from, int offset, int bytes) {
        if (offset >= GICD_CPENDSGIR && offset < SGIR_END) {
            long value = 0;
            for (int i = 0; i < bytes; i++) {
                value |= (long) from.own[offset + i & 0xf].sources << (8 * i);
            }
            return value;
        }
        return bytes != 4 ? 0 : switch (offset) {
            case GICD_CTLR -> enabled ? 1 : 0;
            case GICD_TYPER -> interrupts() / 32 - 1 | (long) (interfaces.size() - 1) << 5;
            case GICD_IIDR_OFFSET -> GICD_IIDR;
            default -> 0;
        };
    }

    private void writeDistributor(CpuInterface from, int offset, int bytes, long value) {
        if (offset >= GICD_CPENDSGIR && offset < SGIR_END) {
            for (int i = 0; i < bytes; i++) {
                Interrupt sgi = from.own[offset + i & 0xf];
                int mask = (int) (value >>> (8 * i)) & 0xff;
                sgi.sources = offset < GICD_SPENDSGIR ? sgi.sources & ~mask : sgi.sources | mask;
            }
            updateAll();
        } else if (bytes == 4 && offset == GICD_CTLR) {
            enabled = (value & 1) != 0;
            updateAll();
        } else if (bytes == 4 && offset == GICD_SGIR) {
            generate(from, value);
        }
    }

    private void generate(CpuInterface from, long value) {
        int targets = switch ((int) (value >>> 24) & 3) {
            case 0 -> (int) (value >>> 16) & 0xff;
            case SGIR_ALL_BUT_SELF -> ~(1 << from.index);
            case SGIR_SELF -> 1 << from.index;
            default -> 0;
        };
        for (CpuInterface to : interfaces) {
            if ((targets >>> to.index & 1) != 0) {
                to.own[(int) value & 0xf].sources |= 1 << from.index;
                to.update();
            }
        }
    }

    // CPU interface

    private long readInterface(CpuInterface from, int offset) {
        return switch (offset) {
            case GICC_CTLR -> control(from);
            case GICC_PMR -> from.priorityMask;
            case GICC_BPR -> from.binaryPoint0;
            case GICC_IAR -> from.acknowledge(acknowledgesBoth[from.index] ? null : Boolean.FALSE);
            case GICC_RPR -> from.runningPriority();
            case GICC_HPPIR -> highest(from, acknowledgesBoth[from.index] ? null : Boolean.FALSE);
            case GICC_ABPR -> from.binaryPoint1;
            case GICC_AIAR -> from.acknowledge(Boolean.TRUE);
            case GICC_AHPPIR -> highest(from, Boolean.TRUE);
            case GICC_APR0 -> from.active0 & 0xffff_ffffL;
            case GICC_NSAPR0 -> from.active1 & 0xffff_ffffL;
            case GICC_IIDR_OFFSET -> GICC_IIDR;
            default -> 0;
        };
    }

    private void writeInterface(CpuInterface from, int offset, long value) {
        switch (offset) {
            case GICC_CTLR -> {
                from.group0Enabled = (value & CTLR_GROUP0) != 0;
                from.group1Enabled = (value & CTLR_GROUP1) != 0;
                acknowledgesBoth[from.index] = (value & CTLR_ACK) != 0;
                from.group0IsFiq = (value & CTLR_FIQ) != 0;
                from.commonBinaryPoint = (value & CTLR_COMMON_BINARY_POINT) != 0;
                from.splitEnd = (value & CTLR_SPLIT_END) != 0;
            }
            case GICC_PMR -> from.priorityMask = (int) value & Interrupt.PRIORITY_MASK;
            case GICC_BPR -> from.binaryPoint0 = Math.max((int) value & 7, CpuInterface.LEAST_BINARY_POINT_0);
            case GICC_ABPR -> from.binaryPoint1 = Math.max((int) value & 7, CpuInterface.LEAST_BINARY_POINT_1);
            case GICC_EOIR, GICC_AEOIR -> from.end((int) value & 0x3ff);
            case GICC_DIR -> from.deactivate((int) value & 0x3ff);
            case GICC_APR0 -> from.active0 = (int) value;
            case GICC_NSAPR0 -> from.active1 = (int) value;
            default -> {
                return;
            }
        }
        from.update();
    }

    private long control(CpuInterface from) {
        return (from.group0Enabled ? CTLR_GROUP0 : 0) | (from.group1Enabled ? CTLR_GROUP1 : 0)
                | (acknowledgesBoth[from.index] ? CTLR_ACK : 0) | (from.group0IsFiq ? CTLR_FIQ : 0)
                | (from.commonBinaryPoint ? CTLR_COMMON_BINARY_POINT : 0) | (from.splitEnd ? CTLR_SPLIT_END : 0);
    }

    private int highest(CpuInterface from, @Nullable Boolean group1) {
        Interrupt best = from.highestPending();
        if (best == null) {
            return CpuInterface.SPURIOUS;
        }
        if (group1 != null && group1 != best.group1) {
            return otherGroup(group1);
        }
        return best.sources == 0 ? best.id : Integer.numberOfTrailingZeros(best.sources) << 10 | best.id;
    }

    @Override
    public void transfer(StateTransfer state) {
        super.transfer(state);
        distributor = state.next(distributor);
        cpuInterface = state.next(cpuInterface);
        for (int i = 0; i < acknowledgesBoth.length; i++) {
            acknowledgesBoth[i] = state.next(acknowledgesBoth[i]);
        }
    }
}
