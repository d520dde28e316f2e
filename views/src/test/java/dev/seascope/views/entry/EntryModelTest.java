package dev.seascope.views.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.WhyVector;
import dev.seascope.kvm.Contribution;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.session.SessionEvent;
import dev.seascope.session.SessionEvent.ExceptionTaken;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryModelTest {
    private static final ExceptionTaken SEA = new ExceptionTaken(1257, 0x200, 0x97c0_c710L, 0x0800_0000L, 0x4008_0c20L,
            0x6000_0005L, 1, 0x4008_0a00L,
            new SessionEvent.Before(0x5600_0000L, 0, 0x4008_0038L, 0x6000_0000L));

    private static final long READ = 0x4008_0c20L;

    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());
    private final EntryModel model = new EntryModel(session, selection);

    @BeforeEach
    void pauseWithAnInjectionComposed() {
        session.append(MmioReadMoment.events());
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());
    }

    @Test
    void anInjectionShowsItsEntryAtOnceWithTheSourcesOfThePreview() {
        session.append(List.of(new SessionEvent.Injected(1257, "dabt + ISS"), SEA));

        Entry entry = entry();

        assertThat(entry.title()).isEqualTo("injected data abort");
        assertThat(entry.beforeCode()).isEqualTo("ldr x0, [x1]");
        assertThat(entry.afterCode()).isEqualTo("mrs x2, esr_el1");
        assertThat(entry.rows()).extracting("register", "before", "after").containsExactly(
                tuple("PC", OptionalLong.of(0x4008_0c20L), 0x4008_0a00L),
                tuple("ELR_EL1", OptionalLong.of(0x4008_0038L), 0x4008_0c20L),
                tuple("PSTATE", OptionalLong.of(0x6000_0005L), 0x6000_03c5L),
                tuple("SPSR_EL1", OptionalLong.of(0x6000_0000L), 0x6000_0005L),
                tuple("ESR_EL1", OptionalLong.of(0x5600_0000L), 0x97c0_c710L),
                tuple("FAR_EL1", OptionalLong.of(0L), 0x0800_0000L));
        assertThat(entry.rows().getLast().unknown()).isTrue();
        assertThat(entry.note()).contains("MMIO read dropped: X0 keeps 0x2a");
    }

    @Test
    void anSerrorSaysThatTheFaultAddressIsKept() {
        var plan = new InjectionPlan(InjectionPlan.Abort.NONE, false, 0, true, true, 0x811);
        var other = new SessionModel(Previewer.KVM);
        var card = new EntryModel(other, selection);
        MachineSnapshot machine = MmioReadMoment.snapshot();
        other.append(MmioReadMoment.events());
        other.show(machine);
        other.planProperty().set(plan);
        long esr = other.preview().effect().result("ESR_EL1").orElseThrow().after();

        other.append(List.of(new SessionEvent.Injected(1257, "SError"), new ExceptionTaken(1257, 0x380, esr, 0, READ,
                machine.pstate(), 1, 0x4008_0b80L, new SessionEvent.Before(0, 0, 0, 0))));

        List<Entry.Row> rows = card.entryProperty().get().orElseThrow().rows();
        assertThat(rows).extracting(Entry.Row::register, Entry.Row::sourceText)
                .contains(tuple("ESR_EL1", "OR of two"), tuple("FAR_EL1", "kept"));
        assertThat(rows.getLast().source()).isEqualTo(Contribution.Source.PSTATE);
    }

    @Test
    void theVectorIsTheSumOfTheAnswers() {
        session.append(List.of(new SessionEvent.Injected(1257, "dabt + ISS"), SEA));

        assertThat(entry().questions()).extracting(WhyVector.Question::answer)
                .containsExactly("EL1, current", "SP_EL1", "synchronous");
        assertThat(entry().vectors() + entry().offset()).isEqualTo(0x4008_0a00L);
        assertThat(entry().otherOffset()).isEqualTo(0x380);
    }

    @Test
    void aSelectedExceptionOpensTheCard() {
        selection.select(new Subject.Event(exception(0)));

        assertThat(entry().title()).isEqualTo("SVC");
        assertThat(entry().beforeCode()).isEqualTo("svc #0");
        assertThat(entry().rows().getLast().changed()).isFalse();
        assertThat(entry().otherOffset()).isEqualTo(entry().offset());
    }

    @Test
    void whatWasBeforeIsWhatTheEntryOverwrote() {
        selection.select(new Subject.Event(exception(0)));
        assertThat(entry().rows()).filteredOn(row -> row.register().equals("ESR_EL1"))
                .extracting("before", "beforeText").containsExactly(tuple(OptionalLong.of(0), "never written"));

        selection.select(new Subject.Event(exception(3)));
        assertThat(entry().rows().get(1).before()).hasValue(0x4008_0038L);
        assertThat(entry().rows().get(1).beforeText()).isEqualTo("task + 0x14");
        assertThat(entry().rows()).filteredOn(row -> row.register().equals("ESR_EL1"))
                .extracting("before").containsExactly(OptionalLong.of(0x5600_0000L));
    }

    @Test
    void hitsAreCountedByVector() {
        session.append(List.of(SEA));

        assertThat(model.hits()).containsEntry(0x400, 8).containsEntry(0x200, 1).hasSize(2);
    }

    @Test
    void closingLeavesTheSelection() {
        selection.select(new Subject.Event(exception(0)));

        model.close();

        assertThat(model.open().getValue()).isFalse();
        assertThat(selection.selected()).isInstanceOf(Subject.Event.class);
    }

    @Test
    void flagsAreWrittenAsLettersCapitalWhenSet() {
        assertThat(EntryModel.flags(0x6000_03c5L)).isEqualTo("nZCv DAIF EL1h");
        assertThat(EntryModel.flags(0x8000_0040L)).isEqualTo("Nzcv daiF EL0t");
        assertThat(EntryModel.flags(0x1d0L)).isEqualTo("nzcv dAIF AArch32");
    }

    private Entry entry() {
        return model.entryProperty().get().orElseThrow();
    }

    private ExceptionTaken exception(int index) {
        return session.events().stream().filter(ExceptionTaken.class::isInstance).map(ExceptionTaken.class::cast)
                .skip(index).findFirst().orElseThrow();
    }
}
