package dev.seascope.session;

import dev.seascope.cpu.ExceptionListener;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.machine.IoctlResult;
import dev.seascope.vmm.acpi.ErrorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts what happens to a machine, and tells it.
final class MachineEvents implements ExceptionListener {
    private final Consumer<SessionEvent> events;
    /// Where the processor's events go: held back during an injection, otherwise [#events].
    private Consumer<SessionEvent> sink;
    private int exits;
    /// The exit whose data were noted on the timeline.
    private int answeredExit;
    private int exceptions;
    private @Nullable Taken lastTaken;

    MachineEvents(Consumer<SessionEvent> events) {
        this.events = events;
        this.sink = events;
    }

    /// Exits that reached user space and were not a device's.
    int exits() {
        return exits;
    }

    /// Exceptions the guest took, by the processor's doing and by KVM's.
    int exceptions() {
        return exceptions;
    }

    /// The last exception taken, since the machine was made or put back.
    Optional<Taken> lastTaken() {
        return Optional.ofNullable(lastTaken);
    }

    void exited(long retired, KvmExit exit) {
        exits++;
        events.accept(new SessionEvent.Exited(retired, exits, exit));
    }

    /// Whether the data of the last exit were noted.
    boolean isAnswered() {
        return answeredExit >= exits;
    }

    void answered(long retired, long data) {
        answeredExit = exits;
        events.accept(new SessionEvent.Answered(retired, exits, data));
    }

    IoctlResult called(long retired, String name, long number, IoctlResult result) {
        events.accept(new SessionEvent.Ioctl(retired, name, number, result.errno()));
        return result;
    }

    /// Make a call that may inject something: it comes first on the timeline, then what the guest takes because of it.
    ///
    /// @param label what the timeline calls the injection
    /// @param injects whether the call was one
    IoctlResult injected(long retired, String name, long number, String label, Supplier<IoctlResult> call,
            Predicate<IoctlResult> injects) {
        List<SessionEvent> consequences = new ArrayList<>();
        sink = consequences::add;
        IoctlResult result;
        try {
            result = call.get();
        } finally {
            sink = events;
        }
        called(retired, name, number, result);
        if (injects.test(result)) {
            events.accept(new SessionEvent.Injected(retired, label));
        }
        consequences.forEach(events);
        return result;
    }

    void reported(long retired, ErrorSource.Severity severity, long physAddr) {
        events.accept(new SessionEvent.ErrorReported(retired, severity.toString(), physAddr));
    }

    void transfer(StateTransfer state) {
        exits = state.next(exits);
        answeredExit = state.next(answeredExit);
        exceptions = state.next(exceptions);
        if (state.isLoading()) {
            lastTaken = null;
        }
    }

    @Override
    public void exceptionTaken(Taken taken) {
        exceptions++;
        lastTaken = taken;
        sink.accept(new SessionEvent.ExceptionTaken(taken.retired(), taken.vectorOffset(), taken.esr(), taken.far(),
                taken.elr(), taken.spsr(), taken.fromEl(), taken.pc(), before(taken.before())));
    }

    private static SessionEvent.Before before(Before before) {
        return new SessionEvent.Before(before.esr(), before.far(), before.elr(), before.spsr());
    }

    @Override
    public void exceptionReturned(long retired, int toEl, long pc) {
        sink.accept(new SessionEvent.ExceptionReturned(retired, toEl, pc));
    }
}
