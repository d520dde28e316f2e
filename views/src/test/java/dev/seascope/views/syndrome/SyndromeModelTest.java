package dev.seascope.views.syndrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bits;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.control.StripValue;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyndromeModelTest {
    private static final Bits DFSC = Bits.of("DFSC[5:0]");

    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final SyndromeModel model = new SyndromeModel(session, RegisterLayouts::of);

    @BeforeEach
    void paused() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());
    }

    private StripValue shown() {
        return model.shownProperty().get();
    }

    @Test
    void theSyndromeIsShownAsTheGuestWillReadIt() {
        assertThat(shown().value().bits()).isEqualTo(0x97c0_c710L);
        assertThat(model.readingProperty().get()).isEqualTo(SyndromeModel.Reading.IF_INJECTED);
    }

    @Test
    void aBitThatKvmForcesCannotBeClearedAndTheReasonNamesTheOr() {
        model.set(DFSC, 0x21);

        assertThat(shown().value().bits() & 0x3f).isEqualTo(0x31);
        assertThat(shown().isForced(4)).isTrue();
        assertThat(shown().isEditable(4)).isFalse();
        assertThat(model.explain(4)).isEqualTo("KVM ORs 0x10 in: a DFSC of 0x21 would arrive as 0x31");
        model.flip(4);
        assertThat(session.plan().esr() & 0x3f).isEqualTo(0x21);
    }

    @Test
    void aBitTellsItsFieldItsMeaningAndWhoDecides() {
        assertThat(model.tell(10)).isEqualTo("FnV, bit 10 is 1: FAR not valid (UNKNOWN). Set by you");
        assertThat(model.tell(4)).startsWith("DFSC, bits 5:0 is 0x10: Synchronous External abort").contains("KVM ORs");
        assertThat(model.tell(7)).startsWith("S1PTW, bit 7 is 0").doesNotContain("Set by");
    }

    @Test
    void theBitsOfAnInstructionSayWhatItWouldBecome() {
        model.openInstruction(0x4008_0c20L);
        assertThat(shown().register()).isEqualTo("Instruction 0x40080c20");
        assertThat(shown().value().bits()).isEqualTo(0xf940_0020L);
        assertThat(model.wordProperty().get().orElseThrow().text()).isEqualTo("ldr x0, [x1]");

        model.flip(22);
        assertThat(model.wordProperty().get().orElseThrow().text()).isEqualTo("str x0, [x1]");
        model.set(Bits.of("Rt[4:0]"), 7);
        assertThat(model.wordProperty().get().orElseThrow().text()).isEqualTo("str x7, [x1]");
        assertThat(shown().sources()).extracting(by -> by.bits()).containsExactly(7L);
        assertThat(session.plan()).isEqualTo(MmioReadMoment.plan());

        model.tryWord(0xf940_0020L);
        assertThat(model.wordProperty().get().orElseThrow().isEdited()).isFalse();
    }

    @Test
    void aWordThatIsNoInstructionSaysSoAndHowItBecomesOne() {
        model.openInstruction(0x4008_0c20L);

        model.tryWord(0xf940_0020L ^ 1L << 25);
        EditedWord word = model.wordProperty().get().orElseThrow();

        assertThat(word.isAllocated()).isFalse();
        assertThat(word.text()).startsWith("UNDEFINED: not allocated; ");
        assertThat(word.fix()).isPresent();
        model.tryWord(word.fix().orElseThrow().value());
        assertThat(model.wordProperty().get().orElseThrow().text()).isEqualTo("ldr x0, [x1]");
    }

    @Test
    void anInstructionIsShownUntilARegisterIsChosenOrTheProgramIsAnother() {
        model.openInstruction(0x4008_0c21L);
        assertThat(shown().register()).isEqualTo("ESR_EL1");

        model.openInstruction(0x4008_0c20L);
        assertThat(model.registers()).contains("Instruction 0x40080c20");
        model.open("SCTLR_EL1");
        assertThat(model.wordProperty().get()).isEmpty();

        model.openInstruction(0x4008_0c20L);
        session.show(SessionModel.NOTHING_LOADED);
        assertThat(shown().register()).isEqualTo("ESR_EL1");
    }

    @Test
    void aRegisterIsOpenedByItsNameIfItHasALayout() {
        model.open("SCTLR_EL1");
        assertThat(shown().register()).isEqualTo("SCTLR_EL1");

        model.open("X3");

        assertThat(shown().register()).isEqualTo("SCTLR_EL1");
    }

    @Test
    void theAddressIsUnknownWhileTheSyndromeSaysThatItIsNotValid() {
        model.open("FAR_EL1");
        assertThat(shown().unknown()).isEqualTo(~0L);

        session.planProperty().set(new InjectionPlan(Abort.DATA, true, 0, false, false, 0));

        assertThat(shown().unknown()).isZero();
    }

    @Test
    void flippingABitSuppliesASyndrome() {
        session.planProperty().set(new InjectionPlan(Abort.DATA, false, 0, false, false, 0));

        model.flip(10);

        assertThat(session.plan()).isEqualTo(new InjectionPlan(Abort.DATA, true, 0x400, false, false, 0));
        assertThat(shown().value().bits()).isEqualTo(0x9600_0410L);
    }

    @Test
    void whereNothingIsComposedNothingCanBeEdited() {
        session.planProperty().set(InjectionPlan.NOTHING);

        assertThat(shown().value().bits()).isEqualTo(0x5600_0000L);
        assertThat(model.readingProperty().get()).isEqualTo(SyndromeModel.Reading.NOW);
        model.flip(10);
        assertThat(session.plan()).isEqualTo(InjectionPlan.NOTHING);
        assertThat(model.explain(10)).contains("choose Data abort or Instruction abort");
    }

    @Test
    void aRefusedSyndromeStaysVisibleAndCanBeRepaired() {
        session.planProperty().set(new InjectionPlan(Abort.DATA, true, 0x9200_0010L, false, false, 0));

        assertThat(model.readingProperty().get()).isEqualTo(SyndromeModel.Reading.REFUSED);
        assertThat(shown().value().bits()).isEqualTo(0x9600_0010L);
        assertThat(shown().sourcesOf(1L << 26)).doesNotContain(Source.YOU);
        assertThat(shown().isEditable(26)).isFalse();
        model.flip(31);
        model.flip(28);
        model.flip(25);
        assertThat(session.preview().verdict().accepted()).isTrue();
        assertThat(model.readingProperty().get()).isEqualTo(SyndromeModel.Reading.IF_INJECTED);
    }

    @Test
    void everyBitThatCannotBeChangedHasAReason() {
        for (int bit = 0; bit < 64; bit++) {
            if (!shown().isEditable(bit)) {
                assertThat(model.explain(bit)).as("bit %d", bit).isNotBlank().doesNotContain("failed");
            }
        }
        assertThat(model.explain(26)).contains("EL1h: same EL");
        assertThat(model.explain(25)).contains("ESR_EL2");
    }

    @Test
    void anotherRegisterIsShownAsItWouldBeWrittenOrAsItIs() {
        model.registerProperty().set("SPSR_EL1");
        assertThat(shown().value().bits()).isEqualTo(0x6000_0005L);
        assertThat(model.readingProperty().get()).isEqualTo(SyndromeModel.Reading.IF_INJECTED);

        model.registerProperty().set("SCTLR_EL1");
        assertThat(shown().value().bits()).isEqualTo(0x0080_0000L);
        assertThat(model.readingProperty().get()).isEqualTo(SyndromeModel.Reading.NOW);
        assertThat(shown().editable()).isZero();
    }

    @Test
    void theChooserListsWhatTheMachineHasAndALayoutDescribes() {
        assertThat(model.registers()).startsWith("ESR_EL1").contains("SPSR_EL1", "SCTLR_EL1", "PSTATE")
                .doesNotHaveDuplicates();
    }
}
