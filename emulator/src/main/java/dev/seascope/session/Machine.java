package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.ExceptionListener;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.MemorySnapshot;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.machine.IoctlResult;
import dev.seascope.kvm.machine.Kvm;
import dev.seascope.kvm.machine.KvmException;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.kvm.machine.Vcpu;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.kvm.machine.VmSnapshot;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.vmm.Pl011;
import dev.seascope.vmm.board.Board;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.Gic;
import dev.seascope.vmm.board.InterruptController;
import dev.seascope.vmm.firmware.FlashBank;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A virtual machine and the VMM that runs it: the devices of the board are answered here, every other exit ends the run.
/// Where it has several vCPUs, what is shown and changed is the one that the last run ended with. Knows no threads;
/// belongs to the one that made it.
public final class Machine {
    /// The most memory that all slots together may claim. Pages come into being when they are touched.
    private static final long MEMORY_LIMIT = 4L << 30;
    /// The first interrupt that devices share.
    private static final int FIRST_SPI = 32;
    private static final int TARGET_GENERIC_V8 = 5;
    private static final long FEATURE_POWER_OFF = 1;
    private static final long FEATURE_PSCI_0_2 = 1 << 2;
    private static final int MOST_DEVICE_VALUES = 1 << 24;

    private final MachineSpec spec;
    private final Vm vm;
    private final Board board;
    private Vcpu vcpu;
    private final Consumer<SessionEvent> events;
    /// Where the processor's events go: held back during an ioctl, otherwise [#events].
    private Consumer<SessionEvent> sink;
    private int exits;
    /// The exit whose data were noted on the timeline.
    private int answeredExit;
    private Optional<RunResult> lastResult = Optional.empty();
    private int exceptions;
    private ExceptionListener.@Nullable Taken lastTaken;
    private Set<Long> breakpoints = Set.of();
    private OptionalLong stoppedAt = OptionalLong.empty();

    private Machine(MachineSpec spec, Vm vm, Vcpu vcpu, Consumer<SessionEvent> events) {
        this.spec = spec;
        this.vm = vm;
        this.vcpu = vcpu;
        this.board = spec.board().map(devices -> new Board(devices, vm.memory(), vm::time,
                (spi, asserted) -> vm.irqLine(Vm.spi(FIRST_SPI + spi), asserted), flashSlots(vm)))
                .orElseGet(Board::serialPortOnly);
        this.events = events;
        this.sink = events;
    }

    /// Make the machine.
    ///
    /// @param events told of everything that happens, on this thread
    /// @throws MachineSpec.UnusableException if the specification contradicts itself or KVM refuses it
    public static Machine create(MachineSpec spec, Consumer<SessionEvent> events)
            throws MachineSpec.UnusableException {
        try {
            Vm vm = new Kvm(spec.kernel(), spec.host()).createVm(spec.ipaBits(), spec.features(), MEMORY_LIMIT);
            Machine machine = new Machine(spec, vm, vm.createVcpu(0), events);
            for (int id = 1; id < spec.board().map(BoardSpec::vcpus).orElse(1); id++) {
                vm.createVcpu(id);
            }
            Optional<IoctlResult> failed = InterruptController.create(vm,
                    spec.board().map(BoardSpec::gic).orElse(Gic.NONE));
            if (failed.isPresent()) {
                require("the interrupt controller", failed.get());
            }
            machine.fill();
            for (Vcpu each : vm.vcpus()) {
                each.cpu().setExceptionListener(machine.new Listener());
            }
            return machine;
        } catch (KvmException e) {
            throw new MachineSpec.UnusableException("KVM refuses the virtual machine: " + e.getMessage());
        }
    }

