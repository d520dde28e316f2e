package dev.seascope.views.control;

import java.util.SequencedMap;
import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/// A choice of one of a few, side by side: `Source | Both | Disassembly`. One is always chosen.
///
/// @param <T> what is chosen
public final class Segments<T> {
    private final SegmentedButton root = new SegmentedButton();

    /// @param choices value to what its button says, in order
    /// @param value follows the buttons and moves them
    public Segments(SequencedMap<T, String> choices, Property<T> value) {
        choices.forEach((choice, text) -> {
            var button = new ToggleButton(text);
            button.getStyleClass().setAll("segment");
            button.setOnAction(_ -> {
                value.setValue(choice);
                button.setSelected(true); // a second click must not deselect
            });
            value.subscribe(now -> button.setSelected(choice.equals(now)));
            root.getButtons().add(button);
        });
        root.getButtons().getFirst().getStyleClass().add("first");
        root.getButtons().getLast().getStyleClass().add("last");
        root.getStyleClass().setAll("segments");
        root.setFocusTraversable(false);
    }

    public Region root() {
        return root;
    }
}
