package dev.seascope.kvm.vgic;

import dev.seascope.cpu.InterruptRegisters;
import dev.seascope.cpu.Interrupts;
import dev.seascope.cpu.StateTransfer;
import org.jspecify.annotations.Nullable;

/// GICv3 as KVM presents it: a distributor and redistributors in memory, CPU interfaces as system registers (Arm
/// IHI 0069, chapters 12.9 to 12.11 and 12.2). One security state, affinity routing always on, no LPIs and no ITS.
public final class Vgicv3 extends Vgic {
    /// `KVM_VGIC_V3_DIST_SIZE`.
    public static final long DISTRIBUTOR_BYTES = 0x1_0000;
    /// `KVM_VGIC_V3_REDIST_SIZE`: the frames of one vCPU.
    public static final long REDISTRIBUTOR_BYTES = 0x2_0000;
    private static final int MOST_VCPUS = 512;
    private static final int SGI_FRAME = 0x1_0000;
    /// Product 0x4b ("K"), implementer Arm.
    private static final long IIDR = 0x4b00_343bL;
    private static final int PIDR2 = 0xffe8;
    private static final long PIDR2_GICV3 = 0x3b;

    private static final int GICD_CTLR = 0x00;
    private static final int GICD_TYPER = 0x04;
    private static final int GICD_IIDR = 0x08;
    private static final int GICD_IROUTER = 0x6000;
    private static final int GICD_IROUTER_END = GICD_IROUTER + 8 * 1020;
    private static final long CTLR_GROUP1 = 1 << 1;
    private static final long CTLR_AFFINITY_ROUTING = 1 << 4;
    private static final long CTLR_ONE_SECURITY_STATE = 1 << 6;
    private static final long TYPER_10_BIT_NUMBERS = 9 << 19;
    private static final long ROUTE_AFFINITY = 0xff_00ff_ffffL;

    private static final int GICR_IIDR = 0x04;
    private static final int GICR_TYPER = 0x08;
    private static final long TYPER_LAST = 1 << 4;

    private static final long ICC_CTLR_COMMON_BINARY_POINT = 1;
    private static final long ICC_CTLR_SPLIT_END = 1 << 1;
    private static final long ICC_CTLR_5_PRIORITY_BITS = 4 << 8;
    private static final long ICC_SRE = 7;
    private static final long SGI_TO_ALL_OTHERS = 1L << 40;

    private static final long UNSET = -1;

    private long distributor = UNSET;
    private long redistributors = UNSET;

    @Override
    public int mostVcpus() {
        return MOST_VCPUS;
    }

    /// Address of the distributor, or -1 while it has none.
    public long distributor() {
        return distributor;
    }

    /// Address of the first vCPU's redistributor, or -1 while it has none. The others follow.
    public long redistributors() {
        return redistributors;
    }

    /// Place the distributor.
    public void setDistributor(long gpa) {
        distributor = gpa;
    }

    /// Place the redistributors.
    public void setRedistributors(long gpa) {
        redistributors = gpa;
    }

    @Override
    void setInterruptDefaults(Interrupt interrupt) {
        interrupt.group1 = true;
        if (interrupt.id >= Interrupt.PRIVATE) {
            interrupt.target = 0;
        }
    }

    @Override
    public void connect(int affinity, Interrupts lines) {
        super.connect(affinity, lines);
        CpuInterface added = interfaces.getLast();
        added.group0IsFiq = true;
        lines.connectRegisters(new Registers(added));
    }

    @Override
    int otherGroup(boolean wanted) {
        return CpuInterface.SPURIOUS;
    }

    private boolean isDistributor(long gpa) {
        return distributor != UNSET && gpa >= distributor && gpa < distributor + DISTRIBUTOR_BYTES;
    }

    @Override
    public boolean decodes(long gpa) {
        return isDistributor(gpa) || (redistributors != UNSET && gpa >= redistributors
                && gpa < redistributors + interfaces.size() * REDISTRIBUTOR_BYTES);
    }

    @Override
    public long read(int vcpu, long gpa, int bytes) {
        if (isDistributor(gpa)) {
            return readDistributor(interfaces.get(vcpu), (int) (gpa - distributor), bytes);
        }
        long offset = gpa - redistributors;
        CpuInterface owner = interfaces.get((int) (offset / REDISTRIBUTOR_BYTES));
        return readRedistributor(owner, (int) (offset % REDISTRIBUTOR_BYTES), bytes);
    }

