package dev.seascope.views.frame;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Which keys do what. The first combination of an action is the one shown.
public final class Keymap {
    private final Map<Action, List<KeyCombination>> bindings = new EnumMap<>(Action.class);
    private final Map<Action, Runnable> handlers = new EnumMap<>(Action.class);

    private Keymap() {}

    /// The keys of Visual Studio, where it has one for the purpose.
    public static Keymap visualStudio() {
        var keys = new Keymap();
        keys.bind(Action.RUN, plain(KeyCode.F5));
        keys.bind(Action.PAUSE, plain(KeyCode.F6), new KeyCodeCombination(KeyCode.PAUSE, KeyCombination.CONTROL_DOWN));
        keys.bind(Action.STEP_INTO, plain(KeyCode.F11));
        keys.bind(Action.STEP_OVER, plain(KeyCode.F10));
        keys.bind(Action.STEP_OUT, new KeyCodeCombination(KeyCode.F11, KeyCombination.SHIFT_DOWN));
        keys.bind(Action.RUN_TO_CURSOR, control(KeyCode.F10));
        keys.bind(Action.RESTART, new KeyCodeCombination(KeyCode.F5, KeyCombination.SHIFT_DOWN),
                new KeyCodeCombination(KeyCode.F5, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN));
        keys.bind(Action.TOGGLE_BREAKPOINT, plain(KeyCode.F9));
        keys.bind(Action.NEXT_EXCEPTION, control(KeyCode.E));
        keys.bind(Action.PREVIOUS_EXCEPTION, controlShift(KeyCode.E));
        keys.bind(Action.NEXT_EXIT, control(KeyCode.K));
        keys.bind(Action.PREVIOUS_EXIT, controlShift(KeyCode.K));
        keys.bind(Action.COMPOSE, control(KeyCode.I));
        keys.bind(Action.INJECT, control(KeyCode.ENTER));
        keys.bind(Action.EVERY_KERNEL, controlShift(KeyCode.I));
        keys.bind(Action.COMPARE_BYTES, controlShift(KeyCode.B));
        keys.bind(Action.DECODE, control(KeyCode.D));
        keys.bind(Action.FIND_REGISTER, control(KeyCode.F));
        keys.bind(Action.OPEN, control(KeyCode.O));
        keys.bind(Action.BIGGER, control(KeyCode.PLUS), control(KeyCode.EQUALS), control(KeyCode.ADD));
        keys.bind(Action.SMALLER, control(KeyCode.MINUS), control(KeyCode.SUBTRACT));
        keys.bind(Action.NORMAL_SIZE, control(KeyCode.DIGIT0), control(KeyCode.NUMPAD0));
        keys.bind(Action.SWITCH_THEME, controlShift(KeyCode.L));
        return keys;
    }

    /// Say what an action does. Until then its keys do nothing.
    public void on(Action action, Runnable handler) {
        handlers.put(action, handler);
    }

    /// Do what the pressed keys ask for.
    ///
    /// @return whether they asked for something
    public boolean handle(KeyEvent event) {
        for (Map.Entry<Action, List<KeyCombination>> binding : bindings.entrySet()) {
            Runnable handler = handlers.get(binding.getKey());
            if (handler != null && binding.getValue().stream().anyMatch(keys -> keys.match(event))) {
                handler.run();
                return true;
            }
        }
        return false;
    }

    /// The keys of an action as they are printed: `Ctrl+Enter`.
    public String text(Action action) {
        return combination(action).map(Keymap::print).orElse("");
    }

    /// What an action does and its keys, for a tooltip: `Step one instruction (F11)`.
    public String hint(Action action) {
        return combination(action).map(keys -> "%s (%s)".formatted(action.title(), print(keys)))
                .orElse(action.title());
    }

    /// Every action that does something, with its keys.
    public Map<Action, String> all() {
        return handlers.keySet().stream().collect(Collectors.toMap(action -> action, this::text, (first, _) -> first,
                () -> new EnumMap<>(Action.class)));
    }

    private Optional<KeyCombination> combination(Action action) {
        return Optional.ofNullable(bindings.get(action)).map(List::getFirst);
    }

    private void bind(Action action, KeyCombination... combinations) {
        bindings.put(action, List.of(combinations));
    }

    private static String print(KeyCombination keys) {
        StringBuilder text = new StringBuilder();
        if (keys.getControl() == KeyCombination.ModifierValue.DOWN) {
            text.append("Ctrl+");
        }
        if (keys.getShift() == KeyCombination.ModifierValue.DOWN) {
            text.append("Shift+");
        }
        return text.append(keys instanceof KeyCodeCombination code ? code.getCode().getName() : keys.getName())
                .toString();
    }

    private static KeyCombination plain(KeyCode code) {
        return new KeyCodeCombination(code);
    }

    private static KeyCombination control(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.CONTROL_DOWN);
    }

    private static KeyCombination controlShift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
    }
}
