package dev.seascope.views.control;

import java.util.Optional;
import java.util.function.Function;
import javafx.util.StringConverter;

/// How the items of a list that is only chosen from are written.
///
/// @param <T> what is chosen
public final class Named<T> extends StringConverter<T> {
    private final Function<T, String> name;

    /// @param name of an item
    public Named(Function<T, String> name) {
        this.name = name;
    }

    @Override
    public String toString(T item) {
        return Optional.ofNullable(item).map(name).orElse("");
    }

    @Override
    public T fromString(String text) {
        throw new IllegalStateException("this list has no text field to type '%s' into".formatted(text));
    }
}
