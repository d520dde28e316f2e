package dev.seascope.kvm.vgic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.CpuModel;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.StateTransfer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Expected values are those of Arm IHI 0048B.
class Vgicv2Test {
    private static final long DIST = 0x0800_0000L;
    private static final long CPU = 0x0801_0000L;
    private static final long CTLR = 0;
    private static final long PMR = 4;
    private static final long IAR = 0xc;
    private static final long EOIR = 0x10;
    private static final long RPR = 0x14;
    private static final long HPPIR = 0x18;
    private static final long AIAR = 0x20;
    private static final long DIR = 0x1000;
    private static final int SPI = 33;
    private static final int SPURIOUS = 1023;
    private static final long IRQ_PENDING = 0x80;
    private static final long FIQ_PENDING = 0x40;

    private final GuestMemory memory = new GuestMemory(4096);
    private final Vgicv2 vgic = new Vgicv2();
    private final List<Cpu> cpus = new ArrayList<>();

    /// Two vCPUs; everything on, SPI 33 enabled and sent to vCPU 0 with priority 0xa0.
    Vgicv2Test() {
        vgic.setDistributor(DIST);
        vgic.setCpuInterface(CPU);
        for (int i = 0; i < 2; i++) {
            Cpu cpu = new Cpu(memory, CpuModel.DEFAULT);
            cpus.add(cpu);
            vgic.connect(i, cpu.interrupts());
            write(i, CPU + CTLR, 1);
            write(i, CPU + PMR, 0xf0);
        }
        write(0, DIST, 1);
        configure(SPI, 0xa0, 1);
    }

    private void configure(int id, int priority, int targets) {
        vgic.write(0, DIST + 0x400 + id, 1, priority);
        vgic.write(0, DIST + 0x800 + id, 1, targets);
        write(0, DIST + 0x100 + id / 32 * 4L, 1L << id % 32);
    }

    private void edge(int id) {
        write(0, DIST + 0xc00 + id / 16 * 4L, 2L << (id % 16 * 2));
    }

    private void write(int vcpu, long gpa, long value) {
        vgic.write(vcpu, gpa, 4, value);
    }

    private long read(int vcpu, long gpa) {
        return vgic.read(vcpu, gpa, 4);
    }

    private long lines(int vcpu) {
        return cpus.get(vcpu).register("ISR_EL1").orElseThrow();
    }

    @Test
    void levelInterruptIsSignalledUntilAcknowledgedAndAgainAfterItsEndWhileTheLineIsHigh() {
        vgic.setLine(0, SPI, true);
        assertThat(lines(0)).isEqualTo(IRQ_PENDING);
        assertThat(lines(1)).isZero();

        assertThat(read(0, CPU + IAR)).isEqualTo(SPI);
        assertThat(lines(0)).isZero();
        assertThat(read(0, CPU + RPR)).isEqualTo(0xa0);
        assertThat(read(0, CPU + IAR)).isEqualTo(SPURIOUS);

        write(0, CPU + EOIR, SPI);
        assertThat(lines(0)).isEqualTo(IRQ_PENDING);
        vgic.setLine(0, SPI, false);
        assertThat(lines(0)).isZero();
        assertThat(read(0, CPU + RPR)).isEqualTo(0xff);
    }

    @Test
    void edgeInterruptIsRememberedAndSignalledOnce() {
        edge(SPI);
        vgic.setLine(0, SPI, true);
        vgic.setLine(0, SPI, false);

        assertThat(read(0, CPU + IAR)).isEqualTo(SPI);
        vgic.setLine(0, SPI, true);
        assertThat(lines(0)).as("active").isZero();
        write(0, CPU + EOIR, SPI);

        assertThat(read(0, CPU + IAR)).as("the second edge").isEqualTo(SPI);
        write(0, CPU + EOIR, SPI);
        assertThat(read(0, CPU + IAR)).isEqualTo(SPURIOUS);
    }

    @Test
    void higherPriorityPreemptsAndTheMaskHidesLowOnes() {
        configure(40, 0x50, 1);
        configure(41, 0xf0, 1);
        vgic.setLine(0, 41, true);
        assertThat(lines(0)).as("not above the mask").isZero();
        assertThat(read(0, CPU + HPPIR)).isEqualTo(41);

        vgic.setLine(0, SPI, true);
        assertThat(read(0, CPU + IAR)).isEqualTo(SPI);
        vgic.setLine(0, 40, true);
        assertThat(lines(0)).isEqualTo(IRQ_PENDING);
        assertThat(read(0, CPU + IAR)).isEqualTo(40);
        assertThat(read(0, CPU + RPR)).isEqualTo(0x50);
        vgic.setLine(0, 40, false);
        write(0, CPU + EOIR, 40);
        assertThat(read(0, CPU + RPR)).isEqualTo(0xa0);
    }

    @Test
    void equalPrioritiesGoByNumber() {
        configure(50, 0xa0, 1);
        vgic.setLine(0, 50, true);
        vgic.setLine(0, SPI, true);

        assertThat(read(0, CPU + IAR)).isEqualTo(SPI);
        assertThat(read(0, CPU + IAR)).as("no preemption").isEqualTo(SPURIOUS);
    }

