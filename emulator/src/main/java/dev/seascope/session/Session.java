package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.MemorySnapshot;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.machine.IoctlResult;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.OneReg;
import dev.seascope.kvm.uapi.Structs;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The headless debugger. One platform thread, `vcpu-0`, owns the machine: commands go in through [#submit], snapshots
/// and events come out through the listener, on that thread. While the guest runs the thread looks at its inbox every
/// few milliseconds, so a command takes effect well within a tenth of a second, and a snapshot is published at most ten
/// times a second; at each stop there is one.
///
/// An ioctl that arrives while the guest runs waits until it stops, as it waits in KVM for the vCPU's mutex.
///
/// A failure on the thread is told as [RunState.Failed]; after it only loading or restarting helps.
public final class Session implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(Session.class.getName());
    /// Instructions between looks at the inbox. The slowest of them, such as TLB maintenance and accesses to the interrupt
    /// controller, take some microseconds each.
    static final long SLICE = 20_000;
    private static final long SNAPSHOT_NANOS = 100_000_000;
    private static final long CLOSE_MILLIS = 10_000;
    private static final long REST_SECONDS = 3;

    /// What the thread is told; the empty message ends it.
    private final BlockingQueue<Optional<Command>> inbox = new LinkedBlockingQueue<>();
    private final SessionListener listener;
    private final Thread thread;

    // Everything below belongs to the thread.
    private final Motion.Stops stops = new Motion.Stops();
    private EventThrottle throttle;
    private final Queue<Command> waiting = new ArrayDeque<>();
    /// What is loaded; but for what its memory held if that is in [#content].
    private @Nullable MachineSpec spec;
    private @Nullable MemorySnapshot content;
    /// What the machine was run by, if it was in this way.
    private Command.@Nullable RunOnce ranOnce;
    /// Whether it is to be kept when it stops.
    private boolean keepAtStop;
    private @Nullable Machine machine;
    private final HeapWatch heap = new HeapWatch();
    private @Nullable Motion motion;
    private @Nullable MachineSnapshot last;
    private RunState state = new RunState.Empty();
    private long snapshotTime;

    /// A session without a guest; its thread starts at once and does not keep the process alive.
    public Session(SessionListener listener) {
        this.listener = listener;
        throttle = new EventThrottle(listener::onEvent);
        thread = Thread.ofPlatform().name("vcpu-0").daemon().unstarted(this::work);
        thread.start();
    }

    /// Ask for something. Returns at once; commands are carried out in order. After [#close] nothing happens.
    public void submit(Command command) {
        inbox.add(Optional.of(command));
    }

    /// End the thread and wait for its end. From the thread itself, as a listener might call, it does not wait.
    @Override
    public void close() {
        inbox.add(Optional.empty());
        if (Thread.currentThread() != thread) {
            try {
                thread.join(CLOSE_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work() {
        boolean open = true;
        while (open) {
            try {
                open = turn();
            } catch (InterruptedException _) {
                open = false;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                fail(fault);
            }
        }
        LOGGER.log(Level.DEBUG, "session ended");
    }

    /// Carry out one command, or one slice of the motion.
    private boolean turn() throws InterruptedException {
        if (motion != null && inbox.isEmpty()) {
            slice();
            return true;
        }
        Optional<Command> message = inbox.poll(REST_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            Machine now = machine;
            heap.rest(now == null ? 0 : now.vm().memory().bytes());
            return true;
        }
        message.ifPresent(this::carryOut);
        return message.isPresent();
    }

    private void slice() {
        Machine now = machine;
        Motion moving = motion;
        if (now == null || moving == null) {
            return;
        }
        Optional<RunState> end = moving.slice(now, stops, SLICE);
        if (end.isPresent()) {
            stop(end.get());
        } else if (System.nanoTime() - snapshotTime >= SNAPSHOT_NANOS) {
            publish(now);
        }
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.Load(MachineSpec newSpec) -> load(newSpec, null);
            case Command.Restart _ -> {
                MachineSpec again = spec;
                Command.RunOnce once = ranOnce;
                if (again != null) {
                    load(again, content);
                    Machine now = machine;
                    if (once != null && now != null) {
                        runOnce(now, once);
                    }
                }
            }
            case Command.SetBreakpoints(var breakpoints) -> stops.set(breakpoints);
            case Command.Pause _ -> {
                if (motion != null) {
                    stop(new RunState.Paused("Paused"));
                }
            }
            default -> {
                Machine now = machine;
                if (now != null && !(state instanceof RunState.Failed)) {
                    if (motion == null) {
                        act(now, command);
                    } else {
                        actWhileRunning(now, command);
                    }
                }
            }
        }
    }

    private void actWhileRunning(Machine now, Command command) {
        switch (command) {
            case Command.Type(String text) -> now.type(text);
            case Command.SetVcpuEvents _, Command.SetOneReg _, Command.EnableCap _, Command.UseKernel _,
                    Command.ReportError _ -> waiting.add(command);
            default -> { } // moving already
        }
    }

    private void act(Machine now, Command command) {
        switch (command) {
            case Command.Run _ -> go(now, new Motion.Free());
            case Command.RunOnce once -> runOnce(now, once);
            case Command.Step(long count) -> go(now, new Motion.Count(Math.max(0, count)));
            case Command.StepOver _ -> go(now, new Motion.Over());
            case Command.StepOut _ -> go(now, new Motion.Out());
            case Command.RunTo(long address) -> go(now, Motion.To.address(address));
            case Command.Answer(long data, boolean run) -> answer(now, data, run);
            case Command.SetVcpuEvents(long number, Bytes struct, String label) -> {
                now.setVcpuEvents(number, struct, label);
                publish(now);
            }
            case Command.ReportError(var severity, long physAddr) -> {
                now.reportError(severity, physAddr);
                publish(now);
            }
            case Command.SetOneReg(long id, long value) -> {
                setOneReg(now, id, value);
                publish(now);
            }
            case Command.EnableCap(String name) -> {
                enable(now, name);
                publish(now);
            }
            case Command.UseKernel(String kernelId) -> {
                useKernel(now, kernelId);
                publish(now);
            }
            case Command.Type(String text) -> now.type(text);
            case Command.Load _, Command.Restart _, Command.SetBreakpoints _, Command.Pause _ -> { }
        }
    }

    /// Make a machine.
    ///
    /// @param held what its memory holds instead of what the specification says
    private void load(MachineSpec newSpec, @Nullable MemorySnapshot held) {
        spec = newSpec;
        content = held;
        Machine old = machine;
        if (old != null) {
            // Whoever still looks on would keep all of it
            old.vm().memory().clear();
        }
        ranOnce = null;
        keepAtStop = false;
        motion = null;
        machine = null;
        waiting.clear();
        stops.forgetHits();
        Machine made;
        try {
            throttle = new EventThrottle(listener::onEvent);
            made = Machine.create(newSpec, throttle);
            if (held == null) {
                content = made.vm().memory().snapshot();
            } else {
                made.vm().memory().restore(held);
            }
        } catch (MachineSpec.UnusableException e) {
            enter(new RunState.Failed(String.valueOf(e.getMessage())));
            publishFailure();
            return;
        }
        spec = newSpec.withoutContents();
        made.setInterrupt(() -> !inbox.isEmpty());
        made.hold(stops::holds);
        machine = made;
        listener.onEvent(new SessionEvent.Started(0, made.vcpu().cpu().currentEl(), made.pc()));
        Optional<Command> next = inbox.peek();
        if (next != null && next.orElse(null) instanceof Command.RunOnce) {
            // Nobody wants to see where the machine is only on the way from.
            enter(new RunState.Paused("Loaded"));
        } else {
            stop(new RunState.Paused("Loaded"));
        }
    }

    private void runOnce(Machine now, Command.RunOnce once) {
        ranOnce = once;
        once.report().ifPresent(waiting::add);
        if (new KeptMachine(once.kept()).restore(now)) {
            throttle.begin();
            RunState reason = now.stopped();
            listener.onEvent(new SessionEvent.Restored(now.retired(), now.vcpu().cpu().currentEl(), now.pc()));
            if (reason instanceof RunState.AtExit(var exit)) {
                listener.onEvent(new SessionEvent.Exited(now.retired(), now.exits(), exit));
            }
            stop(reason);
        } else {
            keepAtStop = true;
            go(now, new Motion.Free());
        }
    }

    private void go(Machine now, Motion next) {
        throttle.begin();
        motion = next;
        enter(new RunState.Running());
        publish(now);
    }

    private void answer(Machine now, long data, boolean run) {
        now.answer(data);
        if (state instanceof RunState.AtExit) {
            state = now.stopped();
        }
        if (run) {
            go(now, new Motion.Free());
        } else {
            publish(now);
        }
    }

    private static void setOneReg(Machine now, long id, long value) {
        var register = new OneReg(id);
        byte[] argument = new byte[Structs.ONE_REG.size() + register.bytes()];
        Bytes struct = Structs.ONE_REG.with(Bytes.copyOf(argument), "id", id)
                .with(Structs.ONE_REG.size(), Math.min(register.bytes(), Long.BYTES), value);
        now.vcpuIoctl("KVM_SET_ONE_REG", Ioctl.KVM_SET_ONE_REG.number(), struct);
    }

    private void enable(Machine now, String name) {
        IoctlResult result = now.enableCapability(name);
        MachineSpec old = spec;
        if (result.value() >= 0 && old != null) {
            var capabilities = new TreeSet<>(old.capabilities());
            capabilities.add(name);
            spec = old.with(capabilities);
        }
    }

    private void useKernel(Machine now, String kernelId) {
        Kernel kernel = Kernel.of(kernelId);
        now.useKernel(kernel);
        if (spec != null) {
            var known = new TreeSet<>(spec.capabilities());
            known.removeIf(name -> kernel.capability(name).isEmpty());
            spec = spec.on(kernel).with(known);
        }
    }

    /// The motion is over: say so, then do what waited for it.
    private void stop(RunState reason) {
        motion = null;
        throttle.flush();
        Machine now = machine;
        Command.RunOnce once = ranOnce;
        if (now != null && once != null && keepAtStop && reason instanceof RunState.AtExit) {
            new KeptMachine(once.kept()).keep(now);
        }
        keepAtStop = false;
        enter(reason);
        if (now != null) {
            publish(now);
            while (motion == null && !waiting.isEmpty()) {
                act(now, waiting.remove());
            }
        }
    }

    private void enter(RunState newState) {
        state = newState;
        listener.onEvent(new SessionEvent.StateChanged(machine == null ? 0 : machine.retired(), newState));
    }

    private void publish(Machine now) {
        snapshotTime = System.nanoTime();
        last = now.snapshot(state);
        listener.onSnapshot(last);
        heap.look(now.vm().memory().bytes());
    }

    private void fail(Throwable fault) {
        LOGGER.log(Level.ERROR, "the emulation thread failed", fault);
        motion = null;
        waiting.clear();
        String where = fault.getStackTrace().length == 0 ? "" : " at " + fault.getStackTrace()[0];
        state = new RunState.Failed(fault + where);
        machine = null;
        listener.onEvent(new SessionEvent.StateChanged(last == null ? 0 : last.retired(), state));
        publishFailure();
    }

    /// The machine as it was last seen, with the present state.
    private void publishFailure() {
        MachineSnapshot known = last;
        if (known != null) {
            last = known.in(state);
            listener.onSnapshot(last);
        }
    }
}
