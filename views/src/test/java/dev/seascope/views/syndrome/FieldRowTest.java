package dev.seascope.views.syndrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.syndrome.FieldRow.Edit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldRowTest {
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final SyndromeModel model = new SyndromeModel(session, RegisterLayouts::of);

    private List<FieldRow> rows(InjectionPlan plan, String... open) {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(plan);
        return FieldRow.of(model.shownProperty().get(), Set.of(open));
    }

    private static FieldRow row(List<FieldRow> rows, String name) {
        return rows.stream().filter(row -> row.field().name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void partsAreListedUnderTheOpenField() {
        List<FieldRow> closed = rows(MmioReadMoment.plan());
        List<FieldRow> open = rows(MmioReadMoment.plan(), "ISS");

        assertThat(closed).extracting(row -> row.field().name()).containsExactly("ISS2", "EC", "IL", "ISS");
        assertThat(open).extracting(row -> row.field().name()).startsWith("ISS2", "EC", "IL", "ISS", "ISV", "SAS");
        assertThat(row(open, "ISV").depth()).isEqualTo(1);
    }

    @Test
    void theFieldsOfAFieldAsWideAsTheRegisterStandForIt() {
        session.show(MmioReadMoment.snapshot());
        model.open("SPSR_EL1");

        assertThat(FieldRow.of(model.shownProperty().get(), Set.of())).extracting(row -> row.field().name())
                .contains("PAN", "M").doesNotContain("[63:0]", "[63:36]");
    }

    @Test
    void ofAnInstructionTheOperandsCanBeChangedAndNamelessFixedBitsCannot() {
        session.show(MmioReadMoment.snapshot());
        model.openInstruction(0x4008_0c20L);

        List<FieldRow> rows = FieldRow.of(model.shownProperty().get(), Set.of());

        assertThat(rows).extracting(row -> row.field().name()).containsExactly("fixed", "imm12", "Rn", "Rt");
        assertThat(rows).extracting(FieldRow::edit)
                .containsExactly(Edit.NONE, Edit.NUMBER, Edit.LIST, Edit.LIST);
        assertThat(rows).extracting(FieldRow::meaning).containsExactly("1111100101", "#0", "x1", "x0");
    }

    @Test
    void aBitIsTickedANumberIsChosenAndWhatKvmDecidesIsLocked() {
        List<FieldRow> rows = rows(MmioReadMoment.plan(), "ISS");

        assertThat(row(rows, "FnV").edit()).isEqualTo(Edit.TICK);
        assertThat(row(rows, "DFSC").edit()).isEqualTo(Edit.LIST);
        assertThat(row(rows, "EC").edit()).isEqualTo(Edit.NONE);
        assertThat(row(rows, "EC").forcedBy()).contains(Source.KVM);
        assertThat(row(rows, "IL").forcedBy()).contains(Source.LAST_TRAP);
    }

    @Test
    void sourcesAreThoseOfTheBitsThatAre1() {
        List<FieldRow> rows = rows(MmioReadMoment.plan(), "ISS");

        assertThat(row(rows, "EC").sources()).containsExactly(Source.KVM, Source.PSTATE);
        assertThat(row(rows, "DFSC").sources()).containsExactly(Source.KVM);
        assertThat(row(rows, "FnV").sources()).containsExactly(Source.YOU);
        assertThat(row(rows, "WnR").sources()).isEmpty();
    }

    @Test
    void fieldsFollowTheValue() {
        List<FieldRow> rows = rows(new InjectionPlan(Abort.DATA, true, 0, false, false, 0), "ISS");

        assertThat(rows).extracting(row -> row.field().name()).contains("WU", "FnP", "PFV").doesNotContain("SAS");
        assertThat(row(rows, "RES0").meaning()).isEqualTo("while ISV is 0");
    }
}
