package dev.seascope.guests;

import dev.seascope.guests.parser.ScenarioParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Finds scenarios: files, and the samples by their names.
public final class ScenarioFiles {
    private static final long MOST_BYTES = 16 << 20;

    private ScenarioFiles() {}

    /// A scenario and the folder that the paths in it are relative to.
    public record Found(Scenario scenario, Path folder) {}

    /// Read a scenario.
    ///
    /// @param name a file, or a sample where there is no such file
    /// @throws ScenarioException if it cannot be read or used
    public static Found find(String name) throws ScenarioException {
        try {
            Path file = Path.of(name);
            if (!Files.exists(file)) {
                Optional<Scenario> sample = Samples.scenario(name);
                if (sample.isPresent()) {
                    return new Found(sample.get(), Path.of(""));
                }
                throw new ScenarioException(name, "no such file");
            }
            if (Files.isDirectory(file)) {
                throw new ScenarioException(name, "is a folder");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new ScenarioException(name, "larger than 16MiB");
            }
            return new Found(ScenarioParser.parse(name, Files.readString(file)),
                    Optional.ofNullable(file.getParent()).orElse(Path.of("")));
        } catch (CharacterCodingException _) {
            throw new ScenarioException(name, 1, "not UTF-8 text");
        } catch (NoSuchFileException | InvalidPathException _) {
            throw new ScenarioException(name, "no such file");
        } catch (IOException e) {
            throw new ScenarioException(name, "cannot be read: " + e.getMessage());
        }
    }
}
