package dev.seascope.inject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// The moment of the design pictures, and what is said about it.
class InjectorTest {
    private static final Kernel SERIES = Kernel.of("series-v1");
    private static final KvmExit MMIO = new KvmExit.Mmio(0x0800_0000L, 0x2a, 8, false);
    private static final VcpuState EXIT_8 = VcpuState.of(Host.DEFAULT, EnumSet.of(VmFeature.RAS, VmFeature.SCTLRX),
            register -> switch (register) {
                case X0 -> 0x2a;
                case X1 -> 0x0800_0000L;
                case PC -> 0x4008_0c20L;
                case PSTATE -> 0x6000_0005L;
                case ESR_EL1 -> 0x5600_0000L;
                case ELR_EL1 -> 0x4008_0038L;
                case SPSR_EL1 -> 0x6000_0000L;
                case VBAR_EL1 -> 0x4008_0800L;
                case SCTLR_EL1 -> 0x0080_0000L;
                case ESR_EL2 -> 0x93c0_8007L;
                case FAR_EL2 -> 0x0800_0000L;
                case HPFAR_EL2 -> 0x0800_0000L | VcpuRegister.HPFAR_VALID;
                case MMIO_NEEDED -> 1;
                default -> 0;
            });
    private static final InjectionPlan FAKE_ISS = new InjectionPlan(Abort.DATA, true, 0x01c0_c700L, false, false, 0);

    private static Preview preview(InjectionPlan plan, Kernel kernel) {
        return Injector.preview(plan, kernel, EXIT_8, MMIO);
    }

    @Test
    void theBytesAreThoseOfThePicture() {
        Preview preview = preview(FAKE_ISS, SERIES);

        assertThat(preview.struct()).isEqualTo(Bytes.copyOf(new byte[64]).with(2, 1, 1).with(4, 1, 1)
                .with(17, 1, 0xc7).with(18, 1, 0xc0).with(19, 1, 0x01));
        assertThat(preview.ioctl()).isEqualTo(0x4040_aea0L);
        assertThat(preview.verdict().text()).isEqualTo("ioctl returns 0");
    }

    @Test
    void eachBitOfTheSyndromeHasItsOrigin() {
        Effect.Write esr = preview(FAKE_ISS, SERIES).effect().result("ESR_EL1").orElseThrow();

        assertThat(esr.after()).isEqualTo(0x97c0_c710L);
        assertThat(esr.sources()).containsExactly(
                new Contribution(Source.YOU, 0x01c0_c700L, "ext_abt_esr, ISS only"),
                new Contribution(Source.KVM, 0x9000_0010L, "EC 0x24 data abort, FSC 0x10"),
                new Contribution(Source.PSTATE, 0x0400_0000L, "EL1h: same EL, so EC |= 1"),
                new Contribution(Source.LAST_TRAP, 0x0200_0000L, "IL, from ESR_EL2 bit 25"));
    }

    @Test
    void theRegistersAreThoseOfThePicture() {
        Effect effect = preview(FAKE_ISS, SERIES).effect();
        VcpuState after = effect.applyTo(EXIT_8);

        assertThat(after.get(VcpuRegister.FAR_EL1)).isEqualTo(0x0800_0000L);
        assertThat(after.get(VcpuRegister.ELR_EL1)).isEqualTo(0x4008_0c20L);
        assertThat(after.get(VcpuRegister.SPSR_EL1)).isEqualTo(0x6000_0005L);
        assertThat(after.get(VcpuRegister.PSTATE)).isEqualTo(0x6000_03c5L);
        assertThat(after.get(VcpuRegister.PC)).isEqualTo(0x4008_0a00L);
        assertThat(effect.vectorOffset()).isEqualTo(0x200);
    }

