package dev.seascope.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.Effect;
import dev.seascope.session.ProgramListing;
import dev.seascope.session.SessionEvent;
import org.junit.jupiter.api.Test;

class MmioReadMomentTest {
    @Test
    void theListingHasTheLinesOfThePicture() {
        ProgramListing program = MmioReadMoment.program();

        assertThat(program.lines().get(34)).isEqualTo(new ProgramListing.Text(35, "aborted", ""));
        assertThat(program.at(0x4008_0c20L)).contains(
                new ProgramListing.Instruction(57, 0x4008_0c20L, 0xf940_0020, "", "ldr     x0, [x1]"));
        assertThat(program.symbolic(0x4008_0c20L)).contains("syscall + 0x20");
        assertThat(program.symbolic(0x4008_0038L)).contains("task + 0x14");
    }

    @Test
    void timesFollowFromTheProgram() {
        assertThat(MmioReadMoment.events()).isSortedAccordingTo((a, b) -> Long.compare(a.retired(), b.retired()));
        assertThat(MmioReadMoment.events().getLast().retired()).isEqualTo(1257);
        assertThat(MmioReadMoment.events()).filteredOn(SessionEvent.Exited.class::isInstance).hasSize(8);
        assertThat(MmioReadMoment.snapshot().retired()).isEqualTo(1257);
    }

    @Test
    void eachPreviewedValueIsTheOrOfItsContributions() {
        assertThat(MmioReadMoment.preview().effect().writes()).allSatisfy(write -> assertThat(write.sources().stream()
                .mapToLong(source -> source.bits()).reduce(0, (a, b) -> a | b)).isEqualTo(write.after()));
        assertThat(MmioReadMoment.preview().effect().writes()).extracting(Effect.Write::register)
                .contains("ESR_EL1", "FAR_EL1", "ELR_EL1", "SPSR_EL1", "PC", "PSTATE");
    }
}
