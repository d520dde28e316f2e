package dev.seascope.kvm.vgic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.CpuModel;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.StateTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Expected values are those of Arm IHI 0069.
class Vgicv3Test {
    private static final long DIST = 0x0800_0000L;
    private static final long REDIST = 0x080a_0000L;
    private static final long SGI_FRAME = 0x1_0000;
    private static final int SPI = 33;
    private static final int SPURIOUS = 1023;
    private static final long IRQ_PENDING = 0x80;
    private static final long FIQ_PENDING = 0x40;
    private static final int[] AFFINITY = {0, 1, 0x100};

    private final GuestMemory memory = new GuestMemory(4096);
    private final Vgicv3 vgic = new Vgicv3();
    private final List<Cpu> cpus = new ArrayList<>();

    /// Three vCPUs in two clusters; everything on, SPI 33 enabled with priority 0xa0.
    Vgicv3Test() {
        memory.setSlot(MemorySlot.of(0, 0, 4096));
        vgic.setDistributor(DIST);
        vgic.setRedistributors(REDIST);
        for (int affinity : AFFINITY) {
            Cpu cpu = new Cpu(memory, CpuModel.DEFAULT);
            cpus.add(cpu);
            vgic.connect(affinity, cpu.interrupts());
            guestWrite(cpus.size() - 1, "ICC_PMR_EL1", 0xf0);
            guestWrite(cpus.size() - 1, "ICC_IGRPEN1_EL1", 1);
        }
        write(DIST, 2);
        vgic.write(0, DIST + 0x400 + SPI, 1, 0xa0);
        write(DIST + 0x104, 2);
    }

    private void write(long gpa, long value) {
        vgic.write(0, gpa, 4, value);
    }

    private long read(long gpa) {
        return vgic.read(0, gpa, 4);
    }

    /// Execute `MSR name, X0`.
    private void guestWrite(int vcpu, String name, long value) {
        Cpu cpu = cpus.get(vcpu);
        assertThat(cpu.setRegister(name, value)).isTrue();
    }

    /// Execute `MRS X0, name` for a register with op0 3, op1 0, CRn 12.
    private long guestRead(int vcpu, int crm, int op2) {
        Cpu cpu = cpus.get(vcpu);
        int word = 0xd538_0000 | 12 << 12 | crm << 8 | op2 << 5;
        memory.write(0, new byte[] {(byte) word, (byte) (word >>> 8), (byte) (word >>> 16), (byte) (word >>> 24)});
        long masked = cpu.pstate();
        cpu.setPstate(0x3c5);
        cpu.setPc(0);
        cpu.run(1);
        cpu.setPstate(masked);
        return cpu.x[0];
    }

    private long acknowledge(int vcpu) {
        return guestRead(vcpu, 12, 0);
    }

    private void end(int vcpu, long id) {
        guestWrite(vcpu, "ICC_EOIR1_EL1", id);
    }

    private long lines(int vcpu) {
        return cpus.get(vcpu).register("ISR_EL1").orElseThrow();
    }

    @Test
    void processorsSayThatTheyHaveItAndADebuggerAcknowledgesNothing() {
        vgic.setLine(0, SPI, true);

        assertThat(cpus.getFirst().register("ID_AA64PFR0_EL1").orElseThrow() >>> 24 & 0xf).isEqualTo(1);
        assertThat(cpus.getFirst().systemRegisters()).containsEntry("ICC_IAR1_EL1", 0L).containsEntry("ICC_SRE_EL1", 7L);
        assertThat(lines(0)).isEqualTo(IRQ_PENDING);
        assertThat(new Cpu(memory, CpuModel.DEFAULT).register("ICC_PMR_EL1")).isEqualTo(OptionalLong.empty());
    }

    @Test
    void levelInterruptIsSignalledUntilAcknowledgedAndAgainAfterItsEndWhileTheLineIsHigh() {
        vgic.setLine(0, SPI, true);
        assertThat(lines(0)).isEqualTo(IRQ_PENDING);

        assertThat(guestRead(0, 12, 2)).as("HPPIR1").isEqualTo(SPI);
        assertThat(acknowledge(0)).isEqualTo(SPI);
        assertThat(lines(0)).isZero();
        assertThat(guestRead(0, 11, 3)).as("RPR").isEqualTo(0xa0);
        assertThat(acknowledge(0)).isEqualTo(SPURIOUS);
        end(0, SPI);
        assertThat(lines(0)).isEqualTo(IRQ_PENDING);
        vgic.setLine(0, SPI, false);
        assertThat(lines(0)).isZero();
    }

