package dev.seascope.kvm.machine;

import dev.seascope.cpu.HostDebug;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.Verdict;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Capability;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.Structs;
import java.util.Optional;
import java.util.Set;

/// `/dev/kvm`: a kernel on a host, from which virtual machines are made.
///
/// @param kernel its version
/// @param host what it runs on
public record Kvm(Kernel kernel, Host host) {
    private static final int API_VERSION = 12;
    private static final int LEAST_IPA_BITS = 32;
    private static final int DEFAULT_IPA_BITS = 40;
    private static final long TYPE_IPA_BITS = 0xff;

    /// `KVM_CREATE_VM`.
    ///
    /// @param type bits 7:0 are the size of guest physical addresses in bits, 0 for 40; the rest must be 0
    /// @param features what the guest's identification registers promise
    /// @param memoryLimit the most bytes of memory that all slots together may hold
    /// @throws KvmException EINVAL for a type that arm64 does not have
    public Vm createVm(long type, Set<VmFeature> features, long memoryLimit) throws KvmException {
        int bits = (int) (type & TYPE_IPA_BITS);
        if ((type & ~TYPE_IPA_BITS) != 0) {
            throw new KvmException(Errno.EINVAL, "machine type 0x%x has bits that arm64 does not know".formatted(type));
        }
        if (bits != 0 && (bits < LEAST_IPA_BITS || bits > host.ipaLimitBits())) {
            throw new KvmException(Errno.EINVAL, "%d bits of guest physical address; this host has %d to %d"
                    .formatted(bits, LEAST_IPA_BITS, host.ipaLimitBits()));
        }
        return new Vm(this, bits == 0 ? Math.min(DEFAULT_IPA_BITS, host.ipaLimitBits()) : bits, features,
                memoryLimit);
    }

    /// An ioctl on `/dev/kvm` whose argument is a number. `KVM_CREATE_VM` is [#createVm].
    public IoctlResult ioctl(long number, long argument) {
        return Ioctl.of(Ioctl.Fd.SYSTEM, number).map(ioctl -> switch (ioctl) {
            case KVM_GET_API_VERSION -> argument == 0 ? IoctlResult.of(API_VERSION)
                    : IoctlResult.failure(Errno.EINVAL, "KVM_GET_API_VERSION", "the argument must be 0",
                            Verdict.Certainty.READ);
            case KVM_GET_VCPU_MMAP_SIZE -> IoctlResult.of(Structs.KVM_RUN_BYTES + 4095 & ~4095);
            case KVM_CHECK_EXTENSION -> IoctlResult.of(answer(kernel.capability((int) argument)));
            default -> IoctlResult.unknown(Errno.EINVAL, number);
        }).orElseGet(() -> IoctlResult.unknown(Errno.EINVAL, number));
    }

    /// What `KVM_CHECK_EXTENSION` returns for a capability, 0 for one that the kernel does not know.
    public long answer(Optional<Capability> capability) {
        if (capability.isEmpty()) {
            return 0;
        }
        return switch (capability.get().answer()) {
            case ZERO -> 0;
            case ONE -> 1;
            case HOST_RAS -> host.ras() ? 1 : 0;
            case IPA_BITS -> host.ipaLimitBits();
            case DEBUG_BITS -> GuestDebug.KNOWN;
            case BREAKPOINTS -> HostDebug.breakpoints();
            case WATCHPOINTS -> HostDebug.watchpoints();
        };
    }
}
