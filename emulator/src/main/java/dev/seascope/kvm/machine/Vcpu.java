package dev.seascope.kvm.machine;

import static dev.seascope.kvm.Verdict.Certainty.READ;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.ExceptionListener;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.cpu.Trap;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.Stage1Walk;
import dev.seascope.kvm.VcpuEvents;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/// A vCPU: the ioctls of its file descriptor, the page it shares with user space, and the processor behind it. Belongs
/// to the emulation thread.
public final class Vcpu {
    /// `KVM_MP_STATE_RUNNABLE`.
    static final int RUNNABLE = 0;
    /// `KVM_MP_STATE_STOPPED`.
    static final int STOPPED = 5;
    private static final int SUSPENDED = 10;

    private static final int TARGET_GENERIC_V8 = 5;
    private static final long FEATURE_POWER_OFF = 1;
    private static final long FEATURE_EL1_32BIT = 1 << 1;
    private static final long FEATURE_PSCI_0_2 = 1 << 2;
    private static final long KNOWN_FEATURES = FEATURE_POWER_OFF | FEATURE_EL1_32BIT | FEATURE_PSCI_0_2 | 1 << 3;
    /// SVC mode with A, I and F masked, after the reset of a 32-bit EL1.
    private static final long PSTATE_RESET_32 = 0x1d3;
    /// What `KVM_ARM_VCPU_INIT` leaves: the MMU and the caches off, nTWI, nTWE and SPAN set, stacks checked for alignment.
    private static final long SCTLR_RESET = 0x00c5_0078;

    private final Vm vm;
    private final int id;
    private final int index;
    private final Cpu cpu;
    private final KvmRun run = new KvmRun();
    private final OneRegs oneRegs = new OneRegs(this);
    private final GuestDebug guestDebug;
    private final KeptState kept;
    private final GuestRun guestRun;
    /// Registers that neither the processor nor anything else has, by [VcpuRegister#place].
    private final long[] others = new long[VcpuRegister.values().length];
    private boolean initialised;
    private long initFeatures;
    private int mpState = RUNNABLE;

    Vcpu(Vm vm, int id, Cpu cpu) {
        this.vm = vm;
        this.id = id;
        this.index = vm.vcpus().size();
        this.cpu = cpu;
        this.kept = new KeptState(cpu.el2());
        this.guestDebug = new GuestDebug(cpu);
        this.guestRun = new GuestRun(this);
    }

    /// The machine it belongs to.
    public Vm vm() {
        return vm;
    }

    /// The number given to `KVM_CREATE_VCPU`.
    public int id() {
        return id;
    }

    /// Its place among the vCPUs of the machine.
    int index() {
        return index;
    }

    /// The processor. Whoever changes it goes behind KVM's back, as a debugger does.
    public Cpu cpu() {
        return cpu;
    }

    /// The page shared with user space.
    public KvmRun kvmRun() {
        return run;
    }

    /// `KVM_RUN`, until it returns or the debugger wants the vCPU held.
    ///
    /// @param budget the most instructions to attempt
    public RunResult run(long budget) {
        return guestRun.run(budget);
    }

    /// What the `KVM_RUN` that goes on would do about a trap of the processor. For tests of what no guest here can do.
    Optional<RunResult> handle(Trap trap) {
        return Optional.ofNullable(guestRun.handle(trap)).map(guestRun::lasting);
    }

    /// Whether it stands at a WFI with nothing to wake it up.
    boolean isIdle() {
        return guestRun.isWaiting() && !cpu.interrupts().hasWakeUpEvent();
    }

    /// `Aff3.Aff2.Aff1.Aff0` of its `MPIDR_EL1`, eight bits each: the number of the vCPU, sixteen to a cluster.
    int affinity() {
        return (id & 0xf) | (id >> 4 & 0xff) << 8;
    }

    /// Whether `KVM_ARM_VCPU_INIT` has been called.
    public boolean isInitialised() {
        return initialised;
    }

    void uninitialise() {
        initialised = false;
    }

