package dev.seascope.views.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Finding;
import dev.seascope.arch.syndrome.SyndromeContext;
import dev.seascope.arch.text.Found;
import dev.seascope.arch.text.Found.Kind;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DecodeModelTest {
    private static final String LOG = """
            Unable to handle kernel paging request at virtual address ffff800012345678
              ESR = 0x0000000096000210
            pstate: 60400005 (nZCv daif +PAN -UAO -TCO BTYPE=--)
            kvm_guest_fault: ipa 0x8000000, hsr 0x93c08147, hxfar 0x08000000, pc 0x40080c20
            kvm_exit: TRAP: HSR_EC: 0x0024 (DABT_LOW), PC: 0x0000000040080c20
            """;

    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final DecodeModel model = new DecodeModel(session);

    @Test
    void theFirstSyndromeOfATextIsDecodedAtOnce() {
        model.textProperty().set(LOG);

        assertThat(model.foundProperty().get()).extracting(Found::kind).containsExactly(Kind.FAR, Kind.ESR, Kind.SPSR,
                Kind.ESR, Kind.FAR, Kind.CLASS);
        assertThat(model.value()).isEqualTo(0x9600_0210L);
        assertThat(model.shownProperty().get().register()).isEqualTo("ESR_EL1");
    }

    @Test
    void theFaultingInstructionOfAnOopsIsDecodedAndCanBeEdited() {
        model.textProperty().set(LOG + "Code: aa0003e1 d503201f (b9400001) 17ffffff \n");

        model.selectAt(model.textProperty().get().indexOf("b9400001"));

        assertThat(model.shownProperty().get().register()).isEqualTo("A64 instruction");
        assertThat(model.instruction().orElseThrow().text()).isEqualTo("ldr w1, [x0]");
        assertThat(model.isSyndrome()).isFalse();
        model.flip(30);
        assertThat(model.instruction().orElseThrow().text()).isEqualTo("ldr x1, [x0]");
        assertThat(model.copy(Copying.TEXT)).contains("ldr x1, [x0]").contains("imm12");
        model.setValue(0x1_ffff_ffffL);
        assertThat(model.value()).isEqualTo(0xffff_ffffL);
        assertThat(model.findingsProperty().get()).extracting(Finding::code).containsExactly("A64-UNALLOCATED");
    }

    @Test
    void aClickIntoTheTextDecodesTheValueThereInItsOwnContext() {
        model.textProperty().set(LOG);

        model.selectAt(LOG.indexOf("93c08147"));

        assertThat(model.value()).isEqualTo(0x93c0_8147L);
        assertThat(model.shownProperty().get().register()).isEqualTo("ESR_EL2");
        model.selectAt(LOG.indexOf("60400005"));
        assertThat(model.shownProperty().get().register()).isEqualTo("SPSR_EL1");
        assertThat(model.isSyndrome()).isFalse();
        model.selectAt(LOG.indexOf("0x0024"));
        assertThat(model.value()).isEqualTo(0x24L << 26);
        assertThat(model.isOnlyClass()).isTrue();
    }

    @Test
    void aClickBesideEveryValueChangesNothing() {
        model.textProperty().set(LOG);

        model.selectAt(LOG.indexOf("paging"));

        assertThat(model.value()).isEqualTo(0x9600_0210L);
    }

    @Test
    void whatWasSelectedStaysSelectedWhileTextIsAddedBefore() {
        model.textProperty().set(LOG);
        model.selectAt(LOG.indexOf("93c08147"));

        model.textProperty().set("[    1.0] another line\n" + LOG);

        assertThat(model.value()).isEqualTo(0x93c0_8147L);
    }

    @Test
    void anEditShowsWhatWasFoundAndCanBeTakenBack() {
        model.textProperty().set(LOG);

        model.flip(10);

        assertThat(model.value()).isEqualTo(0x9600_0610L);
        assertThat(model.isEdited()).isTrue();
        model.revert();
        assertThat(model.value()).isEqualTo(0x9600_0210L);
    }

    @Test
    void aFixRemovesItsFinding() {
        model.textProperty().set("0x96000150");
        assertThat(model.findingsProperty().get()).extracting(Finding::code).doesNotContain("CM-WNR");
        model.textProperty().set("0x96000110");
        Finding finding = model.findingsProperty().get().stream().filter(each -> each.code().equals("CM-WNR"))
                .findFirst().orElseThrow();

        model.setValue(finding.fix().orElseThrow().value());

        assertThat(model.findingsProperty().get()).extracting(Finding::code).doesNotContain("CM-WNR");
        assertThat(model.value()).isEqualTo(0x9600_0150L);
    }

    @Test
    void theContextChangesTheReading() {
        model.textProperty().set("0x96002050");

        model.setContext(SyndromeContext.el2());

        assertThat(model.shownProperty().get().value().layout().leaf("VNCR", model.value())).isPresent();
    }

    @Test
    void twoValuesAreComparedFieldByField() {
        model.textProperty().set("0x96000210");
        model.otherProperty().set(Optional.of(0x9600_0610L));

        Comparison comparison = model.comparison().orElseThrow();

        assertThat(comparison.rows()).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("FnV");
            assertThat(row.left()).isEqualTo("0 FAR valid");
            assertThat(row.right()).isEqualTo("1 FAR not valid");
        });
    }

    @Test
    void aSyndromeGoesToTheComposerAndThePadCloses() {
        session.show(MmioReadMoment.snapshot());
        model.openProperty().set(true);
        model.textProperty().set("0x96000610");

        model.send();

        assertThat(session.plan()).isEqualTo(new InjectionPlan(InjectionPlan.Abort.DATA, true, 0x610, false, false, 0));
        assertThat(model.openProperty().get()).isFalse();
    }

    @Test
    void everyFormOfCopyNamesTheValue() {
        model.textProperty().set("0x96000610");

        for (Copying form : Copying.values()) {
            assertThat(model.copy(form)).as(form.title()).isNotBlank();
        }
        assertThat(model.copy(Copying.JSON)).contains("\"value\": \"0x0000000096000610\"");
    }

    @Property(tries = 300)
    void anyValueInAnyContextIsShownComparedAndRebuilt(@ForAll long value, @ForAll long other,
            @ForAll boolean two) {
        model.setContext(two ? SyndromeContext.el2() : SyndromeContext.el1());
        model.setValue(value);
        model.otherProperty().set(Optional.of(other));

        assertThat(model.shownProperty().get().value().bits()).isEqualTo(value);
        assertThat(model.comparison()).isPresent();
        assertThat(model.rebuild()).isNotNull();
    }
}
