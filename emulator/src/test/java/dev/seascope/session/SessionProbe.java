package dev.seascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.Assembler;
import dev.seascope.asm.Assembly;
import dev.seascope.asm.Options;
import dev.seascope.asm.Source;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A session under test and everything that came out of it. Waits by handing over, never by sleeping.
final class SessionProbe implements SessionListener, AutoCloseable {
    static final long LOAD = 0x4008_0000L;
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Object> output = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Consumer<SessionEvent> onEvent;
    final List<SessionEvent> events = new ArrayList<>();
    final List<MachineSnapshot> snapshots = new ArrayList<>();
    final Session session;

    SessionProbe() {
        this(_ -> { });
    }

    SessionProbe(Consumer<SessionEvent> onEvent) {
        this.onEvent = onEvent;
        session = new Session(this);
    }

    /// A machine with an assembled program at [#LOAD] and 16 MiB of memory around it.
    static MachineSpec program(String text) {
        Source source = Source.of("test.s", text, LOAD);
        Assembly assembly = Assembler.assemble(List.of(source), Options.DEFAULT);
        assertThat(assembly.errors()).isEmpty();
        return new MachineSpec(Kernel.DEFAULT, Host.DEFAULT, Set.of(VmFeature.RAS), 40, new TreeSet<>(),
                List.of(MemorySlot.of(0, 0x4000_0000L, 16 << 20)), List.of(),
                List.of(new MachineSpec.Content(LOAD, Bytes.copyOf(assembly.image()))),
                List.of(new MachineSpec.Register("PC", LOAD, 0), new MachineSpec.Register("SP_EL1", 0x4010_0000L, 0),
                        new MachineSpec.Register("SCTLR_EL1", 0x80_0000, 0)),
                true, ProgramListings.of("test.s", List.of(source), assembly));
    }

    /// The address of a label of a program made by [#program].
    static long address(MachineSpec spec, String label) {
        return spec.listing().symbols().entrySet().stream().filter(entry -> entry.getValue().equals(label))
                .findFirst().orElseThrow().getKey();
    }

    @Override
    public void onSnapshot(MachineSnapshot snapshot) {
        output.add(snapshot);
    }

    @Override
    public void onEvent(SessionEvent event) {
        thread.set(Thread.currentThread());
        output.add(event);
        onEvent.accept(event);
    }

    /// Load a machine and wait until it is there.
    MachineSnapshot load(MachineSpec spec) throws InterruptedException {
        session.submit(new Command.Load(spec));
        return nextStop();
    }

    /// Ask for something that ends in a stop, and wait for it.
    MachineSnapshot stopAfter(Command command) throws InterruptedException {
        session.submit(command);
        return nextStop();
    }

    /// Wait for the snapshot of the next stop.
    MachineSnapshot nextStop() throws InterruptedException {
        return next(state -> !(state instanceof RunState.Running));
    }

    /// Wait for a snapshot in a certain state; remember what comes before it.
    MachineSnapshot next(java.util.function.Predicate<RunState> wanted) throws InterruptedException {
        while (true) {
            Object item = output.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            switch (item) {
                case null -> throw new AssertionError("nothing came out of the session; so far: " + events);
                case MachineSnapshot snapshot -> {
                    snapshots.add(snapshot);
                    if (wanted.test(snapshot.state())) {
                        return snapshot;
                    }
                }
                case SessionEvent event -> events.add(event);
                default -> throw new AssertionError(item);
            }
        }
    }

    /// Wait for an event; remember what comes before it.
    <T extends SessionEvent> T nextEvent(Class<T> kind) throws InterruptedException {
        while (true) {
            Object item = output.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            switch (item) {
                case null -> throw new AssertionError("no such event: " + kind);
                case MachineSnapshot snapshot -> snapshots.add(snapshot);
                case SessionEvent event -> {
                    events.add(event);
                    if (kind.isInstance(event)) {
                        return kind.cast(event);
                    }
                }
                default -> throw new AssertionError(item);
            }
        }
    }

    /// The session's thread, once something came out of it.
    Thread thread() {
        Thread found = thread.get();
        assertThat(found).isNotNull();
        return java.util.Objects.requireNonNull(found);
    }

    @Override
    public void close() {
        session.close();
    }
}
