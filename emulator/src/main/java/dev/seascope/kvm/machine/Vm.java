package dev.seascope.kvm.machine;

import static dev.seascope.kvm.Verdict.Certainty.READ;
import static dev.seascope.kvm.Verdict.Certainty.RECALLED;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.a64.Feature;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.CpuModel;
import dev.seascope.cpu.Extension;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Capability;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.kvm.vgic.Vgic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A virtual machine: memory, vCPUs and the capabilities that were enabled. Belongs to the emulation thread.
public final class Vm {
    private static final int MOST_VCPUS = 512;
    private static final int IRQ_TYPE_SPI = 1;
    /// What the guest is told of the size of physical addresses: as much as the model knows, so that a guest can leave
    /// what the host supports.
    private static final int PHYSICAL_BITS = 48;

    /// After standard input, output and error, `/dev/kvm` and the machine.
    private static final int FIRST_DESCRIPTOR = 5;

    private final int ipaBits;
    private final int lowestLimit;
    private final Set<VmFeature> features;
    private final GuestMemory memory;
    private final MemoryRegions regions;
    private final List<Vcpu> vcpus = new ArrayList<>();
    private final SortedSet<String> enabled = new TreeSet<>();
    private final Irqchip irqchip = new Irqchip(this);
    private final Scheduler scheduler = new Scheduler(this);
    private int descriptors = FIRST_DESCRIPTOR;
    private final long memoryLimit;
    private final SmcccFilter smcccFilter = new SmcccFilter();
    private Kvm kvm;

