package dev.seascope.asm;

import dev.seascope.arch.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Included files from one folder and those below it. Nothing outside of it is read, by whatever path or link a source
/// names it.
///
/// @param folder as messages are to name it, before the names of files in it
public record ProjectFolder(Path folder) implements Options.Files {
    private static final int MOST_BYTES = 64 << 20;

    /// A file named relative to the file that includes it, or to the folder.
    @Override
    public Included read(String from, String name) throws IOException {
        Path root = folder.toRealPath();
        Path file = find(from, name);
        if (!file.startsWith(root)) {
            throw new IOException("it is outside of the folder of the project");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new IOException("it has more than %d bytes".formatted(MOST_BYTES));
            }
            return new Included(folder.resolve(root.relativize(file)).toString(), Bytes.copyOf(content));
        }
    }

    private Path find(String from, String name) throws IOException {
        try {
            Path relative = Path.of(name);
            if (relative.isAbsolute()) {
                throw new IOException("expected a path relative to the folder of the project");
            }
            Path including = Path.of(from);
            Path beside = (including.startsWith(folder) ? including : folder.resolve(including))
                    .resolveSibling(relative);
            return (Files.exists(beside) ? beside : folder.resolve(relative)).toRealPath();
        } catch (InvalidPathException invalid) {
            throw new IOException("that is not a path: " + invalid.getReason(), invalid);
        } catch (NoSuchFileException _) {
            throw new IOException("there is no such file in the folder of the project");
        }
    }
}
