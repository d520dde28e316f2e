package dev.seascope.arch.a64;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Files of vectors: a sample kept with the tests, and whole files where they are.
final class VectorFiles {
    private static final Path SHARED = Path.of("../../shared/vectors");

    private VectorFiles() {}

    /// The lines of the sample `name.tsv`, of `name-a.tsv.gz` next to the project if it is there, and of the files of
    /// the system property `seascope.vectors` whose names start with `name`.
    static Map<String, List<String>> lines(String name) throws IOException {
        Map<String, List<String>> files = new LinkedHashMap<>();
        String sample = name + ".tsv";
        try (InputStream stream = VectorFiles.class.getResourceAsStream(sample)) {
            files.put("sample", read(Objects.requireNonNull(stream, sample)));
        }
        Path whole = SHARED.resolve(name + "-a.tsv.gz");
        if (Files.exists(whole)) {
            files.put(whole.getFileName().toString(), read(whole));
        }
        List<Path> more = Pattern.compile("[,:;]").splitAsStream(System.getProperty("seascope.vectors", ""))
                .filter(file -> !file.isBlank())
                .map(Path::of)
                .filter(file -> file.getFileName().toString().startsWith(name))
                .toList();
        for (Path file : more) {
            files.put(file.toString(), read(file));
        }
        return files;
    }

    private static List<String> read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream);
        }
    }

    private static List<String> read(InputStream stream) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            return lines.lines().toList();
        }
    }
}
