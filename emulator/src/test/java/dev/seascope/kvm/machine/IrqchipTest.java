package dev.seascope.kvm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembler;
import dev.seascope.asm.Assembly;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.machine.RunResult.Reason;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrqchipTest {
    static final long RAM = 0x4000_0000L;
    private static final int TYPE_VGIC_V2 = 5;
    private static final int TYPE_VGIC_V3 = 7;

    /// Turns the distributor, the CPU interface and the virtual timer's interrupt on; X9 is the distributor, X10 the CPU
    /// interface. Vectors follow at 0x800 bytes.
    private static final String SETUP = """
            mov x9, #0x08000000
            mov x10, #0x08010000
            mov w0, #1
            str w0, [x9]
            str w0, [x10]
            mov w0, #0xf0
            str w0, [x10, #4]
            mov w0, #(1 << 27)
            str w0, [x9, #0x100]
            adr x0, vectors
            msr vbar_el1, x0
            """;

    static Vm vm(int vcpus) throws KvmException {
        Vm vm = new Kvm(Kernel.DEFAULT, Host.DEFAULT).createVm(0, EnumSet.noneOf(VmFeature.class), 1 << 24);
        for (int i = 0; i < vcpus; i++) {
            vm.createVcpu(i);
        }
        StructLayout region = Structs.USERSPACE_MEMORY_REGION;
        assertThat(vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), region.with(region.with(region.zeros(),
                "guest_phys_addr", RAM), "memory_size", 1 << 20)).errno()).isEmpty();
        return vm;
    }

    static Vm running(int vcpus, String program) throws KvmException {
        Vm vm = vm(vcpus);
        assertThat(createDevice(vm, TYPE_VGIC_V2).errno()).isEmpty();
        assertThat(place(vm, 0, 0x0800_0000L).errno()).isEmpty();
        assertThat(place(vm, 1, 0x0801_0000L).errno()).isEmpty();
        Assembly assembly = Assembler.assemble("test.s", program, RAM);
        assertThat(assembly.errors()).isEmpty();
        vm.memory().write(RAM, assembly.image());
        for (Vcpu vcpu : vm.vcpus()) {
            StructLayout init = Structs.VCPU_INIT;
            assertThat(vcpu.ioctl(Ioctl.KVM_ARM_VCPU_INIT.number(), init.with(init.with(init.zeros(), "target", 5),
                    "features", vcpu.id() == 0 ? 4 : 5)).errno()).isEmpty();
        }
        vm.vcpus().getFirst().cpu().setPc(RAM);
        return vm;
    }

    private static IoctlResult createDevice(Vm vm, int type) {
        return vm.ioctl(Ioctl.KVM_CREATE_DEVICE.number(),
                Structs.CREATE_DEVICE.with(Structs.CREATE_DEVICE.zeros(), "type", type));
    }

    private static IoctlResult place(Vm vm, int type, long gpa) {
        return attribute(vm, Ioctl.KVM_SET_DEVICE_ATTR, 0, type, gpa);
    }

    private static IoctlResult attribute(Vm vm, Ioctl ioctl, int group, long attribute, long value) {
        Bytes argument = Bytes.copyOf(new byte[32]).with(4, 4, group).with(8, 8, attribute).with(24, 8, value);
        return vm.deviceIoctl(6 + vm.vcpus().size() - 1, ioctl.number(), argument);
    }

    private static IoctlResult irqLine(Vm vm, long irq, int level) {
        StructLayout layout = Structs.IRQ_LEVEL;
        return vm.ioctl(Ioctl.KVM_IRQ_LINE.number(),
                layout.with(layout.with(layout.zeros(), "irq", irq), "level", level));
    }

    @Test
    void controllerIsMadeOnceAndItsFramesArePlacedOnce() throws KvmException {
        Vm vm = vm(1);

        assertThat(createDevice(vm, 8).errno()).isEqualTo("ENODEV");
        assertThat(vm.ioctl(Ioctl.KVM_CREATE_DEVICE.number(), Structs.CREATE_DEVICE.with(Structs.CREATE_DEVICE
                .with(Structs.CREATE_DEVICE.zeros(), "type", TYPE_VGIC_V2), "flags", 1)).errno()).isEmpty();
        assertThat(vm.vgic()).isEmpty();
        IoctlResult made = createDevice(vm, TYPE_VGIC_V2);
        assertThat(made.value()).isZero();
        assertThat(Structs.CREATE_DEVICE.get(made.argument(), "fd")).isEqualTo(6);
        assertThat(createDevice(vm, TYPE_VGIC_V2).errno()).isEqualTo("EEXIST");
        assertThat(vm.ioctl(Ioctl.KVM_CREATE_IRQCHIP.number(), 0).errno()).isEqualTo("EEXIST");
        assertThat(place(vm, 0, 0x0800_0800L).errno()).isEqualTo("EINVAL");
        assertThat(place(vm, 0, 1L << 40).errno()).isEqualTo("E2BIG");
        assertThat(place(vm, 0, 0x0800_0000L).errno()).isEmpty();
        assertThat(place(vm, 0, 0x0900_0000L).errno()).isEqualTo("EEXIST");
        assertThat(place(vm, 2, 0x0900_0000L).errno()).isEqualTo("ENXIO");
        assertThat(attribute(vm, Ioctl.KVM_GET_DEVICE_ATTR, 0, 0, 0).argument().number(24, 8)).isEqualTo(0x0800_0000L);
        assertThat(attribute(vm, Ioctl.KVM_SET_DEVICE_ATTR, 3, 0, 100).errno()).isEqualTo("EINVAL");
        assertThat(attribute(vm, Ioctl.KVM_SET_DEVICE_ATTR, 3, 0, 96).errno()).isEmpty();
        assertThat(attribute(vm, Ioctl.KVM_SET_DEVICE_ATTR, 4, 0, 0).errno()).isEmpty();
        assertThat(attribute(vm, Ioctl.KVM_SET_DEVICE_ATTR, 3, 0, 96).errno()).isEqualTo("EBUSY");
        assertThat(attribute(vm, Ioctl.KVM_GET_DEVICE_ATTR, 3, 0, 0).argument().number(24, 4)).isEqualTo(96);
        assertThat(attribute(vm, Ioctl.KVM_HAS_DEVICE_ATTR, 4, 0, 0).errno()).isEmpty();
        assertThat(attribute(vm, Ioctl.KVM_HAS_DEVICE_ATTR, 9, 0, 0).errno()).isEqualTo("ENXIO");
        assertThat(vm.deviceIoctl(99, Ioctl.KVM_HAS_DEVICE_ATTR.number(), Bytes.parse("00")).errno()).isEqualTo("EBADF");
        assertThat(vm.ioctl(Ioctl.KVM_ARM_SET_DEVICE_ADDR.number(), Bytes.copyOf(new byte[16]).with(0, 8, 1)
                .with(8, 8, 0x0801_0000L)).errno()).isEmpty();
    }

    @Test
    void controllerOfVersion3HasFramesOf64KiBAndIsFinishedBeforeItsUse() throws KvmException {
        Vm vm = vm(2);
        assertThat(createDevice(vm, TYPE_VGIC_V3).errno()).isEmpty();

        assertThat(place(vm, 0, 0x0800_0000L).errno()).isEqualTo("ENXIO");
        assertThat(place(vm, 2, 0x0800_1000L).errno()).isEqualTo("EINVAL");
        assertThat(place(vm, 2, 0x0800_0000L).errno()).isEmpty();
        assertThat(place(vm, 3, (1L << 40) - 0x2_0000).errno()).isEqualTo("E2BIG");
        assertThat(place(vm, 3, 0x080a_0000L).errno()).isEmpty();
        assertThat(irqLine(vm, 0x0100_0021L, 1).errno()).isEqualTo("EBUSY");
        assertThat(attribute(vm, Ioctl.KVM_SET_DEVICE_ATTR, 4, 0, 0).errno()).isEmpty();
        assertThat(irqLine(vm, 0x0100_0021L, 1).errno()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "0x01000021, ''", "0x0100001f, EINVAL", "0x01000100, EINVAL", "0x02000017, ''", "0x02010017, EINVAL",
            "0x0200000f, EINVAL", "0x02000020, EINVAL", "0x00000000, ENXIO", "0x03000000, EINVAL"})
    void interruptLinesAreNamedAsTheKernelDoes(String irq, String errno) throws KvmException {
        Vm vm = running(1, "nop");

        assertThat(irqLine(vm, Long.decode(irq), 1).errno()).isEqualTo(errno);
    }

    @Test
    void withoutAControllerTheInputsOfTheVcpuAreUserSpaces() throws KvmException {
        Vm vm = vm(1);

        assertThat(irqLine(vm, 0x0100_0021L, 1).errno()).isEqualTo("ENXIO");
        assertThat(irqLine(vm, 0x0001_0000L, 1).errno()).isEqualTo("EINVAL");
        assertThat(irqLine(vm, 2, 1).errno()).isEqualTo("EINVAL");
        assertThat(irqLine(vm, 1, 1).errno()).isEmpty();
        assertThat(vm.vcpus().getFirst().register("ISR_EL1")).hasValue(0x40);
        assertThat(irqLine(vm, 0, 1).errno()).isEmpty();
        assertThat(irqLine(vm, 1, 0).errno()).isEmpty();
        assertThat(vm.vcpus().getFirst().register("ISR_EL1")).hasValue(0x80);
    }

    @Test
    void waitingSkipsToTheTimerAndItsInterruptIsTakenThen() throws KvmException {
        Vm vm = running(1, SETUP + """
                mrs x1, cntvct_el0
                add x2, x1, #0x100, lsl #12
                msr cntv_cval_el0, x2
                mov x0, #1
                msr cntv_ctl_el0, x0
                msr daifclr, #2
                wfi
                b .
                .balign 0x800
                vectors: .space 0x280
                mrs x3, cntvct_el0
                ldr w4, [x10, #0xc]
                mov x7, #0x09000000
                ldr w5, [x7]
                """);

        Vm.Turn turn = vm.run(1000);

        assertThat(turn.result()).isInstanceOfSatisfying(RunResult.Exited.class,
                exited -> assertThat(exited.exit()).isInstanceOf(KvmExit.Mmio.class));
        Vcpu vcpu = turn.vcpu();
        assertThat(vcpu.cpu().x[4]).as("acknowledged").isEqualTo(27);
        assertThat(vcpu.cpu().x[3] - vcpu.cpu().x[2]).as("nanoseconds late").isBetween(0L, 3L);
        assertThat(vcpu.cpu().retired()).isLessThan(40);
        assertThat(vm.time()).isGreaterThan(1 << 20);
    }

    @Test
    void withoutSkippingAWaitEndsTheRunUntilTimePasses() throws KvmException {
        Vm vm = running(1, SETUP + """
                mov x2, #50000
                msr cntv_cval_el0, x2
                mov x0, #1
                msr cntv_ctl_el0, x0
                wfi
                mov x7, #0x09000000
                ldr w5, [x7]
                .balign 0x800
                vectors:
                """);
        vm.skipIdleTime(false);

        assertThat(vm.run(1000).result()).isInstanceOfSatisfying(RunResult.Held.class,
                held -> assertThat(held.reason()).isEqualTo(Reason.WAITING));
        assertThat(vm.nextTimer()).isEqualTo(50000);
        vm.sleepUntil(vm.nextTimer());
        assertThat(vm.run(1000).result()).isInstanceOf(RunResult.Exited.class);
        assertThat(vm.time()).isBetween(50000L, 50010L);
    }

    @Test
    void secondVcpuStartsByPsciAndSendsAnInterruptBack() throws KvmException {
        String program = SETUP + """
                mov x0, #3
                movk x0, #0xc400, lsl #16
                mov x1, #1
                adr x2, second
                mov x3, #0x77
                hvc #0
                msr daifclr, #2
                wfi
                b .
                second: mov x9, #0x08000000
                mov w1, #9
                movk w1, #1, lsl #16
                str w1, [x9, #0xf00]
                wfi
                b .
                .balign 0x800
                vectors: .space 0x280
                ldr w4, [x10, #0xc]
                mov x7, #0x09000000
                ldr w5, [x7]
                """;
        Vm vm = running(2, program);

        Vm.Turn turn = vm.run(100_000);

        assertThat(turn.result()).isInstanceOf(RunResult.Exited.class);
        assertThat(turn.vcpu().id()).isZero();
        assertThat(turn.vcpu().cpu().x[4]).isEqualTo(1 << 10 | 9);
        assertThat(vm.vcpus().get(1).cpu().x[0]).isEqualTo(0x77);
    }

    @Test
    void vcpusSeeOneTimeThatNeverGoesBack() throws KvmException {
        String program = """
                mov x0, #3
                movk x0, #0xc400, lsl #16
                mov x1, #1
                adr x2, loop
                mov x3, #0
                hvc #0
                loop: adr x5, shared
                again: ldr x1, [x5]
                mrs x2, cntvct_el0
                cmp x2, x1
                b.lo late
                str x2, [x5]
                b again
                late: mov x7, #0x09000000
                ldr w5, [x7]
                .balign 8
                shared: .quad 0
                """;
        Vm vm = running(2, program);

        Vm.Turn turn = vm.run(200_000);

        assertThat(turn.result()).isInstanceOfSatisfying(RunResult.Held.class,
                held -> assertThat(held.reason()).isEqualTo(Reason.LIMIT));
        assertThat(vm.vcpus().get(1).cpu().retired()).isGreaterThan(50_000);
    }

    @Test
    void turnsDoNotDependOnTheBudgets() throws KvmException {
        String program = """
                mov x0, #3
                movk x0, #0xc400, lsl #16
                mov x1, #1
                adr x2, loop
                mov x3, #0
                hvc #0
                loop: adr x5, shared
                again: ldxr x1, [x5]
                add x1, x1, #1
                add x6, x6, x1
                stxr w2, x1, [x5]
                cbnz w2, again
                b again
                .balign 8
                shared: .quad 0
                """;
        Vm whole = running(2, program);
        whole.run(300_000);
        Vm pieces = running(2, program);
        for (int i = 0; i < 3000; i++) {
            pieces.run(i % 2 == 0 ? 1 : 199);
        }

        for (int i = 0; i < 2; i++) {
            assertThat(pieces.vcpus().get(i).cpu().snapshot()).isEqualTo(whole.vcpus().get(i).cpu().snapshot());
        }
        assertThat(pieces.memory().read(RAM, 256)).isEqualTo(whole.memory().read(RAM, 256));
        assertThat(pieces.time()).isEqualTo(whole.time()).isGreaterThan(290_000);
    }
}