    /// Whether `KVM_SET_GUEST_DEBUG` asked for an exit after each instruction.
    boolean isSingleStepped() {
        return guestDebug.isSingleStepped();
    }

    int mpState() {
        return mpState;
    }

    void stop() {
        mpState = STOPPED;
    }

    /// Start after `PSCI_CPU_ON`: reset, then PC and X0 as asked.
    void powerOn(long entry, long context) {
        reset();
        cpu.setPc(entry);
        cpu.x[0] = context;
        mpState = RUNNABLE;
    }

    /// Put every register to its reset value, and forget what is pending.
    void reset() {
        cpu.reset();
        cpu.setRegister("MPIDR_EL1", 1L << 31 | affinity());
        cpu.setRegister("SCTLR_EL1", SCTLR_RESET);
        set(VcpuRegister.IFSR32_EL2, 0);
        set(VcpuRegister.SPSR_ABT, 0);
        set(VcpuRegister.SCTLR2_EL1, 0);
        set(VcpuRegister.PENDING_EXCEPTION, VcpuRegister.PENDING_NONE);
        set(VcpuRegister.MMIO_NEEDED, 0);
        if (vm.features().contains(VmFeature.AARCH32_EL1)) {
            cpu.setPstate(PSTATE_RESET_32);
        }
    }

    void transfer(StateTransfer state) {
        cpu.transfer(state);
        run.transfer(state);
        oneRegs.transfer(state);
        guestRun.transfer(state);
        kept.transfer(state);
        state.next(others);
        initialised = state.next(initialised);
        initFeatures = state.next(initFeatures);
        mpState = state.next(mpState);
        guestDebug.transfer(state);
    }

    // State

    /// The vCPU as an injection sees it.
    public VcpuState state() {
        VcpuState state = VcpuState.of(vm.host(), vm.features(), this::get)
                .with(new Stage1Walk(vm.memory()::byteAt));
        return initialised ? state : state.uninitialised();
    }

    /// What of it is kept here and changes with every exit; quicker than [#get].
    KeptState kept() {
        return kept;
    }

    /// A register, whoever keeps it.
    public long get(VcpuRegister register) {
        if (register.compareTo(VcpuRegister.X30) <= 0) {
            return cpu.x[register.place()];
        }
        return switch (register) {
            case PC -> cpu.pc;
            case PSTATE -> cpu.pstate();
            case VSE_PENDING -> cpu.interrupts().virtualSErrorPending() ? 1 : 0;
            case VSESR_EL2 -> cpu.interrupts().vsesr();
            case ESR_EL2 -> cpu.el2().esr;
            case FAR_EL2 -> cpu.el2().far;
            case HPFAR_EL2 -> kept.hpfarEl2();
            case MMIO_NEEDED -> kept.mmioNeeded ? 1 : 0;
            case PENDING_EXCEPTION -> kept.pendingException;
            default -> cpu.register(register.name()).orElse(others[register.place()]);
        };
    }

    /// Write a register, without any rule of access.
    public void set(VcpuRegister register, long value) {
        if (register.compareTo(VcpuRegister.X30) <= 0) {
            cpu.x[register.place()] = value;
            return;
        }
        switch (register) {
            case PC -> cpu.setPc(value);
            case PSTATE -> cpu.setPstate(value);
            case VSE_PENDING -> cpu.interrupts().setVirtualSError(value != 0, cpu.interrupts().vsesr());
            case VSESR_EL2 -> cpu.interrupts().setVirtualSError(cpu.interrupts().virtualSErrorPending(), value);
            case ESR_EL2 -> cpu.el2().esr = value;
            case FAR_EL2 -> cpu.el2().far = value;
            case HPFAR_EL2 -> kept.setHpfarEl2(value);
            case MMIO_NEEDED -> kept.mmioNeeded = value != 0;
            case PENDING_EXCEPTION -> kept.pendingException = (int) value;
            default -> {
                if (!cpu.setRegister(register.name(), value)) {
                    others[register.place()] = value;
                }
            }
        }
    }

