package dev.seascope.kvm.machine;

import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.machine.RunResult.Reason;
import org.jspecify.annotations.Nullable;

/// Runs the vCPUs of a machine in turn and keeps the time that they share.
///
/// Time passes with each instruction of whichever vCPU runs, so that it never goes back for anybody. A vCPU that runs
/// may see the timer of another one fire late, by at most the others' turns.
final class Scheduler {
    /// Instructions attempted in a turn.
    private static final long TURN = 10_000;

    private final Vm vm;
    private boolean skipsIdleTime = true;
    /// When another vCPU than [#lastEntered] was entered or time was skipped; the time of [#lastEntered] may be later.
    private long time;
    private int current;
    private long leftOfTurn = TURN;
    private int lastEntered = -1;

    Scheduler(Vm vm) {
        this.vm = vm;
    }

    long time() {
        return lastEntered < 0 ? time : Math.max(time, vm.vcpus().get(lastEntered).cpu().time());
    }

    void skipIdleTime(boolean skip) {
        skipsIdleTime = skip;
    }

    /// Whether a vCPU that waits may let time pass by itself.
    boolean maySkipTime() {
        return skipsIdleTime && vm.vcpus().size() == 1;
    }

    /// A vCPU begins to run.
    void enter(Vcpu vcpu) {
        if (vcpu.index() != lastEntered) {
            time = time();
            vcpu.cpu().sleepUntil(time);
            // Another one may have written what it had marked.
            vcpu.cpu().clearExclusive();
            lastEntered = vcpu.index();
        }
    }

    Vm.Turn run(long budget) {
        if (vm.vcpus().size() == 1) {
            Vcpu only = vm.vcpus().getFirst();
            return new Vm.Turn(only, only.run(budget));
        }
        long left = budget;
        while (true) {
            Vcpu vcpu = next();
            if (vcpu == null) {
                return new Vm.Turn(vm.vcpus().get(current), new RunResult.Held(Reason.WAITING,
                        "every vCPU is stopped or waits for an interrupt"));
            }
            long before = vcpu.cpu().attempted();
            RunResult result = vcpu.run(Math.min(left, leftOfTurn));
            long used = vcpu.cpu().attempted() - before;
            left -= used;
            leftOfTurn -= used;
            boolean waits = result instanceof RunResult.Held(Reason reason, _) && reason == Reason.WAITING;
            boolean limited = result instanceof RunResult.Held(Reason reason, _) && reason == Reason.LIMIT;
            if (!limited && !waits) {
                return new Vm.Turn(vcpu, result);
            }
            if (waits || leftOfTurn <= 0) {
                pass();
            }
            if (left <= 0) {
                return new Vm.Turn(vcpu, GuestRun.BUDGET_SPENT);
            }
        }
    }

    private void pass() {
        current = (current + 1) % vm.vcpus().size();
        leftOfTurn = TURN;
    }

    /// The vCPU whose turn it is, or null if none can run.
    private @Nullable Vcpu next() {
        do {
            long now = time();
            for (int i = 0; i < vm.vcpus().size(); i++) {
                Vcpu vcpu = vm.vcpus().get(current);
                vcpu.cpu().sleepUntil(now);
                if (vcpu.mpState() == Vcpu.RUNNABLE && !vcpu.isIdle()) {
                    return vcpu;
                }
                pass();
            }
        } while (skipsIdleTime && skip());
        return null;
    }

    private boolean skip() {
        long next = nextTimer();
        if (next == Long.MAX_VALUE) {
            return false;
        }
        sleepUntil(next);
        return true;
    }

    long nextTimer() {
        long next = Long.MAX_VALUE;
        for (Vcpu vcpu : vm.vcpus()) {
            long ticks = vcpu.cpu().untilTimer();
            if (vcpu.mpState() == Vcpu.RUNNABLE && ticks != Long.MAX_VALUE) {
                next = Math.min(next, vcpu.cpu().time() + ticks);
            }
        }
        return next;
    }

    void sleepUntil(long wanted) {
        time = Math.max(time(), wanted);
        for (Vcpu vcpu : vm.vcpus()) {
            vcpu.cpu().sleepUntil(time);
        }
    }

    void transfer(StateTransfer state) {
        time = state.next(time());
        current = state.next(current);
        leftOfTurn = state.next(leftOfTurn);
        lastEntered = state.next(lastEntered);
    }
}
