package dev.seascope.views.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Severity;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Injector;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.findings.FindingRow.Action;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingsModelTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((plan, machine) -> Injector.preview(plan,
            Kernel.of("series-v1"), machine.vcpuState(), KvmExit.read(MmioReadMoment.snapshot().kvmRun())));
    private final FindingsModel model = new FindingsModel(session, selection);

    @BeforeEach
    void pause() {
        session.show(MmioReadMoment.snapshot());
    }

    @Test
    void nothingComposedHasNoFindingsAndNoVerdict() {
        assertThat(model.rowsProperty().get()).isEmpty();
        assertThat(model.verdict().getValue()).isEmpty();
    }

    @Test
    void theFakeIssOfTheSelftestHasTheFindingsOfThePicture() {
        session.planProperty().set(MmioReadMoment.plan());

        assertThat(model.rowsProperty().get()).extracting(FindingRow::code)
                .containsExactlyInAnyOrder("ISV-SEA", "CM-WNR", "ISV-EL", "KVM", "KVM");
        assertThat(model.rowsProperty().get()).extracting(FindingRow::severity).isSorted();
        assertThat(model.count(Severity.ERROR).getValue()).isEqualTo(2);
        assertThat(model.count(Severity.NOTE).getValue()).isEqualTo(2);
        assertThat(model.verdict().getValue()).isEqualTo("KVM accepts: ioctl returns 0");
    }

    @Test
    void takingACorrectionRemovesItsFinding() {
        session.planProperty().set(MmioReadMoment.plan());

        model.correct((Action.Correct) row("CM-WNR").action());

        assertThat(session.plan().esr()).isEqualTo(0x01c0_c740L);
        assertThat(model.rowsProperty().get()).extracting(FindingRow::code).doesNotContain("CM-WNR");
    }

    @Test
    void takingEveryCorrectionLeavesNothingToCorrect() {
        session.planProperty().set(MmioReadMoment.plan());
        for (int i = 0; i < 10; i++) {
            model.rowsProperty().get().stream().map(FindingRow::action).filter(Action.Correct.class::isInstance)
                    .findFirst().ifPresent(action -> model.correct((Action.Correct) action));
        }

        assertThat(model.rowsProperty().get()).extracting(FindingRow::action)
                .noneMatch(Action.Correct.class::isInstance);
        assertThat(session.plan().esr() & ~0x01ff_ffffL).isZero();
    }

    @Test
    void fnvSelectedLightsWhatKvmDoesToFar() {
        session.planProperty().set(MmioReadMoment.plan());
        selection.select(new Subject.RegisterBits("ESR_EL1", Bits.of("FnV[10]")));

        assertThat(model.rowsProperty().get()).filteredOn(model::isSelected).extracting(FindingRow::text)
                .containsExactly("FAR_EL1 is written although FnV is 1");
    }

    @Test
    void aRefusalNamesTheErrnoAndTheRule() {
        session.planProperty().set(new InjectionPlan(InjectionPlan.Abort.BOTH, false, 0, false, false, 0));

        assertThat(model.accepted().getValue()).isFalse();
        assertThat(model.verdict().getValue()).startsWith("-EINVAL: ");
    }

    private FindingRow row(String code) {
        return model.rowsProperty().get().stream().filter(row -> row.code().equals(code)).findFirst().orElseThrow();
    }
}