    @Override
    public void write(int vcpu, long gpa, int bytes, long value) {
        if (isDistributor(gpa)) {
            writeDistributor(interfaces.get(vcpu), (int) (gpa - distributor), bytes, value);
            return;
        }
        long offset = gpa - redistributors;
        CpuInterface owner = interfaces.get((int) (offset / REDISTRIBUTOR_BYTES));
        int inFrame = (int) (offset % REDISTRIBUTOR_BYTES) - SGI_FRAME;
        InterruptField field = inFrame < 0 ? null : InterruptField.at(inFrame);
        if (field != null) {
            writeField(owner, field, inFrame, bytes, value);
        }
    }

    @Override
    boolean isWritable(InterruptField field, Interrupt interrupt) {
        return field != InterruptField.TARGETS;
    }

    // Distributor

    /// The distributor's fields of interrupts below 32 are the redistributors' business.
    private static boolean isShared(InterruptField field, int offset) {
        return (offset - field.offset) * 8 / field.bits >= Interrupt.PRIVATE;
    }

    /// Registers of 64 bits can be read by halves.
    private static long part(long register, int offset, int bytes) {
        return bytes == 8 ? register : bytes == 4 ? register >>> (8 * (offset & 4)) & 0xffff_ffffL : 0;
    }

    private long readDistributor(CpuInterface from, int offset, int bytes) {
        InterruptField field = InterruptField.at(offset);
        if (field != null) {
            return field != InterruptField.TARGETS && isShared(field, offset) ? readField(from, field, offset, bytes) : 0;
        }
        if (offset >= GICD_IROUTER && offset < GICD_IROUTER_END) {
            Interrupt interrupt = interrupt(from, (offset - GICD_IROUTER) / 8);
            return interrupt == null ? 0 : part(interrupt.route, offset, bytes);
        }
        return bytes != 4 ? 0 : switch (offset) {
            case GICD_CTLR -> (enabled ? CTLR_GROUP1 : 0) | CTLR_AFFINITY_ROUTING | CTLR_ONE_SECURITY_STATE;
            case GICD_TYPER -> interrupts() / 32 - 1 | TYPER_10_BIT_NUMBERS;
            case GICD_IIDR -> IIDR;
            case PIDR2 -> PIDR2_GICV3;
            default -> 0;
        };
    }

    private void writeDistributor(CpuInterface from, int offset, int bytes, long value) {
        InterruptField field = InterruptField.at(offset);
        if (field != null) {
            if (isShared(field, offset)) {
                writeField(from, field, offset, bytes, value);
            }
        } else if (offset >= GICD_IROUTER && offset < GICD_IROUTER_END) {
            route(interrupt(from, (offset - GICD_IROUTER) / 8), offset, bytes, value);
        } else if (bytes == 4 && offset == GICD_CTLR) {
            enabled = (value & CTLR_GROUP1) != 0;
            updateAll();
        }
    }

    private void route(@Nullable Interrupt interrupt, int offset, int bytes, long value) {
        if (interrupt == null || interrupt.id < Interrupt.PRIVATE || bytes < 4) {
            return;
        }
        long mask = bytes == 8 ? -1 : 0xffff_ffffL << (8 * (offset & 4));
        long written = bytes == 8 ? value : value << (8 * (offset & 4));
        interrupt.route = ((interrupt.route & ~mask) | (written & mask)) & ROUTE_AFFINITY;
        interrupt.target = Interrupt.NOWHERE;
        for (CpuInterface candidate : interfaces) {
            if (candidate.routeAffinity() == interrupt.route) {
                interrupt.target = candidate.index;
            }
        }
        updateAll();
    }

    // Redistributors

    private long readRedistributor(CpuInterface owner, int offset, int bytes) {
        if (offset >= SGI_FRAME) {
            InterruptField field = InterruptField.at(offset - SGI_FRAME);
            return field == null || field == InterruptField.TARGETS || isShared(field, offset - SGI_FRAME) ? 0
                    : readField(owner, field, offset - SGI_FRAME, bytes);
        }
        if ((offset & ~7) == GICR_TYPER) {
            boolean last = owner.index == interfaces.size() - 1;
            return part((long) owner.affinity << 32 | (long) owner.index << 8 | (last ? TYPER_LAST : 0), offset, bytes);
        }
        return bytes != 4 ? 0 : switch (offset) {
            case GICR_IIDR -> IIDR;
            case PIDR2 -> PIDR2_GICV3;
            default -> 0;
        };
    }

    // CPU interface

    /// The registers of one vCPU.
    private final class Registers implements InterruptRegisters {
        private final CpuInterface own;

