package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.ExceptionListener;
import dev.seascope.cpu.MemoryLook;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.machine.IoctlResult;
import dev.seascope.kvm.machine.RunResult;
import dev.seascope.kvm.machine.Vcpu;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.vmm.Pl011;
import dev.seascope.vmm.acpi.ErrorSource;
import dev.seascope.vmm.board.Board;
import dev.seascope.vmm.board.BoardSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// A virtual machine and the VMM that runs it: the devices of the board are answered here, every other exit ends the
/// run. Where it has several vCPUs, what is shown and changed is the one that the last run ended with. Knows no
/// threads; belongs to the one that made it.
public final class Machine {
    /// The most memory that all slots together may claim. Pages come into being when they are touched.
    private static final long MEMORY_LIMIT = 4L << 30;
    /// The first interrupt that devices share.
    private static final int FIRST_SPI = 32;
    private static final RunResult FOUND =
            new RunResult.Held(RunResult.Reason.CONSOLE, "The guest printed what was waited for");

    private final MachineSpec spec;
    private final Vm vm;
    private final Board board;
    private final DeviceExits devices;
    private Vcpu vcpu;
    private final MachineEvents events;
    private Optional<RunResult> lastResult = Optional.empty();
    private Set<Long> breakpoints = Set.of();
    private OptionalLong stoppedAt = OptionalLong.empty();
    private BooleanSupplier interrupt = Machine::never;

    private Machine(MachineSpec spec, Vm vm, Consumer<SessionEvent> events) {
        this.spec = spec;
        this.vm = vm;
        this.vcpu = vm.vcpus().getFirst();
        this.board = spec.board().map(devices -> new Board(devices, vm.memory(), vm::time,
                (spi, asserted) -> vm.irqLine(Vm.spi(FIRST_SPI + spi), asserted), new FlashSlots(vm)))
                .orElseGet(Board::serialPortOnly);
        this.devices = new DeviceExits(board);
        this.events = new MachineEvents(events);
    }

    /// Make the machine.
    ///
    /// @param events told of everything that happens, on this thread
    /// @throws MachineSpec.UnusableException if the specification contradicts itself or KVM refuses it
    public static Machine create(MachineSpec spec, Consumer<SessionEvent> events)
            throws MachineSpec.UnusableException {
        var maker = new MachineMaker(spec);
        Machine machine = new Machine(spec.withoutContents(), maker.make(MEMORY_LIMIT), events);
        maker.fill(machine.vm);
        for (Vcpu each : machine.vm.vcpus()) {
            each.cpu().setExceptionListener(machine.events);
        }
        return machine;
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

    /// What it was made from, but for what its memory held.
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
        return events.exits();
    }

    /// Exceptions the guest took, by the processor's doing and by KVM's.
    public int exceptions() {
        return events.exceptions();
    }

    /// The last exception taken.
    public Optional<ExceptionListener.Taken> lastTaken() {
        return events.lastTaken();
    }

    private static boolean never() {
        return false;
    }

    /// Let each [#run] end early, as if its budget were spent: `wanted` is asked after each access to a device, which may
    /// take a million times longer than an instruction.
    public void setInterrupt(BooleanSupplier wanted) {
        interrupt = wanted;
    }

