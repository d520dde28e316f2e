package dev.seascope.kvm.uapi;

import java.util.Optional;

/// The ioctls of KVM that this model answers, with the numbers of `include/uapi/linux/kvm.h`.
///
/// An ioctl's number contains the size of its argument, so a struct of another size is another ioctl, which the
/// kernel does not know.
public enum Ioctl {
    KVM_GET_API_VERSION(Fd.SYSTEM, 0, 0x00, 0),
    KVM_CREATE_VM(Fd.SYSTEM, 0, 0x01, 0),
    KVM_CHECK_EXTENSION(Fd.SYSTEM, 0, 0x03, 0),
    KVM_GET_VCPU_MMAP_SIZE(Fd.SYSTEM, 0, 0x04, 0),
    KVM_CREATE_VCPU(Fd.VM, 0, 0x41, 0),
    KVM_SET_USER_MEMORY_REGION(Fd.VM, Ioctl.WRITE, 0x46, 32),
    KVM_GET_DIRTY_LOG(Fd.VM, Ioctl.WRITE, 0x42, 16),
    KVM_CREATE_IRQCHIP(Fd.VM, 0, 0x60, 0),
    KVM_IRQ_LINE(Fd.VM, Ioctl.WRITE, 0x61, 8),
    KVM_ARM_SET_DEVICE_ADDR(Fd.VM, Ioctl.WRITE, 0xab, 16),
    KVM_CREATE_DEVICE(Fd.VM, Ioctl.READ | Ioctl.WRITE, 0xe0, 12),
    /// A VM takes it as well.
    KVM_SET_DEVICE_ATTR(Fd.DEVICE, Ioctl.WRITE, 0xe1, 24),
    KVM_GET_DEVICE_ATTR(Fd.DEVICE, Ioctl.WRITE, 0xe2, 24),
    KVM_HAS_DEVICE_ATTR(Fd.DEVICE, Ioctl.WRITE, 0xe3, 24),
    KVM_ENABLE_CAP(Fd.VM, Ioctl.WRITE, 0xa3, 104),
    KVM_ARM_PREFERRED_TARGET(Fd.VM, Ioctl.READ, 0xaf, 32),
    KVM_RUN(Fd.VCPU, 0, 0x80, 0),
    KVM_GET_MP_STATE(Fd.VCPU, Ioctl.READ, 0x98, 4),
    KVM_SET_MP_STATE(Fd.VCPU, Ioctl.WRITE, 0x99, 4),
    KVM_SET_GUEST_DEBUG(Fd.VCPU, Ioctl.WRITE, 0x9b, 520),
    KVM_GET_VCPU_EVENTS(Fd.VCPU, Ioctl.READ, 0x9f, 64),
    KVM_SET_VCPU_EVENTS(Fd.VCPU, Ioctl.WRITE, 0xa0, 64),
    KVM_GET_ONE_REG(Fd.VCPU, Ioctl.WRITE, 0xab, 16),
    KVM_SET_ONE_REG(Fd.VCPU, Ioctl.WRITE, 0xac, 16),
    KVM_ARM_VCPU_INIT(Fd.VCPU, Ioctl.WRITE, 0xae, 32),
    KVM_GET_REG_LIST(Fd.VCPU, Ioctl.READ | Ioctl.WRITE, 0xb0, 8);

    private static final int KVMIO = 0xae;
    private static final int WRITE = 1;
    private static final int READ = 2;

    /// Which file descriptor takes it.
    public enum Fd {
        /// `/dev/kvm`.
        SYSTEM,
        /// What `KVM_CREATE_VM` returns.
        VM,
        /// What `KVM_CREATE_VCPU` returns.
        VCPU,
        /// What `KVM_CREATE_DEVICE` returns.
        DEVICE
    }

    private final Fd fd;
    private final int direction;
    private final int nr;
    private final int bytes;

    Ioctl(Fd fd, int direction, int nr, int bytes) {
        this.fd = fd;
        this.direction = direction;
        this.nr = nr;
        this.bytes = bytes;
    }

    /// The file descriptor it is made on. `KVM_CHECK_EXTENSION` works on a VM as well.
    public Fd fd() {
        return fd;
    }

    /// Bytes of the argument that the number announces.
    public int bytes() {
        return bytes;
    }

    /// The number, as `_IO`, `_IOR`, `_IOW` and `_IOWR` compute it.
    public long number() {
        return number(bytes);
    }

    /// The number it would have with an argument of another size.
    public long number(int argumentBytes) {
        return (long) direction << 30 | (long) argumentBytes << 16 | KVMIO << 8 | nr;
    }

    /// The ioctl with this number on a file descriptor. A number means different things on different ones.
    public static Optional<Ioctl> of(Fd fd, long number) {
        for (Ioctl ioctl : values()) {
            if (ioctl.fd == fd && ioctl.number() == number) {
                return Optional.of(ioctl);
            }
        }
        return Optional.empty();
    }
}
