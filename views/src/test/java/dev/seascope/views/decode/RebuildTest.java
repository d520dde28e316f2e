package dev.seascope.views.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.inject.Injector;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.MmioReadMoment;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RebuildTest {
    private static final MachineSnapshot MACHINE = MmioReadMoment.snapshot();

    @Test
    void whatTheGuestWouldReadExactlyHasNoLosses() {
        assertThat(Rebuild.of(0x97c0_c710L, Optional.of(0x0800_0000L), MACHINE).losses()).isEmpty();
    }

    @Test
    void theFaultStatusThatKvmOrsInAndTheLevelFromPstateAreLosses() {
        assertThat(Rebuild.of(0x9200_0007L, Optional.of(0x10L), MACHINE).losses()).containsExactly(
                "EC 0x24 becomes 0x25: KVM takes the level from PSTATE",
                "DFSC 0x7 becomes 0x17",
                "FAR_EL1 0x00000010 becomes 0x08000000: KVM copies FAR_EL2 of the last trap");
    }

    @Test
    void anExceptionThatIsNoAbortCannotBeInjected() {
        Rebuild rebuild = Rebuild.of(0x5600_0000L, Optional.empty(), MACHINE);

        assertThat(rebuild.plan()).isEmpty();
        assertThat(rebuild.losses()).singleElement().asString().contains("EC 0x15", "KVM_SET_ONE_REG");
    }

    /// The losses are what the real injection loses: none said, none found.
    @Property(tries = 500)
    void noLossMeansThatTheGuestReadsTheSyndrome(@ForAll @LongRange(min = 0, max = 0x1ff_ffffL) long iss) {
        long esr = 0x9600_0000L | iss;

        Rebuild rebuild = Rebuild.of(esr, Optional.empty(), MACHINE);

        InjectionPlan plan = rebuild.plan().orElseThrow();
        Optional<Long> read = Injector.preview(plan, Kernel.of("series-v1"), MACHINE.vcpuState(),
                KvmExit.read(MACHINE.kvmRun())).effect().result("ESR_EL1").map(write -> write.after());
        assertThat(rebuild.losses().isEmpty()).isEqualTo(read.equals(Optional.of(esr)));
    }
}
