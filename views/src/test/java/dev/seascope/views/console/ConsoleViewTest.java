package dev.seascope.views.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.session.Command;
import dev.seascope.session.MachineSnapshot;
import dev.seascope.views.FxThread;
import dev.seascope.views.MmioReadMoment;
import dev.seascope.views.Workbench;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

class ConsoleViewTest {
    private final List<Command> commands = new ArrayList<>();
    private final SessionModel session = new SessionModel(Previewer.KVM);

    /// A machine at a stop of its own.
    static MachineSnapshot saying(String console) {
        MachineSnapshot m = MmioReadMoment.snapshot();
        return new MachineSnapshot(m.retired() + console.length(), m.state(), m.x(), m.sp(), m.pc(), m.pstate(), m.system(), m.host(),
                m.kvmRun(), m.exits(), m.exceptions(), console, m.machine(), m.memory(), m.program());
    }

    @Test
    void aGuestThatWritesGetsAConsoleThatGrowsAndTakesKeys() {
        FxThread.run(() -> {
            var workbench = new Workbench(session, commands::add, GuestLibrary.NONE);
            FxThread.show(workbench.root(), 1440, 900);
            session.show(MmioReadMoment.snapshot());
            assertThat(workbench.root().lookup("#console")).isNull();

            session.show(saying("boot\r\n"));
            workbench.root().applyCss();
            workbench.root().layout();
            var area = (CodeArea) workbench.root().lookup("#console");
            session.show(saying("boot\r\n\u001b[32m# "));
            FxThread.type(area, "ls\r");

            assertThat(area.getText()).isEqualTo("boot\n# ");
            assertThat(commands).containsExactly(new Command.Type("l"), new Command.Type("s"), new Command.Type("\r"));
            session.show(MmioReadMoment.snapshot());
            workbench.root().layout();
            assertThat(workbench.root().lookup("#console")).isNull();
        });
    }
}