    private static FlashBank.Slots flashSlots(Vm vm) {
        return new FlashBank.Slots() {
            @Override
            public void map(int slot, long gpa, long bytes) {
                set(region(slot, gpa, bytes, true));
            }

            @Override
            public void unmap(int slot) {
                set(region(slot, 0, 0, true));
            }

            private void set(Bytes region) {
                IoctlResult result = vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), region);
                if (result.value() < 0) {
                    throw new IllegalStateException("a slot of flash: " + result.verdict().explanation());
                }
            }
        };
    }

    private static void require(String what, IoctlResult result) throws MachineSpec.UnusableException {
        if (result.value() < 0) {
            throw new MachineSpec.UnusableException("%s: %s".formatted(what, result.verdict().explanation()));
        }
    }

    private void fill() throws MachineSpec.UnusableException {
        for (MemorySlot slot : spec.slots()) {
            IoctlResult result = vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), region(slot.id(), slot.gpa(),
                    slot.bytes(), slot.readOnly()));
            if (result.value() < 0) {
                throw new MachineSpec.UnusableException("memory slot at 0x%x: %s"
                        .formatted(slot.gpa(), result.verdict().explanation()));
            }
        }
        vm.memory().setPoison(spec.poison());
        for (MachineSpec.Content content : spec.contents()) {
            try {
                vm.memory().write(content.gpa(), content.bytes());
            } catch (IllegalArgumentException e) {
                throw new MachineSpec.UnusableException("%d bytes at 0x%x do not lie in a memory slot"
                        .formatted(content.bytes().size(), content.gpa()));
            }
        }
        if (spec.initialise()) {
            vcpu.init();
            for (Vcpu other : vm.vcpus().subList(1, vm.vcpus().size())) {
                // They wait for the first one to switch them on by PSCI.
                StructLayout layout = Structs.VCPU_INIT;
                Bytes init = layout.with(layout.with(layout.zeros(), "target", TARGET_GENERIC_V8), "features",
                        FEATURE_POWER_OFF | FEATURE_PSCI_0_2);
                require("KVM_ARM_VCPU_INIT", other.ioctl(Ioctl.KVM_ARM_VCPU_INIT.number(), init));
            }
        }
        for (MachineSpec.Register register : spec.registers()) {
            if (!write(register)) {
                throw new MachineSpec.UnusableException("this guest has no register " + register.name());
            }
        }
        for (String capability : spec.capabilities()) {
            IoctlResult result = vm.enableCapability(capability);
            if (result.value() < 0) {
                throw new MachineSpec.UnusableException("KVM_ENABLE_CAP: " + result.verdict().explanation());
            }
        }
    }

    private boolean write(MachineSpec.Register register) {
        Cpu cpu = vcpu.cpu();
        String name = register.name();
        if (name.matches("V\\d+")) {
            int v = Integer.parseInt(name.substring(1));
            cpu.v[2 * v] = register.low();
            cpu.v[2 * v + 1] = register.high();
            return true;
        }
        return vcpu.setRegister(name, register.low());
    }

    /// The virtual machine. Whoever uses it goes behind this object's back, as a VMM's own code does.
    public Vm vm() {
        return vm;
    }

    /// Its vCPU, of several the one that the last run ended with.
    public Vcpu vcpu() {
        return vcpu;
    }

    /// Its serial port.
    public Pl011 serial() {
        return board.serial();
    }

    /// Type into the guest's consoles.
    public void type(String text) {
        type(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Type bytes into the guest's consoles.
    public void type(byte[] text) {
        board.type(text);
    }

    /// What it was made from.
    public MachineSpec spec() {
        return spec;
    }

    /// Instructions retired, of all vCPUs together.
    public long retired() {
        return sum(Cpu::retired);
    }

    private long attempted() {
        return sum(Cpu::attempted);
    }

    private long sum(ToLongFunction<Cpu> count) {
        List<Vcpu> all = vm.vcpus();
        if (all.size() == 1) {
            return count.applyAsLong(vcpu.cpu());
        }
        long sum = 0;
        for (Vcpu each : all) {
            sum += count.applyAsLong(each.cpu());
        }
        return sum;
    }

    /// Address of the next instruction.
    public long pc() {
        return vcpu.cpu().pc;
    }

    /// Exits that reached user space and were not the serial port's.
    public int exits() {
        return exits;
    }

    /// Exceptions the guest took, by the processor's doing and by KVM's.
    public int exceptions() {
        return exceptions;
    }

    /// The last exception taken.
    public Optional<ExceptionListener.Taken> lastTaken() {
        return Optional.ofNullable(lastTaken);
    }

    /// `KVM_RUN` until it returns to user space, a breakpoint, or so many instructions were attempted. A breakpoint at
    /// the instruction where the machine stopped last does not stop it again.
    public RunResult run(long budget, Set<Long> stops) {
        long left = budget;
        long pc = pc();
        if (stops.contains(pc) && isWhereItStopped() && budget > 0) {
            RunResult first = step(1);
            if (!isLimit(first)) {
                return first;
            }
            left--;
        }
        if (!stops.equals(breakpoints)) {
            setBreakpoints(Set.copyOf(stops));
        }
        return enter(left);
    }

    /// As [#run], and until the guest has printed a text on its serial port, from now on and without a break. The run
    /// ends with the access that prints the last character, however it was cut into slices.
    ///
    /// @param text at least one character, of Latin-1
    public RunResult runUntil(String text, long budget, Set<Long> stops) {
        serial().await(text);
        try {
            return run(budget, stops);
        } finally {
            serial().await("");
        }
    }

    private void setBreakpoints(Set<Long> addresses) {
        breakpoints = addresses;
        vm.vcpus().forEach(each -> each.cpu().setBreakpoints(addresses));
    }

    /// Attempt so many instructions, whatever breakpoints there are. To finish the access of an MMIO exit is the first
    /// of them, as it is for `KVM_GUESTDBG_SINGLESTEP`.
    public RunResult step(long count) {
        if (!breakpoints.isEmpty()) {
            setBreakpoints(Set.of());
        }
        if (vcpu.get(VcpuRegister.MMIO_NEEDED) == 0 || count == 0) {
            return enter(count);
        }
        long before = retired();
        RunResult first = enter(0);
        long left = count - (retired() - before);
        return left > 0 && isLimit(first) ? enter(left) : first;
    }

    /// Whether the next instruction is the one at which the machine stopped last.
    boolean isWhereItStopped() {
        return stoppedAt.equals(OptionalLong.of(pc()));
    }

    private static boolean isLimit(RunResult result) {
        return result instanceof RunResult.Held(RunResult.Reason reason, _) && reason == RunResult.Reason.LIMIT;
    }

    private RunResult enter(long budget) {
        if (awaitsData() && answeredExit < exits && vcpu.kvmRun().exit() instanceof KvmExit.Mmio mmio) {
            noteAnswer(mmio.data());
        }
        RunResult result = runVcpu(budget);
        lastResult = Optional.of(result);
        stoppedAt = OptionalLong.of(pc());
        return result;
    }

    private RunResult runVcpu(long budget) {
        long end = attempted() + budget;
        RunResult result = runAll(budget);
        while (result instanceof RunResult.Exited(KvmExit.Mmio mmio) && serve(mmio)) {
            if (serial().foundAwaited()) {
                return new RunResult.Held(RunResult.Reason.CONSOLE, "The guest printed what was waited for");
            }
            result = runAll(Math.max(0, end - attempted()));
        }
        if (result instanceof RunResult.Exited(KvmExit exit)) {
            exits++;
            events.accept(new SessionEvent.Exited(retired(), exits, exit));
        }
        return result;
    }

    /// How the last run left the machine; [RunState.Paused] before any.
    public RunState stopped() {
        return lastResult.map(result -> switch (result) {
            case RunResult.Exited _ -> new RunState.AtExit(vcpu.kvmRun().exit());
            case RunResult.Failed(var errno, _, String why) -> new RunState.AtError(errno.name(), why);
            case RunResult.Held(_, String text) -> new RunState.Paused(text);
        }).orElseGet(() -> new RunState.Paused("Loaded"));
    }

    private RunResult runAll(long budget) {
        Vm.Turn turn = vm.run(budget);
        vcpu = turn.vcpu();
        return turn.result();
    }

    /// Let a device of the board answer.
    ///
    /// @return whether there is one
    private boolean serve(KvmExit.Mmio mmio) {
        OptionalLong answer = board.access(mmio.physAddr(), mmio.len(), mmio.isWrite(), mmio.data());
        if (answer.isPresent() && !mmio.isWrite()) {
            writeMmioData(answer.getAsLong());
        }
        return answer.isPresent();
    }

    /// Answer an MMIO read, if one waits for it: the data go to the shared page, byte 0 in bits 7:0. The next run
    /// completes it.
    public void answer(long data) {
        if (awaitsData()) {
            writeMmioData(data);
            noteAnswer(data);
        }
    }

    private void noteAnswer(long data) {
        answeredExit = exits;
        events.accept(new SessionEvent.Answered(retired(), exits, data));
    }

    private void writeMmioData(long data) {
        vcpu.kvmRun().answer(data);
    }

    /// Whether an MMIO read waits for its data.
    private boolean awaitsData() {
        return vcpu.get(VcpuRegister.MMIO_NEEDED) != 0 && vcpu.kvmRun().exit() instanceof KvmExit.Mmio mmio
                && !mmio.isWrite();
    }

    /// An ioctl on the vCPU. The timeline hears of it.
    public IoctlResult vcpuIoctl(String name, long number, Bytes argument) {
        return noted(name, number, vcpu.ioctl(number, argument));
    }

    /// `KVM_SET_VCPU_EVENTS`. If it is accepted and pends something, the timeline calls it `label`.
    public IoctlResult setVcpuEvents(long number, Bytes struct, String label) {
        long when = retired();
        List<SessionEvent> consequences = new ArrayList<>();
        sink = consequences::add;
        IoctlResult result;
        try {
            result = vcpu.ioctl(number, struct);
        } finally {
            sink = events;
        }
        // The call comes first on the timeline, then what the guest takes because of it.
        events.accept(new SessionEvent.Ioctl(when, "KVM_SET_VCPU_EVENTS", number, result.errno()));
        if (result.value() >= 0 && pends(struct)) {
            events.accept(new SessionEvent.Injected(when, label));
        }
        consequences.forEach(events);
        return result;
    }

    private boolean pends(Bytes struct) {
        StructLayout layout = vm.kernel().events();
        return struct.size() >= layout.size()
                && Stream.of("serror_pending", "ext_dabt_pending", "ext_iabt_pending")
                        .anyMatch(field -> layout.get(struct, field) != 0);
    }

    /// `KVM_ENABLE_CAP` on the virtual machine by the name without `KVM_CAP_`.
    public IoctlResult enableCapability(String name) {
        return noted("KVM_ENABLE_CAP", Ioctl.KVM_ENABLE_CAP.number(), vm.enableCapability(name));
    }

    /// An ioctl on the virtual machine.
    public IoctlResult vmIoctl(String name, long number, Bytes argument) {
        return noted(name, number, vm.ioctl(number, argument));
    }

    /// `struct kvm_userspace_memory_region`; size 0 removes the slot.
    public static Bytes region(int slot, long gpa, long bytes, boolean readOnly) {
        StructLayout layout = Structs.USERSPACE_MEMORY_REGION;
        Bytes region = layout.with(layout.zeros(), "slot", slot);
        region = layout.with(region, "flags", readOnly ? 2 : 0);
        region = layout.with(region, "guest_phys_addr", gpa);
        return layout.with(region, "memory_size", bytes);
    }

    private IoctlResult noted(String name, long number, IoctlResult result) {
        events.accept(new SessionEvent.Ioctl(retired(), name, number, result.errno()));
        return result;
    }

    /// Go on with another kernel.
    public void useKernel(Kernel kernel) {
        vm.useKernel(kernel);
    }

    /// All of the machine as it is now, to go back to. Cheap: memory is shared until it is written.
    public MachineCheckpoint checkpoint() {
        var devices = new StateTransfer();
        transfer(devices);
        return new MachineCheckpoint(vm.snapshot(), devices.values(), lastResult);
    }

    /// Go back to a checkpoint of this machine, or on to one that [#readCheckpoint] read: what follows is what followed
    /// there.
    ///
    /// @throws IllegalArgumentException if it is of a machine that was made in another way
    public void restore(MachineCheckpoint checkpoint) {
        var devices = new StateTransfer(checkpoint.devices());
        try {
            vm.restore(checkpoint.vm());
            transfer(devices);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            // State of another version, read as if it were of this one.
            throw new IllegalArgumentException("the checkpoint makes no sense", e);
        }
        if (!devices.isAtEnd()) {
            throw new IllegalArgumentException("the checkpoint is of a machine with other devices");
        }
        lastResult = checkpoint.lastResult().or(() -> Optional.of(vcpu.kvmRun().exit())
                .filter(exit -> !(exit instanceof KvmExit.Unknown)).map(RunResult.Exited::new));
        stoppedAt = lastResult.isPresent() ? OptionalLong.of(pc()) : OptionalLong.empty();
        lastTaken = null;
    }

    private void transfer(StateTransfer state) {
        int current = state.next(vm.vcpus().indexOf(vcpu));
        if (current < 0 || current >= vm.vcpus().size()) {
            throw new IllegalArgumentException("the checkpoint is of a machine with more vCPUs");
        }
        vcpu = vm.vcpus().get(current);
        exits = state.next(exits);
        answeredExit = state.next(answeredExit);
        exceptions = state.next(exceptions);
        board.transfer(state);
    }

    /// Write a checkpoint of this machine. The stream stays open.
    public void write(MachineCheckpoint checkpoint, OutputStream stream) throws IOException {
        var out = new DataOutputStream(stream);
        out.writeInt(checkpoint.devices().length);
        for (long value : checkpoint.devices()) {
            out.writeLong(value);
        }
        out.flush();
        vm.write(checkpoint.vm(), stream);
    }

    /// Read a checkpoint for this machine.
    ///
    /// @throws IOException if the stream cannot be read or holds no checkpoint of such a machine; the message is for users
    public MachineCheckpoint readCheckpoint(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        int count = in.readInt();
        if (count < 0 || count > MOST_DEVICE_VALUES) {
            throw new IOException("this is no snapshot of a machine");
        }
        byte[] values = in.readNBytes(Long.BYTES * count);
        if (values.length < Long.BYTES * count) {
            throw new EOFException("the snapshot ends too early");
        }
        long[] devices = new long[count];
        ByteBuffer.wrap(values).asLongBuffer().get(devices);
        VmSnapshot snapshot = vm.readSnapshot(stream);
        return new MachineCheckpoint(snapshot, devices, Optional.empty());
    }

    /// How things are now.
    public MachineSnapshot snapshot(RunState state) {
        Cpu cpu = vcpu.cpu();
        SortedMap<String, Long> system = new TreeMap<>(cpu.systemRegisters());
        system.put("SP_EL0", cpu.sp(0));
        system.put("SP_EL1", cpu.sp(1));
        system.put("SCTLR2_EL1", vcpu.get(VcpuRegister.SCTLR2_EL1));
        Map<Long, Long> slots = new LinkedHashMap<>();
        vm.memory().slots().forEach(slot -> slots.put(slot.gpa(), slot.bytes()));
        var features = new TreeSet<String>();
        vm.features().forEach(feature -> features.add(feature.key()));
        var config = new MachineSnapshot.MachineConfig(vm.kernel().id(), vm.host().ras(), features,
                new TreeSet<>(vm.enabledCapabilities()), Collections.unmodifiableMap(slots));
        MemorySnapshot memory = vm.memory().snapshot();
        List<Long> x = Arrays.stream(cpu.x, 0, 31).boxed().toList();
        return new MachineSnapshot(cpu.retired(), state, x, cpu.x[Cpu.SP], cpu.pc, cpu.pstate(), system, hostView(),
                vcpu.kvmRun().bytes(), exits, exceptions, serial().output(), config, memory::byteAt,
                LiveCode.listing(spec.listing(), cpu, memory, cpu.systemRegisters().getOrDefault("VBAR_EL1", 0L)));
    }

    /// KVM's own record of the vCPU.
    public HostView hostView() {
        long hpfar = vcpu.get(VcpuRegister.HPFAR_EL2);
        boolean valid = (hpfar & VcpuRegister.HPFAR_VALID) != 0;
        return new HostView(vcpu.get(VcpuRegister.ESR_EL2), vcpu.get(VcpuRegister.FAR_EL2),
                valid ? hpfar & ~VcpuRegister.HPFAR_VALID : 0, valid, vcpu.get(VcpuRegister.MMIO_NEEDED) != 0,
                vcpu.get(VcpuRegister.PENDING_EXCEPTION), vcpu.get(VcpuRegister.VSE_PENDING) != 0,
                vcpu.get(VcpuRegister.VSESR_EL2), vcpu.isInitialised());
    }

    private static SessionEvent.Before before(ExceptionListener.Before before) {
        return new SessionEvent.Before(before.esr(), before.far(), before.elr(), before.spsr());
    }

    /// Counts exceptions and passes them on.
    private final class Listener implements ExceptionListener {
        @Override
        public void exceptionTaken(Taken taken) {
            exceptions++;
            lastTaken = taken;
            sink.accept(new SessionEvent.ExceptionTaken(taken.retired(), taken.vectorOffset(), taken.esr(),
                    taken.far(), taken.elr(), taken.spsr(), taken.fromEl(), taken.pc(), before(taken.before())));
        }

        @Override
        public void exceptionReturned(long retired, int toEl, long pc) {
            sink.accept(new SessionEvent.ExceptionReturned(retired, toEl, pc));
        }
    }
}
