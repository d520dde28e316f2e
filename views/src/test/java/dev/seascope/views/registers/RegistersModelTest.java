package dev.seascope.views.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seascope.arch.Bits;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Injector;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.registers.RegisterRow.General;
import dev.seascope.views.registers.RegisterRow.Part;
import dev.seascope.views.registers.RegisterRow.SystemRegister;
import org.junit.jupiter.api.Test;

class RegistersModelTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((plan, machine) -> Injector.preview(plan,
            Kernel.of("series-v1"), machine.vcpuState(), KvmExit.read(machine.kvmRun())));

    private RegistersModel paused() {
        session.show(MmioReadMoment.atExit(7));
        session.show(MmioReadMoment.snapshot());
        return new RegistersModel(session, selection);
    }

    @Test
    void whatChangedSinceTheLastStopIsMarked() {
        RegistersModel model = paused();

        assertThat(model.shown().general()).filteredOn(General::changed).extracting("name", "value")
                .containsExactly(tuple("X19", 2L), tuple("X21", 0x126L));
        assertThat(model.comparison().getValue()).isEqualTo("since exit 7");
    }

    @Test
    void marksCanCompareWithTheStartInstead() {
        session.show(MmioReadMoment.atExit(2));
        session.show(MmioReadMoment.atExit(7));
        RegistersModel model = paused();
        model.sinceStartProperty().set(true);

        assertThat(model.comparison().getValue()).isEqualTo("since start");
        assertThat(model.shown().general()).filteredOn(General::changed).extracting("name").contains("X19");
    }

    @Test
    void whatAnInjectionWritesIsShownOnlyWhileOneIsComposed() {
        RegistersModel model = paused();
        assertThat(model.shown().composed()).isFalse();

        session.planProperty().set(MmioReadMoment.plan());

        assertThat(model.shown().composed()).isTrue();
        assertThat(model.shown().system()).filteredOn(row -> ((SystemRegister) row).injected())
                .extracting("name", "after").containsExactly(tuple("PC", 0x4008_0a00L), tuple("PSTATE", 0x6000_03c5L),
                        tuple("ESR_EL1", 0x97c0_c710L), tuple("FAR_EL1", 0x0800_0000L),
                        tuple("ELR_EL1", 0x4008_0c20L), tuple("SPSR_EL1", 0x6000_0005L));
    }

    @Test
    void farIsUnknownWhenTheSyndromeSaysSo() {
        RegistersModel model = paused();
        session.planProperty().set(MmioReadMoment.plan());
        assertThat(far(model).afterUnknown()).isTrue();

        session.planProperty().set(new InjectionPlan(InjectionPlan.Abort.DATA, true, 0, false, false, 0));

        assertThat(far(model).afterUnknown()).isFalse();
        assertThat(far(model).after()).isEqualTo(0x0800_0000L);
    }

    @Test
    void fnvOfTheSyndromeLightsFarAndOtherFieldsLightTheSyndrome() {
        RegistersModel model = paused();

        selection.select(new Subject.RegisterBits("ESR_EL1", Bits.of("FnV[10]")));
        assertThat(model.isSelected("FAR_EL1")).isTrue();
        assertThat(model.isSelected("ESR_EL1")).isFalse();

        selection.select(new Subject.RegisterBits("ESR_EL1", Bits.of("EA[9]")));
        assertThat(model.isSelected("ESR_EL1")).isTrue();
    }

    @Test
    void anOpenRegisterListsItsFieldsAsTheyWouldBe() {
        RegistersModel model = paused();
        session.planProperty().set(MmioReadMoment.plan());
        model.toggle("ESR_EL1");

        assertThat(model.shown().system()).filteredOn(Part.class::isInstance).extracting("name", "range", "value")
                .contains(tuple("EC", "31:26", "0x25"), tuple("FnV", "10", "1"), tuple("DFSC", "5:0", "0x10"));
    }

    @Test
    void anOpenAddressSaysWhereItPoints() {
        RegistersModel model = paused();
        model.toggle("PC");

        assertThat(model.shown().system().get(1))
                .isEqualTo(new Part("PC", "now", "", "", "syscall + 0x20"));
    }

    @Test
    void allOtherSystemRegistersAreListedOnDemand() {
        RegistersModel model = paused();
        int few = model.shown().system().size();

        model.toggleAll();

        assertThat(few).isEqualTo(9);
        assertThat(model.shown().system()).hasSize(model.shown().known());
        assertThat(model.shown().system()).extracting("name").contains("TTBR0_EL1");
    }

    @Test
    void withoutAGuestThereAreNoValues() {
        assertThat(new RegistersModel(session, selection).shown().loaded()).isFalse();
    }

    private static SystemRegister far(RegistersModel model) {
        return model.shown().system().stream().filter(SystemRegister.class::isInstance).map(SystemRegister.class::cast)
                .filter(row -> row.name().equals("FAR_EL1")).findFirst().orElseThrow();
    }
}
