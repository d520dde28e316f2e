package dev.seascope.kvm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SmcccFilterTest {
    private static final long VENDOR = 0x8600_0000L;
    private static final int FORWARD = 2;

    private static String filter(Guest guest, long base, long functions, int action) {
        return filter(guest, base, functions, action, 0);
    }

    private static String filter(Guest guest, long base, long functions, int action, int pad) {
        StructLayout layout = Structs.SMCCC_FILTER;
        Bytes argument = Bytes.copyOf(new byte[Structs.DEVICE_ATTR.size() + layout.size()])
                .with(24, 4, base).with(28, 4, functions).with(32, 1, action).with(40, 1, pad);
        return guest.vm.ioctl(Ioctl.KVM_SET_DEVICE_ATTR.number(), argument).errno();
    }

    @Test
    void aForwardedCallIsAnExitWithPcBehindIt() throws KvmException {
        Guest guest = Guest.of("v6.19", Guest.HVC_0, Guest.SMC_0);
        guest.set(VcpuRegister.X0, VENDOR + 3);
        guest.set(VcpuRegister.X1, 7);

        assertThat(filter(guest, VENDOR, 0x100, FORWARD)).isEmpty();

        assertThat(guest.exit()).isInstanceOfSatisfying(KvmExit.Hypercall.class, exit -> {
            assertThat(exit.reason()).isEqualTo(3);
            assertThat(exit.nr()).isEqualTo(VENDOR + 3);
            assertThat(exit.flags()).isZero();
        });
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 4);
        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(VENDOR + 3);
        assertThat(guest.exit()).isInstanceOfSatisfying(KvmExit.Hypercall.class,
                exit -> assertThat(exit.flags()).isEqualTo(1));
        assertThat(guest.get(VcpuRegister.PC)).isEqualTo(Guest.PC + 8);
    }

    @Test
    void aDeniedCallIsUnknownToTheGuest() throws KvmException {
        Guest guest = Guest.of("v6.19", Guest.HVC_0);
        guest.set(VcpuRegister.X0, 0x8400_0000L);
        filter(guest, 0x8400_0000L, 1, 1);

        guest.vcpu.run(1);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(-1);
    }

    @Test
    void whatIsNotFilteredKvmAnswers() throws KvmException {
        Guest guest = Guest.of("v6.19", Guest.HVC_0);
        guest.set(VcpuRegister.X0, 0x8400_0000L);
        filter(guest, VENDOR, 1, FORWARD);

        guest.vcpu.run(1);

        assertThat(guest.get(VcpuRegister.X0)).isEqualTo(0x1_0003);
    }

    @Test
    void theFilterIsPartOfASnapshot() throws KvmException, IOException {
        Guest filtered = Guest.of("v6.19", Guest.HVC_0);
        filter(filtered, VENDOR, 0x100, FORWARD);
        filter(filtered, 0x8400_0000L, 1, 1);
        var file = new ByteArrayOutputStream();
        filtered.vm.write(filtered.vm.snapshot(), file);
        Guest other = Guest.of("v6.19", Guest.HVC_0);
        VmSnapshot unfiltered = other.vm.snapshot();

        other.vm.restore(other.vm.readSnapshot(new ByteArrayInputStream(file.toByteArray())));
        other.set(VcpuRegister.X0, VENDOR);
        assertThat(other.exit()).isInstanceOf(KvmExit.Hypercall.class);
        assertThat(filter(other, VENDOR, 1, 1)).as("a vCPU has run").isEqualTo("EBUSY");

        other.vm.restore(unfiltered);
        assertThat(filter(other, VENDOR, 1, FORWARD)).as("free again").isEmpty();
    }

    @Test
    void theFilterHasItsOwnErrors() throws KvmException {
        Guest guest = Guest.of("v6.19", Guest.NOP);

        assertThat(filter(guest, VENDOR, 0, FORWARD)).isEqualTo("EINVAL");
        assertThat(filter(guest, 0xffff_ffffL, 2, FORWARD)).isEqualTo("EINVAL");
        assertThat(filter(guest, VENDOR, 1, 3)).isEqualTo("EINVAL");
        assertThat(filter(guest, VENDOR, 1, FORWARD, 1)).isEqualTo("EINVAL");
        assertThat(filter(guest, 0x8000_0000L, 1, FORWARD)).isEqualTo("EEXIST");
        assertThat(filter(guest, VENDOR, 2, FORWARD)).isEmpty();
        assertThat(filter(guest, VENDOR + 1, 2, 1)).isEqualTo("EEXIST");
        assertThat(guest.vm.ioctl(Ioctl.KVM_SET_DEVICE_ATTR.number(), Bytes.copyOf(new byte[24])).errno())
                .isEqualTo("EFAULT");
        assertThat(guest.vm.ioctl(Ioctl.KVM_SET_DEVICE_ATTR.number(), Bytes.copyOf(new byte[48]).with(4, 4, 1)).errno())
                .isEqualTo("ENXIO");
        guest.vcpu.run(1);
        assertThat(filter(guest, 0x9000_0000L, 1, FORWARD)).isEqualTo("EBUSY");
    }
}