    @Test
    void softwareInterruptTellsWhereItCameFrom() {
        write(1, DIST + 0xf00, 0x0001_0003L);
        write(0, DIST + 0xf00, 0x0201_0003L);

        assertThat(read(0, DIST + 0xf20) >>> 24).as("pending from both").isEqualTo(0b11);
        assertThat(read(0, CPU + IAR)).isEqualTo(3);
        write(0, CPU + EOIR, 3);
        assertThat(read(0, CPU + IAR)).isEqualTo(1 << 10 | 3);
        write(0, CPU + EOIR, 1 << 10 | 3);
        assertThat(read(0, CPU + IAR)).isEqualTo(SPURIOUS);

        write(0, DIST + 0xf00, 0x0100_0005L);
        assertThat(lines(0)).as("all but itself").isZero();
        assertThat(lines(1)).isEqualTo(IRQ_PENDING);
    }

    @Test
    void sharedInterruptFollowsItsTarget() {
        vgic.setLine(0, SPI, true);
        vgic.write(0, DIST + 0x800 + SPI, 1, 2);

        assertThat(lines(0)).isZero();
        assertThat(lines(1)).isEqualTo(IRQ_PENDING);
        vgic.write(0, DIST + 0x800 + SPI, 1, 0);
        assertThat(lines(1)).isZero();
    }

    @Test
    void interruptsOfOneVcpuAreItsOwn() {
        write(0, DIST + 0x100, 1 << 27);
        vgic.setLine(0, 27, true);
        vgic.setLine(1, 27, true);

        assertThat(lines(0)).isEqualTo(IRQ_PENDING);
        assertThat(lines(1)).as("not enabled there").isZero();
        assertThat(read(0, DIST + 0x800)).as("targets say who is reading").isEqualTo(0x0101_0101L);
        assertThat(read(1, DIST + 0x800)).isEqualTo(0x0202_0202L);
    }

    @Test
    void groupsAreEnabledAndAcknowledgedApart() {
        write(0, DIST + 0x80 + 4, 2);
        vgic.setLine(0, SPI, true);
        assertThat(lines(0)).as("group 1 is off").isZero();

        write(0, CPU + CTLR, 0b1011);
        assertThat(lines(0)).isEqualTo(IRQ_PENDING);
        assertThat(read(0, CPU + IAR)).isEqualTo(1022);
        assertThat(read(0, CPU + AIAR)).isEqualTo(SPI);
        write(0, CPU + 0x24, SPI);
        vgic.setLine(0, SPI, false);

        configure(40, 0x50, 1);
        vgic.setLine(0, 40, true);
        assertThat(lines(0)).as("group 0 as FIQ").isEqualTo(FIQ_PENDING);
    }

    @Test
    void priorityDropAndDeactivationCanBeApart() {
        write(0, CPU + CTLR, 1 | 1 << 9);
        vgic.setLine(0, SPI, true);
        assertThat(read(0, CPU + IAR)).isEqualTo(SPI);
        write(0, CPU + EOIR, SPI);

        assertThat(read(0, CPU + RPR)).isEqualTo(0xff);
        assertThat(lines(0)).as("still active").isZero();
        assertThat(read(0, DIST + 0x300 + 4)).isEqualTo(2);
        write(0, CPU + DIR, SPI);
        assertThat(lines(0)).isEqualTo(IRQ_PENDING);
    }

    @Test
    void registersWithoutAFieldOrOfAnotherSizeAreZeroAndIgnored() {
        for (long offset = 0; offset < Vgicv2.DISTRIBUTOR_BYTES; offset++) {
            for (int bytes = 1; bytes <= 8; bytes *= 2) {
                vgic.read(0, DIST + offset, bytes);
                vgic.write(0, DIST + offset, bytes, -1);
            }
        }
        for (long offset = 0; offset < Vgicv2.CPU_INTERFACE_BYTES; offset++) {
            for (int bytes = 1; bytes <= 8; bytes *= 2) {
                vgic.read(1, CPU + offset, bytes);
                vgic.write(1, CPU + offset, bytes, -1);
            }
        }

        assertThat(read(0, DIST + 4)).as("TYPER: 256 interrupts, 2 CPUs").isEqualTo(7 | 1 << 5);
        assertThat(read(0, DIST + 0xfe8)).isZero();
        assertThat(vgic.decodes(DIST + 0x1000)).isFalse();
        assertThat(vgic.setLine(0, 256, true)).isFalse();
    }

    @Test
    void stateComesBackWhole() {
        vgic.setLine(0, SPI, true);
        read(0, CPU + IAR);
        write(1, DIST + 0xf00, 0x0001_0003L);
        var out = new StateTransfer();
        vgic.transfer(out);
        write(0, CPU + EOIR, SPI);
        write(0, DIST, 0);

        vgic.transfer(new StateTransfer(out.values()));

        var again = new StateTransfer();
        vgic.transfer(again);
        assertThat(again.values()).isEqualTo(out.values());
        assertThat(read(0, CPU + RPR)).isEqualTo(0xa0);
    }
}
