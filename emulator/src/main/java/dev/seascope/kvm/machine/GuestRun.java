package dev.seascope.kvm.machine;

import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.El2Registers;
import dev.seascope.cpu.Hole;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.cpu.Stop;
import dev.seascope.cpu.Trap;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.RunInjection;
import dev.seascope.kvm.machine.RunResult.Reason;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import org.jspecify.annotations.Nullable;

/// `KVM_RUN`: finishes the MMIO access of the exit before, enters the guest, and answers its traps until one of them is
/// for user space (`kvm_arch_vcpu_ioctl_run`, `handle_exit`).
final class GuestRun {
    static final int EXIT_UNKNOWN = 0;
    static final int EXIT_MMIO = 6;
    private static final int EXIT_FAIL_ENTRY = 9;
    private static final int EXIT_DEBUG = 4;
    private static final long HSR_HIGH_VALID = 1;
    /// A software step from a lower level, the syndrome valid, no exclusive load stepped over.
    private static final long ESR_SOFTSTP = 0xcb00_0022L;

    private static final long ESR_WNR = 1 << 6;
    private static final long ESR_SF = 1 << 15;
    private static final long ESR_SSE = 1 << 21;
    private static final int WFE = 1;
    private static final int EC_SHIFT = 26;

    static final RunResult.Held BUDGET_SPENT =
            new RunResult.Held(Reason.LIMIT, "as many instructions as asked for were attempted");

    /// Stands for [RunResult.Exited] of the exit that the shared page holds, which [#run] makes last of all: where it is
    /// called, HotSpot often sees that nobody keeps it, and makes nothing.
    static final RunResult EXITED = new RunResult.Held(Reason.LIMIT, "KVM_RUN returns");

    private final Vcpu vcpu;
    private final Cpu cpu;
    private final KvmRun run;
    private final KeptState kept;
    private final El2Registers el2;
    private final Aborts aborts;
    private final Hypercalls hypercalls;
    /// The debugger holds the vCPU inside `KVM_RUN`.
    private boolean held;
    /// The vCPU stopped at a WFI because nothing was there to wake it up.
    private boolean waiting;
    /// The processor ran for one instruction only, because KVM was asked to stop after each.
    private boolean stepping;
    /// PC before that.
    private long steppedFrom;

    GuestRun(Vcpu vcpu) {
        this.vcpu = vcpu;
        this.cpu = vcpu.cpu();
        this.run = vcpu.kvmRun();
        this.kept = vcpu.kept();
        this.el2 = cpu.el2();
        this.aborts = new Aborts(vcpu);
        this.hypercalls = new Hypercalls(vcpu);
    }

    RunResult run(long budget) {
        return lasting(untilExit(budget));
    }

    /// One long method: HotSpot leaves it as it is, so that [#run] stays small and becomes part of its callers.
    private RunResult untilExit(long budget) {
        if (!vcpu.isInitialised()) {
            return new RunResult.Failed(Errno.ENOEXEC, run.exit(), "KVM_ARM_VCPU_INIT has not been called");
        }
        boolean completed = !held && run.reason() == EXIT_MMIO && completeMmio();
        if (run.immediateExit()) {
            held = false;
            enterPending();
            return new RunResult.Failed(Errno.EINTR, run.exit(), "immediate_exit is set");
        }
        if (!held) {
            run.setReason(EXIT_UNKNOWN);
            run.clearFlags();
        }
        // Finishing an access is the step that was asked for.
        if (completed && vcpu.isSingleStepped()) {
            return ended(stepped());
        }
        vcpu.vm().scheduler().enter(vcpu);
        waiting = false;
        stepping = false;
        long end = cpu.attempted() + budget;
        while (true) {
            if (vcpu.mpState() != Vcpu.RUNNABLE) {
                return ended(new RunResult.Held(Reason.WAITING, "the vCPU is stopped; nothing will start it"));
            }
            enterPending();
            Stop stop = vcpu.isSingleStepped() ? stepUntil(end) : cpu.runUntil(end);
            RunResult result = stop instanceof Hole ? aborts.handleHole() : switch (stop) {
                case Hole _ -> aborts.handleHole();
                case Trap trap -> handle(trap);
                case Stop.BudgetSpent _ when stepping -> stepped();
                case Stop.BudgetSpent _ -> BUDGET_SPENT;
                case Stop.AtBreakpoint(long address) -> new RunResult.Held(Reason.BREAKPOINT,
                        "breakpoint at 0x%x".formatted(address));
                case Stop.ExceptionLoop(long pc, long esrEl1) -> new RunResult.Held(Reason.EXCEPTION_LOOP,
                        "the guest only enters exceptions: ESR_EL1 0x%x at 0x%x".formatted(esrEl1, pc));
                case Stop.Unsupported(String why) -> failEntry(why);
            };
            if (result != null) {
                return ended(result);
            }
            if (stepping && cpu.pc != steppedFrom) {
                return ended(stepped());
            }
        }
    }

