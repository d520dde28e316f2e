package dev.seascope.session;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// A machine in a file, so that what takes long need not be done twice. Losing the file costs time and nothing else, so
/// what goes wrong with it is only logged.
final class KeptMachine {
    private static final System.Logger LOGGER = System.getLogger(KeptMachine.class.getName());

    private KeptMachine() {}

    /// Put a machine into the state that a file holds.
    ///
    /// @return whether it could be; if not, the machine is as it was
    static boolean restore(Machine machine, Path file) {
        MachineCheckpoint before = machine.checkpoint();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            machine.restore(machine.readCheckpoint(in));
            return true;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(Level.WARNING, "{0} is not used: {1}", file, e.getMessage());
            machine.restore(before);
            return false;
        }
    }

    /// Write the state of a machine to a file, whole or not at all.
    static void keep(Machine machine, Path file) {
        try {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "machine", ".part");
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                    machine.write(machine.checkpoint(), out);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "{0} cannot be written: {1}", file, e.getMessage());
        }
    }
}
