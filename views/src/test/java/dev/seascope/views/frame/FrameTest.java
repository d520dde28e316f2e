package dev.seascope.views.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.KvmExit;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.MachineSnapshot.MachineConfig;
import dev.seascope.session.RunState;
import dev.seascope.views.Machines;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.SessionModel;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What toolbar, ribbon and status line say of a machine.
class FrameTest {
    private static final MachineSnapshot PAUSED = MmioReadMoment.snapshot();
    private static final RunState BREAKPOINT =
            new RunState.AtBreakpoint(new Breakpoint.AtAddress(2, true, 0x4008_0c24L), 3);

    private static MachineSnapshot in(RunState state) {
        return Machines.in(PAUSED, state);
    }

    @Test
    void theChipNamesTheStateAsTheKernelDoes() {
        assertThat(Chip.of(PAUSED)).isEqualTo(new Chip(Chip.Look.EXIT, "Paused at exit", "KVM_EXIT_MMIO (6)"));
        assertThat(Chip.of(in(new RunState.AtExit(new KvmExit.ArmNisv(0, 0)))).code())
                .isEqualTo("KVM_EXIT_ARM_NISV (28)");
        assertThat(Chip.of(in(new RunState.Running())).text()).isEqualTo("Running");
        assertThat(Chip.of(in(BREAKPOINT)).text()).isEqualTo("Breakpoint 2, hit 3");
        assertThat(Chip.of(in(new RunState.AtError("ENOSYS", "no")))).isEqualTo(
                new Chip(Chip.Look.ERRNO, "KVM_RUN failed", "-ENOSYS"));
        assertThat(Chip.of(in(new RunState.Failed("bug"))).text()).isEqualTo("Stopped: emulation failed");
        assertThat(Chip.of(SessionModel.NOTHING_LOADED).text()).isEqualTo("No guest");
    }

    @Test
    void onlyPauseWorksWhileTheGuestRunsAndOnlyRestartAfterAFailure() {
        assertThat(allowed(new RunState.Running())).containsExactly(RunControl.PAUSE);
        assertThat(allowed(new RunState.Failed(""))).containsExactly(RunControl.RESTART);
        assertThat(allowed(new RunState.Empty())).isEmpty();
        assertThat(allowed(PAUSED.state())).contains(RunControl.RUN, RunControl.STEP_INTO, RunControl.RESTART)
                .doesNotContain(RunControl.PAUSE);
    }

    private static List<RunControl> allowed(RunState state) {
        return Stream.of(RunControl.values()).filter(control -> control.isAllowed(state)).toList();
    }

    @Test
    void theRibbonSaysWhereTheMachineIs() {
        Ribbon ribbon = Ribbon.of(PAUSED);

        assertThat(ribbon.level()).isEqualTo("EL1h");
        assertThat(ribbon.guest().stream().map(entry -> entry.label() + " " + text(entry)).toList()).containsExactly(
                "stack SP_EL1 0x40082000", "NZCV nZCv", "masked none", "MMU off", "vectors 0x40080800", "EASE off",
                "guest RAS", "time t 1\u2009257", "exit 8");
        assertThat(ribbon.host().stream().map(entry -> entry.label() + " " + text(entry)).toList())
                .containsExactly("host RAS NISV_TO_USER", "kernel series-v1");
    }

    private static String text(Ribbon.Entry entry) {
        return entry.pieces().stream().map(Ribbon.Piece::text).collect(Collectors.joining());
    }

    @Test
    void masksAreThoseOfPstate() {
        MachineSnapshot masked = new MachineSnapshot(0, PAUSED.state(), PAUSED.x(), 0, 0, 0x3c4, PAUSED.system(),
                PAUSED.host(), PAUSED.kvmRun(), 0, 0, "", PAUSED.machine(), PAUSED.memory(), PAUSED.program());
        Ribbon ribbon = Ribbon.of(masked);

        assertThat(ribbon.level()).isEqualTo("EL1t");
        assertThat(ribbon.guest().stream().filter(entry -> entry.label().equals("masked")).map(FrameTest::text))
                .containsExactly("D A I F");
    }

    @Test
    void withoutAGuestTheRibbonShowsOnlyTheHost() {
        Ribbon ribbon = Ribbon.of(SessionModel.NOTHING_LOADED);

        assertThat(ribbon.level()).isEmpty();
        assertThat(ribbon.guest()).isEmpty();
        assertThat(ribbon.host()).hasSize(2);
    }

    @Test
    void theStatusLineSaysWhyTheGuestStoppedAndWhichKeysGoOn() {
        Keymap keys = Keymap.visualStudio();

        assertThat(StatusLine.of(PAUSED, true, keys)).isEqualTo(new StatusLine(StatusLine.Severity.NOTE,
                "The load was decoded (ISV=1 in ESR_EL2). Answer it with F5, or inject with Ctrl+Enter; the page at "
                        + "0x08000000 has no memory slot.", List.of("1 vCPU", "16 MiB at 0x40000000")));
        assertThat(StatusLine.of(in(BREAKPOINT), true, keys).sentence()).isEqualTo(
                "Breakpoint 2 at 0x40080c24. F5 goes on, F11 steps.");
        assertThat(StatusLine.of(in(new RunState.Failed("null pointer in LDR")), true, keys).severity())
                .isEqualTo(StatusLine.Severity.ERROR);
    }

    @Test
    void afterAnInjectionTheExitIsNotWhatMatters() {
        assertThat(StatusLine.of(PAUSED, false, Keymap.visualStudio()).sentence())
                .isEqualTo("The exception is taken. F5 runs its handler, F11 steps into it.");
    }

    @Test
    void aGuestThatSwitchedItselfOffCanBeStartedAgain() {
        var off = in(new RunState.AtExit(new KvmExit.SystemEvent(1, List.of(0L))));

        assertThat(StatusLine.of(off, true, Keymap.visualStudio()).sentence())
                .isEqualTo("The guest switched itself off. Shift+F5 starts it again, F5 goes on nevertheless.");
    }

    @Test
    void ofSeveralVcpusTheOneOnShowIsNamed() {
        MachineConfig one = PAUSED.machine();
        var system = new TreeMap<>(PAUSED.system());
        system.put("MPIDR_EL1", 0x8000_0102L);
        var machine = new MachineSnapshot(PAUSED.retired(), PAUSED.state(), PAUSED.x(), PAUSED.sp(), PAUSED.pc(),
                PAUSED.pstate(), system, PAUSED.host(), PAUSED.kvmRun(), PAUSED.exits(), PAUSED.exceptions(), "",
                new MachineConfig(one.kernelId(), one.hostRas(), one.features(), one.capabilities(), one.slots(), 20),
                PAUSED.memory(), PAUSED.program());

        assertThat(StatusLine.of(machine, true, Keymap.visualStudio()).facts()).contains("vCPU 18, of 20");
        assertThat(Ribbon.of(machine).guest().getFirst().label()).isEqualTo("vCPU");
    }

    @Test
    void everyStateHasAChipAndASentence() {
        for (RunState state : List.of(PAUSED.state(), new RunState.Running(), BREAKPOINT, new RunState.Paused("Stepped"),
                new RunState.AtError("EFAULT", "no memory"), new RunState.Failed("bug"), new RunState.Empty())) {
            assertThat(Chip.of(in(state)).text()).isNotBlank();
            assertThat(StatusLine.of(in(state), true, Keymap.visualStudio()).sentence()).endsWith(".");
        }
    }
}
