package dev.seascope.views.frame;

import dev.seascope.views.control.BitStrip;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.GenericStyledArea;

/// Which keys do what. The first combination of an action is the one shown.
public final class Keymap {
    /// A set of keys that people know from elsewhere.
    public enum Preset {
        /// Visual Studio's, where it has one for the purpose.
        VISUAL_STUDIO("Visual Studio"),
        /// Those of IDA and x64dbg.
        IDA("IDA, x64dbg"),
        /// The letters of gdb; they act where no text is typed.
        GDB("gdb letters");

        private final String title;

        Preset(String title) {
            this.title = title;
        }

        /// What a list says.
        public String title() {
            return title;
        }
    }

    private final Map<Action, List<KeyCombination>> bindings = new EnumMap<>(Action.class);
    private final Map<Action, Runnable> handlers = new EnumMap<>(Action.class);
    private final ReadOnlyObjectWrapper<Preset> preset;
    private BiConsumer<Action, String> used = (_, _) -> { };

    private Keymap(Preset first) {
        preset = new ReadOnlyObjectWrapper<>(this, "preset", first);
        bind(first);
    }

    /// The keys of a preset.
    public static Keymap of(Preset preset) {
        return new Keymap(preset);
    }

    /// The keys of Visual Studio, where it has one for the purpose.
    public static Keymap visualStudio() {
        return new Keymap(Preset.VISUAL_STUDIO);
    }

    /// Use other keys from here on.
    public void use(Preset other) {
        bindings.clear();
        bind(other);
        preset.set(other);
    }

    /// The keys in use.
    public ReadOnlyObjectProperty<Preset> presetProperty() {
        return preset.getReadOnlyProperty();
    }

    /// Every preset has the keys of Visual Studio but for those it names.
    private void bind(Preset chosen) {
        bind(Action.RUN, plain(KeyCode.F5));
        bind(Action.PAUSE, plain(KeyCode.F6), new KeyCodeCombination(KeyCode.PAUSE, KeyCombination.CONTROL_DOWN));
        bind(Action.STEP_INTO, plain(KeyCode.F11));
        bind(Action.STEP_OVER, plain(KeyCode.F10));
        bind(Action.STEP_OUT, new KeyCodeCombination(KeyCode.F11, KeyCombination.SHIFT_DOWN));
        bind(Action.RUN_TO_CURSOR, control(KeyCode.F10));
        bind(Action.RESTART, new KeyCodeCombination(KeyCode.F5, KeyCombination.SHIFT_DOWN),
                new KeyCodeCombination(KeyCode.F5, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN));
        bind(Action.TOGGLE_BREAKPOINT, plain(KeyCode.F9));
        bind(Action.NEXT_EXCEPTION, control(KeyCode.E));
        bind(Action.PREVIOUS_EXCEPTION, controlShift(KeyCode.E));
        bind(Action.NEXT_EXIT, control(KeyCode.K));
        bind(Action.PREVIOUS_EXIT, controlShift(KeyCode.K));
        bind(Action.COMPOSE, control(KeyCode.I));
        bind(Action.INJECT, control(KeyCode.ENTER));
        bind(Action.EVERY_KERNEL, controlShift(KeyCode.I));
        bind(Action.COMPARE_BYTES, controlShift(KeyCode.B));
        bind(Action.DECODE, control(KeyCode.D));
        bind(Action.DECODE_CONSOLE, controlShift(KeyCode.D));
        bind(Action.CONSOLE, control(KeyCode.BACK_QUOTE), controlShift(KeyCode.C));
        bind(Action.NEXT_SYNDROME, control(KeyCode.J));
        bind(Action.MEMORY, control(KeyCode.G));
        bind(Action.FIND_REGISTER, control(KeyCode.F));
        bind(Action.PALETTE, controlShift(KeyCode.P), plain(KeyCode.F1));
        bind(Action.OPEN, control(KeyCode.O));
        bind(Action.BIGGER, control(KeyCode.PLUS), control(KeyCode.EQUALS), control(KeyCode.ADD));
        bind(Action.SMALLER, control(KeyCode.MINUS), control(KeyCode.SUBTRACT));
        bind(Action.NORMAL_SIZE, control(KeyCode.DIGIT0), control(KeyCode.NUMPAD0));
        bind(Action.SETTINGS, control(KeyCode.COMMA));
        bind(Action.PRESENT, plain(KeyCode.F12));
        bind(Action.TOUR, control(KeyCode.F1));
        bind(Action.WELCOME, controlShift(KeyCode.F1));
        bind(Action.SWITCH_THEME, controlShift(KeyCode.L));
        switch (chosen) {
            case VISUAL_STUDIO -> { }
            case IDA -> {
                bind(Action.RUN, plain(KeyCode.F9));
                bind(Action.STEP_INTO, plain(KeyCode.F7));
                bind(Action.STEP_OVER, plain(KeyCode.F8));
                bind(Action.STEP_OUT, control(KeyCode.F9));
                bind(Action.RUN_TO_CURSOR, plain(KeyCode.F4));
                bind(Action.TOGGLE_BREAKPOINT, plain(KeyCode.F2));
                bind(Action.RESTART, control(KeyCode.F2));
            }
            case GDB -> {
                letter(Action.RUN, KeyCode.C);
                letter(Action.STEP_INTO, KeyCode.S);
                letter(Action.STEP_OVER, KeyCode.N);
                letter(Action.STEP_OUT, KeyCode.F);
                letter(Action.RUN_TO_CURSOR, KeyCode.U);
                letter(Action.TOGGLE_BREAKPOINT, KeyCode.B);
                prepend(Action.RESTART, new KeyCodeCombination(KeyCode.R, KeyCombination.SHIFT_DOWN));
                letter(Action.NEXT_EXCEPTION, KeyCode.E);
                prepend(Action.PREVIOUS_EXCEPTION, new KeyCodeCombination(KeyCode.E, KeyCombination.SHIFT_DOWN));
                letter(Action.NEXT_EXIT, KeyCode.X);
                prepend(Action.PREVIOUS_EXIT, new KeyCodeCombination(KeyCode.X, KeyCombination.SHIFT_DOWN));
                letter(Action.COMPOSE, KeyCode.I);
                letter(Action.DECODE, KeyCode.D);
                letter(Action.MEMORY, KeyCode.G);
                letter(Action.FIND_REGISTER, KeyCode.SLASH);
            }
        }
    }

