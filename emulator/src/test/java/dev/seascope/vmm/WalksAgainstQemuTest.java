package dev.seascope.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.GnuTools;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.machine.Kvm;
import dev.seascope.kvm.machine.KvmException;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.kvm.machine.Vcpu;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A guest that has stage 1 translate random addresses by random tables prints the same here and on QEMU. What the two
/// may differ in, and where QEMU 7.2 is wrong, the guest's source says.
@Tag("slow")
class WalksAgainstQemuTest {
    private static final int CASES = 4_000;
    private static final long RAM = 0x4000_0000L;
    private static final long RAM_BYTES = 256 << 20;
    private static final List<String> SOURCES = List.of("start.S", "walks.c", "walks.ld");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void stageOneTranslatesAsQemuDoes(int seed) throws IOException, KvmException {
        GnuTools.require("gcc");
        for (String source : SOURCES) {
            try (InputStream in = WalksAgainstQemuTest.class.getResourceAsStream("walks/" + source)) {
                Files.write(folder.resolve(source), Objects.requireNonNull(in, source).readAllBytes());
            }
        }
        GnuTools.run(folder, "gcc", "-DSEED=" + seed, "-DCASES=" + CASES, "-O2", "-ffreestanding", "-nostdlib",
                "-fno-pic", "-no-pie", "-static", "-fno-stack-protector", "-mgeneral-regs-only", "-march=armv8.2-a",
                "-mno-outline-atomics", "-Wl,-T,walks.ld", "-Wl,--build-id=none", "-Wl,--no-warn-rwx-segments",
                "start.S", "walks.c", "-o", "walks.elf");
        String theirs = GnuTools.emulate(folder, "walks.elf");

        String ours = console(folder.resolve("walks.elf"));

        assertThat(ours.lines().count()).isEqualTo(CASES + 1);
        assertThat(ours.lines()).containsExactlyElementsOf(theirs.lines().toList());
    }

    private static String console(Path file) throws IOException, KvmException {
        GuestImage image = GuestImage.ofElf(file.toString(), Files.readAllBytes(file));
        Vm vm = new Kvm(Kernel.DEFAULT, Host.DEFAULT).createVm(0, EnumSet.noneOf(VmFeature.class), RAM_BYTES);
        StructLayout region = Structs.USERSPACE_MEMORY_REGION;
        Bytes ram = region.with(region.with(region.zeros(), "guest_phys_addr", RAM), "memory_size", RAM_BYTES);
        vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), ram);
        Vcpu vcpu = vm.createVcpu(0);
        vcpu.init();
        image.segments().forEach(segment -> vm.memory().write(segment.address(), segment.content()));
        vcpu.cpu().setPc(image.entry());
        var serial = new Pl011();
        RunResult result = vcpu.run(Long.MAX_VALUE / 2);
        while (result instanceof RunResult.Exited(KvmExit.Mmio mmio) && serial.decodes(mmio.physAddr(), mmio.len())) {
            long offset = mmio.physAddr() - serial.base();
            if (mmio.isWrite()) {
                serial.write(offset, mmio.len(), mmio.data());
            } else {
                vcpu.kvmRun().answer(serial.read(offset, mmio.len()));
            }
            result = vcpu.run(Long.MAX_VALUE / 2);
        }
        assertThat(result).isInstanceOfSatisfying(RunResult.Exited.class,
                exited -> assertThat(exited.exit()).isInstanceOf(KvmExit.SystemEvent.class));
        return serial.output();
    }
}