    /// A register by the name that people use: those of [VcpuRegister] and all of the processor's. Empty when there is
    /// none.
    public OptionalLong register(String name) {
        OptionalLong value = cpu.register(name);
        return value.isPresent() ? value : keptHere(name).map(register -> OptionalLong.of(get(register)))
                .orElse(OptionalLong.empty());
    }

    /// Write a register by name, without any rule of access.
    ///
    /// @return whether there is such a register
    public boolean setRegister(String name, long value) {
        if (cpu.setRegister(name, value)) {
            return true;
        }
        Optional<VcpuRegister> register = keptHere(name);
        register.ifPresent(found -> set(found, value));
        return register.isPresent();
    }

    /// A register of the guest that the processor lacks: of a 32-bit EL1, or one that the guest's features hide.
    private static Optional<VcpuRegister> keptHere(String name) {
        return switch (name) {
            case "SCTLR2_EL1" -> Optional.of(VcpuRegister.SCTLR2_EL1);
            case "IFSR32_EL2" -> Optional.of(VcpuRegister.IFSR32_EL2);
            case "SPSR_ABT" -> Optional.of(VcpuRegister.SPSR_ABT);
            default -> Optional.empty();
        };
    }

    /// Make what an injection decided come true, and tell the processor's listener of each exception entered.
    void perform(Effect effect) {
        Iterator<Effect.Entry> entries = effect.entries().iterator();
        ExceptionListener.Before before = overwritten();
        for (Effect.Write write : effect.writes()) {
            set(write.target(), write.after());
            // PSTATE is what an entry writes last.
            if (write.target() == VcpuRegister.PSTATE && entries.hasNext()) {
                Effect.Entry entry = entries.next();
                cpu.noteException(entry.vectorOffset(), (entry.pstate() & 0xf) == 0 ? 0 : 1, before);
                before = overwritten();
            }
        }
    }

    /// What an exception entry is about to overwrite.
    private ExceptionListener.Before overwritten() {
        return new ExceptionListener.Before(get(VcpuRegister.ESR_EL1), get(VcpuRegister.FAR_EL1),
                get(VcpuRegister.ELR_EL1), get(VcpuRegister.SPSR_EL1));
    }

    // Ioctls

    /// `KVM_ARM_VCPU_INIT` as most VMMs make it: the generic target, PSCI 0.2 or later.
    ///
    /// @return what the ioctl returned
    public IoctlResult init() {
        long features = FEATURE_PSCI_0_2
                | (vm.features().contains(VmFeature.AARCH32_EL1) ? FEATURE_EL1_32BIT : 0);
        StructLayout layout = Structs.VCPU_INIT;
        Bytes argument = layout.with(layout.with(layout.zeros(), "target", TARGET_GENERIC_V8), "features", features);
        return ioctl(Ioctl.KVM_ARM_VCPU_INIT.number(), argument);
    }

    /// What `KVM_ARM_PREFERRED_TARGET` answers: the generic target without features.
    static Bytes preferredTarget() {
        return Structs.VCPU_INIT.with(Structs.VCPU_INIT.zeros(), "target", TARGET_GENERIC_V8);
    }