    private RunResult ended(RunResult result) {
        held = !isExit(result) && result instanceof RunResult.Held;
        if (!held) {
            enterPending();
        }
        return result;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isExit(@Nullable RunResult result) {
        return result == EXITED;
    }

    /// A result that says by itself how `KVM_RUN` ended.
    RunResult lasting(RunResult result) {
        return isExit(result) ? new RunResult.Exited(run.exit()) : result;
    }

    void transfer(StateTransfer state) {
        held = state.next(held);
        waiting = state.next(waiting);
    }

    boolean isWaiting() {
        return waiting;
    }

    /// Run one instruction, if that is before the end.
    private Stop stepUntil(long end) {
        stepping = cpu.attempted() != end;
        steppedFrom = cpu.pc;
        return cpu.runUntil(stepping ? cpu.attempted() + 1 : end);
    }

    /// A step is a trap like others: it leaves its syndrome in the record of the last one.
    private RunResult stepped() {
        el2.esr = ESR_SOFTSTP;
        return debugged(ESR_SOFTSTP);
    }

    /// `KVM_EXIT_DEBUG`. KVM writes `far` for watchpoints only; of other exceptions it keeps what was there.
    private RunResult debugged(long esr) {
        StructLayout payload = Structs.exit("debug");
        run.set(payload, "hsr", esr & 0xffff_ffffL);
        run.set(payload, "hsr_high", esr >>> 32);
        if ((esr >>> EC_SHIFT & 0x3f) == Trap.EC_WATCHPOINT_LOW) {
            run.set(payload, "far", el2.far);
        }
        run.set(Structs.KVM_RUN, "flags", HSR_HIGH_VALID);
        run.setReason(EXIT_DEBUG);
        return EXITED;
    }

    /// Answer a trap.
    ///
    /// @return how `KVM_RUN` ends, or null when the guest goes on
    @Nullable RunResult handle(Trap trap) {
        // The return from EL2 does that.
        cpu.clearExclusive();
        el2.esr = trap.esrEl2();
        if (trap.isAbort() || trap.ec() == Trap.EC_WATCHPOINT_LOW) {
            el2.far = trap.farEl2();
        }
        if (trap.isAbort()) {
            el2.ipaValid = trap.hpfarValid();
            el2.ipa = trap.hpfarValid() ? trap.ipa() : 0;
        }
        return switch (trap.ec()) {
            case Trap.EC_WFX -> waitForEvent((trap.iss() & WFE) != 0);
            case Trap.EC_HVC64 -> hypercalls.call(false);
            case Trap.EC_SMC64 -> secureMonitorCall(trap);
            case Trap.EC_IABT_LOW, Trap.EC_DABT_LOW -> aborts.handle(trap);
            case Trap.EC_BREAKPOINT_LOW, Trap.EC_STEP_LOW, Trap.EC_WATCHPOINT_LOW, Trap.EC_BRK64 ->
                    debugged(trap.esrEl2());
            default -> throw new IllegalStateException("a trap that the processor does not make: " + trap);
        };
    }

    private @Nullable RunResult waitForEvent(boolean wfe) {
        if (!wfe) {
            while (!cpu.interrupts().hasWakeUpEvent()) {
                if (!vcpu.vm().scheduler().maySkipTime() || !cpu.sleepUntilTimer()) {
                    waiting = true;
                    return new RunResult.Held(Reason.WAITING, cpu.untilTimer() == Long.MAX_VALUE
                            ? "WFI: no interrupt is pending and no timer is set" : "WFI: no interrupt is pending");
                }
            }
        }
        cpu.completeInstruction();
        return null;
    }

    /// KVM moves PC behind an SMC by itself, and takes only those with immediate 0 for calls.
    private @Nullable RunResult secureMonitorCall(Trap trap) {
        cpu.completeInstruction();
        if ((trap.iss() & 0xffff) != 0) {
            cpu.x[0] = -1;
            return null;
        }
        return hypercalls.call(true);
    }

    private void enterPending() {
        if (kept.isExceptionPending()) {
            vcpu.perform(RunInjection.enterPending(vcpu.vm().kernel(), vcpu.state()));
        }
    }

    /// A state that the processor cannot run. KVM wants `KVM_ARM_VCPU_INIT` again after that.
    private RunResult failEntry(String why) {
        run.clearExit(Structs.exit("fail_entry"));
        run.setReason(EXIT_FAIL_ENTRY);
        vcpu.uninitialise();
        return new RunResult.Failed(Errno.EINVAL, run.exit(), why);
    }

    /// Finish the access of an MMIO exit. `ESR_EL2` says what it was, whatever user space made of the shared page; only
    /// the data are believed.
    ///
    /// @return whether there was one
    private boolean completeMmio() {
        if (!kept.mmioNeeded || kept.isExceptionPending()) {
            return false;
        }
        kept.mmioNeeded = false;
        long esr = el2.esr;
        if ((esr & ESR_WNR) == 0) {
            int rt = Aborts.register(esr);
            if (rt != Aborts.ZERO_REGISTER) {
                cpu.x[rt] = loaded(esr);
            }
        }
        cpu.completeInstruction();
        return true;
    }

    private long loaded(long esr) {
        int bytes = Aborts.length(esr);
        long data = run.mmioData(bytes);
        if (cpu.isBigEndian()) {
            data = Aborts.swap(data, bytes);
        }
        return extended(vcpu, esr, data);
    }

    /// What a load leaves in its register.
    static long extended(Vcpu vcpu, long esr, long loaded) {
        int bytes = Aborts.length(esr);
        if ((esr & (ESR_SSE | ESR_SF)) == 0) {
            return loaded & 0xffff_ffffL;
        }
        long data = loaded;
        boolean extend = (esr & ESR_SSE) != 0 && bytes < Long.BYTES;
        if (extend && !vcpu.vm().kernel().does(Kernel.Toggle.MMIO_SIGN_EXT_BUG)) {
            int unused = Long.SIZE - 8 * bytes;
            data = data << unused >> unused;
        }
        return (esr & ESR_SF) != 0 ? data : data & 0xffff_ffffL;
    }
}
