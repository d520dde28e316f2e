package dev.seascope.views.console;

import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(ConsoleModel.plain(endless)).hasSize(ConsoleModel.MOST).endsWith("end");
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
}
