package dev.seascope.views.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeymapTest {
    private final List<Action> done = new ArrayList<>();
    private final Keymap keys = Keymap.visualStudio();

    KeymapTest() {
        for (Action action : Action.values()) {
            keys.on(action, () -> done.add(action));
        }
    }

    private boolean press(KeyCode code, boolean shift, boolean control) {
        return keys.handle(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false));
    }

    @Test
    void theKeysOfVisualStudioDoWhatTheyDoThere() {
        press(KeyCode.F5, false, false);
        press(KeyCode.F10, false, false);
        press(KeyCode.F11, false, false);
        press(KeyCode.F11, true, false);
        press(KeyCode.F9, false, false);
        press(KeyCode.F5, true, false);
        press(KeyCode.ENTER, false, true);

        assertThat(done).containsExactly(Action.RUN, Action.STEP_OVER, Action.STEP_INTO, Action.STEP_OUT,
                Action.TOGGLE_BREAKPOINT, Action.RESTART, Action.INJECT);
    }

    @Test
    void otherKeysAreLeftAlone() {
        assertThat(press(KeyCode.ENTER, false, false)).isFalse();
        assertThat(press(KeyCode.DIGIT1, false, false)).isFalse();
        assertThat(done).isEmpty();
    }

    @Test
    void anActionWithoutAHandlerTakesNoKey() {
        assertThat(Keymap.visualStudio().handle(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F5, false, false,
                false, false))).isFalse();
    }

    @Test
    void keysAreNamedAsTheyArePrinted() {
        assertThat(keys.text(Action.INJECT)).isEqualTo("Ctrl+Enter");
        assertThat(keys.text(Action.STEP_OUT)).isEqualTo("Shift+F11");
        assertThat(keys.text(Action.BIGGER)).isEqualTo("Ctrl+Plus");
        assertThat(keys.hint(Action.STEP_INTO)).isEqualTo("Step one instruction (F11)");
        assertThat(keys.all()).hasSize(Action.values().length);
    }

    @ParameterizedTest
    @EnumSource(Keymap.Preset.class)
    void noTwoActionsShareAKeyInAnyPreset(Keymap.Preset preset) {
        keys.use(preset);

        assertThat(List.of(Action.values())).extracting(keys::text).doesNotContain("").doesNotHaveDuplicates();
    }

    @Test
    void anotherPresetTakesEffectAtOnce() {
        keys.use(Keymap.Preset.IDA);

        press(KeyCode.F9, false, false);
        press(KeyCode.F7, false, false);
        press(KeyCode.F2, false, true);
        press(KeyCode.ENTER, false, true);

        assertThat(done).containsExactly(Action.RUN, Action.STEP_INTO, Action.RESTART, Action.INJECT);
        assertThat(press(KeyCode.F5, false, false)).isFalse();
        assertThat(keys.keys(Action.RUN).getValue()).isEqualTo("F9");
    }

    @Test
    void lettersActOnlyWhereNoTextIsTyped() {
        keys.use(Keymap.Preset.GDB);
        var inText = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.C, false, false, false, false)
                .copyFor(keys, FxThread.call(TextField::new));

        assertThat(keys.handle(inText)).isFalse();
        press(KeyCode.C, false, false);
        press(KeyCode.E, true, false);

        assertThat(done).containsExactly(Action.RUN, Action.PREVIOUS_EXCEPTION);
    }
}