        Registers(CpuInterface own) {
            this.own = own;
        }

        @Override
        public long read(String name) {
            return switch (name) {
                case "ICC_PMR_EL1" -> own.priorityMask;
                case "ICC_IAR0_EL1" -> own.acknowledge(Boolean.FALSE);
                case "ICC_IAR1_EL1" -> own.acknowledge(Boolean.TRUE);
                case "ICC_HPPIR0_EL1" -> highest(false);
                case "ICC_HPPIR1_EL1" -> highest(true);
                case "ICC_BPR0_EL1" -> own.binaryPoint0;
                case "ICC_BPR1_EL1" -> own.commonBinaryPoint ? Math.min(own.binaryPoint0 + 1, 7) : own.binaryPoint1;
                case "ICC_AP0R0_EL1" -> own.active0 & 0xffff_ffffL;
                case "ICC_AP1R0_EL1" -> own.active1 & 0xffff_ffffL;
                case "ICC_RPR_EL1" -> own.runningPriority();
                case "ICC_CTLR_EL1" -> (own.commonBinaryPoint ? ICC_CTLR_COMMON_BINARY_POINT : 0)
                        | (own.splitEnd ? ICC_CTLR_SPLIT_END : 0) | ICC_CTLR_5_PRIORITY_BITS;
                case "ICC_SRE_EL1" -> ICC_SRE;
                case "ICC_IGRPEN0_EL1" -> own.group0Enabled ? 1 : 0;
                case "ICC_IGRPEN1_EL1" -> own.group1Enabled ? 1 : 0;
                default -> 0;
            };
        }

        private long highest(boolean group1) {
            Interrupt best = own.highestPending();
            return best == null || best.group1 != group1 ? CpuInterface.SPURIOUS : best.id;
        }

        @Override
        public void write(String name, long value) {
            switch (name) {
                case "ICC_PMR_EL1" -> own.priorityMask = (int) value & Interrupt.PRIORITY_MASK;
                case "ICC_EOIR0_EL1", "ICC_EOIR1_EL1" -> own.end((int) value & 0xff_ffff);
                case "ICC_BPR0_EL1" -> own.binaryPoint0 =
                        Math.max((int) value & 7, CpuInterface.LEAST_BINARY_POINT_0);
                case "ICC_BPR1_EL1" -> {
                    if (!own.commonBinaryPoint) {
                        own.binaryPoint1 = Math.max((int) value & 7, CpuInterface.LEAST_BINARY_POINT_1);
                    }
                }
                case "ICC_AP0R0_EL1" -> own.active0 = (int) value;
                case "ICC_AP1R0_EL1" -> own.active1 = (int) value;
                case "ICC_DIR_EL1" -> own.deactivate((int) value & 0xff_ffff);
                case "ICC_SGI0R_EL1", "ICC_ASGI1R_EL1" -> generate(value, false);
                case "ICC_SGI1R_EL1" -> generate(value, true);
                case "ICC_CTLR_EL1" -> {
                    own.commonBinaryPoint = (value & ICC_CTLR_COMMON_BINARY_POINT) != 0;
                    own.splitEnd = (value & ICC_CTLR_SPLIT_END) != 0;
                }
                case "ICC_IGRPEN0_EL1" -> own.group0Enabled = (value & 1) != 0;
                case "ICC_IGRPEN1_EL1" -> own.group1Enabled = (value & 1) != 0;
                default -> { }
            }
            own.update();
        }

        private void generate(long value, boolean group1Too) {
            int id = (int) (value >>> 24) & 0xf;
            boolean toAllOthers = (value & SGI_TO_ALL_OTHERS) != 0;
            int cluster = ((int) (value >>> 24) & 0xff00_0000) | ((int) (value >>> 16) & 0xff_0000)
                    | ((int) (value >>> 8) & 0xff00);
            int first = (int) (value >>> 44) & 0xf;
            for (CpuInterface to : interfaces) {
                int inRange = (to.affinity & 0xff) - 16 * first;
                boolean listed = (to.affinity & ~0xff) == cluster && inRange >= 0 && inRange < 16
                        && (value >>> inRange & 1) != 0;
                Interrupt sgi = to.own[id];
                if ((toAllOthers ? to != own : listed) && (group1Too || !sgi.group1)) {
                    sgi.latch = true;
                    to.update();
                }
            }
        }
    }

    @Override
    public void transfer(StateTransfer state) {
        super.transfer(state);
        distributor = state.next(distributor);
        redistributors = state.next(redistributors);
    }
}
