package dev.seascope.session;

import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.ExceptionListener;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.machine.RunResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A way to let the guest run until something happens, cut into slices so that the session stays responsive.
sealed interface Motion {
    /// Go on for about `budget` instructions.
    ///
    /// @return the state the session stops in, or nothing if the motion has not ended
    Optional<RunState> slice(Machine machine, Stops stops, long budget);

    /// The breakpoints, and how often each was hit.
    final class Stops {
        private List<Breakpoint> breakpoints = List.of();
        /// What is asked for before each slice.
        private Set<Long> addresses = Set.of();
        private boolean watchExceptions;
        private final Map<Integer, Integer> hits = new TreeMap<>();

        void set(List<Breakpoint> newBreakpoints) {
            breakpoints = List.copyOf(newBreakpoints);
            addresses = breakpoints.stream().filter(Breakpoint::enabled).filter(Breakpoint.AtAddress.class::isInstance)
                    .map(stop -> ((Breakpoint.AtAddress) stop).address()).collect(Collectors.toUnmodifiableSet());
            watchExceptions = breakpoints.stream().anyMatch(stop -> stop instanceof Breakpoint.OnException
                    && stop.enabled());
            hits.keySet().retainAll(newBreakpoints.stream().map(Breakpoint::id).collect(Collectors.toSet()));
        }

        void forgetHits() {
            hits.clear();
        }

        Set<Long> addresses() {
            return addresses;
        }

        boolean watchExceptions() {
            return watchExceptions;
        }

        Optional<RunState> at(long pc) {
            return hit(stop -> stop instanceof Breakpoint.AtAddress(_, _, long address) && address == pc);
        }

        Optional<RunState> on(ExceptionListener.Taken taken) {
            return taken.isInterrupt() ? Optional.empty()
                    : hit(stop -> stop instanceof Breakpoint.OnException(_, _, int wanted) && wanted == taken.ec());
        }

        void onExit(KvmExit exit) {
            hit(stop -> isFor(stop, exit));
        }