    /// An ioctl on the vCPU's file descriptor, but for `KVM_RUN`, which is [#run].
    ///
    /// @param argument the caller's memory from the pointer on; too short, it is a fault (EFAULT). For
    ///     `KVM_{GET,SET}_ONE_REG` the value follows right behind `struct kvm_one_reg`, and `addr` is not followed
    public IoctlResult ioctl(long number, Bytes argument) {
        Kernel kernel = vm.kernel();
        int eventBytes = kernel.events().size();
        if (number == Ioctl.KVM_SET_VCPU_EVENTS.number(eventBytes)) {
            return setEvents(kernel, argument);
        }
        if (number == Ioctl.KVM_GET_VCPU_EVENTS.number(eventBytes)) {
            return getEvents(kernel, argument);
        }
        Ioctl ioctl = Ioctl.of(Ioctl.Fd.VCPU, number).orElse(null);
        if (ioctl == null) {
            return IoctlResult.unknown(Errno.EINVAL, number);
        }
        return switch (ioctl) {
            case KVM_ARM_VCPU_INIT -> fault(ioctl, argument).orElseGet(() -> init(argument));
            case KVM_GET_ONE_REG -> oneRegs.get(argument);
            case KVM_SET_ONE_REG -> oneRegs.set(argument);
            case KVM_GET_REG_LIST -> oneRegs.list(argument);
            case KVM_GET_MP_STATE -> fault(ioctl, argument).orElseGet(() -> IoctlResult.of(0,
                    Structs.MP_STATE.with(argument, "mp_state", mpState)));
            case KVM_SET_GUEST_DEBUG -> fault(ioctl, argument).orElseGet(() -> guestDebug.set(argument));
            case KVM_SET_MP_STATE -> fault(ioctl, argument).orElseGet(() -> setMpState(argument));
            default -> IoctlResult.unknown(Errno.EINVAL, number);
        };
    }

    private static Optional<IoctlResult> fault(Ioctl ioctl, Bytes argument) {
        return argument.size() >= ioctl.bytes() ? Optional.empty()
                : Optional.of(IoctlResult.failure(Errno.EFAULT, ioctl.name(), "the struct cannot be read", READ));
    }

    private IoctlResult setEvents(Kernel kernel, Bytes argument) {
        VcpuEvents.Outcome outcome = VcpuEvents.set(kernel, state(), argument);
        perform(outcome.effect());
        return new IoctlResult(outcome.verdict().accepted() ? 0 : -1, argument, outcome.verdict(), outcome.effect());
    }

    private IoctlResult getEvents(Kernel kernel, Bytes argument) {
        if (!initialised) {
            return IoctlResult.failure(Errno.ENOEXEC, "KVM_GET_VCPU_EVENTS, step 1",
                    "KVM_ARM_VCPU_INIT has not been called", READ);
        }
        if (argument.size() < kernel.events().size()) {
            return IoctlResult.failure(Errno.EFAULT, "KVM_GET_VCPU_EVENTS, step 6", "the struct cannot be written",
                    READ);
        }
        return IoctlResult.of(0, VcpuEvents.get(kernel, state()));
    }

    private IoctlResult init(Bytes argument) {
        StructLayout layout = Structs.VCPU_INIT;
        String rule = "KVM_ARM_VCPU_INIT";
        long features = layout.get(argument, "features");
        if (layout.get(argument, "target") != TARGET_GENERIC_V8) {
            return Vm.recalled(Errno.EINVAL, rule, "the only target is KVM_ARM_TARGET_GENERIC_V8, 5");
        }
        if (layout.elements(argument, "features").stream().skip(1).anyMatch(word -> word != 0)) {
            return Vm.recalled(Errno.ENOENT, rule, "features[1] and higher must be 0");
        }
        boolean wants32 = (features & FEATURE_EL1_32BIT) != 0;
        if ((features & ~KNOWN_FEATURES) != 0 || wants32 != vm.features().contains(VmFeature.AARCH32_EL1)) {
            return Vm.recalled(Errno.EINVAL, rule, "this host does not have these features: 0x%x".formatted(features));
        }
        if (initialised && features != initFeatures) {
            return Vm.recalled(Errno.EINVAL, rule, "the features cannot change once they are chosen");
        }
        initFeatures = features;
        initialised = true;
        reset();
        mpState = (features & FEATURE_POWER_OFF) != 0 ? STOPPED : RUNNABLE;
        return IoctlResult.of(0);
    }

    private IoctlResult setMpState(Bytes argument) {
        int wanted = (int) Structs.MP_STATE.get(argument, "mp_state");
        if (wanted != RUNNABLE && wanted != STOPPED && wanted != SUSPENDED) {
            return Vm.recalled(Errno.EINVAL, "KVM_SET_MP_STATE", "mp_state must be 0, 5 or 10");
        }
        mpState = wanted;
        return IoctlResult.of(0);
    }
}
