package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.frame.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void settingsAreFoundAgainAtTheNextStart() throws IOException {
        SettingsFile file = SettingsFile.of("Linux", Map.of("XDG_CONFIG_HOME", folder.toString()), Path.of("nowhere"));
        Settings settings = file.read();
        settings.typeSizeProperty().set(125);

        file.write(settings);

        assertThat(folder.resolve("seascope").resolve("settings.properties")).exists();
        assertThat(file.read().values()).isEqualTo(settings.values());
    }

    @Test
    void aFileThatMakesNoSenseIsNoReasonNotToStart() throws IOException {
        Path broken = Files.write(folder.resolve("settings.properties"), new byte[] {(byte) 0xff, '\\', 'u', 'x'});

        assertThat(new SettingsFile(broken).read().values())
                .isEqualTo(new Settings(Settings.Look.SYSTEM).values());
    }

    @Test
    void everySystemHasItsFolder() throws IOException {
        Map<String, String> windows = Map.of("APPDATA", folder.toString());

        SettingsFile.of("Windows 11", windows, Path.of("nowhere")).write(new Settings(Settings.Look.DARK));
        SettingsFile.of("Mac OS X", Map.of(), folder).write(new Settings(Settings.Look.DARK));

        assertThat(folder.resolve("seascope").resolve("settings.properties")).exists();
        assertThat(folder.resolve("Library").resolve("Application Support").resolve("seascope")).exists();
    }
}
