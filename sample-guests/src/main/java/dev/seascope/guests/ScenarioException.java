package dev.seascope.guests;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A scenario, or a file that it names, cannot be used. The message says where and why and is meant for its author.
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Place place;
    private final boolean fetchable;

    /// Where in a text the mistake is.
    ///
    /// @param file as the user named it
    /// @param line from 1
    /// @param column from 1, or 0 if only the line is known
    public record Place(String file, int line, int column) {}

    /// @param file the scenario file, as the user named it
    /// @param line line in it, from 1
    /// @param why one sentence without a full stop
    public ScenarioException(String file, int line, String why) {
        this(new Place(file, line, 0), why);
    }

    /// @param why one sentence without a full stop
    public ScenarioException(Place place, String why) {
        this("%s:%d: %s".formatted(place.file(), place.line(), why), place, false);
    }

    /// @param file a file of which no line is at fault
    /// @param why one sentence without a full stop
    public ScenarioException(String file, String why) {
        this("%s: %s".formatted(file, why), null, false);
    }

    private ScenarioException(String message, @Nullable Place place, boolean fetchable) {
        super(message);
        this.place = place;
        this.fetchable = fetchable;
    }

    /// With a message that names its place already.
    static ScenarioException said(String message) {
        return new ScenarioException(message, null, false);
    }

    /// With a message that names its place already, as the assembler's do.
    static ScenarioException said(String message, Place place) {
        return new ScenarioException(message, place, false);
    }

    /// For want of a guest that can be fetched, see [DebianGuests#fetch].
    static ScenarioException notFetched(String file, int line, String why) {
        var place = new Place(file, line, 0);
        return new ScenarioException("%s:%d: %s".formatted(file, line, why), place, true);
    }

    /// Where the mistake is, if it is in a line of a text.
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /// Whether fetching Debian's guests would help.
    public boolean isFetchable() {
        return fetchable;
    }
}
