package dev.seascope.views.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.text.Found;
import dev.seascope.session.Command;
import dev.seascope.views.model.Previewer;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleModelTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            "plain",                          "plain"
            "a\\r\\nb",                       "a\\nb"
            "\\e[1;32mgreen\\e[0m text",      "green text"
            "\\e[2J\\e[?25lcleared",          "cleared"
            "abc\\b\\bX",                     "aX"
            "\\b\\bnothing before",           "nothing before"
            "bell\\a and null\\0",            "bell and null"
            """)
    void outputIsShownWithoutWhatOnlyATerminalUnderstands(String output, String plain) {
        assertThat(ConsoleModel.plain(raw(output))).isEqualTo(raw(plain));
    }

    private static String raw(String written) {
        return written.replace("\\r", "\r").replace("\\n", "\n").replace("\\e", "\u001b").replace("\\b", "\b")
                .replace("\\a", "\u0007").replace("\\0", "\0");
    }

    @Test
    void onlyTheNewestOfEndlessOutputIsKept() {
        String endless = "x".repeat(ConsoleModel.MOST) + "end";

        assertThat(ConsoleModel.plain(endless)).hasSizeLessThanOrEqualTo(ConsoleModel.MOST).endsWith("end");
    }

    @Test
    void whatIsTypedGoesToTheGuestAsAKeyboardSendsIt() {
        List<Command> commands = new ArrayList<>();
        var model = new ConsoleModel(new SessionModel(Previewer.KVM), commands::add);

        model.type("l");
        model.type("\n");
        model.type("");

        assertThat(commands).containsExactly(new Command.Type("l"), new Command.Type("\r"));
    }

    private static final String OOPS = """
            [    0.75] Run /init as init process\r
            [    0.76] Internal error: synchronous external abort: 0000000096000010 [#1] SMP\r
            [    0.77] pc : strncpy_from_user+0x84/0x1a0\r
            """;

    private static ConsoleModel showing(SessionModel session) {
        return new ConsoleModel(session, _ -> { });
    }

    @Test
    void theSyndromeThatTheGuestPrintsIsTold() {
        var session = new SessionModel(Previewer.KVM);
        ConsoleModel model = showing(session);

        session.show(ConsoleViewTest.saying(OOPS));

        Found told = model.selectedProperty().get().orElseThrow();
        assertThat(told.value()).isEqualTo(0x9600_0010L);
        assertThat(ConsoleModel.meaning(told)).startsWith("Data Abort, same EL · DFSC 0x10 Synchronous External abort");
        assertThat(model.outputProperty().get().alarms()).hasSize(1);
    }

    @Test
    void aStopAfterAReportLeadsToItsFirstLine() {
        var session = new SessionModel(Previewer.KVM);
        ConsoleModel model = showing(session);
        session.show(ConsoleViewTest.saying("boot\r\n"));

        session.show(ConsoleViewTest.saying("boot\r\n" + OOPS));

        assertThat(model.text().substring(model.outputProperty().get().reveal().orElseThrow()))
                .startsWith("[    0.75] Run");
        session.show(ConsoleViewTest.saying("boot\r\n" + OOPS + "more\r\n"));
        assertThat(model.outputProperty().get().reveal()).as("old news").isEmpty();
    }

    @Test
    void whatWasWrittenSinceTheStopBeforeIsFresh() {
        var session = new SessionModel(Previewer.KVM);
        ConsoleModel model = showing(session);

        session.show(ConsoleViewTest.saying("boot\r\n"));
        assertThat(model.outputProperty().get().fresh()).isZero();
        session.show(ConsoleViewTest.saying("boot\r\nmore\r\n"));
        assertThat(model.outputProperty().get().fresh()).isEqualTo("boot\n".length());
        session.show(ConsoleViewTest.saying("boot\r\nmore\r\n"));
        assertThat(model.outputProperty().get().fresh()).as("it stands still").isEqualTo("boot\n".length());
    }

    @Test
    void syndromesAreWalkedThroughAndAround() {
        var session = new SessionModel(Previewer.KVM);
        ConsoleModel model = showing(session);
        session.show(ConsoleViewTest.saying(OOPS + OOPS.replace("96000010", "96000021")));

        assertThat(model.position()).isEqualTo("1 of 2");
        model.next();
        assertThat(model.position()).isEqualTo("2 of 2");
        model.next();
        assertThat(model.position()).isEqualTo("1 of 2");
    }

    @Test
    void anotherGuestsOutputForgetsWhatTheLastOneTold() {
        var session = new SessionModel(Previewer.KVM);
        ConsoleModel model = showing(session);
        session.show(ConsoleViewTest.saying(OOPS));

        session.show(ConsoleViewTest.saying("hello\r\n"));

        assertThat(model.selectedProperty().get()).isEmpty();
    }
}
