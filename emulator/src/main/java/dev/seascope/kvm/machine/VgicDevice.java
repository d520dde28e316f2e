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
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// The file descriptor of an interrupt controller and the attributes set through it
/// (`Documentation/virt/kvm/devices/arm-vgic.rst`). Left out: redistributors in several regions, and the groups
/// that save and restore registers.
///
/// @param fd the descriptor
/// @param vgic the controller
record VgicDevice(int fd, Vm vm, Vgic vgic) {
    private static final int GROUP_ADDRESS = 0;
    private static final int GROUP_INTERRUPTS = 3;
    private static final int GROUP_CONTROL = 4;
    private static final long CONTROL_INIT = 0;
    private static final int ADDRESS_V2_DISTRIBUTOR = 0;
    private static final int ADDRESS_V2_CPU_INTERFACE = 1;
    private static final int ADDRESS_V3_DISTRIBUTOR = 2;
    private static final int ADDRESS_V3_REDISTRIBUTORS = 3;
    private static final long PAGE = 4096;
    private static final long PAGE_64K = 0x1_0000;
    private static final int LEAST_INTERRUPTS = 64;
    private static final int MOST_INTERRUPTS = 1024;

    private static final StructLayout ATTRIBUTE = Structs.DEVICE_ATTR;
    private static final int STRUCT_BYTES = ATTRIBUTE.size();

    /// The value at `addr` follows right behind the struct, see [Vm#deviceIoctl].
    IoctlResult ioctl(Ioctl ioctl, Bytes argument) {
        int group = (int) ATTRIBUTE.get(argument, "group");
        long attribute = ATTRIBUTE.get(argument, "attr");
        String rule = ioctl.name();
        if (!has(group, attribute)) {
            return Vm.recalled(Errno.ENXIO, rule, "the controller has no attribute %d in group %d".formatted(attribute,
                    group));
        }
        if (ioctl == Ioctl.KVM_HAS_DEVICE_ATTR) {
            return IoctlResult.of(0);
        }
        int bytes = group == GROUP_CONTROL ? 0 : group == GROUP_ADDRESS ? 8 : 4;
        if (argument.size() < STRUCT_BYTES + bytes) {
            return IoctlResult.failure(Errno.EFAULT, rule, "the value is not accessible", READ);
        }
        return ioctl == Ioctl.KVM_SET_DEVICE_ATTR ? set(group, attribute, argument, rule)
                : get(group, attribute, argument, rule);
    }

    private boolean has(int group, long attribute) {
        return switch (group) {
            case GROUP_ADDRESS -> frame(attribute).isPresent();
            case GROUP_INTERRUPTS -> true;
            case GROUP_CONTROL -> attribute == CONTROL_INIT;
            default -> false;
        };
    }

    private IoctlResult set(int group, long attribute, Bytes argument, String rule) {
        return switch (group) {
            case GROUP_ADDRESS -> place((int) attribute, argument.number(STRUCT_BYTES, 8), rule);
            case GROUP_INTERRUPTS -> setInterrupts(argument.number(STRUCT_BYTES, 4), rule);
            default -> {
                vgic.initialise();
                yield IoctlResult.of(0);
            }
        };
    }

    private IoctlResult get(int group, long attribute, Bytes argument, String rule) {
        return switch (group) {
            case GROUP_ADDRESS -> IoctlResult.of(0, argument.with(STRUCT_BYTES, 8, address((int) attribute)));
            case GROUP_INTERRUPTS -> IoctlResult.of(0, argument.with(STRUCT_BYTES, 4, vgic.interrupts()));
            default -> Vm.recalled(Errno.ENXIO, rule, "the control group can only be written");
        };
    }

    private IoctlResult setInterrupts(long count, String rule) {
        if (count < LEAST_INTERRUPTS || count > MOST_INTERRUPTS || count % 32 != 0) {
            return Vm.recalled(Errno.EINVAL, rule, "%d interrupts are not a multiple of 32 from 64 to 1024"
                    .formatted(count));
        }
        if (vgic.isInitialised()) {
            return Vm.recalled(Errno.EBUSY, rule, "the controller is initialised");
        }
        vgic.setInterrupts((int) count);
        return IoctlResult.of(0);
    }

    /// A frame of registers.
    ///
    /// @param bytes its size, that of all vCPUs together
    /// @param alignment what its address must be a multiple of
    private record Frame(long bytes, long alignment, LongSupplier address, LongConsumer place) {}

    /// The frames by the number that the address group and `KVM_ARM_SET_DEVICE_ADDR` have for them.
    private Optional<Frame> frame(long type) {
        return Optional.ofNullable(switch (vgic) {
            case Vgicv2 v2 -> type == ADDRESS_V2_DISTRIBUTOR
                    ? new Frame(Vgicv2.DISTRIBUTOR_BYTES, PAGE, v2::distributor, v2::setDistributor)
                    : type == ADDRESS_V2_CPU_INTERFACE
                    ? new Frame(Vgicv2.CPU_INTERFACE_BYTES, PAGE, v2::cpuInterface, v2::setCpuInterface) : null;
            case Vgicv3 v3 -> type == ADDRESS_V3_DISTRIBUTOR
                    ? new Frame(Vgicv3.DISTRIBUTOR_BYTES, PAGE_64K, v3::distributor, v3::setDistributor)
                    : type == ADDRESS_V3_REDISTRIBUTORS
                    ? new Frame(Vgicv3.REDISTRIBUTOR_BYTES * vm.vcpus().size(), PAGE_64K, v3::redistributors,
                            v3::setRedistributors) : null;
        });
    }

    private long address(int type) {
        return frame(type).orElseThrow().address.getAsLong();
    }

    /// Place one of its register frames in the guest's physical address space.
    IoctlResult place(int type, long gpa, String rule) {
        Optional<Frame> frame = frame(type);
        if (frame.isEmpty()) {
            return Vm.recalled(Errno.ENXIO, rule, "the controller has no frame of type " + type);
        }
        IoctlResult checked = check(gpa, frame.get(), rule);
        if (checked.value() == 0) {
            frame.get().place.accept(gpa);
        }
        return checked;
    }

    private IoctlResult check(long gpa, Frame frame, String rule) {
        long present = frame.address.getAsLong();
        if (present != -1) {
            return Vm.recalled(Errno.EEXIST, rule, "the frame is at 0x%x already".formatted(present));
        }
        if (gpa % frame.alignment != 0) {
            return Vm.recalled(Errno.EINVAL, rule, "0x%x is not a multiple of %d".formatted(gpa, frame.alignment));
        }
        if (Long.compareUnsigned(gpa, (1L << vm.ipaBits()) - frame.bytes) > 0) {
            return Vm.recalled(Errno.E2BIG, rule, "the frame ends beyond %d bits of guest physical address"
                    .formatted(vm.ipaBits()));
        }
        return IoctlResult.of(0);
    }
}