        /// Whether an exit is to be shown that a device would answer.
        boolean holds(KvmExit.Mmio mmio) {
            for (Breakpoint stop : breakpoints) {
                if (stop.enabled() && isFor(stop, mmio)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isFor(Breakpoint stop, KvmExit exit) {
            return switch (stop) {
                case Breakpoint.OnExit(_, _, int reason) -> reason == exit.reason();
                case Breakpoint.OnAccess(_, _, Accesses accesses) ->
                    exit instanceof KvmExit.Mmio mmio && accesses.covers(mmio);
                case Breakpoint.AtAddress _, Breakpoint.OnException _ -> false;
            };
        }

        private Optional<RunState> hit(Predicate<Breakpoint> matches) {
            return breakpoints.stream().filter(Breakpoint::enabled).filter(matches).findFirst()
                    .map(stop -> new RunState.AtBreakpoint(stop, hits.merge(stop.id(), 1, Integer::sum)));
        }
    }

    /// What a run's end means for the session; nothing if only the slice is over.
    private static Optional<RunState> outcome(RunResult result, Machine machine, Stops stops, String limitText) {
        return switch (result) {
            case RunResult.Exited(var exit) -> {
                stops.onExit(exit);
                yield Optional.of(new RunState.AtExit(exit));
            }
            case RunResult.Failed(var errno, _, String why) -> Optional.of(new RunState.AtError(errno.name(), why));
            case RunResult.Held(RunResult.Reason reason, String text) -> switch (reason) {
                case LIMIT -> limitText.isEmpty() ? Optional.empty() : Optional.of(new RunState.Paused(limitText));
                case BREAKPOINT -> stops.at(machine.pc());
                case WAITING, EXCEPTION_LOOP, CONSOLE -> Optional.of(new RunState.Paused(text));
            };
        };
    }

    /// How much slower the guest is when it is looked at after each instruction.
    long SINGLE_STEP_COST = 20;

    /// `KVM_RUN` until the next stop.
    final class Free implements Motion {
        private boolean moved;

        @Override
        public Optional<RunState> slice(Machine machine, Stops stops, long budget) {
            if (!stops.watchExceptions()) {
                moved = true;
                return outcome(machine.run(budget, stops.addresses()), machine, stops, "");
            }
            // An exception breakpoint stops at the vector, before its first instruction: one at a time.
            Optional<RunState> end = Optional.empty();
            for (long left = budget / SINGLE_STEP_COST; left > 0 && end.isEmpty(); left--) {
                end = stopHere(machine, stops, moved);
                if (end.isEmpty()) {
                    moved = true;
                    int before = machine.exceptions();
                    RunResult result = machine.step(1);
                    boolean entered = machine.exceptions() != before && !(result instanceof RunResult.Exited);
                    end = entered ? machine.lastTaken().flatMap(stops::on) : Optional.empty();
                    end = end.isPresent() ? end : outcome(result, machine, stops, "");
                }
            }
            return end;
        }
    }

    /// A breakpoint at the next instruction, unless the motion begins where the machine stopped.
    private static Optional<RunState> stopHere(Machine machine, Stops stops, boolean moved) {
        return (moved || !machine.isWhereItStopped()) && stops.addresses().contains(machine.pc())
                ? stops.at(machine.pc()) : Optional.empty();
    }

    /// So many instructions.
    final class Count implements Motion {
        private long left;

        Count(long count) {
            left = count;
        }

        @Override
        public Optional<RunState> slice(Machine machine, Stops stops, long budget) {
            long part = Math.min(left, budget);
            left -= part;
            return outcome(machine.step(part), machine, stops, left == 0 ? "Stepped" : "");
        }
    }

    /// To one of some addresses, at the same exception level and with the stack no deeper.
    record To(Set<Long> addresses, int el, long sp, boolean anyContext) implements Motion {
        /// To an address, whoever executes it.
        static To address(long address) {
            return new To(Set.of(address), 0, 0, true);
        }

        @Override
        public Optional<RunState> slice(Machine machine, Stops stops, long budget) {
            Set<Long> all = new HashSet<>(stops.addresses());
            all.addAll(addresses);
            RunResult result = machine.run(budget, all);
            if (!(result instanceof RunResult.Held(RunResult.Reason reason, _))
                    || reason != RunResult.Reason.BREAKPOINT) {
                return outcome(result, machine, stops, "");
            }
            var cpu = machine.vcpu().cpu();
            boolean here = addresses.contains(machine.pc())
                    && (anyContext || (cpu.currentEl() == el && Long.compareUnsigned(cpu.x[Cpu.SP], sp) >= 0));
            return here ? Optional.of(new RunState.Paused("Reached 0x%x".formatted(machine.pc())))
                    : stops.at(machine.pc());
        }
    }

    /// One instruction; if it calls or takes an exception, to the instruction behind it.
    final class Over implements Motion {
        private Optional<To> rest = Optional.empty();

        @Override
        public Optional<RunState> slice(Machine machine, Stops stops, long budget) {
            if (rest.isPresent()) {
                return rest.get().slice(machine, stops, budget);
            }
            long pc = machine.pc();
            int el = machine.vcpu().cpu().currentEl();
            long sp = machine.vcpu().cpu().x[Cpu.SP];
            boolean calls = Control.at(machine).isCall();
            int exceptions = machine.exceptions();
            Optional<RunState> end = outcome(machine.step(1), machine, stops, "Stepped");
            boolean inside = end.isPresent() && end.get() instanceof RunState.Paused
                    && (machine.exceptions() != exceptions || calls);
            if (!inside || machine.pc() == pc + 4) {
                return end;
            }
            rest = Optional.of(new To(machine.exceptions() != exceptions ? Set.of(pc, pc + 4) : Set.of(pc + 4), el, sp,
                    false));
            return Optional.empty();
        }
    }

    /// Until the function or the exception handler that is executing returns.
    final class Out implements Motion {
        /// Calls made and not returned from, one number for each exception taken on the way.
        private final Deque<Integer> depths = new ArrayDeque<>(List.of(0));
        private boolean moved;

        @Override
        public Optional<RunState> slice(Machine machine, Stops stops, long budget) {
            Optional<RunState> end = Optional.empty();
            for (long left = budget / SINGLE_STEP_COST; left > 0 && end.isEmpty(); left--) {
                end = stopHere(machine, stops, moved);
                if (end.isEmpty()) {
                    moved = true;
                    end = step(machine, stops);
                }
            }
            return end;
        }

        private Optional<RunState> step(Machine machine, Stops stops) {
            Control control = Control.at(machine);
            int exceptions = machine.exceptions();
            long before = machine.retired();
            Optional<RunState> end = outcome(machine.step(1), machine, stops, "");
            if (machine.exceptions() != exceptions) {
                depths.push(0);
            } else if (machine.retired() != before && end.isEmpty() && returned(control)) {
                end = Optional.of(new RunState.Paused("Returned"));
            }
            return end;
        }

        private boolean returned(Control control) {
            switch (control) {
                case CALL -> depths.push(depths.pop() + 1);
                case RETURN -> {
                    int depth = depths.pop();
                    if (depth == 0 && depths.isEmpty()) {
                        return true;
                    }
                    depths.push(Math.max(0, depth - 1));
                }
                case EXCEPTION_RETURN -> {
                    depths.pop();
                    if (depths.isEmpty()) {
                        return true;
                    }
                }
                case SUPERVISOR_CALL, OTHER -> { }
            }
            return false;
        }
    }
}
