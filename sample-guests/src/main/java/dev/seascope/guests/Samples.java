package dev.seascope.guests;

import dev.seascope.guests.parser.ScenarioParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The guests that come with the program: each a scenario, most with a program of the same name.
public final class Samples {
    /// The sample that the window opens with.
    public static final String FIRST = "mmio-read";

    private static final List<String> NAMES = List.of("mmio-read", "mmio-read-el0", "nisv", "nisv-enosys", "iabt-iss",
            "poison", "serror-masked", "serror-taken", "refused", "read-only");
    private static final String FOLDER = "samples/";

    private Samples() {}

    /// The names of the scenarios, the first to be shown first.
    public static List<String> names() {
        return NAMES;
    }

    /// The names of the programs.
    public static List<String> programs() {
        return NAMES.stream().filter(name -> source(name).isPresent()).toList();
    }

    /// A scenario by its name.
    public static Optional<Scenario> scenario(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        String file = name + ".yaml";
        try {
            return Optional.of(ScenarioParser.parse(file, read(file).orElseThrow()));
        } catch (ScenarioException e) {
            throw new IllegalStateException("a sample is broken", e);
        }
    }

    /// The text of a scenario by its name.
    public static Optional<String> text(String name) {
        return NAMES.contains(name) ? read(name + ".yaml") : Optional.empty();
    }

    /// The assembly source of a program by its name.
    public static Optional<String> source(String name) {
        return NAMES.contains(name) ? read(name + ".s") : Optional.empty();
    }

    private static Optional<String> read(String file) {
        try (@Nullable InputStream in = Samples.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
