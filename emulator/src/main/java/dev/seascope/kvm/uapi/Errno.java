package dev.seascope.kvm.uapi;

/// An error number that an ioctl can fail with, as `include/uapi/asm-generic/errno*.h` numbers them.
public enum Errno {
    EPERM(1), ENOENT(2), EINTR(4), ENXIO(6), E2BIG(7), ENOEXEC(8), EBADF(9), EAGAIN(11), ENOMEM(12), EFAULT(14), EBUSY(16), EEXIST(17),
    ENODEV(19), EINVAL(22), ENOTTY(25), ENOSYS(38), EOPNOTSUPP(95), EHWPOISON(133);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /// The positive number.
    public int number() {
        return number;
    }
}
