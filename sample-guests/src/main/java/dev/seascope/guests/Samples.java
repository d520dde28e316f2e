package dev.seascope.guests;

import dev.seascope.guests.parser.ScenarioParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The guests that come with the program: each a scenario, most with a program of the same name.
public final class Samples {
    /// The sample that the window opens with.
    public static final String FIRST = "mmio-read";

    private static final List<String> NAMES = List.of("mmio-read", "mmio-read-el0", "nisv", "nisv-enosys", "iabt-iss",
            "poison", "serror-masked", "serror-taken", "refused", "read-only");
    /// Those whose guest is Debian's kernel, which must have been fetched.
    private static final List<String> ON_LINUX = List.of("linux-takes-a-sea", "linux-poisoned-page",
            "linux-memory-failure", "linux-failed-walk", "linux-kernel-oops", "linux-panic-in-interrupt",
            "linux-serror-panic", "linux-serror-survived");
    private static final List<String> ALL = Stream.concat(NAMES.stream(), ON_LINUX.stream()).toList();
    private static final String FOLDER = "samples/";
    private static final String LINUX_FOLDER = "linux/";

    private Samples() {}

    /// The names of the scenarios, the first to be shown first.
    public static List<String> names() {
        return ALL;
    }

    /// The names of those that need Debian's kernel, see [DebianGuests].
    public static List<String> onLinux() {
        return ON_LINUX;
    }

    /// The names of the programs.
    public static List<String> programs() {
        return NAMES.stream().filter(name -> source(name).isPresent()).toList();
    }

    /// A scenario by its name.
    public static Optional<Scenario> scenario(String name) {
        if (!ALL.contains(name)) {
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
        return ALL.contains(name) ? read(name + ".yaml") : Optional.empty();
    }

    /// The assembly source of a program by its name.
    public static Optional<String> source(String name) {
        return NAMES.contains(name) ? read(name + ".s") : Optional.empty();
    }

    private static Optional<String> read(String file) {
        String folder = file.startsWith("linux-") ? LINUX_FOLDER : FOLDER;
        try (@Nullable InputStream in = Samples.class.getResourceAsStream(folder + file)) {
            return in == null ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
