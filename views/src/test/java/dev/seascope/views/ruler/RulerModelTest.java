package dev.seascope.views.ruler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seascope.kvm.Kernel;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RulerModelTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());
    private final RulerModel model = new RulerModel(session, selection);

    @BeforeEach
    void openWithAnInjectionComposed() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());
        model.openProperty().set(true);
    }

    @Test
    void theSameBytesAreAnsweredDifferentlyByEachKernel() {
        assertThat(model.rowsProperty().get()).extracting(row -> row.kernel().id(), RulerModel.Row::errno)
                .containsExactly(tuple("v6.19", "EINVAL"), tuple("series-v1", ""), tuple("series-v1-doc", "EINVAL"));
        assertThat(model.rowsProperty().get().get(1).answer()).isEqualTo("guest reads 0x97c0c710");
        assertThat(model.rowsProperty().get().get(1).current()).isTrue();
    }

    @Test
    void theIoctlNumberFollowsTheSizeOfTheHeadersStruct() {
        assertThat(model.rowsProperty().get()).extracting(RulerModel.Row::ioctl)
                .containsExactly(0x4040_aea0L, 0x4040_aea0L, 0x4048_aea0L);
    }

    @Test
    void theTwoMeaningsOfCapability245AreMarkedWhileBothAreOnShow() {
        assertThat(model.rowsProperty().get()).extracting(RulerModel.Row::capability, RulerModel.Row::shared)
                .containsExactly(tuple("KVM_CAP_ARM_SEA_TO_USER", true), tuple("KVM_CAP_ARM_INJECT_EXT_IABT", true),
                        tuple("", false));

        model.replace(0, Kernel.of("v6.17"));

        assertThat(model.rowsProperty().get()).noneMatch(RulerModel.Row::shared);
    }

    @Test
    void theLensBeginsAtTheByteThatIsSetAndDisputed() {
        assertThat(model.lensProperty().get()).isEqualTo(4);
        var layout = model.rowsProperty().get().getFirst().layout();
        assertThat(RulerModel.name(layout, 4)).isEqualTo("pad[1]");
        assertThat(RulerModel.mustBeZero(layout, 4)).isTrue();
    }

    @Test
    void theLensFollowsTheByteSelectedElsewhere() {
        selection.select(new Subject.StructByte(2));

        assertThat(model.lensProperty().get()).isEqualTo(2);
    }

    @Test
    void atMostFourKernelsAreCompared() {
        model.add();

        assertThat(model.rowsProperty().get()).hasSize(4).extracting(row -> row.kernel().id()).doesNotHaveDuplicates();
        assertThat(model.canAdd()).isFalse();
    }
}
