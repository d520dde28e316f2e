package dev.seascope.session;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A machine in a file, so that what takes long need not be done twice. Losing the file costs time and nothing else, so
/// what goes wrong with it is only logged.
///
/// @param file where it is, or is going to be
public record KeptMachine(Path file) {
    private static final System.Logger LOGGER = System.getLogger(KeptMachine.class.getName());
    private static final String ENDING = ".machine";
    /// How many a folder holds: of more, those written first are deleted.
    static final int MOST_IN_FOLDER = 16;

    /// The machine that a specification and what was done since have led to. Its file is called after them, and after
    /// this program, so that nobody ever goes on with another machine than the one he would have come to himself.
    ///
    /// @param folder where the file belongs
    /// @param done what was done to the machine, in words that differ where the deeds do
    /// @return nothing if there are things in the machine that have no such name: disks
    public static Optional<KeptMachine> after(MachineSpec spec, List<String> done, Path folder) {
        return MachineDigest.of(spec, done).map(name -> new KeptMachine(folder.resolve(name + ENDING)));
    }

    /// Put a machine into the state that the file holds.
    ///
    /// @return whether it could be; if not, the machine is as it was
    public boolean restore(Machine machine) {
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

    /// Write the state of a machine to the file, whole or not at all.
    public void keep(Machine machine) {
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
            makeRoom(folder);
        } catch (IOException | UncheckedIOException e) {
            LOGGER.log(Level.WARNING, "{0} cannot be written: {1}", file, e.getMessage());
        }
    }

    private static void makeRoom(Path folder) throws IOException {
        List<Path> oldestFirst;
        try (Stream<Path> files = Files.list(folder)) {
            oldestFirst = files.filter(each -> each.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(KeptMachine::written)).toList();
        }
        for (Path old : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - MOST_IN_FOLDER))) {
            Files.deleteIfExists(old);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
