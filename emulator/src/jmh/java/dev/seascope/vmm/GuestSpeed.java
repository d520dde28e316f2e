package dev.seascope.vmm;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.machine.Kvm;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.kvm.machine.Vcpu;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

/// Runs one compiled guest, an ELF file that talks to a PL011 and ends with PSCI's SYSTEM_OFF, through the whole of the
/// modelled KVM, and says how long the emulation thread was busy: `seconds instructions exits check=...`.
public final class GuestSpeed {
    private static final long RAM = 0x4000_0000L;
    private static final long RAM_BYTES = 256 << 20;

    private GuestSpeed() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        GuestImage image = GuestImage.ofElf(file.toString(), Files.readAllBytes(file));
        Vm vm = new Kvm(Kernel.DEFAULT, Host.DEFAULT).createVm(0, EnumSet.noneOf(VmFeature.class), RAM_BYTES);
        StructLayout region = Structs.USERSPACE_MEMORY_REGION;
        Bytes ram = region.with(region.with(region.zeros(), "guest_phys_addr", RAM), "memory_size", RAM_BYTES);
        vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), ram);
        Vcpu vcpu = vm.createVcpu(0);
        vcpu.init();
        image.segments().forEach(segment -> vm.memory().write(segment.address(), segment.content()));
        vcpu.cpu().setPc(image.entry());

        var threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        var serial = new Pl011();
        long exits = 0;
        RunResult last;
        while (true) {
            RunResult result = vcpu.run(Long.MAX_VALUE / 2);
            if (!(result instanceof RunResult.Exited(KvmExit.Mmio mmio))
                    || !serial.decodes(mmio.physAddr(), mmio.len())) {
                last = result;
                break;
            }
            exits++;
            long offset = mmio.physAddr() - serial.base();
            if (mmio.isWrite()) {
                serial.write(offset, mmio.len(), mmio.data());
            } else {
                vcpu.kvmRun().answer(serial.read(offset, mmio.len()));
            }
        }
        double seconds = (threads.getCurrentThreadCpuTime() - began) / 1e9;
        String line = serial.output().strip();
        System.out.printf("%.3f %d %d %s%n", seconds, vcpu.cpu().retired(), exits,
                line.substring(Math.max(0, line.lastIndexOf(' '))).strip());
        if (!(last instanceof RunResult.Exited(KvmExit.SystemEvent _))) {
            throw new IllegalStateException("%s ended otherwise: %s".formatted(file, last));
        }
    }
}
