package dev.seascope.session;

import static dev.seascope.session.SessionProbe.LOAD;
import static dev.seascope.session.SessionProbe.address;
import static dev.seascope.session.SessionProbe.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTest {
    private static final String READ = """
            start:  adr     x9, vectors
                    msr     vbar_el1, x9
                    mov     x1, #0x08000000
            read:   ldr     x0, [x1]
                    add     x2, x0, #1
                    b       read
                    .org    0x800
            vectors:
                    .org    0xa00
            aborted:
                    mrs     x3, esr_el1
                    mrs     x4, elr_el1
                    add     x4, x4, #4
                    msr     elr_el1, x4
                    eret
            """;
    private static final Bytes DABT = Bytes.copyOf(new byte[64]).with(2, 1, 1);
    private static final long SET_VCPU_EVENTS = 0x4040_aea0L;

    private static Command inject() {
        return new Command.SetVcpuEvents(SET_VCPU_EVENTS, DABT, "dabt");
    }

    @Test
    void aLoadedGuestStandsBeforeItsFirstInstruction() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSnapshot loaded = probe.load(program(READ));

            assertThat(loaded.state()).isEqualTo(new RunState.Paused("Loaded"));
            assertThat(loaded.pc()).isEqualTo(LOAD);
            assertThat(loaded.pstate()).isEqualTo(0x3c5);
            assertThat(loaded.retired()).isZero();
            assertThat(loaded.program().symbolic(loaded.pc())).contains("start");
            assertThat(probe.events.getFirst()).isEqualTo(new SessionEvent.Started(0, 1, LOAD));
        }
    }

    @Test
    void aRunEndsAtTheExitWithItsTimeAndNumber() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program(READ));

            MachineSnapshot stop = probe.stopAfter(new Command.Run());

            assertThat(stop.state()).isEqualTo(new RunState.AtExit(new KvmExit.Mmio(0x0800_0000L, 0, 8, false)));
            assertThat(stop.exits()).isEqualTo(1);
            assertThat(stop.host().esrEl2()).isEqualTo(0x93c0_8007L);
            assertThat(probe.events).contains(new SessionEvent.Exited(3, 1, new KvmExit.Mmio(0x0800_0000L, 0, 8, false)));
        }
    }

    @Test
    void anAnsweredReadPutsTheDataInTheRegister() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program(READ));
            probe.stopAfter(new Command.Run());

            MachineSnapshot answered = probe.stopAfter(new Command.Answer(0x2a, false));
            MachineSnapshot next = probe.stopAfter(new Command.Run());

            assertThat(answered.state()).isEqualTo(new RunState.AtExit(new KvmExit.Mmio(0x0800_0000L, 0x2a, 8, false)));
            assertThat(next.x().get(2)).isEqualTo(0x2b);
            assertThat(probe.events).containsOnlyOnce(new SessionEvent.Answered(3, 1, 0x2a));
        }
    }

    @Test
    void runningOnAnswersWithWhatThePageHolds() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program(READ));
            probe.stopAfter(new Command.Answer(0x2a, false)); // nothing to answer yet
            probe.stopAfter(new Command.Run());
            probe.stopAfter(new Command.Run());

            assertThat(probe.events).filteredOn(SessionEvent.Answered.class::isInstance)
                    .containsExactly(new SessionEvent.Answered(3, 1, 0));
        }
    }

    @Test
    void anInjectionIsTheCallThenWhatTheGuestTakes() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(READ);
            probe.load(spec);
            probe.stopAfter(new Command.Run());
            probe.events.clear();

            MachineSnapshot injected = probe.stopAfter(inject());

            assertThat(injected.pc()).isEqualTo(address(spec, "aborted"));
            assertThat(injected.systemRegister("ESR_EL1")).contains(0x9600_0010L);
            assertThat(probe.events).hasSize(3);
            assertThat(probe.events.get(0)).isEqualTo(
                    new SessionEvent.Ioctl(3, "KVM_SET_VCPU_EVENTS", SET_VCPU_EVENTS, ""));
            assertThat(probe.events.get(1)).isEqualTo(new SessionEvent.Injected(3, "dabt"));
            assertThat(probe.events.get(2)).isInstanceOfSatisfying(SessionEvent.ExceptionTaken.class, taken -> {
                assertThat(taken.vectorOffset()).isEqualTo(0x200);
                assertThat(taken.esr()).isEqualTo(0x9600_0010L);
                assertThat(taken.elr()).isEqualTo(address(spec, "read"));
            });
        }
    }

    @Test
    void anEntryTellsWhatItOverwroteWhoeverMadeIt() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(READ.replace("mrs     x3, esr_el1", "svc     #3"));
            probe.load(spec);
            MachineSnapshot stopped = probe.stopAfter(new Command.Run());
            MachineSnapshot injected = probe.stopAfter(inject());
            probe.stopAfter(new Command.Step(1));

            List<SessionEvent.ExceptionTaken> taken = probe.events.stream()
                    .filter(SessionEvent.ExceptionTaken.class::isInstance)
                    .map(SessionEvent.ExceptionTaken.class::cast).toList();

            assertThat(taken).hasSize(2);
            assertThat(taken.get(0).before()).isEqualTo(before(stopped));
            assertThat(taken.get(1).before()).isEqualTo(before(injected));
            assertThat(taken.get(1).before().esr()).isEqualTo(0x9600_0010L);
        }
    }

    private static SessionEvent.Before before(MachineSnapshot snapshot) {
        return new SessionEvent.Before(snapshot.systemRegister("ESR_EL1").orElseThrow(),
                snapshot.systemRegister("FAR_EL1").orElseThrow(), snapshot.systemRegister("ELR_EL1").orElseThrow(),
                snapshot.systemRegister("SPSR_EL1").orElseThrow());
    }

    @Test
    void whatTheOldestKernelOnlyPendsIsSeenBeforeTheGuestIsThere() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(READ);
            probe.load(spec);
            probe.stopAfter(new Command.UseKernel("v6.16"));
            probe.stopAfter(new Command.Run());

            MachineSnapshot pended = probe.stopAfter(inject());

            assertThat(pended.pc()).isEqualTo(address(spec, "read"));
            assertThat(pended.systemRegister("ESR_EL1")).contains(0x9600_0010L);
            assertThat(pended.host().pendingText()).isEqualTo("a synchronous exception to EL1");
            assertThat(pended.vcpuState().get(VcpuRegister.PENDING_EXCEPTION)).isEqualTo(VcpuRegister.PENDING_SYNC);

            MachineSnapshot entered = probe.stopAfter(new Command.Step(1));
            assertThat(entered.pc()).isEqualTo(address(spec, "aborted") + 4);
            assertThat(entered.host().pendingText()).isEmpty();
        }
    }

    @Test
    void aRefusedInjectionIsTheCallWithItsErrno() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program(READ));
            probe.events.clear();

            probe.stopAfter(new Command.SetVcpuEvents(SET_VCPU_EVENTS, DABT.with(3, 1, 1), "both"));

            assertThat(probe.events).containsExactly(
                    new SessionEvent.Ioctl(0, "KVM_SET_VCPU_EVENTS", SET_VCPU_EVENTS, "EINVAL"));
        }
    }

    @Test
    void aBreakpointStopsBeforeItsInstructionAndCountsItsHits() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(READ);
            probe.load(spec);
            var breakpoint = new Breakpoint.AtAddress(1, true, address(spec, "read") + 4);
            probe.session.submit(new Command.SetBreakpoints(List.of(breakpoint)));
            probe.stopAfter(new Command.Run());

            MachineSnapshot first = probe.stopAfter(new Command.Run());
            MachineSnapshot exit = probe.stopAfter(new Command.Run());
            MachineSnapshot second = probe.stopAfter(new Command.Run());

            assertThat(first.state()).isEqualTo(new RunState.AtBreakpoint(breakpoint, 1));
            assertThat(first.pc()).isEqualTo(address(spec, "read") + 4);
            assertThat(first.x().get(2)).isZero();
            assertThat(exit.state()).isInstanceOf(RunState.AtExit.class);
            assertThat(second.state()).isEqualTo(new RunState.AtBreakpoint(breakpoint, 2));
        }
    }

    @Test
    void aBreakpointOnTheVectorStopsAfterAnInjection() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(READ);
            probe.load(spec);
            var breakpoint = new Breakpoint.AtAddress(1, true, address(spec, "aborted"));
            probe.session.submit(new Command.SetBreakpoints(List.of(breakpoint)));
            probe.stopAfter(new Command.Run());
            probe.stopAfter(inject());

            MachineSnapshot stop = probe.stopAfter(new Command.Run());

            assertThat(stop.state()).isEqualTo(new RunState.AtBreakpoint(breakpoint, 1));
            assertThat(stop.retired()).isEqualTo(3);
        }
    }

    @Test
    void anAccessBreakpointShowsWhatADeviceWouldAnswer() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program("""
                    start:  mov     x1, #0x09000000
                            mov     w0, #'a'
                            str     w0, [x1]
                            ldr     w2, [x1, #0xfe0]
                            ldr     w3, [x1, #0xfe4]
                            mov     x1, #0x08000000
                            ldr     x4, [x1]
                    """);
            probe.load(spec);
            probe.session.submit(new Command.SetBreakpoints(List.of(
                    new Breakpoint.OnAccess(1, true, new Accesses(0x0900_0fe0L, 4, true, true)))));

            MachineSnapshot held = probe.stopAfter(new Command.Run());
            MachineSnapshot hole = probe.stopAfter(new Command.Run());

            assertThat(held.state()).isInstanceOfSatisfying(RunState.AtExit.class, at -> assertThat(at.exit())
                    .isInstanceOfSatisfying(KvmExit.Mmio.class, mmio ->
                            assertThat(mmio.physAddr()).isEqualTo(0x0900_0fe0L)));
            assertThat(held.console()).isEqualTo("a");
            assertThat(held.retired()).isEqualTo(3);
            assertThat(hole.x().get(2)).isEqualTo(0x11);
            assertThat(hole.x().get(3)).isEqualTo(0x10);
            assertThat(probe.events).contains(new SessionEvent.Answered(3, 1, 0x11));
        }
    }

    @Test
    void aBreakpointOnMmioExitsShowsEveryAccessAndAnAnswerComesInsteadOfTheDevices() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program("""
                    start:  mov     x1, #0x09000000
                            mov     w0, #'a'
                            str     w0, [x1]
                            ldr     w2, [x1, #0xfe0]
                            mov     x1, #0x08000000
                            ldr     x4, [x1]
                    """));
            probe.session.submit(new Command.SetBreakpoints(List.of(new Breakpoint.OnExit(1, true, 6))));

            MachineSnapshot store = probe.stopAfter(new Command.Run());
            MachineSnapshot load = probe.stopAfter(new Command.Run());
            probe.stopAfter(new Command.Answer(0x2a, false));
            MachineSnapshot hole = probe.stopAfter(new Command.Run());

            assertThat(store.console()).isEmpty();
            assertThat(load.console()).isEqualTo("a");
            assertThat(load.exits()).isEqualTo(2);
            assertThat(hole.x().get(2)).isEqualTo(0x2a);
            assertThat(hole.state()).isEqualTo(new RunState.AtExit(new KvmExit.Mmio(0x0800_0000L, 0x2a, 8, false)));
        }
    }

    @Test
    void anExceptionBreakpointStopsAtTheVectorOfItsClassOnly() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program("""
                    start:  adr     x9, vectors
                            msr     vbar_el1, x9
                            svc     #0
                            .word   0
                            .org    0x800
                    vectors:
                            .org    0xa00
                            mrs     x3, esr_el1
                            eret
                    """);
            probe.load(spec);
            var undefined = new Breakpoint.OnException(7, true, 0);
            probe.session.submit(new Command.SetBreakpoints(List.of(undefined)));

            MachineSnapshot stop = probe.stopAfter(new Command.Run());

            assertThat(stop.state()).isEqualTo(new RunState.AtBreakpoint(undefined, 1));
            assertThat(stop.pc()).isEqualTo(LOAD + 0xa00);
            assertThat(stop.x().get(3) >>> 26).isEqualTo(0x15); // the supervisor call was passed by
            assertThat(stop.exceptions()).isEqualTo(2);
        }
    }

    @Test
    void aStepExecutesAsManyInstructionsAsAskedFor() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program(READ));

            MachineSnapshot two = probe.stopAfter(new Command.Step(2));

            assertThat(two.state()).isEqualTo(new RunState.Paused("Stepped"));
            assertThat(two.retired()).isEqualTo(2);
            assertThat(two.pc()).isEqualTo(LOAD + 8);
        }
    }

    @Test
    void aStepFromAnExitCompletesTheAccessAndNoMore() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(READ);
            probe.load(spec);
            probe.stopAfter(new Command.Run());
            probe.stopAfter(new Command.Answer(0x2a, false));

            MachineSnapshot completed = probe.stopAfter(new Command.Step(1));
            MachineSnapshot next = probe.stopAfter(new Command.StepOver());

            assertThat(completed.x().get(0)).isEqualTo(0x2a);
            assertThat(completed.pc()).isEqualTo(address(spec, "read") + 4);
            assertThat(completed.retired()).isEqualTo(4);
            assertThat(next.x().get(2)).isEqualTo(0x2b);
            assertThat(next.retired()).isEqualTo(5);
        }
    }

    private static final String CALLS = """
            start:  adr     x9, vectors
                    msr     vbar_el1, x9
                    bl      outer
            after:  svc     #0
            behind: b       .
            outer:  stp     x29, x30, [sp, #-16]!
                    bl      inner
            within: ldp     x29, x30, [sp], #16
                    ret
            inner:  add     x0, x0, #1
                    svc     #1
                    ret
                    .org    0x800
            vectors:
                    .org    0xa00
            handler: add    x5, x5, #1
                    eret
            """;

    @Test
    void stepOverRunsThroughCallsAndExceptions() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(CALLS);
            probe.load(spec);
            probe.stopAfter(new Command.Step(2));

            MachineSnapshot call = probe.stopAfter(new Command.StepOver());
            MachineSnapshot svc = probe.stopAfter(new Command.StepOver());

            assertThat(call.pc()).isEqualTo(address(spec, "after"));
            assertThat(call.x().get(0)).isEqualTo(1);
            assertThat(call.x().get(5)).isEqualTo(1);
            assertThat(svc.pc()).isEqualTo(address(spec, "behind"));
            assertThat(svc.x().get(5)).isEqualTo(2);
        }
    }

    @Test
    void stepOutRunsToTheCallerWhateverHappensOnTheWay() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(CALLS);
            probe.load(spec);
            probe.stopAfter(new Command.RunTo(address(spec, "outer") + 4));

            MachineSnapshot out = probe.stopAfter(new Command.StepOut());

            assertThat(out.state()).isEqualTo(new RunState.Paused("Returned"));
            assertThat(out.pc()).isEqualTo(address(spec, "after"));
        }
    }

    @Test
    void stepOutOfAHandlerEndsAtItsReturn() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program(CALLS);
            probe.load(spec);
            MachineSnapshot handler = probe.stopAfter(new Command.RunTo(address(spec, "handler")));

            MachineSnapshot out = probe.stopAfter(new Command.StepOut());

            assertThat(handler.pc()).isEqualTo(address(spec, "handler"));
            assertThat(out.pc()).isEqualTo(address(spec, "inner") + 8);
        }
    }

    @Test
    void aRestartRepeatsTheRun() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program(READ));
            MachineSnapshot first = probe.stopAfter(new Command.Run());

            MachineSnapshot restarted = probe.stopAfter(new Command.Restart());
            MachineSnapshot again = probe.stopAfter(new Command.Run());

            assertThat(restarted.retired()).isZero();
            assertThat(again.x()).isEqualTo(first.x());
            assertThat(again.system()).isEqualTo(first.system());
            assertThat(again.exits()).isEqualTo(1);
        }
    }

    @Test
    void aCapabilityOnceEnabledSurvivesARestart() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program("mov x1, #0x08000000\nldr x0, [x1], #8\n"));
            MachineSnapshot without = probe.stopAfter(new Command.Run());
            probe.stopAfter(new Command.EnableCap("ARM_NISV_TO_USER"));

            MachineSnapshot restarted = probe.stopAfter(new Command.Restart());
            MachineSnapshot with = probe.stopAfter(new Command.Run());

            assertThat(without.state()).isInstanceOfSatisfying(RunState.AtError.class,
                    error -> assertThat(error.errno()).isEqualTo("ENOSYS"));
            assertThat(restarted.machine().capabilities()).containsExactly("ARM_NISV_TO_USER");
            assertThat(with.state()).isEqualTo(new RunState.AtExit(new KvmExit.ArmNisv(7, 0x0800_0000L)));
        }
    }

    @Test
    void anotherKernelHasOtherRulesFromHereOn() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program(READ));
            probe.stopAfter(new Command.Run());

            MachineSnapshot changed = probe.stopAfter(new Command.UseKernel("v6.16"));
            MachineSnapshot injected = probe.stopAfter(inject());

            assertThat(changed.machine().kernelId()).isEqualTo("v6.16");
            assertThat(injected.pc()).isEqualTo(changed.pc()); // realised at the next KVM_RUN
            assertThat(injected.systemRegister("ESR_EL1")).contains(0x9600_0010L);
        }
    }

    @Test
    void aGuestThatLoopsForEverCanBePaused() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program("b .\n"));
            probe.session.submit(new Command.Run());
            probe.next(state -> state instanceof RunState.Running);

            long asked = System.nanoTime();
            MachineSnapshot paused = probe.stopAfter(new Command.Pause());
            long took = System.nanoTime() - asked;

            assertThat(paused.state()).isEqualTo(new RunState.Paused("Paused"));
            assertThat(paused.pc()).isEqualTo(LOAD);
            assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isLessThan(2000); // 100 on a machine that is not busy
        }
    }

    @Test
    void aWaitThatNothingCanEndStopsTheRunWithAnExplanation() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program("msr daifset, #15\n msr cntv_ctl_el0, xzr\n wait: wfi\n b wait\n"));

            MachineSnapshot stop = probe.stopAfter(new Command.Run());

            assertThat(stop.state()).isEqualTo(
                    new RunState.Paused("WFI: no interrupt is pending and no timer is set"));
            assertThat(stop.pc()).isEqualTo(LOAD + 8);
        }
    }

    @Test
    void snapshotsOfARunningGuestComeAtMostTenTimesASecond() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program("b .\n"));
            long started = System.nanoTime();
            probe.session.submit(new Command.Run());
            for (int i = 0; i < 4; i++) {
                probe.next(state -> state instanceof RunState.Running);
            }
            long took = System.nanoTime() - started;
            probe.stopAfter(new Command.Pause());

            assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isGreaterThanOrEqualTo(300);
        }
    }

    @Test
    void anIoctlWaitsUntilTheGuestStops() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec spec = program("b .\n");
            probe.load(spec);
            probe.session.submit(new Command.Run());
            probe.next(state -> state instanceof RunState.Running);
            probe.session.submit(inject());

            MachineSnapshot paused = probe.stopAfter(new Command.Pause());
            MachineSnapshot injected = probe.nextStop();

            assertThat(paused.exceptions()).isZero();
            assertThat(injected.exceptions()).isEqualTo(1);
            assertThat(injected.retired()).isEqualTo(paused.retired());
        }
    }

    @Test
    void aGuestThatOnlyFaultsIsStoppedWithAnExplanation() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program("mov x1, #0x10\nbr x1\n"));

            MachineSnapshot stop = probe.stopAfter(new Command.Run());

            assertThat(stop.state()).isInstanceOfSatisfying(RunState.Paused.class,
                    paused -> assertThat(paused.why()).contains("only enters exceptions"));
            assertThat(stop.exceptions()).isGreaterThan(1);
        }
    }

    @Test
    void theSerialPortIsAnsweredWithoutAStop() throws Exception {
        try (var probe = new SessionProbe()) {
            probe.load(program("""
                            mov     x1, #0x09000000
                            mov     w2, #'H'
                            str     w2, [x1]
                            ldr     w3, [x1, #0x18]
                            mov     w2, #'i'
                            strb    w2, [x1]
                            mov     x4, #0x08000000
                            ldr     x0, [x4]
                    """));

            MachineSnapshot stop = probe.stopAfter(new Command.Run());

            assertThat(stop.console()).isEqualTo("Hi");
            assertThat(stop.x().get(3)).isEqualTo(0x90);
            assertThat(stop.exits()).isEqualTo(1);
        }
    }

    @Test
    void aFailureOnTheThreadIsOneStateAndTheSessionCanLoadAgain() throws Exception {
        var thrown = new AtomicBoolean();
        try (var probe = new SessionProbe(event -> {
            if (event instanceof SessionEvent.Exited && thrown.compareAndSet(false, true)) {
                throw new IllegalStateException("provoked");
            }
        })) {
            probe.load(program(READ));

            MachineSnapshot failed = probe.stopAfter(new Command.Run());
            MachineSnapshot again = probe.stopAfter(new Command.Restart());

            assertThat(failed.state()).isInstanceOfSatisfying(RunState.Failed.class,
                    state -> assertThat(state.why()).contains("provoked"));
            assertThat(probe.events).filteredOn(event -> event instanceof SessionEvent.StateChanged(_,
                    RunState.Failed _)).hasSize(1);
            assertThat(again.state()).isEqualTo(new RunState.Paused("Loaded"));
        }
    }

    @Test
    void aMachineThatCannotBeIsRefusedWithTheReason() throws Exception {
        try (var probe = new SessionProbe()) {
            MachineSpec good = program(READ);
            var bad = new MachineSpec(good.kernel(), good.host(), good.features(), good.ipaBits(), good.capabilities(),
                    List.of(MemorySlot.of(0, 0, 4096)), List.of(), good.contents(), good.registers(), true,
                    good.listing());
            probe.session.submit(new Command.Load(bad));

            var failed = probe.nextEvent(SessionEvent.StateChanged.class);
            MachineSnapshot loaded = probe.load(good);

            assertThat(failed.state()).isInstanceOfSatisfying(RunState.Failed.class,
                    state -> assertThat(state.why()).matches("\\d+ bytes at 0x40080000 do not lie in a memory slot"));
            assertThat(loaded.state()).isEqualTo(new RunState.Paused("Loaded"));
        }
    }

    @Test
    void closingEndsTheThread() throws Exception {
        var probe = new SessionProbe();
        probe.load(program("b .\n"));
        probe.session.submit(new Command.Run());
        probe.next(state -> state instanceof RunState.Running);
        Thread thread = probe.thread();

        probe.close();

        assertThat(thread.getName()).isEqualTo("vcpu-0");
        assertThat(thread.isAlive()).isFalse();
    }
}
