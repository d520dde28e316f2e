package dev.seascope.guests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where a scenario finds the files that it names, and where its machines are kept.
///
/// @param folder what paths in the scenario are relative to
/// @param debian guests out of Debian's packages, which a scenario names without a path
/// @param kept the folder of kept machines
public record Places(Path folder, DebianGuests debian, Path kept) {
    private static final long MOST_FILE_BYTES = 512 << 20;
    private static final String PROGRAM = "program:";

    /// The places of the user who runs this.
    ///
    /// @param folder what paths are relative to
    public static Places ofUser(Path folder) {
        DebianGuests debian = DebianGuests.ofUser();
        return new Places(folder, debian, debian.folder().resolve("machines"));
    }

    /// Read a file that a scenario names: `debian:linux` and others of [DebianGuests#NAMES], `program:aborts` and others
    /// of [LinuxPrograms#names], or a path.
    ///
    /// @throws ScenarioException at the line of the name, with what to do, if it cannot be read
    byte[] read(Scenario scenario, int line, String name) throws ScenarioException {
        if (name.startsWith(PROGRAM)) {
            try {
                return LinuxPrograms.initrd(name.substring(PROGRAM.length())).toArray();
            } catch (IllegalArgumentException e) {
                throw new ScenarioException(scenario.file(), line, String.valueOf(e.getMessage()));
            }
        }
        try {
            Path file = name.startsWith(DebianGuests.PREFIX) ? debian(scenario, line, name) : folder.resolve(name);
            if (Files.size(file) > MOST_FILE_BYTES) {
                throw new ScenarioException(scenario.file(), line, "%s is larger than %dMiB".formatted(name,
                        MOST_FILE_BYTES >> 20));
            }
            return Files.readAllBytes(file);
        } catch (IOException | InvalidPathException _) {
            throw new ScenarioException(scenario.file(), line, "cannot read %s".formatted(name));
        }
    }

    private Path debian(Scenario scenario, int line, String name) throws ScenarioException {
        try {
            return debian.named(name.substring(DebianGuests.PREFIX.length())).orElseThrow(() ->
                    ScenarioException.notFetched(scenario.file(), line, debian.absent(name)));
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(scenario.file(), line, String.valueOf(e.getMessage()));
        }
    }
}
