package dev.seascope.views.frame;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What a user chose once and wants to find again: looks, type size, keys, whether to be welcomed. The program around
/// the window keeps it as a list of names and values.
public final class Settings {
    /// The sizes of type on offer, in per cent.
    public static final List<Integer> TYPE_SIZES = List.of(80, 90, 100, 110, 125, 150, 175, 200);
    /// The size that the window is designed for.
    public static final int NORMAL_SIZE = 100;

    private static final double PRESENTED_WIDTH = 1000;
    private static final double PRESENTED_HEIGHT = 580;

    /// Which theme.
    public enum Look {
        /// As the desktop is.
        SYSTEM("System"),
        /// Dark on light.
        LIGHT("Light"),
        /// Light on dark.
        DARK("Dark");

        private final String title;

        Look(String title) {
            this.title = title;
        }

        /// What a button says.
        public String title() {
            return title;
        }
    }

    private final ObjectProperty<Look> look;
    private final BooleanProperty contrast = new SimpleBooleanProperty(this, "contrast");
    private final IntegerProperty typeSize = new SimpleIntegerProperty(this, "type-size", NORMAL_SIZE);
    private final ObjectProperty<Keymap.Preset> keys =
            new SimpleObjectProperty<>(this, "keys", Keymap.Preset.VISUAL_STUDIO);
    private final BooleanProperty welcome = new SimpleBooleanProperty(this, "welcome", true);

    /// @param look the theme that is chosen until another is
    public Settings(Look look) {
        this.look = new SimpleObjectProperty<>(this, "look", look);
    }

    /// The theme.
    public ObjectProperty<Look> lookProperty() {
        return look;
    }

    /// Stronger lines and no tints.
    public BooleanProperty contrastProperty() {
        return contrast;
    }

    /// Type size in per cent, 80 to 200. Rows, cells and icons follow it.
    public IntegerProperty typeSizeProperty() {
        return typeSize;
    }

    /// Which keys do what.
    public ObjectProperty<Keymap.Preset> keysProperty() {
        return keys;
    }

    /// Whether the welcome card shows at the start.
    public BooleanProperty welcomeProperty() {
        return welcome;
    }

    /// The next size of type in a direction.
    public void zoom(int steps) {
        int at = 0;
        while (at < TYPE_SIZES.size() - 1 && TYPE_SIZES.get(at) < typeSize.get()) {
            at++;
        }
        typeSize.set(TYPE_SIZES.get(Math.clamp(at + steps, 0, TYPE_SIZES.size() - 1)));
    }

    /// The biggest type at which a window of this size still shows program, composer and registers side by side.
    ///
    /// @param width in pixels
    /// @param height in pixels
    public static int presentingSize(double width, double height) {
        return TYPE_SIZES.reversed().stream().filter(size -> width * NORMAL_SIZE / size >= PRESENTED_WIDTH
                && height * NORMAL_SIZE / size >= PRESENTED_HEIGHT).findFirst().orElse(NORMAL_SIZE);
    }

    /// Everything as names and values.
    public Map<String, String> values() {
        return new TreeMap<>(Map.of("look", key(look.get()), "contrast", Boolean.toString(contrast.get()), "type-size",
                Integer.toString(typeSize.get()), "keys", key(keys.get()), "welcome",
                Boolean.toString(welcome.get())));
    }

    /// Take up names and values. What is missing or makes no sense is left as it is: nobody is kept from working by a
    /// bad settings file.
    public void take(Map<String, String> values) {
        one(values.get("look"), Look.values()).ifPresent(look::set);
        one(values.get("keys"), Keymap.Preset.values()).ifPresent(keys::set);
        Optional.ofNullable(values.get("contrast")).ifPresent(text -> contrast.set(Boolean.parseBoolean(text)));
        Optional.ofNullable(values.get("welcome")).ifPresent(text -> welcome.set(!text.equals("false")));
        Optional.ofNullable(values.get("type-size")).filter(text -> text.matches("\\d{1,3}")).map(Integer::valueOf)
                .filter(size -> size >= TYPE_SIZES.getFirst() && size <= TYPE_SIZES.getLast())
                .ifPresent(typeSize::set);
    }

    private static <E extends Enum<E>> Optional<E> one(@Nullable String key, E[] values) {
        for (E value : values) {
            if (key(value).equals(key)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
