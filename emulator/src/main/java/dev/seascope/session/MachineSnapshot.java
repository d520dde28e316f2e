package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemoryLook;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Stage1Walk;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.machine.Vcpu;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.vmm.acpi.ErrorSource;
import dev.seascope.vmm.board.BoardSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The machine at one instant. May be read from any thread; nothing changes, but for memory in time.
///
/// @param retired instructions retired since the guest started
/// @param state what the session is doing
/// @param x `X0` to `X30`, 31 values
/// @param sp the stack pointer in use
/// @param pc address of the next instruction
/// @param pstate as `SPSR_ELx` would hold it
/// @param system system registers by their Arm name: `ESR_EL1`, `SP_EL0`, `VBAR_EL1` and all others the model holds
/// @param host KVM's record of the vCPU
/// @param kvmRun the shared `struct kvm_run` page, 2352 bytes
/// @param exits exits so far
/// @param exceptions exceptions taken so far
/// @param console what the guest wrote to its serial port
/// @param machine what was configured
/// @param memory guest memory, see [GuestMemory#look]; while the guest runs, what it holds when it is read
/// @param program the guest as text
public record MachineSnapshot(long retired, RunState state, List<Long> x, long sp, long pc, long pstate,
        SortedMap<String, Long> system, HostView host, Bytes kvmRun, int exits, int exceptions, String console,
        MachineConfig machine, MemoryView memory, ProgramListing program) {

    /// What was configured when the guest was loaded.
    ///
    /// @param kernelId an id of the kernel table, `series-v1`
    /// @param hostRas the host has FEAT_RAS
    /// @param features guest features: `ras`, `mte`, `sctlrx`, `aarch32_el1`
    /// @param capabilities enabled capabilities without `KVM_CAP_`: `ARM_NISV_TO_USER`
    /// @param slots memory slots as `start -> bytes`
    /// @param vcpus how many vCPUs there are
    /// @param errorSource by what the guest can be told of memory errors
    public record MachineConfig(String kernelId, boolean hostRas, SortedSet<String> features,
            SortedSet<String> capabilities, Map<Long, Long> slots, int vcpus, Optional<ErrorSource> errorSource) {
        /// Without an error source.
        public MachineConfig(String kernelId, boolean hostRas, SortedSet<String> features,
                SortedSet<String> capabilities, Map<Long, Long> slots, int vcpus) {
            this(kernelId, hostRas, features, capabilities, slots, vcpus, Optional.empty());
        }

        /// With one vCPU.
        public MachineConfig(String kernelId, boolean hostRas, SortedSet<String> features,
                SortedSet<String> capabilities, Map<Long, Long> slots) {
            this(kernelId, hostRas, features, capabilities, slots, 1);
        }
    }

    /// A machine as it is now.
    static MachineSnapshot of(Machine machine, RunState state, MemoryLook memory) {
        Vm vm = machine.vm();
        Vcpu vcpu = machine.vcpu();
        Cpu cpu = vcpu.cpu();
        SortedMap<String, Long> system = new TreeMap<>(cpu.systemRegisters());
        system.put("SP_EL0", cpu.sp(0));
        system.put("SP_EL1", cpu.sp(1));
        system.put("SCTLR2_EL1", vcpu.get(VcpuRegister.SCTLR2_EL1));
        Map<Long, Long> slots = new LinkedHashMap<>();
        vm.memory().slots().forEach(slot -> slots.put(slot.gpa(), slot.bytes()));
        var features = new TreeSet<String>();
        vm.features().forEach(feature -> features.add(feature.key()));
        var config = new MachineConfig(vm.kernel().id(), vm.host().ras(), features,
                new TreeSet<>(vm.enabledCapabilities()), Collections.unmodifiableMap(slots), vm.vcpus().size(),
                machine.spec().board().flatMap(BoardSpec::errorSource));
        List<Long> x = Arrays.stream(cpu.x, 0, 31).boxed().toList();
        return new MachineSnapshot(machine.retired(), state, x, cpu.x[Cpu.SP], cpu.pc, cpu.pstate(), system,
                HostView.of(vcpu), vcpu.kvmRun().bytes(), machine.exits(), machine.exceptions(),
                machine.serial().output(), config, memory::byteAt, LiveCode.listing(machine.spec().listing(), cpu,
                        memory, cpu.systemRegisters().getOrDefault("VBAR_EL1", 0L)));
    }

    /// The same machine with the session in another state.
    public MachineSnapshot in(RunState other) {
        return new MachineSnapshot(retired, other, x, sp, pc, pstate, system, host, kvmRun, exits, exceptions, console,
                machine, memory, program);
    }

    /// Which of the vCPUs this is, from 0, by its affinity: sixteen to a cluster.
    public int vcpu() {
        long affinity = system.getOrDefault("MPIDR_EL1", 0L);
        return (int) ((affinity & 0xf) | (affinity >>> 4 & 0xff0));
    }

    /// A system register by its Arm name.
    public Optional<Long> systemRegister(String name) {
        return Optional.ofNullable(system.get(name));
    }

    /// The vCPU as an injection sees it, for a preview.
    public VcpuState vcpuState() {
        Set<VmFeature> features = EnumSet.noneOf(VmFeature.class);
        machine.features().forEach(key -> VmFeature.of(key).ifPresent(features::add));
        Host underneath = new Host(machine.hostRas(), false, Host.DEFAULT.ipaLimitBits());
        VcpuState state = VcpuState.of(underneath, features, this::value).with(new Stage1Walk(memory::byteAt));
        return host.initialised() ? state : state.uninitialised();
    }

    private long value(VcpuRegister register) {
        return switch (register) {
            case PC -> pc;
            case PSTATE -> pstate;
            case ESR_EL2 -> host.esrEl2();
            case FAR_EL2 -> host.farEl2();
            case HPFAR_EL2 -> host.hpfarValid() ? host.hpfar() | VcpuRegister.HPFAR_VALID : 0;
            case MMIO_NEEDED -> host.mmioNeeded() ? 1 : 0;
            case PENDING_EXCEPTION -> host.pendingException();
            case VSE_PENDING -> host.vsePending() ? 1 : 0;
            case VSESR_EL2 -> host.vsesr();
            default -> register.compareTo(VcpuRegister.X30) <= 0 ? x.get(register.place())
                    : system.getOrDefault(register.name(), 0L);
        };
    }
}
