package dev.seascope.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// All 2^25 values that can be supplied, from one state.
@Tag("slow")
class EveryIssTest {
    private static final VcpuState AFTER_A_TRAP = VcpuState.of(Host.DEFAULT, EnumSet.of(VmFeature.RAS),
            register -> switch (register) {
                case PSTATE -> 0x6000_0005L;
                case ESR_EL2 -> 0x93c0_8007L;
                case FAR_EL2 -> 0x0800_0000L;
                case VBAR_EL1 -> 0x1_0000;
                default -> 0;
            });

    @Test
    void theGuestReadsWhatWasSuppliedOredWithWhatKvmSays() {
        Kernel series = Kernel.of("series-v1");
        for (int flag = 2; flag <= 3; flag++) {
            long kvm = flag == 2 ? 0x9600_0010L : 0x8600_0010L;
            Bytes struct = Bytes.copyOf(new byte[64]).with(flag, 1, 1).with(4, 1, 1);
            for (int iss = 0; iss < 1 << 25; iss++) {
                VcpuEvents.Outcome outcome = VcpuEvents.set(series, AFTER_A_TRAP, struct.with(16, 8, iss));
                long esr = outcome.effect().result(VcpuRegister.ESR_EL1).orElseThrow().after();
                if (esr != (kvm | iss) || !outcome.verdict().accepted()) {
                    assertThat(esr).as("ISS 0x%x", iss).isEqualTo(kvm | iss);
                }
            }
        }
    }
}
