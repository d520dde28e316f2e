package dev.seascope.vmm.board;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.machine.IoctlResult;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.List;
import java.util.Optional;

/// Makes the interrupt controller of a board with the ioctls that a VMM has for it
/// (Documentation/virt/kvm/devices/arm-vgic.rst and arm-vgic-v3.rst).
public final class InterruptController {
    private static final int TYPE_VGIC_V2 = 5;
    private static final int TYPE_VGIC_V3 = 7;
    private static final int GROUP_ADDRESS = 0;
    private static final int GROUP_CONTROL = 4;
    private static final int CONTROL_INIT = 0;
    private static final int VALUE_BYTES = 8;

    /// A frame of registers by its number in KVM's interface.
    private record Frame(int type, long gpa) {}

    private static final List<Frame> V2_FRAMES = List.of(new Frame(0, MemoryMap.GIC_DISTRIBUTOR),
            new Frame(1, MemoryMap.GIC_V2_CPU_INTERFACE));
    private static final List<Frame> V3_FRAMES = List.of(new Frame(2, MemoryMap.GIC_DISTRIBUTOR),
            new Frame(3, MemoryMap.GIC_V3_REDISTRIBUTORS));

    private InterruptController() {}

    /// Make and place it. The vCPUs exist already.
    ///
    /// @return the ioctl that failed, if one did
    public static Optional<IoctlResult> create(Vm vm, Gic gic) {
        return switch (gic) {
            case NONE -> Optional.empty();
            case V2 -> create(vm, TYPE_VGIC_V2, V2_FRAMES);
            case V3 -> create(vm, TYPE_VGIC_V3, V3_FRAMES);
        };
    }

    private static Optional<IoctlResult> create(Vm vm, int type, List<Frame> frames) {
        StructLayout layout = Structs.CREATE_DEVICE;
        IoctlResult device = vm.ioctl(Ioctl.KVM_CREATE_DEVICE.number(), layout.with(layout.zeros(), "type", type));
        if (device.value() < 0) {
            return Optional.of(device);
        }
        int fd = (int) layout.get(device.argument(), "fd");
        for (Frame frame : frames) {
            IoctlResult placed = set(vm, fd, GROUP_ADDRESS, frame.type, frame.gpa);
            if (placed.value() < 0) {
                return Optional.of(placed);
            }
        }
        return Optional.of(set(vm, fd, GROUP_CONTROL, CONTROL_INIT, 0)).filter(result -> result.value() < 0);
    }

    private static IoctlResult set(Vm vm, int fd, int group, int attribute, long value) {
        StructLayout layout = Structs.DEVICE_ATTR;
        Bytes struct = Bytes.copyOf(new byte[layout.size() + VALUE_BYTES]);
        struct = layout.with(layout.with(struct, "group", group), "attr", attribute).with(layout.size(), VALUE_BYTES,
                value);
        return vm.deviceIoctl(fd, Ioctl.KVM_SET_DEVICE_ATTR.number(), struct);
    }
}
