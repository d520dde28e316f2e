package dev.seascope.views.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Settings settings = new Settings(Settings.Look.SYSTEM);

    @Test
    void whatWasChosenComesBack() {
        settings.lookProperty().set(Settings.Look.DARK);
        settings.contrastProperty().set(true);
        settings.typeSizeProperty().set(150);
        settings.keysProperty().set(Keymap.Preset.GDB);
        settings.welcomeProperty().set(false);
        var next = new Settings(Settings.Look.SYSTEM);

        next.take(settings.values());

        assertThat(next.values()).isEqualTo(settings.values()).containsEntry("keys", "gdb").containsEntry("look", "dark");
    }

    @Test
    void whatMakesNoSenseChangesNothing() {
        Map<String, String> before = settings.values();

        settings.take(Map.of("look", "purple", "type-size", "9000", "keys", "", "unknown", "1"));
        settings.take(Map.of("type-size", "12"));

        assertThat(settings.values()).isEqualTo(before);
    }

    @Test
    void typeGrowsAndShrinksInStepsAndStopsAtTheEnds() {
        settings.zoom(1);
        assertThat(settings.typeSizeProperty().get()).isEqualTo(110);

        settings.zoom(-100);
        assertThat(settings.typeSizeProperty().get()).isEqualTo(80);
        settings.zoom(100);
        assertThat(settings.typeSizeProperty().get()).isEqualTo(200);
    }
}
