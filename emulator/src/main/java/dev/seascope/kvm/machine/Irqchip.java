package dev.seascope.kvm.machine;

import static dev.seascope.kvm.Verdict.Certainty.READ;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.kvm.vgic.Vgic;
import dev.seascope.kvm.vgic.Vgicv2;
import dev.seascope.kvm.vgic.Vgicv3;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The interrupt controller of a machine and the ioctls that make, place and drive it (`arch/arm64/kvm/vgic/vgic-init.c`,
/// `vgic-kvm-device.c`, and `kvm_vm_ioctl_irq_line` in `arm.c`).
final class Irqchip {
    private static final int TYPE_VGIC_V2 = 5;
    private static final int TYPE_VGIC_V3 = 7;
    private static final long CREATE_TEST = 1;

    private static final int IRQ_TYPE_CPU = 0;
    private static final int IRQ_TYPE_SPI = 1;
    private static final int IRQ_TYPE_PPI = 2;
    private static final int SGIS = 16;
    private static final int PRIVATE = 32;

    private static final int DEVICE_VGIC_V2 = 0;
    private static final int ADDRESS_TYPE_BITS = 0xffff;

    private final Vm vm;
    private @Nullable VgicDevice device;

    Irqchip(Vm vm) {
        this.vm = vm;
    }

    Optional<Vgic> vgic() {
        return Optional.ofNullable(vgicOrNull());
    }

    @Nullable Vgic vgicOrNull() {
        return device == null ? null : device.vgic();
    }

    Optional<VgicDevice> device(int fd) {
        return Optional.ofNullable(device).filter(found -> found.fd() == fd);
    }

    /// Connect a vCPU that was created after the controller.
    void connect(Vcpu vcpu) {
        if (device != null) {
            device.vgic().connect(vcpu.affinity(), vcpu.cpu().interrupts());
        }
    }

    /// `KVM_CREATE_IRQCHIP`: a GICv2 that `KVM_ARM_SET_DEVICE_ADDR` places.
    IoctlResult create() {
        IoctlResult created = create(TYPE_VGIC_V2, "KVM_CREATE_IRQCHIP");
        return created.value() < 0 ? created : IoctlResult.of(0);
    }

    /// `KVM_CREATE_DEVICE`.
    IoctlResult createDevice(Bytes argument) {
        StructLayout layout = Structs.CREATE_DEVICE;
        String rule = "KVM_CREATE_DEVICE";
        int type = (int) layout.get(argument, "type");
        if (type != TYPE_VGIC_V2 && type != TYPE_VGIC_V3) {
            return Vm.recalled(Errno.ENODEV, rule, "this model has no device of type %d".formatted(type));
        }
        if ((layout.get(argument, "flags") & CREATE_TEST) != 0) {
            return IoctlResult.of(0, argument);
        }
        IoctlResult created = create(type, rule);
        return created.value() < 0 ? created
                : IoctlResult.of(0, layout.with(argument, "fd", created.value()));
    }

    private IoctlResult create(int type, String rule) {
        if (device != null) {
            return Vm.recalled(Errno.EEXIST, rule, "there is an interrupt controller already");
        }
        if (vm.vcpus().stream().anyMatch(vcpu -> vcpu.cpu().attempted() != 0)) {
            return Vm.recalled(Errno.EBUSY, rule, "a vCPU has run");
        }
        Vgic vgic = type == TYPE_VGIC_V2 ? new Vgicv2() : new Vgicv3();
        if (vm.vcpus().size() > vgic.mostVcpus()) {
            return Vm.recalled(Errno.E2BIG, rule, "%d vCPUs are more than the %d that it can serve"
                    .formatted(vm.vcpus().size(), vgic.mostVcpus()));
        }
        VgicDevice made = new VgicDevice(vm.nextDescriptor(), vm, vgic);
        device = made;
        vm.vcpus().forEach(this::connect);
        return IoctlResult.of(made.fd());
    }

    /// `KVM_ARM_SET_DEVICE_ADDR`, the older way to place a GICv2.
    IoctlResult setDeviceAddress(Bytes argument) {
        StructLayout layout = Structs.ARM_DEVICE_ADDR;
        long id = layout.get(argument, "id");
        if (id >>> 16 != DEVICE_VGIC_V2) {
            return Vm.recalled(Errno.ENODEV, "KVM_ARM_SET_DEVICE_ADDR", "the only device is 0, the GICv2");
        }
        if (device == null) {
            return Vm.recalled(Errno.ENXIO, "KVM_ARM_SET_DEVICE_ADDR", "there is no interrupt controller");
        }
        return device.place((int) id & ADDRESS_TYPE_BITS, layout.get(argument, "addr"), "KVM_ARM_SET_DEVICE_ADDR");
    }

    /// `KVM_IRQ_LINE`.
    IoctlResult irqLine(Bytes argument) {
        return irqLine((int) Structs.IRQ_LEVEL.get(argument, "irq"), Structs.IRQ_LEVEL.get(argument, "level") != 0);
    }

    IoctlResult irqLine(int irq, boolean level) {
        int type = irq >>> 24 & 0xf;
        int vcpu = (irq >>> 28) * 256 + (irq >>> 16 & 0xff);
        int number = irq & 0xffff;
        return switch (type) {
            case IRQ_TYPE_CPU -> cpuLine(vcpu, number, level);
            case IRQ_TYPE_PPI -> number < SGIS || number >= PRIVATE ? invalid("a PPI is 16 to 31, not " + number)
                    : vcpuNumbered(vcpu).map(to -> inject(vm.vcpus().indexOf(to), number, level))
                            .orElseGet(() -> invalid("there is no vCPU " + vcpu));
            case IRQ_TYPE_SPI -> number < PRIVATE ? invalid("an SPI is 32 or more, not " + number)
                    : inject(0, number, level);
            default -> invalid("interrupt type %d is not 0, 1 or 2".formatted(type));
        };
    }

    /// The IRQ or FIQ input of a vCPU, for a machine whose interrupt controller is in user space.
    private IoctlResult cpuLine(int vcpu, int number, boolean level) {
        if (device != null) {
            return noController("the interrupt controller is in the kernel and drives the vCPUs' inputs itself");
        }
        Optional<Vcpu> to = vcpuNumbered(vcpu);
        if (to.isEmpty()) {
            return invalid("there is no vCPU " + vcpu);
        }
        if (number > 1) {
            return invalid("a vCPU has inputs 0, IRQ, and 1, FIQ, but no " + number);
        }
        to.get().cpu().interrupts().setLine(number == 1, level);
        return IoctlResult.of(0);
    }

    private IoctlResult inject(int vcpu, int number, boolean level) {
        if (device == null) {
            return noController("there is no interrupt controller in the kernel");
        }
        if (!device.vgic().isInitialised() && device.vgic() instanceof Vgicv3) {
            return Vm.recalled(Errno.EBUSY, "KVM_IRQ_LINE", "the controller is not initialised");
        }
        // A GICv2 is finished by its first use.
        device.vgic().initialise();
        return device.vgic().setLine(vcpu, number, level) ? IoctlResult.of(0)
                : invalid("there is no interrupt %d; there are %d".formatted(number, device.vgic().interrupts()));
    }

    private Optional<Vcpu> vcpuNumbered(int id) {
        return vm.vcpus().stream().filter(vcpu -> vcpu.id() == id).findFirst();
    }

    private static IoctlResult noController(String text) {
        return Vm.recalled(Errno.ENXIO, "KVM_IRQ_LINE", text);
    }

    private static IoctlResult invalid(String text) {
        return Vm.recalled(Errno.EINVAL, "KVM_IRQ_LINE", text);
    }

    /// An ioctl on the device's file descriptor.
    IoctlResult ioctl(int fd, long number, Bytes argument) {
        Optional<VgicDevice> found = device(fd);
        if (found.isEmpty()) {
            return IoctlResult.failure(Errno.EBADF, "file descriptor", "%d is no device of this machine".formatted(fd),
                    READ);
        }
        Ioctl ioctl = Ioctl.of(Ioctl.Fd.DEVICE, number).orElse(null);
        if (ioctl == null) {
            return IoctlResult.unknown(Errno.ENOTTY, number);
        }
        if (argument.size() < ioctl.bytes()) {
            return IoctlResult.failure(Errno.EFAULT, ioctl.name(), "the struct cannot be read", READ);
        }
        return found.get().ioctl(ioctl, argument);
    }
}
