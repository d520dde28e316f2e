package dev.seascope.inject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final VcpuState MMIO_STOP = VcpuState.of(Host.DEFAULT, EnumSet.of(VmFeature.RAS),
            register -> switch (register) {
                case X0 -> 0x2a;
                case PC -> 0x40_0100;
                case PSTATE -> 0x6000_0005L;
                case VBAR_EL1 -> 0x1_0000;
                case SCTLR_EL1 -> 1 << 23;
                case ESR_EL2 -> 0x93c0_8007L;
                case FAR_EL2 -> 0x0800_0000L;
                case MMIO_NEEDED -> 1;
                default -> 0;
            });
    private static final KvmExit MMIO = new KvmExit.Mmio(0x0800_0000L, 0, 8, false);

    @Test
    void byHandWritesWhatTheHardwareWouldWrite() {
        Recipe recipe = Recipe.byHand(MMIO_STOP.with(VcpuRegister.MMIO_NEEDED, 0), 0x8600_0410L, 0x1234, false);

        assertThat(recipe.steps()).allMatch(InjectionStep.SetOneReg.class::isInstance)
                .extracting(step -> ((InjectionStep.SetOneReg) step).register())
                .containsExactly("ESR_EL1", "FAR_EL1", "ELR_EL1", "SPSR_EL1", "PC", "PSTATE");
        assertThat(recipe.steps()).contains(new InjectionStep.SetOneReg("PC", 0x6030_0000_0010_0040L, 0x1_0200));
        assertThat(recipe.result().get(VcpuRegister.PSTATE)).isEqualTo(0x6000_03c5L);
        assertThat(recipe.result().get(VcpuRegister.ESR_EL1)).isEqualTo(0x8600_0410L);
        assertThat(recipe.caveats()).isEmpty();
    }

    @Test
    void afterMmioTheAccessIsFinishedAndUndoneFirst() {
        Recipe recipe = Recipe.byHand(MMIO_STOP, 0x9600_0010L, 0x0800_0000L, false);

        assertThat(recipe.steps().getFirst()).isEqualTo(new InjectionStep.FinishMmio());
        assertThat(recipe.steps().get(1)).isEqualTo(new InjectionStep.SetOneReg("X0", 0x6030_0000_0010_0000L, 0x2a));
        assertThat(recipe.result().get(VcpuRegister.MMIO_NEEDED)).isZero();
        assertThat(recipe.result().get(VcpuRegister.ELR_EL1)).isEqualTo(0x40_0100);
    }

    @Test
    void theCarelessFormSaysWhatWillGoWrong() {
        Recipe recipe = Recipe.byHand(MMIO_STOP, 0x9600_0010L, 0x0800_0000L, true);

        assertThat(recipe.steps()).noneMatch(InjectionStep.FinishMmio.class::isInstance);
        assertThat(recipe.result().get(VcpuRegister.MMIO_NEEDED)).isEqualTo(1);
        assertThat(recipe.caveats()).singleElement().asString().contains("adds 4 to the vector PC");
    }

    @Test
    void rewritingTurnsADataAbortIntoAnythingElse() {
        Recipe recipe = Recipe.rewritten(Kernel.of("v6.19"), MMIO_STOP, MMIO, 0x8600_0017L, 0x0800_0000L);

        assertThat(recipe.steps()).hasSize(2);
        assertThat(recipe.steps().getFirst()).isInstanceOf(InjectionStep.SetEvents.class);
        assertThat(recipe.steps().getLast())
                .isEqualTo(new InjectionStep.SetOneReg("ESR_EL1", 0x6030_0000_0013_c290L, 0x8600_0017L));
        assertThat(recipe.result().get(VcpuRegister.PC)).isEqualTo(0x1_0200);
    }

    @Test
    void rewritingIsOfNoUseWhereKvmInjectsNothing() {
        VcpuState walk = MMIO_STOP.with(VcpuRegister.ESR_EL2, 0x9200_0087L);

        assertThat(Recipe.rewritten(Kernel.of("v6.19"), walk, MMIO, 0x8600_0017L, 0).caveats()).singleElement()
                .asString().contains("no descriptor");
    }
}