    @Test
    void sharedInterruptFollowsItsRoute() {
        vgic.write(0, DIST + 0x6000 + 8 * SPI, 8, 0x8000_0100L);
        vgic.setLine(0, SPI, true);

        assertThat(lines(0)).isZero();
        assertThat(lines(2)).isEqualTo(IRQ_PENDING);
        assertThat(vgic.read(0, DIST + 0x6000 + 8 * SPI, 8)).as("bit 31 is reserved here").isEqualTo(0x100);
        write(DIST + 0x6000 + 8 * SPI, 1);
        assertThat(lines(2)).isZero();
        assertThat(lines(1)).isEqualTo(IRQ_PENDING);
        write(DIST + 0x6000 + 8 * SPI, 9);
        assertThat(lines(1)).as("nobody").isZero();
    }

    @Test
    void softwareInterruptsGoToTheListOrToAllOthers() {
        guestWrite(0, "ICC_SGI1R_EL1", 5L << 24 | 0b10);
        assertThat(List.of(lines(0), lines(1), lines(2))).containsExactly(0L, IRQ_PENDING, 0L);
        assertThat(acknowledge(1)).isEqualTo(5);
        end(1, 5);

        guestWrite(0, "ICC_SGI1R_EL1", 1L << 16 | 6L << 24 | 0b1);
        assertThat(acknowledge(2)).isEqualTo(6);
        end(2, 6);

        guestWrite(1, "ICC_SGI1R_EL1", 1L << 40 | 7L << 24);
        assertThat(List.of(lines(0), lines(1), lines(2))).containsExactly(IRQ_PENDING, 0L, IRQ_PENDING);

        guestWrite(0, "ICC_SGI0R_EL1", 8L << 24 | 0b10);
        assertThat(lines(1)).as("8 is of group 1").isZero();
    }

    @Test
    void redistributorHoldsTheInterruptsOfItsVcpu() {
        long second = REDIST + 0x2_0000 + SGI_FRAME;
        write(second + 0x100, 1 << 27);
        vgic.setLine(0, 27, true);
        vgic.setLine(1, 27, true);

        assertThat(List.of(lines(0), lines(1))).containsExactly(0L, IRQ_PENDING);
        assertThat(read(second + 0x200)).isEqualTo(1 << 27);
        assertThat(read(DIST + 0x200)).as("not the distributor's").isZero();
        assertThat(vgic.read(0, REDIST + 0x4_0008, 8)).as("TYPER").isEqualTo(0x0000_0100_0000_0210L);
        assertThat(read(REDIST + 0x2_000c)).as("its upper half").isEqualTo(1);
        assertThat(vgic.decodes(REDIST + 0x6_0000)).isFalse();
    }

    @Test
    void groupZeroIsFiq() {
        guestWrite(0, "ICC_IGRPEN0_EL1", 1);
        write(DIST + 0x84, 0);
        vgic.setLine(0, SPI, true);

        assertThat(lines(0)).isEqualTo(FIQ_PENDING);
        assertThat(acknowledge(0)).isEqualTo(SPURIOUS);
        assertThat(guestRead(0, 8, 0)).as("IAR0").isEqualTo(SPI);
    }

    @Test
    void identificationIsThatOfAGicv3() {
        assertThat(read(DIST)).isEqualTo(0x52);
        assertThat(read(DIST + 4)).isEqualTo(7 | 9 << 19);
        assertThat(read(DIST + 0xffe8)).isEqualTo(0x3b);
        assertThat(read(REDIST + 0xffe8)).isEqualTo(0x3b);
    }

    @Test
    void anyAccessOfAnySizeEndsWell() {
        for (long gpa = DIST; gpa < DIST + Vgicv3.DISTRIBUTOR_BYTES; gpa++) {
            vgic.write(1, gpa, 1 << (gpa & 3), -1);
            vgic.read(1, gpa, 1 << (gpa & 3));
        }
        for (long gpa = REDIST; gpa < REDIST + 3 * Vgicv3.REDISTRIBUTOR_BYTES; gpa += 3) {
            vgic.write(1, gpa, 1 << (gpa >> 1 & 3), -1);
            vgic.read(1, gpa, 1 << (gpa >> 1 & 3));
        }

        assertThat(read(DIST + 4)).isEqualTo(7 | 9 << 19);
    }

    @Test
    void stateComesBackWhole() {
        vgic.setLine(0, SPI, true);
        acknowledge(0);
        var out = new StateTransfer();
        vgic.transfer(out);
        end(0, SPI);

        vgic.transfer(new StateTransfer(out.values()));

        var again = new StateTransfer();
        vgic.transfer(again);
        assertThat(again.values()).isEqualTo(out.values());
    }
}
