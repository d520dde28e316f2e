package dev.seascope.views.console;

import dev.seascope.session.Command;
import dev.seascope.views.model.SessionModel;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.value.ObservableValue;

/// What the guest wrote to its serial port, and what a user types into it. Holds no controls.
public final class ConsoleModel {
    /// More than this many characters is not shown; the oldest lines go.
    static final int MOST = 200_000;
    /// Colours and cursor movements of a terminal (ECMA-48 control sequences), which plain text has not.
    private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|[@-Z\\\\-_=>])");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x07\\x0b-\\x1f\\x7f]");
    private static final char BACKSPACE = '\b';

    private final SessionModel session;
    private final Consumer<Command> commands;

    public ConsoleModel(SessionModel session, Consumer<Command> commands) {
        this.session = session;
        this.commands = commands;
    }

    /// Whether the guest has written anything: a guest without a serial port has no console to show.
    public ObservableValue<Boolean> used() {
        return session.snapshotProperty().map(machine -> !machine.console().isEmpty());
    }

    /// All of it as plain text.
    ObservableValue<String> text() {
        return session.snapshotProperty().map(machine -> plain(machine.console()));
    }

    /// Send characters to the guest as a keyboard would: Enter is a carriage return.
    void type(String characters) {
        if (!characters.isEmpty()) {
            commands.accept(new Command.Type(characters.replace('\n', '\r')));
        }
    }

    /// Output without what only a terminal understands; a backspace takes the character before it.
    static String plain(String output) {
        String recent = output.length() <= MOST ? output : output.substring(output.length() - MOST);
        String text = CONTROL_SEQUENCE.matcher(recent).replaceAll("").replace("\r\n", "\n");
        if (text.indexOf(BACKSPACE) >= 0) {
            text = rubbedOut(text);
        }
        return UNPRINTABLE.matcher(text).replaceAll("");
    }

    private static String rubbedOut(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != BACKSPACE) {
                out.append(character);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
                out.setLength(out.length() - 1);
            }
        }
        return out.toString();
    }
}
