package dev.seascope.views.registers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class RegistersViewTest {
    private final Selection selection = new Selection();
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());
    private final RegistersModel model = new RegistersModel(session, selection);

    private RegisterTable table() {
        session.show(MmioReadMoment.atExit(7));
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());
        return (RegisterTable) FxThread.find(FxThread.show(new RegistersView(model, "Find").root(), 321, 474),
                "register-table");
    }

    @Test
    void aClickSelectsTheRegisterUnderIt() {
        FxThread.run(() -> {
            RegisterTable table = table();

            FxThread.click(table, 200, 60);
            assertThat(selection.selected()).isEqualTo(new Subject.Register("X19"));
            assertThat(table.spoken()).isEqualTo("X19, 0x2, changed");

            FxThread.click(table, 130, 345);
            assertThat(selection.selected()).isEqualTo(new Subject.Register("FAR_EL1"));
            assertThat(table.spoken()).isEqualTo("FAR_EL1, 0x0, if injected 0x8000000, UNKNOWN to the guest");
        });
    }

    @Test
    void aClickOnANameShowsItsBitsAndOneOnTheValueOnlySelects() {
        FxThread.run(() -> {
            RegisterTable table = table();
            List<Subject> opened = new ArrayList<>();
            selection.onOpen(opened::add);

            FxThread.click(table, 150, 345);
            assertThat(selection.selected()).isEqualTo(new Subject.Register("FAR_EL1"));
            assertThat(opened).isEmpty();

            FxThread.click(table, 40, 345);
            FxThread.click(table, 14, 60); // X registers have no fields
            assertThat(opened).containsExactly(new Subject.Register("FAR_EL1"));
        });
    }

    @Test
    void theHandIsOverNamesWhoseBitsCanBeShown() {
        FxThread.run(() -> {
            RegisterTable table = table();

            FxThread.point(table, 40, 345);
            assertThat(table.getCursor()).isEqualTo(Cursor.HAND);
            FxThread.point(table, 150, 345);
            assertThat(table.getCursor()).isEqualTo(Cursor.DEFAULT);
            FxThread.point(table, 40, 300); // PC has no fields
            assertThat(table.getCursor()).isEqualTo(Cursor.DEFAULT);
        });
    }

    @Test
    void aClickOnTheChevronListsTheFields() {
        FxThread.run(() -> {
            RegisterTable table = table();

            FxThread.click(table, 14, 328);

            assertThat(model.shown().system()).filteredOn(RegisterRow.Part.class::isInstance).extracting("register")
                    .containsOnly("ESR_EL1");
        });
    }

    @Test
    void arrowKeysMoveTheSelection() {
        FxThread.run(() -> {
            RegisterTable table = table();
            selection.select(new Subject.Register("SP"));

            FxThread.press(table, KeyCode.DOWN);

            assertThat(selection.selected()).isEqualTo(new Subject.Register("PC"));
        });
    }

    @Test
    void aSelectionMadeElsewhereIsDrawn() {
        FxThread.run(() -> {
            RegisterTable table = table();
            table.layout();
            assertThat(table.isNeedsLayout()).isFalse();

            selection.select(new Subject.Register("X4"));

            assertThat(table.isNeedsLayout()).isTrue();
        });
    }
}
