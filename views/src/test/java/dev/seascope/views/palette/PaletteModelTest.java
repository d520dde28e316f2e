package dev.seascope.views.palette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.Accesses;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.Command;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.Workbench;
import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.model.Breakpoints;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.palette.PaletteModel.Entry;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class PaletteModelTest {
    private final List<Command> commands = new ArrayList<>();
    private final SessionModel session = new SessionModel(Previewer.KVM);
    private final Keymap keys = Keymap.visualStudio();
    private final Selection selection = new Selection();
    private final PaletteModel model =
            new PaletteModel(session, commands::add, GuestLibrary.NONE, keys, selection,
                    new Breakpoints(commands::add));

    private List<Entry> find(String text) {
        session.show(MmioReadMoment.snapshot());
        model.openProperty().set(true);
        model.textProperty().set(text);
        return model.foundProperty().get();
    }

    @Test
    void everythingThatHasAKeyIsFoundByItsWords() {
        List<String> done = new ArrayList<>();
        keys.on(Action.NEXT_EXCEPTION, () -> done.add("next exception"));
        keys.on(Action.NEXT_EXIT, () -> done.add("next exit"));

        Entry first = find("exc next").getFirst();
        model.choose(first);

        assertThat(first.title()).isEqualTo("Next exception");
        assertThat(first.keys()).isEqualTo("Ctrl+E");
        assertThat(done).containsExactly("next exception");
        assertThat(model.openProperty().get()).isFalse();
    }

    @Test
    void aRegisterIsShown() {
        model.choose(find("far_el1").getFirst());

        assertThat(selection.selected()).isEqualTo(new Subject.Register("FAR_EL1"));
    }

    @Test
    void aKernelIsUsed() {
        model.choose(find("v6.19").getFirst());

        assertThat(commands).containsExactly(new Command.UseKernel("v6.19"));
    }

    @Test
    void anAddressOfTheProgramIsGoneTo() {
        model.choose(find("0x40080c20").getFirst());

        assertThat(selection.selected()).isEqualTo(new Subject.Address(0x4008_0c20L));
    }

    private List<Breakpoint> stops() {
        return ((Command.SetBreakpoints) commands.getLast()).breakpoints();
    }

    @Test
    void theGuestIsStoppedAtAccessesOfADeviceAndNoLonger() {
        model.choose(find("0x09010018").getFirst());

        assertThat(stops()).containsExactly(
                new Breakpoint.OnAccess(1, true, new Accesses(0x0901_0000L, 4096, true, true)));
        Entry again = find("0x09010018").getFirst();
        assertThat(again.title()).isEqualTo("No longer stop at accesses of the page 0x09010000");
        assertThat(find("no longer stop")).extracting(Entry::title).containsExactly(again.title());
        model.choose(again);
        assertThat(stops()).isEmpty();
        assertThat(find("0x40000000")).as("memory").isEmpty();
    }

    @Test
    void theGuestIsStoppedAtMmioExitsAndAtClassesOfExceptions() {
        model.choose(find("stop mmio").getFirst());
        model.choose(find("stop serror").getFirst());

        assertThat(stops()).containsExactly(new Breakpoint.OnExit(1, true, 6),
                new Breakpoint.OnException(2, true, 0x2f));
    }

    @Test
    void whatFitsNothingFindsNothing() {
        assertThat(find("0x1 nothing")).isEmpty();
    }

    @Test
    void theWindowOpensItWithAKeyAndTheArrowsChoose() {
        FxThread.run(() -> {
            var workbench = new Workbench(session, commands::add, GuestLibrary.NONE);
            var root = FxThread.show(workbench.root(), 1440, 900);
            session.show(MmioReadMoment.snapshot());

            FxThread.press(root, KeyCode.F1);
            var field = (TextField) root.lookup("#palette-text");
            field.setText("use kernel");
            FxThread.press(field, KeyCode.DOWN);
            FxThread.press(field, KeyCode.ENTER);

            assertThat(commands).hasSize(1).first().isInstanceOf(Command.UseKernel.class);
            assertThat(root.lookup("#palette-text")).isNull();
        });
    }
}