    @Test
    void findingsSayWhatKvmDoesUnasked() {
        assertThat(preview(FAKE_ISS, SERIES).findings()).extracting(KvmFinding::text).containsExactly(
                "FAR_EL1 is written although FnV is 1", "MMIO read dropped: X0 keeps 0x2a, no PC+4");
        assertThat(Injector.preview(FAKE_ISS, SERIES, EXIT_8, new KvmExit.Intr()).findings())
                .extracting(KvmFinding::text)
                .contains("After KVM_EXIT_INTR: a programming error by the documentation, KVM does not check",
                        "FAR_EL1 gets 0x8000000, the address of an older abort");
    }

    @Test
    void theBitThatCannotBeClearedIsLocked() {
        InjectionPlan alignment = new InjectionPlan(Abort.DATA, true, 0x21, false, false, 0);

        assertThat(preview(alignment, SERIES).effect().result("ESR_EL1").orElseThrow().after() & 0x3f).isEqualTo(0x31);
        assertThat(preview(alignment, SERIES).locks()).extracting(Lock::text)
                .contains("KVM ORs 0x10 in: a DFSC of 0x21 would arrive as 0x31");
        assertThat(preview(FAKE_ISS, SERIES).locks()).extracting(Lock::text)
                .contains("KVM ORs 0x10 in: a DFSC of 0x21 would arrive as 0x31");
    }

    @Test
    void fieldsThatAKernelLacksAreReported() {
        InjectionPlan plan = new InjectionPlan(Abort.INSTRUCTION, true, 0x400, false, false, 0);

        assertThat(preview(plan, Kernel.of("v6.19")).lacking())
                .containsExactly("ext_iabt_pending", "ext_abt_has_esr", "ext_abt_esr");
        assertThat(preview(plan, Kernel.of("v6.19")).effect()).isEqualTo(Effect.NONE);
        assertThat(preview(plan, SERIES).lacking()).isEmpty();
    }

    @Test
    void aVmmBuiltForTheSeriesIsRefusedByMainline() {
        Injector.Encoded encoded = Injector.encode(FAKE_ISS, SERIES.header());

        assertThat(Injector.preview(encoded, Kernel.of("v6.19"), EXIT_8, MMIO).verdict().text())
                .isEqualTo("reserved[0] must be 0");
    }

    @Test
    void everyKernelAnswersTheSameBytes() {
        Bytes struct = Injector.encode(FAKE_ISS, SERIES.header()).struct();

        assertThat(Injector.onEveryKernel(struct, EXIT_8, MMIO))
                .filteredOn(row -> row.preview().verdict().accepted())
                .extracting(row -> row.kernel().id()).containsExactly("series-v1");
        assertThat(Injector.onEveryKernel(struct, EXIT_8, MMIO))
                .filteredOn(row -> row.kernel().id().equals("series-v1-doc"))
                .allSatisfy(row -> assertThat(row.preview().verdict().text())
                        .isEqualTo("the kernel knows no ioctl 0x4048aea0"));
    }

    @Test
    void threeQuestionsGiveTheVector() {
        WhyVector why = WhyVector.of(preview(FAKE_ISS, SERIES).effect().entries().getFirst());

        assertThat(why.vectorOffset()).isEqualTo(0x200);
        assertThat(why.other()).isEqualTo(0x380);
        assertThat(why.questions()).extracting(WhyVector.Question::answer)
                .containsExactly("EL1, current", "SP_EL1", "synchronous");
        assertThat(why.questions().getFirst().evidence()).isEqualTo("M = 0b0101");
    }

    @Test
    void everyPresetIsAcceptedByTheSeries() {
        assertThat(Preset.ALL).allSatisfy(preset ->
                assertThat(preview(preset.plan(), SERIES).verdict().accepted()).as(preset.name()).isTrue());
    }

    @Test
    void aPlanSurvivesEncoding() {
        assertThat(Preset.ALL).allSatisfy(preset -> assertThat(Injector.decode(
                Injector.encode(preset.plan(), SERIES.header()).struct(), SERIES.header())).isEqualTo(preset.plan()));
    }
}