    /// A letter besides the keys that the action has anyway.
    private void letter(Action action, KeyCode code) {
        prepend(action, plain(code));
    }

    private void prepend(Action action, KeyCombination keys) {
        List<KeyCombination> all = new ArrayList<>(List.of(keys));
        all.addAll(bindings.getOrDefault(action, List.of()));
        bindings.put(action, List.copyOf(all));
    }

    /// Say what an action does. Until then its keys do nothing.
    public void on(Action action, Runnable handler) {
        handlers.put(action, handler);
    }

    /// Do what the keys of an action do. Does nothing for an action that does nothing.
    public void perform(Action action) {
        Optional.ofNullable(handlers.get(action)).ifPresent(Runnable::run);
    }

    /// Do what the pressed keys ask for.
    ///
    /// @return whether they asked for something
    public boolean handle(KeyEvent event) {
        boolean typing = isTyping(event);
        for (Map.Entry<Action, List<KeyCombination>> binding : bindings.entrySet()) {
            Runnable handler = handlers.get(binding.getKey());
            Optional<KeyCombination> pressed = binding.getValue().stream()
                    .filter(keys -> keys.match(event) && !(typing && isLetter(keys))).findFirst();
            if (handler != null && pressed.isPresent()) {
                handler.run();
                used.accept(binding.getKey(), print(pressed.get()));
                return true;
            }
        }
        return false;
    }

    /// Who is told of each use of keys: what they did, and how they are printed.
    public void onUse(BiConsumer<Action, String> listener) {
        used = listener;
    }

    /// Whether the keys of an event write something where the focus is: in text, or digits into the bits of a register.
    private static boolean isTyping(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl || event.getTarget() instanceof BitStrip
                || event.getTarget() instanceof GenericStyledArea<?, ?, ?>;
    }

    private static boolean isLetter(KeyCombination keys) {
        return keys.getControl() != KeyCombination.ModifierValue.DOWN
                && keys instanceof KeyCodeCombination code
                && (code.getCode().isLetterKey() || code.getCode() == KeyCode.SLASH);
    }

    /// [#text(Action)], as it changes with the preset.
    public ObservableValue<String> keys(Action action) {
        return preset.map(_ -> text(action));
    }

    /// [#hint(Action)], as it changes with the preset.
    public ObservableValue<String> hints(Action action) {
        return preset.map(_ -> hint(action));
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