    Vm(Kvm kvm, int ipaBits, Set<VmFeature> features, long memoryLimit) {
        this.kvm = kvm;
        this.ipaBits = ipaBits;
        this.lowestLimit = Math.min(ipaBits, kvm.host().ipaLimitBits());
        this.memoryLimit = memoryLimit;
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

    /// Whether a guest physical address is beyond the bits of the machine or of the host.
    boolean isOutside(long ipa) {
        return ipa >>> lowestLimit != 0;
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

    SmcccFilter smcccFilter() {
        return smcccFilter;
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
        if (irqchip.vgic().isPresent() && vcpus.size() >= irqchip.vgic().get().mostVcpus()) {
            throw new KvmException(Errno.EINVAL, "the interrupt controller serves %d vCPUs at most"
                    .formatted(irqchip.vgic().get().mostVcpus()));
        }
        vcpus.add(vcpu);
        nextDescriptor();
        irqchip.connect(vcpu);
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
    /// @param argument the caller's memory from the pointer on; empty for a pointer that leads nowhere (EFAULT). For
    ///     `KVM_SET_DEVICE_ATTR` the value follows right behind `struct kvm_device_attr`, and `addr` is not followed
    public IoctlResult ioctl(long number, Bytes argument) {
        Ioctl ioctl = number == Ioctl.KVM_SET_DEVICE_ATTR.number() ? Ioctl.KVM_SET_DEVICE_ATTR
                : Ioctl.of(Ioctl.Fd.VM, number).orElse(null);
        if (ioctl == null || ioctl.bytes() == 0) {
            return IoctlResult.unknown(Errno.ENOTTY, number);
        }
        if (argument.size() < ioctl.bytes()) {
            return IoctlResult.failure(Errno.EFAULT, ioctl.name(), "the struct cannot be read", READ);
        }
        return switch (ioctl) {
            case KVM_ENABLE_CAP -> enable(argument);
            case KVM_SET_USER_MEMORY_REGION -> regions.set(argument);
            case KVM_GET_DIRTY_LOG -> regions.dirtyLog(argument);
            case KVM_CREATE_DEVICE -> irqchip.createDevice(argument);
            case KVM_ARM_SET_DEVICE_ADDR -> irqchip.setDeviceAddress(argument);
            case KVM_IRQ_LINE -> irqchip.irqLine(argument);
            case KVM_SET_DEVICE_ATTR -> smcccFilter.set(argument,
                    vcpus.stream().anyMatch(vcpu -> vcpu.cpu().attempted() != 0));
            case KVM_ARM_PREFERRED_TARGET -> IoctlResult.of(0, Vcpu.preferredTarget());
            default -> IoctlResult.unknown(Errno.ENOTTY, number);
        };
    }

    /// An ioctl whose argument is a number. `KVM_CREATE_VCPU` is [#createVcpu].
    public IoctlResult ioctl(long number, long argument) {
        if (number == Ioctl.KVM_CREATE_IRQCHIP.number()) {
            return irqchip.create();
        }
        return number == Ioctl.KVM_CHECK_EXTENSION.number() ? kvm.ioctl(number, argument)
                : IoctlResult.unknown(Errno.ENOTTY, number);
    }

    /// An ioctl on the file descriptor of a device, which `KVM_CREATE_DEVICE` returned in its struct.
    ///
    /// @param argument the caller's memory from the pointer on. For `KVM_{GET,SET}_DEVICE_ATTR` the value follows right
    ///     behind `struct kvm_device_attr`, and `addr` is not followed
    public IoctlResult deviceIoctl(int fd, long number, Bytes argument) {
        return irqchip.ioctl(fd, number, argument);
    }

    /// `KVM_IRQ_LINE` without its struct, for devices that raise and lower their interrupt often.
    ///
    /// @param irq what is driven, as the ioctl encodes it; [#spi] for an interrupt of a device
    public IoctlResult irqLine(int irq, boolean level) {
        return irqchip.irqLine(irq, level);
    }

    /// How [#irqLine] names a shared interrupt.
    ///
    /// @param id 32 or more: 32 + n for what a device tree calls SPI n
    public static int spi(int id) {
        return IRQ_TYPE_SPI << 24 | id;
    }

    /// The interrupt controller in the kernel, if one was created.
    public Optional<Vgic> vgic() {
        return irqchip.vgic();
    }

    @Nullable Vgic vgicOrNull() {
        return irqchip.vgicOrNull();
    }

    int nextDescriptor() {
        return descriptors++;
    }

    // Running

    /// `KVM_RUN` of all vCPUs, as if each had a thread of its own on one processor of the host: they take turns, always
    /// in the same order and for the same number of instructions. Calls with any budgets that add up to the same have
    /// the same outcome. With one vCPU this is [Vcpu#run].
    ///
    /// @param budget the most instructions to attempt, of all vCPUs together
    /// @return what ended the run, and of which vCPU; the vCPU goes on when this is called again
    public Turn run(long budget) {
        return scheduler.run(budget);
    }

    /// How [#run] ended.
    ///
    /// @param vcpu the vCPU it is about; when all wait or the budget is spent, the one whose turn it is
    /// @param result what its `KVM_RUN` returned
    public record Turn(Vcpu vcpu, RunResult result) {}

    /// The machine's time in nanoseconds, which all vCPUs see in their Generic Timers: instructions retired, one after
    /// the other, and the time in which all waited.
    public long time() {
        return scheduler.time();
    }

    /// Let time pass without instructions while all vCPUs wait; timers that become due fire. Returns at once if it is
    /// that late already.
    public void sleepUntil(long time) {
        scheduler.sleepUntil(time);
    }

    /// When the next timer of any vCPU fires, in terms of [#time]; [Long#MAX_VALUE] if none will.
    public long nextTimer() {
        return scheduler.nextTimer();
    }

    /// Whether time jumps to the next timer when all vCPUs wait for an interrupt, as it does by default. Otherwise a
    /// run ends with [RunResult.Reason#WAITING] then, and it is for the VMM to let time pass with [#sleepUntil].
    public void skipIdleTime(boolean skip) {
        scheduler.skipIdleTime(skip);
    }

    // Snapshots

    /// The whole machine as it is now, between two runs. Memory is shared until it is written, so this is cheap.
    public VmSnapshot snapshot() {
        var state = new StateTransfer();
        transfer(state);
        return new VmSnapshot(state.values(), memory.snapshot());
    }

    /// Go back, or on, to a snapshot, see there.
    ///
    /// @throws IllegalArgumentException if it is of a machine that was made in another way; this machine is then in no
    ///     defined state
    public void restore(VmSnapshot snapshot) {
        memory.restore(snapshot.memory());
        var state = new StateTransfer(snapshot.state());
        transfer(state);
        if (!state.isAtEnd()) {
            throw new IllegalArgumentException("the snapshot is of another kind of machine");
        }
    }

    /// Write a snapshot of this machine, some tens of megabytes for a Linux guest. The stream stays open.
    public void write(VmSnapshot snapshot, OutputStream stream) throws IOException {
        snapshot.write(stream, stateLayout());
    }

    /// Read a snapshot for this machine. It shares the pages that the machine's memory holds as well.
    ///
    /// @throws IOException if the stream cannot be read or holds no snapshot of such a machine; the message is for users
    public VmSnapshot readSnapshot(InputStream stream) throws IOException {
        return VmSnapshot.read(stream, stateLayout(), memory.snapshot(), memoryLimit);
    }

    /// A number that differs between machines whose state cannot be exchanged.
    private long stateLayout() {
        var names = new StringJoiner(" ");
        for (Vcpu vcpu : vcpus) {
            names.add(vcpu.id() + ":" + vcpu.cpu().model().midr());
            vcpu.cpu().systemRegisters().keySet().forEach(names::add);
        }
        names.add(vgic().map(vgic -> vgic.getClass().getSimpleName()).orElse("-"));
        features.forEach(feature -> names.add(feature.name()));
        Capability.ALL.forEach(capability -> names.add(capability.name()));
        var crc = new CRC32();
        crc.update(names.toString().getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private void transfer(StateTransfer state) {
        for (Capability capability : Capability.ALL) {
            boolean on = state.next(enabled.contains(capability.name()));
            if (on) {
                enabled.add(capability.name());
            } else {
                enabled.remove(capability.name());
            }
        }
        regions.transfer(state);
        smcccFilter.transfer(state);
        for (Vcpu vcpu : vcpus) {
            vcpu.transfer(state);
        }
        vgic().ifPresent(vgic -> vgic.transfer(state));
        scheduler.transfer(state);
    }

    Scheduler scheduler() {
        return scheduler;
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
