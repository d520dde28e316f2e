package dev.seascope.kvm.machine;

import static dev.seascope.kvm.Verdict.Certainty.READ;
import static dev.seascope.kvm.Verdict.Certainty.RECALLED;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.a64.Feature;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.CpuModel;
import dev.seascope.cpu.Extension;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Capability;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A virtual machine: memory, vCPUs and the capabilities that were enabled. Belongs to the emulation thread.
public final class Vm {
    private static final int MOST_VCPUS = 512;
    /// What the guest is told of the size of physical addresses: as much as the model knows, so that a guest can leave
    /// what the host supports.
    private static final int PHYSICAL_BITS = 48;

    private final int ipaBits;
    private final Set<VmFeature> features;
    private final GuestMemory memory;
    private final MemoryRegions regions;
    private final List<Vcpu> vcpus = new ArrayList<>();
    private final SortedSet<String> enabled = new TreeSet<>();
    private Kvm kvm;

    Vm(Kvm kvm, int ipaBits, Set<VmFeature> features, long memoryLimit) {
        this.kvm = kvm;
        this.ipaBits = ipaBits;
        EnumSet<VmFeature> copy = EnumSet.noneOf(VmFeature.class);
        copy.addAll(features);
        this.features = Collections.unmodifiableSet(copy);
        this.memory = new GuestMemory(memoryLimit);
        this.regions = new MemoryRegions(memory, ipaBits);
    }

    /// The kernel it runs on.
    public Kernel kernel() {
        return kvm.kernel();
    }

    /// The host under the kernel.
    public Host host() {
        return kvm.host();
    }

    /// Go on with another kernel: everything is kept, its rules hold from here on. No VMM can do this.
    public void useKernel(Kernel kernel) {
        kvm = new Kvm(kernel, kvm.host());
    }

    /// What the guest's identification registers promise.
    public Set<VmFeature> features() {
        return features;
    }

    /// Bits of guest physical address.
    public int ipaBits() {
        return ipaBits;
    }

    /// The guest's memory.
    public GuestMemory memory() {
        return memory;
    }

    /// The vCPUs in the order of their creation.
    public List<Vcpu> vcpus() {
        return Collections.unmodifiableList(vcpus);
    }

    /// The capabilities that were enabled, without `KVM_CAP_`.
    public SortedSet<String> enabledCapabilities() {
        return Collections.unmodifiableSortedSet(enabled);
    }

    boolean isEnabled(String capability) {
        return enabled.contains(capability);
    }

    /// `KVM_CREATE_VCPU`.
    ///
    /// @throws KvmException EINVAL for a number that is too large, EEXIST for one in use
    public Vcpu createVcpu(int id) throws KvmException {
        if (id < 0 || id >= MOST_VCPUS) {
            throw new KvmException(Errno.EINVAL, "vCPU %d is not 0 to %d".formatted(id, MOST_VCPUS - 1));
        }
        for (Vcpu vcpu : vcpus) {
            if (vcpu.id() == id) {
                throw new KvmException(Errno.EEXIST, "there is a vCPU %d already".formatted(id));
            }
        }
        Vcpu vcpu = new Vcpu(this, id, new Cpu(memory, cpuModel()));
        vcpus.add(vcpu);
        return vcpu;
    }

    private CpuModel cpuModel() {
        CpuModel model = CpuModel.DEFAULT.withPhysicalBits(PHYSICAL_BITS);
        if (features.contains(VmFeature.RAS)) {
            model = model.with(Feature.RAS);
        }
        if (features.contains(VmFeature.MTE)) {
            model = model.with(Feature.MTE);
        }
        if (features.contains(VmFeature.SCTLRX)) {
            model = model.with(Extension.SCTLR2).with(Extension.DOUBLE_FAULT2);
        }
        return model;
    }

    /// An ioctl whose argument is a pointer.
    ///
    /// @param argument the caller's memory from the pointer on; empty for a pointer that leads nowhere (EFAULT)
    public IoctlResult ioctl(long number, Bytes argument) {
        Ioctl ioctl = Ioctl.of(number).orElse(null);
        if (ioctl != Ioctl.KVM_SET_USER_MEMORY_REGION && ioctl != Ioctl.KVM_ENABLE_CAP) {
            return IoctlResult.unknown(Errno.ENOTTY, number);
        }
        if (argument.size() < ioctl.bytes()) {
            return IoctlResult.failure(Errno.EFAULT, ioctl.name(), "the struct cannot be read", READ);
        }
        return ioctl == Ioctl.KVM_ENABLE_CAP ? enable(argument) : regions.set(argument);
    }

    /// An ioctl whose argument is a number. `KVM_CREATE_VCPU` is [#createVcpu].
    public IoctlResult ioctl(long number, long argument) {
        return number == Ioctl.KVM_CHECK_EXTENSION.number() ? kvm.ioctl(number, argument)
                : IoctlResult.unknown(Errno.ENOTTY, number);
    }

    private IoctlResult enable(Bytes argument) {
        StructLayout layout = Structs.ENABLE_CAP;
        if (layout.get(argument, "flags") != 0) {
            return IoctlResult.failure(Errno.EINVAL, "KVM_ENABLE_CAP", "flags must be 0", READ);
        }
        int number = (int) layout.get(argument, "cap");
        return enable(kernel().capability(number), "capability " + number);
    }

    /// `KVM_ENABLE_CAP` by the name without `KVM_CAP_`: reaches a capability for which the kernel's tree defines no
    /// number.
    public IoctlResult enableCapability(String name) {
        return enable(kernel().capability(name), "KVM_CAP_" + name);
    }

    private IoctlResult enable(Optional<Capability> capability, String what) {
        if (capability.isEmpty() || !capability.get().enable()) {
            return IoctlResult.failure(Errno.EINVAL, "KVM_ENABLE_CAP", capability.isEmpty()
                    ? "%s does not know %s".formatted(kernel().id(), what)
                    : "there is nothing to enable for " + capability.get().kernelName(), READ);
        }
        enabled.add(capability.get().name());
        return IoctlResult.of(0);
    }

    /// `KVM_CHECK_EXTENSION` by the name without `KVM_CAP_`.
    public long checkExtension(String name) {
        return kvm.answer(kernel().capability(name));
    }

    /// Stop every vCPU, as a system event does: whoever runs one again waits.
    void stopAll() {
        vcpus.forEach(Vcpu::stop);
    }

    static IoctlResult recalled(Errno errno, String rule, String text) {
        return IoctlResult.failure(errno, rule, text, RECALLED);
    }
}
