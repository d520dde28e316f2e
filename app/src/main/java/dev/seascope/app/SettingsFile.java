package dev.seascope.app;

import dev.seascope.views.frame.Settings;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/// Where the window's settings are kept between runs: a small text file in the folder that the system has for such
/// things.
final class SettingsFile {
    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /// The file of this user.
    ///
    /// @param os name of the operating system, as `os.name` has it
    /// @param environment of the process
    /// @param home the user's folder
    static SettingsFile of(String os, Map<String, String> environment, Path home) {
        String name = os.toLowerCase(Locale.ROOT);
        Path folder = name.startsWith("windows")
                ? folder(environment, "APPDATA").orElse(home.resolve("AppData").resolve("Roaming"))
                : name.startsWith("mac") ? home.resolve("Library").resolve("Application Support")
                : folder(environment, "XDG_CONFIG_HOME").orElse(home.resolve(".config"));
        return new SettingsFile(folder.resolve("seascope").resolve("settings.properties"));
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank()).map(Path::of);
    }

    /// What is kept there; what is missing or cannot be read is as at the first start.
    Settings read() {
        var settings = new Settings(Settings.Look.SYSTEM);
        if (Files.isReadable(file)) {
            var kept = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                kept.load(in);
            } catch (IOException | IllegalArgumentException _) {
                return settings; // not worth keeping anyone from working
            }
            Map<String, String> values = new TreeMap<>();
            kept.stringPropertyNames().forEach(name -> values.put(name, kept.getProperty(name)));
            settings.take(values);
        }
        return settings;
    }

    /// Keep the settings.
    ///
    /// @throws IOException if the file cannot be written
    void write(Settings settings) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, String> value : settings.values().entrySet()) {
                out.write(value.getKey() + "=" + value.getValue() + "\n");
            }
        }
    }
}