    /// Let each run end at the MMIO exits that `wanted` accepts, also where a device of the board would answer: it does so
    /// when the machine goes on, unless the user has answered or injected something instead.
    public void hold(Predicate<KvmExit.Mmio> wanted) {
        devices.hold(wanted);
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
        return enter(left, interrupt);
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
            return enter(count, Machine::never);
        }
        long before = retired();
        RunResult first = enter(0, Machine::never);
        long left = count - (retired() - before);
        return left > 0 && isLimit(first) ? enter(left, Machine::never) : first;
    }

    /// Whether the next instruction is the one at which the machine stopped last.
    boolean isWhereItStopped() {
        return stoppedAt.equals(OptionalLong.of(pc()));
    }

    private static boolean isLimit(RunResult result) {
        return result instanceof RunResult.Held(RunResult.Reason reason, _) && reason == RunResult.Reason.LIMIT;
    }

    private RunResult enter(long budget, BooleanSupplier interrupted) {
        devices.release(vcpu, awaitsData() && events.isAnswered());
        if (!events.isAnswered()) {
            answered();
        }
        RunResult result = runVcpu(budget, interrupted);
        lastResult = Optional.of(result);
        stoppedAt = OptionalLong.of(pc());
        return result;
    }

    private RunResult runVcpu(long budget, BooleanSupplier interrupted) {
        if (serial().foundAwaited()) {
            return FOUND; // in an access that was held until now
        }
        long end = attempted() + budget;
        RunResult result = runAll(budget);
        while (result instanceof RunResult.Exited(KvmExit.Mmio mmio) && devices.answer(vcpu, mmio)) {
            if (serial().foundAwaited()) {
                return FOUND;
            }
            // The access itself is completed in any case.
            result = runAll(interrupted.getAsBoolean() ? 0 : Math.max(0, end - attempted()));
        }
        if (result instanceof RunResult.Exited(KvmExit exit)) {
            events.exited(retired(), exit);
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

    /// Answer an MMIO read, if one waits for it: the data go to the shared page, byte 0 in bits 7:0. The next run
    /// completes it.
    public void answer(long data) {
        if (awaitsData()) {
            vcpu.kvmRun().answer(data);
            events.answered(retired(), data);
        }
    }

    /// What the shared page holds is the answer to an MMIO read, if one waits for it: the user wrote it there.
    public void answered() {
        if (awaitsData() && vcpu.kvmRun().exit() instanceof KvmExit.Mmio mmio) {
            events.answered(retired(), mmio.data());
        }
    }

    /// Whether an MMIO read waits for its data.
    private boolean awaitsData() {
        return vcpu.get(VcpuRegister.MMIO_NEEDED) != 0 && vcpu.kvmRun().exit() instanceof KvmExit.Mmio mmio
                && !mmio.isWrite();
    }

    /// An ioctl on the vCPU. The timeline hears of it.
    public IoctlResult vcpuIoctl(String name, long number, Bytes argument) {
        return events.called(retired(), name, number, vcpu.ioctl(number, argument));
    }

    /// `KVM_SET_VCPU_EVENTS`. If it is accepted and pends something, the timeline calls it `label`.
    public IoctlResult setVcpuEvents(long number, Bytes struct, String label) {
        return events.injected(retired(), "KVM_SET_VCPU_EVENTS", number, label, () -> vcpu.ioctl(number, struct),
                result -> result.value() >= 0 && pends(struct));
    }

    /// Write a record of a memory error for the guest to find when it takes an abort, as firmware does.
    ///
    /// @param physAddr guest physical address
    /// @return whether it was written: the board has an error source, and the guest has acknowledged the error before
    public boolean reportError(ErrorSource.Severity severity, long physAddr) {
        boolean written = spec.board().flatMap(BoardSpec::errorSource)
                .filter(source -> source.report(vm.memory(), severity, physAddr)).isPresent();
        if (written) {
            events.reported(retired(), severity, physAddr);
        }
        return written;
    }

    private boolean pends(Bytes struct) {
        StructLayout layout = vm.kernel().events();
        return struct.size() >= layout.size()
                && Stream.of("serror_pending", "ext_dabt_pending", "ext_iabt_pending")
                        .anyMatch(field -> layout.get(struct, field) != 0);
    }

    /// `KVM_ENABLE_CAP` on the virtual machine by the name without `KVM_CAP_`.
    public IoctlResult enableCapability(String name) {
        return events.called(retired(), "KVM_ENABLE_CAP", Ioctl.KVM_ENABLE_CAP.number(), vm.enableCapability(name));
    }

    /// An ioctl on the virtual machine.
    public IoctlResult vmIoctl(String name, long number, Bytes argument) {
        return events.called(retired(), name, number, vm.ioctl(number, argument));
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
    }

    private void transfer(StateTransfer state) {
        int current = state.next(vm.vcpus().indexOf(vcpu));
        if (current < 0 || current >= vm.vcpus().size()) {
            throw new IllegalArgumentException("the checkpoint is of a machine with more vCPUs");
        }
        vcpu = vm.vcpus().get(current);
        events.transfer(state);
        devices.transfer(state);
    }

    /// Write a checkpoint of this machine. The stream stays open.
    public void write(MachineCheckpoint checkpoint, OutputStream stream) throws IOException {
        checkpoint.write(vm, stream);
    }

    /// Read a checkpoint for this machine.
    ///
    /// @throws IOException if the stream cannot be read or holds no checkpoint of such a machine; the message says so
    public MachineCheckpoint readCheckpoint(InputStream stream) throws IOException {
        return MachineCheckpoint.read(vm, stream);
    }

    /// How things are now.
    public MachineSnapshot snapshot(RunState state) {
        boolean running = state instanceof RunState.Running;
        MemoryLook memory = running ? vm.memory().live() : vm.memory().look();
        return MachineSnapshot.of(this, state, memory);
    }

    /// KVM's own record of the vCPU.
    public HostView hostView() {
        return HostView.of(vcpu);
    }
}
