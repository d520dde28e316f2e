package dev.seascope.views.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.Breakpoint;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.model.Breakpoints;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class ProgramViewTest {
    private static final double GUTTER = 8;
    private static final double WORD = 130;
    private static final double TEXT = 200;
    private static final double ROW = 20;

    private final Selection selection = new Selection();
    private final Breakpoints breakpoints = new Breakpoints(_ -> { });
    private final SessionModel session = new SessionModel((_, _) -> MmioReadMoment.preview());
    private final ProgramModel model =
            new ProgramModel(session, selection, breakpoints, _ -> { }, (word, _) -> ".inst 0x%08x".formatted(word));

    private Parent composed() {
        session.show(MmioReadMoment.snapshot());
        session.planProperty().set(MmioReadMoment.plan());
        return FxThread.show(new ProgramView(model).root(), 374, 314);
    }

    @Test
    void theViewBeginsWhereAnInjectionWouldGoAndReachesThePc() {
        FxThread.run(() -> {
            var list = (CodeList) FxThread.find(composed(), "code-list");

            // Above the load at PC: two headers, a label, three instructions, two folds, two lines.
            FxThread.click(list, TEXT, 10 * ROW + ROW / 2);

            assertThat(selection.selected()).isEqualTo(new Subject.Address(0x4008_0c20L));
            assertThat(list.spoken()).startsWith("Line 57, address 0x40080c20, ldr x0, [x1], current instruction");
        });
    }

    @Test
    void aClickOnAWordOrEnterShowsItsBits() {
        FxThread.run(() -> {
            var list = FxThread.find(composed(), "code-list");
            List<Subject> opened = new ArrayList<>();
            selection.onOpen(opened::add);

            FxThread.point(list, WORD, 11 * ROW + ROW / 2);
            assertThat(list.getCursor()).isEqualTo(Cursor.HAND);
            FxThread.click(list, WORD, 11 * ROW + ROW / 2);
            FxThread.press(list, KeyCode.UP);
            FxThread.press(list, KeyCode.ENTER);

            assertThat(opened).containsExactly(new Subject.Address(0x4008_0c24L), new Subject.Address(0x4008_0c20L));
            assertThat(breakpoints.all()).isEmpty();
        });
    }

    @Test
    void inTheSourceAloneNoWordIsClicked() {
        FxThread.run(() -> {
            var list = FxThread.find(composed(), "code-list");
            model.modeProperty().set(ProgramModel.Mode.SOURCE);

            FxThread.point(list, WORD, ROW / 2);

            assertThat(list.getCursor()).isNotEqualTo(Cursor.HAND);
        });
    }

    @Test
    void aClickInTheGutterMakesABreakpoint() {
        FxThread.run(() -> {
            var list = FxThread.find(composed(), "code-list");

            FxThread.click(list, GUTTER, 11 * ROW + ROW / 2);

            assertThat(breakpoints.all()).containsExactly(new Breakpoint.AtAddress(1, true, 0x4008_0c24L));
        });
    }

    @Test
    void aClickOpensAFold() {
        FxThread.run(() -> {
            var list = FxThread.find(composed(), "code-list");
            int before = model.shown().rows().size();

            FxThread.click(list, TEXT, 5 * ROW + ROW / 2);

            assertThat(model.shown().rows()).hasSize(before + 6);
        });
    }

    @Test
    void arrowKeysSelectAndF9TogglesABreakpoint() {
        FxThread.run(() -> {
            var list = FxThread.find(composed(), "code-list");

            FxThread.press(list, KeyCode.DOWN);
            FxThread.press(list, KeyCode.F9);

            assertThat(selection.selected()).isEqualTo(new Subject.Address(0x4008_0c24L));
            assertThat(breakpoints.at(0x4008_0c24L)).isPresent();
        });
    }
}
